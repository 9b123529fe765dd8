"""Pages that lead to the evidence: the list of the texts, and every value with the claims it rests on."""

import json
from collections import Counter
from html import escape
from typing import Any

from tracebrief.project.errors import ReportError
from tracebrief.project.paths import Project
from tracebrief.render.excerpts import Extract
from tracebrief.render.page_sources import as_markdown, page_source, raw_block

Row = dict[str, Any]
# Claims listed openly under a value; more are folded away.
OPEN = 8


def read_values(project: Project) -> dict[str, Row]:
    """Return the values that the prose quotes, by name; none before they are made."""
    path = project.tables / "values.json"
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def list_page(documents: list[Row], labels: dict[str, str], counts: Counter[str]) -> str:
    """Return the source of the list of texts; `counts` has the claims of each."""
    entries = [
        f"[{as_markdown(document['title'] or 'Untitled text')}]({document['doc_id']}.qmd)\n"
        f":   {as_markdown(labels[document['doc_id']])}. {counts[document['doc_id']]} claims. "
        f"Reliability: {document['reliability']}. {as_markdown(document['reliability_reason'])}"
        for document in documents
    ]
    lead = f"The {len(documents)} texts that the brief rests on, each in full, with the words of every claim marked."
    return page_source("The texts", lead, "\n\n".join(entries), "[All values](values.qmd) · [The brief](../index.qmd)")


def values_page(values: dict[str, Row], extracts: dict[str, Extract], labels: dict[str, str]) -> str:
    """Return the source of the page of all values.

    Raises:
        ReportError: a value rests on a claim that there is not.
    """
    sections = [_value_section(name, value, extracts, labels) for name, value in sorted(values.items())]
    lead = "Every number and quotation of the brief: how it was arrived at, and from which words."
    return page_source(
        "The values", lead, raw_block("\n".join(sections)), "[All texts](index.qmd) · [The brief](../index.qmd)"
    )


def _value_section(name: str, value: Row, extracts: dict[str, Extract], labels: dict[str, str]) -> str:
    items = "\n".join(_claim_item(claim, extracts, labels) for claim in value["claims"])
    listed = f"<ul>\n{items}\n</ul>" if items else ""
    if len(value["claims"]) > OPEN:
        listed = f"<details><summary>The {len(value['claims'])} claims it rests on</summary>{listed}</details>"
    return (
        f'<section class="value" id="v-{escape(name)}"><h2>{escape(value["text"])}</h2>\n'
        f'<p class="name">{escape(name)}</p>\n<p>{escape(value["how"])}</p>\n{listed}</section>'
    )


def _claim_item(claim: str, extracts: dict[str, Extract], labels: dict[str, str]) -> str:
    extract = extracts.get(claim)
    if extract is None:
        raise ReportError("build/tables/values.json", f"a value rests on {claim}, which is no claim", "rebuild it")
    where = f"{escape(labels[extract.doc])}, paragraph {extract.passage}"
    return (
        f'<li>{escape(extract.before)}<a href="{extract.doc}.html#{claim}">{escape(extract.exact)}</a>'
        f'{escape(extract.after)} <span class="quiet">— {where}</span></li>'
    )

"""Pages of evidence: one per text with every claim's words marked, one of all values, and a list of the texts.

The texts go in as raw HTML, so that no Markdown reader can change a character of them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Any

from tracebrief.link.codebook import read_codebook
from tracebrief.model.tables import read_table, rows
from tracebrief.model.wording import days_in_words, in_one_line, quantity_in_words, shorten_after
from tracebrief.project.errors import ReportError
from tracebrief.project.paths import Project
from tracebrief.read.sources import Basis, Source
from tracebrief.render.changes_page import changes_page, read_changes
from tracebrief.render.claim_marks import Mark, Marker, cut_style
from tracebrief.render.excerpts import Records, find_extracts
from tracebrief.render.how_made_page import making_page
from tracebrief.render.page_sources import page_source, raw_block
from tracebrief.render.values_page import list_page, read_values, values_page

Row = dict[str, Any]
# Names of the other pages in the folder of evidence: no text may be called so.
RESERVED = ("index", "values", "changes", "making")
# Characters of a claim's words in the list below its text.
WORDS = 160
LEGEND = (
    "Marked words carry a claim; they are darker where a claim lies within another. "
    "Grey paragraphs are the page's boilerplate, not its story: nothing is read from them. "
    "Every character is as stored."
)


def write_evidence(project: Project, records: Records) -> list[str]:
    """Write the sources of all evidence pages to `report/evidence`; return their file names.

    Raises:
        ReportError: a text has the key of another page of that folder.
    """
    claims = list(_labelled(project, records.claims))
    labels, verifications = records.labels, _verifications(project)
    passages, marked = _by_text(records.passages), _by_text(claims)
    pages = {}
    for document in records.documents:
        key = document["doc_id"]
        if key in RESERVED:
            raise ReportError("data/sources.yml", f"{key!r} is the name of a page", "give the text another key")
        pages[f"{key}.qmd"] = _text_page(
            document, records.sources[key], labels[key], passages.get(key, []), marked.get(key, []), verifications
        )
    pages["index.qmd"] = list_page(records.documents, labels, Counter(claim["doc_id"] for claim in claims))
    pages["values.qmd"] = values_page(read_values(project), find_extracts(records), labels)
    pages["changes.qmd"] = changes_page(read_changes(project))
    pages["making.qmd"] = making_page(project)
    project.evidence.mkdir(parents=True, exist_ok=True)
    for old in project.evidence.glob("*.qmd"):
        if old.name not in pages:
            old.unlink()
    for name, content in pages.items():
        (project.evidence / name).write_text(content, "utf-8", newline="")
    return sorted(pages)


def _by_text(found: Iterable[Row]) -> dict[str, list[Row]]:
    by_text: dict[str, list[Row]] = {}
    for row in found:
        by_text.setdefault(row["doc_id"], []).append(row)
    return by_text


def _labelled(project: Project, claims: Iterable[Row]) -> Iterator[Row]:
    """Yield claims with what they are about, in the codebook's words."""
    codebook = read_codebook(project) if project.codebook.is_file() else None
    for claim in claims:
        key = claim["measure"] or claim["event"]
        yield claim | {"about": (codebook.label(key) if codebook else key) or ""}


def _verifications(project: Project) -> dict[str, str]:
    if not (project.tables / "verifications.parquet").is_file():
        return {}
    return {row["claim_id"]: row["verification_status"] for row in rows(read_table(project, "verifications"))}


def _text_page(
    document: Row, source: Source, label: str, passages: list[Row], claims: list[Row], verifications: dict[str, str]
) -> str:
    text = document["text"]
    marker = Marker(text, [Mark(c["start"], c["end"], c["claim_id"], f"{c['kind']}: {_value(c)}") for c in claims])
    paragraphs = [
        _paragraph(marker, number, list(pieces)) for number, pieces in groupby(passages, lambda row: row["passage"])
    ]
    body = cut_style(marker.cut) + '<div class="text">\n' + "\n".join(paragraphs) + "\n</div>"
    return page_source(
        document["title"] or f"Untitled text, {label}",
        raw_block(_record(document, source)),
        "# The text {#text .unnumbered}",
        raw_block(f'<p class="legend">{LEGEND}</p>'),
        raw_block(body),
        f"# What is read from it: {len(claims)} claims {{#claims .unnumbered}}",
        raw_block(_claims_table(claims, verifications, text)),
        "[All texts](index.qmd) · [All values](values.qmd) · [The brief](../index.qmd)",
        subtitle=label,
    )


def _record(document: Row, source: Source) -> str:
    days = days_in_words(document["first"], document["last"]) or "not known"
    fields = {
        "Outlet": document["outlet"] or "not named in the text",
        "Republished by": document["republisher"],
        "Author": document["author"] or "not named in the text",
        "Came through": document["chain"] and document["chain"].replace(" < ", " ← "),
        "Published": f"{days} ({document['published']})",
        "Known from": "\n".join(_basis(basis) for basis in source.published.basis),
        "Reliability": f"{document['reliability']}: {document['reliability_reason']}",
        "Address": document["url"] or "not known",
        "File": document["file"],
    }
    lines = [f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in fields.items() if value]
    lines.append(f'<dt>SHA-256</dt><dd class="hash">{document["sha256"]}</dd>')
    return '<dl class="record">\n' + "\n".join(lines) + "\n</dl>"


def _basis(basis: Basis) -> str:
    """Return from which words a day is known, and what had to be known besides."""
    outside = f" (not in this text: {basis.outside})" if basis.outside else ""
    return f"“{basis.words}”: {basis.says}{outside}."


def _paragraph(marker: Marker, number: int, pieces: list[Row]) -> str:
    """Return one paragraph; `pieces` are its passages, story and boilerplate, in order."""
    html, at = [], pieces[0]["start"]
    for piece in pieces:
        html.append(marker.html(at, piece["start"]))
        words, at = marker.html(piece["start"], piece["end"]), piece["end"]
        if piece["kind"] == "boilerplate":
            label = f'<span class="boilerplate-label">boilerplate: {escape(piece["boilerplate"] or "")}</span>'
            words = f'{label}<span class="boilerplate">{words}</span>'
        html.append(words)
    kind = "heading" if pieces[0]["kind"] == "heading" else "body"
    link = f'<a class="number" href="#p-{number}" aria-label="Paragraph {number}">{number}</a>'
    return f'<div class="passage {kind}" id="p-{number}">{link}<p class="words">{"".join(html)}</p></div>'


def _claims_table(claims: list[Row], verifications: dict[str, str], text: str) -> str:
    if not claims:
        return "<p>Nothing is read from this text.</p>"
    heads = ("¶", "Words, and the claim's name", "Kind and value", "Who says it", "Modality", "Standing")
    lines = [
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in _cells(claim, verifications, text)) + "</tr>"
        for claim in sorted(claims, key=lambda claim: (claim["start"], claim["end"], claim["claim_id"]))
    ]
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    return (
        '<div class="scroll" tabindex="0" role="region" aria-label="Claims of this text">'
        '<table class="evidence-list" data-quarto-disable-processing="true">\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n" + "\n".join(lines) + "\n</tbody></table></div>"
    )


def _cells(claim: Row, verifications: dict[str, str], text: str) -> list[str]:
    words = shorten_after(in_one_line(text[claim["start"] : claim["end"]]), WORDS)
    said = " ".join(part for part in (claim["speaker"], claim["via"] and f"via {claim['via']}") if part)
    verification = "rejected" if claim["status"] == "rejected" else verifications.get(claim["claim_id"], "")
    return [
        str(claim["passage"]),
        f'<a href="#{claim["claim_id"]}">{escape(words)}</a> <span class="quiet">{claim["claim_id"]}</span>',
        escape(f"{claim['kind']}: {_value(claim)}".removesuffix(": ")),
        escape(said),
        claim["modality"],
        verification,
    ]


def _value(claim: Row) -> str:
    """Return a claim's value in words: a quantity with what it counts, otherwise what it is about."""
    about = claim["about"]
    if claim["kind"] != "quantity":
        return about
    return " ".join(filter(None, (quantity_in_words(claim), f"({about})" if about else "")))

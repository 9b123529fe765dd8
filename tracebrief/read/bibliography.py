"""The bibliography, made from the records of the texts: CSL JSON for the brief, BibTeX for its readers' own tools.

A day that is only bounded is printed as its bounds, never as a day: "between 9 and 15 October 2019".
"""

import re
from typing import Any

from tracebrief.model.days import interval
from tracebrief.model.wording import UNNAMED_OUTLET, days_in_words, name_outlet
from tracebrief.project.json_files import write_json
from tracebrief.project.paths import Project
from tracebrief.read.sources import Source, read_sources


def write_references(project: Project) -> list[dict[str, Any]]:
    """Write `report/references.json` and `report/references.bib`; return the CSL items, sorted by key."""
    sources = read_sources(project)
    items = [csl_item(source) for source in sources]
    write_json(project.references, items)
    project.bibtex.write_text("\n".join(bibtex_entry(source) for source in sources), "utf-8")
    return items


def csl_item(source: Source) -> dict[str, Any]:
    """Return one text as a CSL item; fields that are not known are not there."""
    first, last = interval(source.published.edtf)
    item = {
        "id": source.key,
        "type": "webpage",
        "author": [{"literal": credited(source)}],
        "title": source.title or "[untitled]",
        "genre": None if first == last else days_in_words(first, last),
        "container-title": _container(source),
        "URL": source.url,
        "issued": _issued(first, last),
        "note": f"Published {source.published.edtf} (EDTF)",
    }
    return {field: value for field, value in item.items() if value is not None}


def bibtex_entry(source: Source) -> str:
    """Return one text as a biblatex entry."""
    fields = {
        "author": f"{{{credited(source)}}}",
        "title": source.title or "[untitled]",
        "organization": _container(source),
        "date": source.published.edtf.replace("..", ""),
        "url": source.url,
        "keywords": f"sha256:{source.sha256}",
    }
    lines = [f"  {field} = {{{_tex(value)}}}," for field, value in fields.items() if value is not None]
    return "\n".join([f"@online{{{source.key},", *lines, "}", ""])


def credited(source: Source) -> str:
    """Return whom the text is cited as: its author, else whom it is named by, and whether it adapts that one's text."""
    if name := source.author or source.outlet:
        return name
    name = name_outlet(None, (link.who for link in source.chain))
    adapted = any((link.who, link.role) == (name, "adapted from") for link in source.chain)
    return f"{name}, adapted" if adapted else name or UNNAMED_OUTLET.capitalize()


def _container(source: Source) -> str | None:
    """Return where the text was read: its outlet, and who republished it."""
    if source.republisher:
        return f"{source.outlet}, republished by {source.republisher}" if source.outlet else source.republisher
    return source.outlet if source.author else None


def _issued(first: str | None, last: str | None) -> dict[str, Any] | None:
    """Return the date as CSL parts: a known day in full, otherwise the years that its bounds allow."""
    if first is not None and first == last:
        return {"date-parts": [[int(part) for part in first.split("-")]]}
    years = sorted({int(day[:4]) for day in (first, last) if day is not None})
    return {"date-parts": [[year] for year in years]} if years else None


def _tex(value: str) -> str:
    return re.sub(r"([&%$#_])", r"\\\1", value)

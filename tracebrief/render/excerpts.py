"""What the Lua filters and the evidence pages know of a claim: its words, their context and where they stand."""

import json
import re
from dataclasses import dataclass
from typing import Any

from tracebrief.model.tables import read_table, rows
from tracebrief.model.wording import days_in_words, shorten_after, shorten_before
from tracebrief.project.paths import Project
from tracebrief.read.bibliography import credited
from tracebrief.read.sources import Source, read_sources

Row = dict[str, Any]
# Characters of context on each side of a claim's words in a list: about a line of print each.
CONTEXT = 90


@dataclass(frozen=True)
class Extract:
    """A claim's words with what stands before and after them in their paragraph."""

    doc: str
    passage: int
    before: str
    exact: str
    after: str


@dataclass(frozen=True)
class Records:
    """What the pages are made of: the texts, their paragraphs, the claims, and how a list names each text."""

    sources: dict[str, Source]
    documents: list[Row]
    passages: list[Row]
    claims: list[Row]

    @property
    def labels(self) -> dict[str, str]:
        """Whom each text is cited as, and its day."""
        days = {row["doc_id"]: days_in_words(row["first"], row["last"]) for row in self.documents}
        return {key: ", ".join(filter(None, (credited(self.sources[key]), day))) for key, day in days.items()}


def read_records(project: Project) -> Records:
    """Return the tables that the pages are made of."""
    sources = {source.key: source for source in read_sources(project)}
    return Records(sources, *(list(rows(read_table(project, name))) for name in ("documents", "passages", "claims")))


def write_extracts(project: Project, records: Records) -> dict[str, Any]:
    """Write `build/inserts/evidence.json`, which the filters read; return its content."""
    content = {
        "documents": {key: {"label": label} for key, label in records.labels.items()},
        "claims": {claim: vars(extract) for claim, extract in find_extracts(records).items()},
    }
    project.inserts.mkdir(parents=True, exist_ok=True)
    path = project.inserts / "evidence.json"
    path.write_text(json.dumps(content, ensure_ascii=False, sort_keys=True), "utf-8")
    return content


def find_extracts(records: Records) -> dict[str, Extract]:
    """Return each claim's words in the context of their paragraph."""
    texts = {row["doc_id"]: row["text"] for row in records.documents}
    bounds: dict[tuple[str, int], tuple[int, int]] = {}
    for row in records.passages:
        key = (row["doc_id"], row["passage"])
        start, end = bounds.get(key, (row["start"], row["end"]))
        bounds[key] = (min(start, row["start"]), max(end, row["end"]))
    extracts = {}
    for row in records.claims:
        text, start, end = texts[row["doc_id"]], row["start"], row["end"]
        first, last = bounds.get((row["doc_id"], row["passage"]), (start, end))
        before = shorten_before(_line(text[first:start]), CONTEXT)
        after = shorten_after(_line(text[end : max(end, last)]), CONTEXT)
        extracts[row["claim_id"]] = Extract(row["doc_id"], row["passage"], before, _line(text[start:end]), after)
    return extracts


def _line(words: str) -> str:
    return re.sub(r"\s+", " ", words)

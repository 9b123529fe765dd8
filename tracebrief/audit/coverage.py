"""Which sentences of the story became claims, and which stayed silent: what a reader should check by eye.

A silent sentence is no error by itself; that it may be one is why each is listed, with what was read in it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from tracebrief.extract import Reading, Request, read_articles
from tracebrief.model.documents import Passage
from tracebrief.model.spans import Span
from tracebrief.model.tables import read_table, rows, to_table
from tracebrief.model.weighed import SentenceCoverage
from tracebrief.model.wording import counted
from tracebrief.project.paths import Project

# Mentions that alone make no claim, in the words that tell of them.
READ = {"quantities": "quantity", "statements": "statement", "events": "event", "dates": "date", "names": "name"}
PLURALS = {one: many for many, one in READ.items()}


def check_coverage(project: Project) -> pd.DataFrame:
    """Return one row per sentence of the body of every text.

    Shape:
        sentences × columns of `coverage`; key `doc_id, start, end`.
    """
    return to_table("coverage", check_sentences(project))


def check_sentences(project: Project) -> Iterator[SentenceCoverage]:
    """Yield every sentence of the body with its claims but for rejected ones, and why it has none."""
    claims = _spans_of(row for row in rows(read_table(project, "claims")) if row["status"] != "rejected")
    read = {kind: _spans_of(rows(read_table(project, table))) for table, kind in READ.items()}
    passages = _read_passages(project)
    requests = [
        Request(row["doc_id"], row["text"], tuple(passages.get(row["doc_id"], ())), row["first"], row["last"])
        for row in rows(read_table(project, "documents"))
    ]
    for article in read_articles(requests, project=project):
        doc_id = article.doc_id
        for span, number, verb in _sentences(article):
            count = sum(one.overlaps(span) for one in claims.get(doc_id, ()))
            mentions = Counter(
                {kind: sum(span.contains(one) for one in found.get(doc_id, ())) for kind, found in read.items()}
            )
            why = None if count else _why(mentions, verb=verb)
            yield SentenceCoverage(doc_id, span.start, span.end, number, count, not count, why)


def _sentences(article: Reading) -> Iterator[tuple[Span, int, bool]]:
    """Yield each sentence of the body with its passage's number, and whether it has a verb in a tense."""
    for sentence in article.sentences:
        span = Span(sentence.start, sentence.end)
        passage = next((p for p in article.passages if p.kind == "body" and p.span.contains(span)), None)
        if passage is not None and len(span):
            yield span, passage.passage, sentence.verb


def _why(mentions: Counter[str], *, verb: bool) -> str:
    """Return why a sentence made no claim: what was read in it, or that nothing was."""
    found = ", ".join(counted(count, kind, PLURALS[kind]) for kind, count in mentions.items() if count)
    if found:
        return f"read {found}: none of it became a claim"
    return "nothing was read in it" if verb else "no verb in a tense, and nothing was read in it"


def _spans_of(records: Iterable[dict[str, Any]]) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    for row in records:
        spans.setdefault(row["doc_id"], []).append(Span(row["start"], row["end"]))
    return spans


def _read_passages(project: Project) -> dict[str, list[Passage]]:
    passages: dict[str, list[Passage]] = {}
    for row in rows(read_table(project, "passages")):
        passages.setdefault(row.pop("doc_id"), []).append(Passage(**row))
    return passages

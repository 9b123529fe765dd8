"""What benchmarks give and expect: documents, and predictions in a form of each task's own."""

from typing import Any, NotRequired, TypedDict

from tracebrief.extract.parsing import Article, parse

Prediction = dict[str, Any]


class GoldSpan(TypedDict):
    """What a benchmark marks in a document, as far as a task is told of it."""

    start: int
    end: int


class BenchmarkDocument(TypedDict):
    """A document; `date` is its day of publication, `gold` what an answer is asked about, `role` who may copy whom."""

    id: str
    text: str
    date: NotRequired[str | None]
    gold: NotRequired[list[GoldSpan] | None]
    role: NotRequired[str | None]


def parse_document(document: BenchmarkDocument) -> Article:
    """Return a document parsed as published on its day."""
    day = document.get("date")
    return parse(str(document["id"]), document["text"], first=day, last=day)

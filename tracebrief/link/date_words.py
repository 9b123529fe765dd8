"""The words that date a claim whose days are known: those that mean these days, in the claim or in its sentence.

A statement is dated by its saying, so what dates it stands outside what is said; what else is claimed is dated by its
own words before those beside it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tracebrief.link.annotated_documents import AnnotatedDocument
from tracebrief.model.columns import KIND
from tracebrief.model.mentions import Timex
from tracebrief.model.spans import Span, span_of

# Kinds of claim that are dated by their saying.
SAID = ("quote", "statement")
# Between the two ends of one stretch of days.
UNTIL = re.compile(r"\s*(?:[-–—]|to|until|till|through|and)\s*")


def find_date_words(
    document: AnnotatedDocument, span: Span, kind: KIND, first: str | None, last: str | None
) -> str | None:
    """Return the words that date a claim at `span` to these days, None where nothing near it does."""
    sentence = document.sentence_at(span)
    own = [day for day in days_in(document, span) if kind not in SAID]
    beside = [day for day in days_in(document, sentence) if not span.overlaps(span_of(day))] if sentence else []
    for days in (own, beside):
        if found := next(_meaning(document, days, first, last), None):
            return document.cut(found)
    # The only day that a claim names dates it, though a reader may know it better than its words do.
    only = own[0] if len(own) == 1 else None
    return document.cut(span_of(only)) if only and _overlap(only, first, last) else None


def whole_words(document: AnnotatedDocument, at: Span, first: str | None, last: str | None) -> str:
    """Return the words at a span, with the end of the stretch of days that they begin where that is what is meant."""
    days = days_in(document, Span(at.start, len(document.text)))[:2]
    found = next(_meaning(document, days, first, last), at)
    return document.cut(found if found.start == at.start else at)


def days_in(document: AnnotatedDocument, span: Span) -> list[Timex]:
    """Return the mentions of known days within a span."""
    return [day for day in document.dates if (day.first or day.last) and span.contains(span_of(day))]


def _meaning(document: AnnotatedDocument, days: Sequence[Timex], first: str | None, last: str | None) -> Iterator[Span]:
    """Yield the words that mean these days: one mention, or the two ends of a stretch."""
    for day in days:
        if (day.first, day.last) == (first, last):
            yield span_of(day)
    for begin, end in pairwise(days):
        between = document.cut(Span(begin.end, end.start)) if begin.end <= end.start else ""
        if (begin.first, end.last) == (first, last) and UNTIL.fullmatch(between):
            yield Span(begin.start, end.end)


def _overlap(day: Timex, first: str | None, last: str | None) -> bool:
    return (day.first or "") <= (last or "9999") and (first or "") <= (day.last or "9999")

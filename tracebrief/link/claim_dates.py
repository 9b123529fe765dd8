"""When a claim is true of: the day that the words around it state, else the days on which its text appeared.

A date inside the words that someone said belongs to what was said; one beside them belongs to the saying.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracebrief.link.annotated_documents import AnnotatedDocument
from tracebrief.model.mentions import Event, Quantity, Statement, Timex
from tracebrief.model.spans import HasSpan, Span, span_of

# What an undated claim rests on.
PUBLICATION, BEFORE = "as of the text's publication", "not after the text's publication"
TOLD = "not after the day on which it was told"
# The beginning of a relative clause that is still open where the search ends.
RELATIVE = re.compile(r"\b(?:who|whom|whose|which)\b[^,;:.—“”]*\Z")
# Modalities of what has not happened: it is true of the day on which it is said.
AHEAD = ("planned", "hypothetical", "asked")


@dataclass(frozen=True)
class ClaimDate:
    """An interval of ISO days, the words that give it, and the basis where no words do."""

    first: str | None
    last: str | None
    words: str | None = None
    basis: str | None = None


def find_date(
    document: AnnotatedDocument, mention: Quantity | Statement, *, inside: Sequence[Span], happened: bool = False
) -> ClaimDate:
    """Return the days that a quantity or a statement is true of.

    Args:
        inside: the words of the innermost statement that the mention is part of, or that it is.
        happened: it counts what happened at any time before the text appeared.
    """
    spoken, beside = _dates(document, mention, inside)
    # The saying's own day comes first where the claim is the saying itself.
    for candidates in (beside, spoken) if isinstance(mention, Statement) else (spoken, beside):
        if candidates:
            return _only(document, candidates) or _published(document)
    return _before(document) if happened else _published(document)


def find_event_date(document: AnnotatedDocument, event: Event, *, inside: Sequence[Span]) -> ClaimDate:
    """Return the days on which an event happened: those of its clause, else no later than it was told."""
    if (event.first or event.last) and event.date_start is not None and event.date_end is not None:
        return ClaimDate(event.first, event.last, document.cut(Span(event.date_start, event.date_end)))
    spoken, beside = _dates(document, event, inside)
    own = [date for date in (*spoken, *beside) if _is_within(date, [span_of(event)])]
    if own:
        return _only(document, own) or _published(document)
    if event.modality in AHEAD:
        return _published(document)
    told = _only(document, beside) if inside else None
    if told:
        return ClaimDate(None, told.last, told.words, TOLD)
    return _before(document)


def _only(document: AnnotatedDocument, candidates: list[Timex]) -> ClaimDate | None:
    """Return the days of the candidates where they state the same ones, None otherwise."""
    if len({(date.first, date.last) for date in candidates}) != 1:
        return None
    date = candidates[0]
    return ClaimDate(date.first, date.last, document.cut(span_of(date)))


def _published(document: AnnotatedDocument) -> ClaimDate:
    return ClaimDate(document.first, document.last, basis=PUBLICATION)


def _before(document: AnnotatedDocument) -> ClaimDate:
    return ClaimDate(None, document.last, basis=BEFORE)


def _dates(
    document: AnnotatedDocument, mention: Quantity | Statement | Event, inside: Sequence[Span]
) -> tuple[list[Timex], list[Timex]]:
    """Return the resolved days of a mention's sentence: those inside what was said, and those beside it."""
    sentence = [Span(mention.sentence_start, mention.sentence_end)]
    dates = [
        date
        for date in document.dates
        if date.type in ("DATE", "TIME") and (date.first or date.last) and _is_within(date, sentence)
        if _governs(document, date, mention)
    ]
    spoken = [date for date in dates if _is_within(date, inside)]
    return spoken, [date for date in dates if date not in spoken]


def _governs(document: AnnotatedDocument, date: Timex, mention: Quantity | Statement | Event) -> bool:
    """Say whether a date is free to date a mention: the narrowest clause that holds the date must touch both."""
    relative = RELATIVE.search(document.text, mention.sentence_start, date.start)
    if relative and (mention.end <= relative.start() or date.end <= mention.start):
        return False
    clauses = [clause for clause in map(span_of, document.events) if clause.contains(span_of(date))]
    narrowest = min(clauses, key=len, default=None)
    return narrowest is None or narrowest.overlaps(span_of(mention))


def _is_within(found: HasSpan, spans: Iterable[Span]) -> bool:
    return any(span.contains(span_of(found)) for span in spans)

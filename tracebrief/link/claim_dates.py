"""When a claim is true of: the day that governs its clause, else the days on which it was told or its text appeared.

A statement is dated by its saying, what is said by its own clause. What is told to have been lies no later than the
telling; what is told to be, or to lie ahead, is true of the day of the telling.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tracebrief.extract.lexicons import read_words
from tracebrief.link.annotated_documents import AnnotatedDocument
from tracebrief.link.statement_spans import content_of
from tracebrief.model.mentions import ClauseDate as Dated
from tracebrief.model.mentions import Event, Quantity, Statement, Timex
from tracebrief.model.spans import HasSpan, Span, span_of

# What an undated claim rests on.
PUBLICATION, BEFORE = "as of the text's publication", "not after the text's publication"
TOLD = "not after the day on which it was told"
SAID, WENT_ON = "as of the day on which it was told", "said on with the statement before"
# Modalities of what has not happened: it is true of the day on which it is said.
AHEAD = ("planned", "hypothetical", "asked")
# What is said on the same occasion stands no further behind what was said before (characters).
SOON = 400


@dataclass(frozen=True)
class ClaimDate:
    """An interval of ISO days, the words that give it, and the basis where no words do."""

    first: str | None
    last: str | None
    words: str | None = None
    basis: str | None = None


def find_date(
    document: AnnotatedDocument,
    mention: Quantity | Statement,
    *,
    statements: Sequence[Statement] = (),
    happened: bool = False,
) -> ClaimDate:
    """Return the days that a quantity or a statement is true of.

    Args:
        statements: those that the mention is part of, the innermost first; a statement is one of its own.
        happened: it counts what happened at any time before the text appeared.
    """
    if isinstance(mention, Statement):
        return _day_said(document, mention) or _published(document)
    told = _day_told(document, statements)
    governing = _governing(document, mention.number_start)
    if governing is not None:
        return _no_later(_stated(document, governing), told)
    if happened or _is_past(document, mention):
        return _before(document, told)
    return replace(told, basis=SAID) if told else _published(document)


def find_event_date(document: AnnotatedDocument, event: Event, *, statements: Sequence[Statement] = ()) -> ClaimDate:
    """Return the days on which an event happened: those of its clause, else no later than it was told."""
    told = _day_told(document, statements)
    if (event.first or event.last) and event.date_start is not None and event.date_end is not None:
        own = ClaimDate(event.first, event.last, document.cut(Span(event.date_start, event.date_end)))
        return _no_later(own, told) if event.tense == "past" and event.modality not in AHEAD else own
    passage = document.passage_at(span_of(event))
    now = event.tense == "present" and passage is not None and passage.kind != "heading"
    if event.modality in AHEAD or event.tense == "future" or now:
        return replace(told, basis=SAID) if told else _published(document)
    return _before(document, told)


def _day_said(document: AnnotatedDocument, statement: Statement) -> ClaimDate | None:
    """Return the days on which a statement was made: those of its cue's clause, or of the statement it goes on with."""
    if statement.cue_start is None or statement.cue_end is None:
        return _only_beside(document, statement)
    for dated in document.clause_dates:
        if statement.cue_start <= dated.start < statement.cue_end:
            return _stated(document, dated)
    if statement.cue in read_words("date_relations")["verbs of going on speaking"]:
        before = [
            one for one in document.statements if one.cue_start and 0 < statement.cue_start - one.cue_start < SOON
        ]
        day = _day_said(document, before[-1]) if before else None
        return replace(day, basis=WENT_ON) if day else None
    return None


def _day_told(document: AnnotatedDocument, statements: Sequence[Statement]) -> ClaimDate | None:
    """Return the days on which the innermost statement that has a day was made."""
    return next(filter(None, (_day_said(document, one) for one in statements)), None)


def _governing(document: AnnotatedDocument, at: int) -> Dated | None:
    """Return the date of the clause that the character at `at` belongs to."""
    for dated in document.clause_dates:
        if any(start <= at < end for start, end in json.loads(dated.governs)):
            return dated
    return None


def _is_past(document: AnnotatedDocument, quantity: Quantity) -> bool:
    """Say whether a number counts what an event did, which is told to have been."""
    around = [event for event in document.events if span_of(event).contains(span_of(quantity))]
    narrowest = min(around, key=lambda event: len(span_of(event)), default=None)
    return narrowest is not None and narrowest.tense == "past" and narrowest.modality not in AHEAD


def _stated(document: AnnotatedDocument, dated: Dated) -> ClaimDate:
    return ClaimDate(dated.first, dated.last, document.cut(Span(dated.date_start, dated.date_end)))


def _no_later(date: ClaimDate, told: ClaimDate | None) -> ClaimDate:
    """Return days without those after the telling."""
    if told is None or not told.last or not date.last or date.last <= told.last or (date.first or "") > told.last:
        return date
    return replace(date, last=told.last)


def _only_beside(document: AnnotatedDocument, statement: Statement) -> ClaimDate | None:
    """Return the only days that stand beside what is said in its sentence."""
    sentence, content = Span(statement.sentence_start, statement.sentence_end), content_of(statement)
    beside = [date for date in _days_in(document, sentence) if not _is_within(date, content)]
    if len({(date.first, date.last) for date in beside}) != 1:
        return None
    return ClaimDate(beside[0].first, beside[0].last, document.cut(span_of(beside[0])))


def _days_in(document: AnnotatedDocument, span: Span) -> Iterator[Timex]:
    for date in document.dates:
        if date.type in ("DATE", "TIME") and (date.first or date.last) and span.contains(span_of(date)):
            yield date


def _published(document: AnnotatedDocument) -> ClaimDate:
    return ClaimDate(document.first, document.last, basis=PUBLICATION)


def _before(document: AnnotatedDocument, told: ClaimDate | None) -> ClaimDate:
    if told is not None and told.last:
        return ClaimDate(None, told.last, told.words, TOLD)
    return ClaimDate(None, document.last, basis=BEFORE)


def _is_within(found: HasSpan, spans: Iterable[Span]) -> bool:
    return any(span.contains(span_of(found)) for span in spans)

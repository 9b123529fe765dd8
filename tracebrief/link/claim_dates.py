"""When a claim is true of: the day that governs its clause, else the days on which it was told or its text appeared.

A statement is dated by its saying, what is said by its own clause. What is told to have been lies no later than the
telling; what is told to be, or to lie ahead, is true of the day of the telling.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracebrief.extract.lexicons import read_forms, read_words
from tracebrief.link.annotated_documents import AnnotatedDocument
from tracebrief.link.date_words import days_in, whole_words
from tracebrief.link.statement_spans import content_of
from tracebrief.model.mentions import ClauseDate as Dated
from tracebrief.model.mentions import Event, Quantity, Statement
from tracebrief.model.spans import HasSpan, Span, span_of

# What an undated claim rests on.
PUBLICATION, BEFORE = "as of the text's publication", "not after the text's publication"
TOLD = "not after the day on which it was told"
SAID, WENT_ON = "as of the day on which it was told", "said on with the statement before"
PERFECT = read_forms("tense_forms")["perfect before a verb"]
AUXILIARIES = 40
# Modalities of what has not happened: it is true of the day on which it is said.
AHEAD = ("planned", "hypothetical", "asked")
# What is said on the same occasion stands no further behind what was said before (characters).
SOON = 400


def days_between(first: str | None, last: str | None) -> int:
    """Return how many days lie between two; none where an end is open."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days if first and last else 0


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
    tense = _tense_around(document, mention)
    if tense == "past" or (happened and tense != "present"):
        return _before(document, told)
    return replace(told, basis=SAID) if told else _published(document)


def find_event_date(document: AnnotatedDocument, event: Event, *, statements: Sequence[Statement] = ()) -> ClaimDate:
    """Return the days on which an event happened: those of its clause, else no later than it was told."""
    told = _day_told(document, statements)
    if (event.first or event.last) and event.date_start is not None and event.date_end is not None:
        at = Span(event.date_start, event.date_end)
        own = ClaimDate(event.first, event.last, whole_words(document, at, event.first, event.last))
        return _no_later(own, told) if event.tense == "past" and event.modality not in AHEAD else own
    passage = document.passage_at(span_of(event))
    now = event.tense == "present" and passage is not None and passage.kind != "heading"
    if event.modality in AHEAD or event.tense == "future" or now:
        return replace(told, basis=SAID) if told else _published(document)
    return _before(document, told)


def _day_said(document: AnnotatedDocument, statement: Statement) -> ClaimDate | None:
    """Return the days on which a statement was made: those of its cue's clause, or of what its speaker said before."""
    if statement.cue_start is not None and statement.cue_end is not None:
        for dated in document.clause_dates:
            if statement.cue_start <= dated.start < statement.cue_end:
                return _stated(document, dated)
        if PERFECT.search(document.text, max(0, statement.cue_start - AUXILIARIES), statement.cue_start):
            return ClaimDate(None, document.last, basis=BEFORE)
    is_apart = statement.cue_start is None or statement.rule == "statement.post"
    if is_apart and (beside := _only_beside(document, statement)) is not None:
        return beside
    return _said_on(document, statement)


def _said_on(document: AnnotatedDocument, statement: Statement) -> ClaimDate | None:
    """Return the days of what the same speaker said shortly before, where it was on one day; else from then on."""
    at = document.statements.index(statement)
    for before in reversed(document.statements[max(0, at - 4) : at]):
        if before.sentence_start == statement.sentence_start or before.end >= statement.start:
            continue
        same = before.speaker is not None and (before.speaker == statement.speaker or _goes_on(statement))
        if not same or statement.start - before.end > SOON:
            return None
        day = _day_said(document, before)
        if day is None or day.first is None or day.last is None:
            return None
        one = days_between(day.first, day.last) <= days_between(document.first, document.last)
        return replace(day, last=day.last if one else document.last, basis=WENT_ON)
    return None


def _goes_on(statement: Statement) -> bool:
    return statement.cue in read_words("date_relations")["verbs of going on speaking"]


def _day_told(document: AnnotatedDocument, statements: Sequence[Statement]) -> ClaimDate | None:
    """Return the days on which the innermost statement that has a day was made."""
    return next(filter(None, (_day_said(document, one) for one in statements)), None)


def _governing(document: AnnotatedDocument, at: int) -> Dated | None:
    """Return the date of the clause that the character at `at` belongs to."""
    for dated in document.clause_dates:
        if any(start <= at < end for start, end in json.loads(dated.governs)):
            return dated
    return None


def _tense_around(document: AnnotatedDocument, quantity: Quantity) -> str | None:
    """Return the tense of the event that a number is part of, where that has come about."""
    around = [event for event in document.events if span_of(event).contains(span_of(quantity))]
    narrowest = min(around, key=lambda event: len(span_of(event)), default=None)
    return narrowest.tense if narrowest is not None and narrowest.modality not in AHEAD else None


def _stated(document: AnnotatedDocument, dated: Dated) -> ClaimDate:
    at = Span(dated.date_start, dated.date_end)
    return ClaimDate(dated.first, dated.last, whole_words(document, at, dated.first, dated.last))


def _no_later(claimed: ClaimDate, told: ClaimDate | None) -> ClaimDate:
    """Return days without those after the telling."""
    if told is None or not told.last or not claimed.last or (claimed.first or "") > told.last:
        return claimed
    return replace(claimed, last=min(claimed.last, told.last))


def _only_beside(document: AnnotatedDocument, statement: Statement) -> ClaimDate | None:
    """Return the only days that stand beside what is said in its sentence."""
    sentence, content = Span(statement.sentence_start, statement.sentence_end), content_of(statement)
    beside = [
        day for day in days_in(document, sentence) if day.type in ("DATE", "TIME") and not _is_within(day, content)
    ]
    if len({(day.first, day.last) for day in beside}) != 1:
        return None
    return ClaimDate(beside[0].first, beside[0].last, document.cut(span_of(beside[0])))


def _published(document: AnnotatedDocument) -> ClaimDate:
    return ClaimDate(document.first, document.last, basis=PUBLICATION)


def _before(document: AnnotatedDocument, told: ClaimDate | None) -> ClaimDate:
    if told is not None and told.last:
        return ClaimDate(None, told.last, told.words, TOLD)
    return ClaimDate(None, document.last, basis=BEFORE)


def _is_within(found: HasSpan, spans: Iterable[Span]) -> bool:
    return any(span.contains(span_of(found)) for span in spans)

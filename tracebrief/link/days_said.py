"""On which days a statement was made: those of its cue, of a saying it is joined to, or of the scene it goes on in.

A scene goes on while the same person speaks and no other day is told; where two days stand by, there is none.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tracebrief.extract.lexicons import either, read_forms, read_words
from tracebrief.link.annotated_documents import AnnotatedDocument
from tracebrief.link.date_words import days_in, whole_words
from tracebrief.link.statement_spans import content_of
from tracebrief.model.days import days_between
from tracebrief.model.mentions import ClauseDate as Dated
from tracebrief.model.mentions import Statement
from tracebrief.model.spans import HasSpan, Span, span_of

# What an undated statement rests on.
BEFORE = "not after the text's publication"
WENT_ON = "said on with the statement before"
# What has been said at some time or other has no first day.
PERFECT = read_forms("tense_forms")["perfect before a verb"]
AUXILIARIES = 40
# What is said on the same occasion stands no further behind what was said before (characters).
SOON = 400
# How many statements back that is at most.
REMEMBERED = 4
RELATIONS = read_words("date_relations")
GOING_ON = RELATIONS["verbs of going on speaking"] | read_words("statement_words")["verbs of answering"]
SPOKE = RELATIONS["forms of speaking at length"]
PEOPLE = ("pronouns for a woman", "pronouns for a man", "pronouns for several")
PRONOUN = re.compile(rf"(?:{'|'.join(either(read_words('statement_words')[key]) for key in PEOPLE)})\b", re.IGNORECASE)
# Between two acts of saying with one subject.
AND = re.compile(r"\b(?:and|but)\s(?:(?:also|then|\w+ly)\s)?\Z")


@dataclass(frozen=True)
class ClaimDate:
    """An interval of ISO days, the words that give it, and the basis where no words do."""

    first: str | None
    last: str | None
    words: str | None = None
    basis: str | None = None


def find_day_said(document: AnnotatedDocument, statement: Statement) -> ClaimDate | None:
    """Return the days on which a statement was made: those of its cue's clause, or of what its speaker said before."""
    if (own := _day_of_cue(document, statement)) is not None:
        return own
    if statement.cue_start is not None and is_perfect(document, statement.cue_start):
        return ClaimDate(None, document.last, basis=BEFORE)
    is_apart = statement.cue_start is None or statement.rule == "statement.post"
    if is_apart and (beside := _only_beside(document, statement)) is not None:
        return beside
    return _day_beside(document, statement) or _said_on(document, statement) or _day_of_occasion(document, statement)


def is_perfect(document: AnnotatedDocument, at: int) -> bool:
    """Say whether the verb that begins at `at` stands in the perfect."""
    return PERFECT.search(document.text, max(0, at - AUXILIARIES), at) is not None


def stated(document: AnnotatedDocument, dated: Dated) -> ClaimDate:
    """Return the days of a clause, in the words that date it."""
    at = Span(dated.date_start, dated.date_end)
    return ClaimDate(dated.first, dated.last, whole_words(document, at, dated.first, dated.last))


def _day_of_cue(document: AnnotatedDocument, statement: Statement) -> ClaimDate | None:
    """Return the days that the clause of a statement's cue has."""
    if statement.cue_start is None or statement.cue_end is None:
        return None
    dated = (one for one in document.clause_dates if statement.cue_start <= one.start < statement.cue_end)
    return next((stated(document, one) for one in dated), None)


def _only_beside(document: AnnotatedDocument, statement: Statement) -> ClaimDate | None:
    """Return the only days that stand beside what is said in its sentence."""
    sentence, content = Span(statement.sentence_start, statement.sentence_end), content_of(statement)
    beside = [
        day for day in days_in(document, sentence) if day.type in ("DATE", "TIME") and not _is_within(day, content)
    ]
    if len({(day.first, day.last) for day in beside}) != 1:
        return None
    return ClaimDate(beside[0].first, beside[0].last, document.cut(span_of(beside[0])))


def _day_beside(document: AnnotatedDocument, statement: Statement) -> ClaimDate | None:
    """Return the day of a saying by the same speaker that this one is joined to: "asked on Monday … and accused"."""
    if statement.cue_start is None or statement.speaker is None:
        return None
    if not AND.search(document.text, statement.sentence_start, statement.cue_start):
        return None
    for other in document.statements:
        joined = other.sentence_start == statement.sentence_start and other.speaker == statement.speaker
        if joined and other is not statement and (other.cue_start or statement.cue_start) < statement.cue_start:
            return _day_of_cue(document, other)
    return None


def _said_on(document: AnnotatedDocument, statement: Statement) -> ClaimDate | None:
    """Return the days of what the same speaker said shortly before, where it was on one day; else from then on."""
    at = document.statements.index(statement)
    for before in reversed(document.statements[max(0, at - REMEMBERED) : at]):
        if before.sentence_start == statement.sentence_start or before.end >= statement.start:
            continue
        if statement.start - before.end > SOON:
            return None
        if not _is_same_occasion(statement, before):
            if _day_of_cue(document, before) is not None or _goes_on(statement):
                return None
            continue
        day = find_day_said(document, before)
        if day is None or day.first is None or day.last is None:
            return None
        one = days_between(day.first, day.last) <= days_between(document.first, document.last)
        return replace(day, last=day.last if one else document.last, basis=WENT_ON)
    return None


def _is_same_occasion(statement: Statement, before: Statement) -> bool:
    """Say whether a statement goes on from one before: by its speaker, or as further words or an answer."""
    asked = before.kind == "quote" and before.modality == "asked"
    return before.speaker is not None and (before.speaker == statement.speaker or asked or _goes_on(statement))


def _goes_on(statement: Statement) -> bool:
    return statement.cue in GOING_ON


def _day_of_occasion(document: AnnotatedDocument, statement: Statement) -> ClaimDate | None:
    """Return the day on which a sentence right before says that somebody spoke, who is quoted next by a pronoun."""
    start = statement.speaker_start
    if start is None or not PRONOUN.match(document.text, start):
        return None
    dated = [one for one in document.clause_dates if one.start < statement.sentence_start]
    last = dated[-1] if dated else None
    if last is None or statement.start - last.end > SOON // 2 or last.first != last.last:
        return None
    passage = document.passage_at(span_of(last))
    if passage is None or not passage.start <= statement.start < passage.end:
        return None
    spoke = any(document.cut(span_of(one)).lower() in SPOKE for one in dated if one.date_start == last.date_start)
    days = {(day.first, day.last) for day in days_in(document, Span(last.date_start, statement.sentence_end))}
    return replace(stated(document, last), basis=WENT_ON) if spoke and len(days) == 1 else None


def _is_within(found: HasSpan, spans: Iterable[Span]) -> bool:
    return any(span.contains(span_of(found)) for span in spans)

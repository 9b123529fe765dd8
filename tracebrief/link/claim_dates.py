"""When a claim is true of: the day that governs its clause, else the days on which it was told or its text appeared.

A statement is dated by its saying, what is said by its own clause. What is told to have been lies no later than the
telling; what is told to be, or to lie ahead, is true of the day of the telling.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from tracebrief.extract.lexicons import read_forms, read_words
from tracebrief.link.annotated_documents import AnnotatedDocument
from tracebrief.link.date_words import days_in, whole_words
from tracebrief.link.days_said import BEFORE, SOON, ClaimDate, find_day_said, is_perfect, stated
from tracebrief.model.mentions import ClauseDate as Dated
from tracebrief.model.mentions import Event, Quantity, Statement
from tracebrief.model.spans import Span, span_of

# What an undated claim rests on.
PUBLICATION = "as of the text's publication"
TOLD = "not after the day on which it was told"
TOLD_ON = "told on with the event before"
SAID = "as of the day on which it was told"
UNDER_WAY = read_forms("tense_forms")["progressive before a verb"]
# How far before a verb its auxiliary stands (characters).
NEAR = 24
PRICED = read_words("date_relations")["things with a price of the day"]
SAME_SCENE = read_words("date_relations")["words of the same scene"]
# Modalities of what has not happened: it is true of the day on which it is said.
AHEAD = ("planned", "hypothetical", "asked")


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
        return find_day_said(document, mention) or _published(document)
    told = _day_told(document, statements)
    governing = _governing(document, mention.number_start)
    if governing is not None:
        return _no_later(stated(document, governing), told)
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
    if statements and _is_under_way(document, event):
        return replace(told, basis=SAID) if told else _published(document)
    if _is_of_the_day(event) and not is_perfect(document, event.trigger_start):
        return _published(document)
    if not statements and event.tense == "past" and not is_perfect(document, event.trigger_start):
        return _day_of_scene(document, event) or _before(document, told)
    return _before(document, told)


def _is_under_way(document: AnnotatedDocument, event: Event) -> bool:
    """Say whether somebody tells what is going on as they speak: "said that they were looking into it"."""
    before = document.text[max(0, event.trigger_start - NEAR) : event.trigger_start]
    return (
        event.modality == "asserted"
        and UNDER_WAY.search(before) is not None
        and document.text[event.trigger_end - 3 : event.trigger_end] == "ing"
    )


def _is_of_the_day(event: Event) -> bool:
    """Say whether an event is a move of a price that is set every day."""
    return (
        event.tense == "past"
        and event.modality == "asserted"
        and bool(PRICED & set((event.agent or "").lower().split()))
    )


def _day_of_scene(document: AnnotatedDocument, event: Event) -> ClaimDate | None:
    """Return the day told last, where a time of day or an order of time goes on from it and no other day stands by."""
    passage = document.passage_at(span_of(event))
    if passage is None or passage.kind == "heading":
        return None
    sentence = Span(event.sentence_start, event.sentence_end)
    told = document.cut(sentence).lower()
    if not any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", told) for words in SAME_SCENE):
        return None
    for before in reversed(document.clause_dates):
        if before.start >= sentence.start or not before.first or not before.last:
            continue
        if before.start < passage.start - SOON:
            return None
        around = document.sentence_at(Span(before.start, before.end)) or span_of(before)
        days = {(day.first, day.last) for day in days_in(document, Span(around.start, sentence.end))}
        one = before.first == before.last and days == {(before.first, before.last)}
        gone = document.last is not None and before.first <= document.last
        words = document.cut(Span(before.date_start, before.date_end))
        return ClaimDate(before.first, before.last, words, TOLD_ON) if one and gone else None
    return None


def _day_told(document: AnnotatedDocument, statements: Sequence[Statement]) -> ClaimDate | None:
    """Return the days on which the innermost statement that has a day was made."""
    return next(filter(None, (find_day_said(document, one) for one in statements)), None)


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


def _no_later(claimed: ClaimDate, told: ClaimDate | None) -> ClaimDate:
    """Return days without those after the telling."""
    if told is None or not told.last or not claimed.last or (claimed.first or "") > told.last:
        return claimed
    return replace(claimed, last=min(claimed.last, told.last))


def _published(document: AnnotatedDocument) -> ClaimDate:
    return ClaimDate(document.first, document.last, basis=PUBLICATION)


def _before(document: AnnotatedDocument, told: ClaimDate | None) -> ClaimDate:
    if told is not None and told.last:
        return ClaimDate(None, told.last, told.words, TOLD)
    return ClaimDate(None, document.last, basis=BEFORE)

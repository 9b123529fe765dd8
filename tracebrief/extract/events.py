"""What is told to have happened, to be planned, feared or denied: each event at its trigger and its clause.

An event is kept whatever its modality; acts of saying, states and auxiliaries are none.
"""

from dataclasses import dataclass

from spacy.tokens import Token

from tracebrief.extract.arguments import clause_of, find_agent, find_patient, find_place, words_of
from tracebrief.extract.factuality import grades
from tracebrief.extract.parse import Article, place
from tracebrief.extract.triggers import find_triggers


@dataclass(frozen=True)
class Event:
    """One event, with the clause that a reader would quote for it."""

    doc_id: str
    start: int
    end: int
    trigger_start: int
    trigger_end: int
    trigger: str
    agent: str | None
    patient: str | None
    tense: str | None
    polarity: str
    date_start: int | None
    date_end: int | None
    place_start: int | None
    place_end: int | None
    first: str | None
    last: str | None
    modality: str
    sentence_start: int
    sentence_end: int
    rule: str


def find_events(article: Article) -> list[Event]:
    """Return the events of the story, in order of their triggers."""
    return [
        _event(article, trigger.head, trigger.rule)
        for trigger in find_triggers(article)
        if trigger.kind == "occurrence"
    ]


def _event(article: Article, trigger: Token, rule: str) -> Event:
    clause = clause_of(article, trigger)
    site = find_place(article, clause)
    known = grades(article)
    sentence = trigger.sent
    return Event(
        doc_id=article.doc_id,
        start=clause.start,
        end=clause.end,
        trigger_start=trigger.idx,
        trigger_end=trigger.idx + len(trigger),
        trigger=trigger.lemma_.lower(),
        agent=words_of(find_agent(trigger)),
        patient=words_of(find_patient(trigger)),
        tense=find_tense(trigger),
        polarity="negative" if known.modality(trigger) == "denied" else "positive",
        date_start=None,
        date_end=None,
        place_start=site.start if site else None,
        place_end=site.end if site else None,
        first=None,
        last=None,
        modality=known.modality(trigger),
        sentence_start=place(sentence)[0],
        sentence_end=place(sentence)[1],
        rule=rule,
    )


def find_tense(trigger: Token) -> str | None:
    """Return past, present or future by the verb's form and auxiliaries; None where it has none, as a noun."""
    words = [trigger, *(child for child in trigger.children if child.dep_ in ("aux", "auxpass"))]
    if any(word.tag_ == "MD" and word.lemma_.lower() in ("will", "shall", "’ll", "'ll") for word in words):
        return "future"
    for word in words:
        if word.tag_ == "VBD" or (word.lemma_ == "have" and word is not trigger):
            return "past"
    return "present" if any(word.tag_ in ("VBZ", "VBP") for word in words) else None

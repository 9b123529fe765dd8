"""What is told to have happened, to be planned, feared or denied: each event at its trigger and its clause.

An event is kept whatever its modality; acts of saying, states and auxiliaries are none.
"""

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from tracebrief.extract.dates import find_dates
from tracebrief.extract.events.clause_dates import AT, find_clause_dates
from tracebrief.extract.events.clauses import clause_span, place_of
from tracebrief.extract.events.happenings import is_happening
from tracebrief.extract.events.participants import WORDY, agent_of, noun_text, patient_of
from tracebrief.extract.events.pronouns import meant_by
from tracebrief.extract.events.triggers import Trigger, find_triggers, is_event_noun, lemmas
from tracebrief.extract.hedges import Grades, grade_words
from tracebrief.extract.hedges.hedge_cues import intentions
from tracebrief.extract.lexicons import read_words
from tracebrief.extract.parsing import Article, token_span
from tracebrief.model.columns import MODALITY
from tracebrief.model.mentions import ClauseDate, Event, Timex
from tracebrief.model.spans import Span

WORDS = read_words("event_phrases")
TIMES = WORDS["words that tell a time by another event"]
FUTURE = WORDS["auxiliaries of the future"]
# Dependents that make a noun say which event it is, so that it tells something by itself.
TELLING = {"prep", "poss", "compound", "amod", "acl", "relcl", "nummod"}


def find_events(
    article: Article,
    *,
    dates: Sequence[Timex] | None = None,
    clause_dates: Sequence[ClauseDate] | None = None,
    grades: Grades | None = None,
) -> list[Event]:
    """Return the events of the story, in order of their triggers.

    Args:
        dates, clause_dates, grades: what else was found in the text; found here when not given.
    """
    if clause_dates is None:
        clause_dates = find_clause_dates(article, dates=find_dates(article) if dates is None else dates)
    dated = {date.start: date for date in clause_dates}
    grades = grades or grade_words(article)
    triggers = [trigger for trigger in find_triggers(article) if trigger.kind == "occurrence"]
    carried = {trigger.carrier.i for trigger in triggers if trigger.carrier is not None}
    told = [trigger for trigger in triggers if trigger.head.i not in carried and _is_told(trigger)]
    return [_event(article, trigger, dated, grades) for trigger in told]


def tense_of(trigger: Token) -> str | None:
    """Return past, present or future by the verb's form and auxiliaries; None where it has none, as a noun."""
    words = [trigger, *(child for child in trigger.children if child.dep_ in ("aux", "auxpass"))]
    words += [inner for word in words[1:] for inner in word.children if inner.dep_ == "aux"]  # "will remain closed"
    if any(word.tag_ == "MD" and word.lower_ in FUTURE for word in words):
        return "future"
    if any(word.tag_ == "VBD" or (word.lemma_ == "have" and word is not trigger) for word in words):
        return "past"
    return "present" if any(word.tag_ in ("VBZ", "VBP") for word in words) else None


def _event(article: Article, trigger: Trigger, dated: Mapping[int, ClauseDate], grades: Grades) -> Event:
    head, sentence = trigger.head, token_span(trigger.head.sent)
    clause = clause_span(article, trigger)
    site = place_of(article, trigger, clause)
    date = dated.get(head.idx) or (dated.get(trigger.carrier.idx) if trigger.carrier is not None else None)
    modality = grades.modality(head)
    if trigger.carrier is not None and modality == "asserted":
        modality = grades.modality(trigger.carrier)
    if modality == "asserted":
        modality = _ahead(article, trigger.carrier or head, date, grades)
    return Event(
        doc_id=article.doc_id,
        start=clause.start,
        end=clause.end,
        trigger_start=head.idx,
        trigger_end=head.idx + len(head),
        trigger=head.lemma_.lower(),
        agent=noun_text(meant_by(agent_of(head))),
        patient=noun_text(patient_of(head)),
        timely=is_happening(
            trigger,
            dated=_is_dated(date, trigger, clause),
            modality=modality,
            in_heading=_is_in_heading(article, head),
        ),
        tense=tense_of(trigger.carrier or head),
        polarity="negative" if modality == "denied" else "positive",
        date_start=date.date_start if date else None,
        date_end=date.date_end if date else None,
        place_start=site.start if site else None,
        place_end=site.end if site else None,
        first=date.first if date else None,
        last=date.last if date else None,
        modality=modality,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        rule="event.attempt" if grades.is_attempt(head) else trigger.rule,
    )


def _ahead(article: Article, verb: Token, date: ClauseDate | None, grades: Grades) -> MODALITY:
    """Return how a present tense stands that tells of a day ahead, or of when something else is to be."""
    if tense_of(verb) != "present" or _is_in_heading(article, verb):
        return "asserted"
    if date is not None and date.rule == AT and date.first and article.last and date.first > article.last:
        return "planned"
    is_time = verb.dep_ == "advcl" and any(
        child.lower_ in TIMES for child in verb.children if child.dep_ in ("mark", "advmod")
    )
    return "hypothetical" if is_time and grades.modality(verb.head) in ("planned", "hypothetical") else "asserted"


def _is_dated(date: ClauseDate | None, trigger: Trigger, clause: Span) -> bool:
    """Say whether words say on which days an event was, or from which day on; of a noun, words behind it."""
    if date is None or (date.rule != AT and date.first is None):
        return False
    told = Span(date.date_start, date.date_end)
    bare = trigger.carrier is None and trigger.head.pos_ not in WORDY
    return not bare or (clause.contains(told) and not told.overlaps(token_span(trigger.head)))


def _is_in_heading(article: Article, word: Token) -> bool:
    passage = article.passage_at(word.idx)
    return passage is not None and passage.kind == "heading"


def _is_told(trigger: Trigger) -> bool:
    """Say whether a trigger tells an event of its own, rather than repeats, carries or explains another."""
    head = trigger.head
    if head.pos_ in WORDY:
        return not _is_purpose(head) and not _is_empty(head)
    if head.dep_ == "dobj" and head.head.lemma_ in lemmas("light") and trigger.carrier is None:
        return False
    named = any(child.dep_ in TELLING for child in head.children)
    return named or trigger.carrier is not None or head.dep_ in ("nsubj", "nsubjpass")


def _is_empty(verb: Token) -> bool:
    """Say whether a verb as bare as "make" has no object that names an event."""
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    return verb.lemma_.lower() in lemmas("empty") and not any(is_event_noun(noun) for noun in objects)


def _is_purpose(verb: Token) -> bool:
    """Say whether a verb is an infinitive of purpose or of a noun ("resources to dig"), quoted with that word."""
    to = any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
    if not to or verb.dep_ not in ("advcl", "acl"):
        return False
    return not (verb.dep_ == "acl" and verb.head.lemma_ in intentions())

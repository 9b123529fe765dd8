"""Words that tell an event: verbs, and nouns of a lexicon.

Acts of saying and states are kinds of their own here, so that a caller may take them or leave them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Token

from tracebrief.extract.lexicons import Row, read_lexicon, read_words
from tracebrief.extract.parsing import Article, token_span
from tracebrief.extract.parsing.trees import is_last_name

Role = Literal["noun", "report", "report-noun", "state", "aspect", "light", "carrier", "empty", "entering", "relation"]
Kind = Literal["occurrence", "report", "state", "aspect"]
WORDS = read_words("event_phrases")
WITNESSING = WORDS["verbs whose object took place"]
DEEDS = WORDS["verbs of saying or being that also tell a deed"]
DONE = WORDS["of them, those done to a thing"]
RESULTS = WORDS["things whose report is an event"]
DEED_NOUNS = WORDS["nouns with which saying is a deed"]
ASKED = WORDS["verbs of asking somebody to act"]
FINDING = WORDS["verbs of finding that something is so"]
REFUSING = WORDS["verbs of refusing what is said"]
ABSENT = WORDS["participles of not being there"]
EDGES, TAKINGS = WORDS["nouns of the edge of a time"], WORDS["plural nouns of what is taken in"]
# The fewest letters of a verb that tells an event: "go".
MIN = 2
COMING = WORDS["adjectives of what may be"]
OUTCOMES = WORDS["adjectives of an outcome"]
WORDY = {"VERB", "AUX"}
# Dependencies in which a verb's form modifies a noun or is part of a function word ("according to").
WITHIN = {"aux", "auxpass", "amod", "compound", "prep", "mark", "nmod", "quantmod", "agent"}


class Group(Row):
    """Lemmas of one meaning and the part they play."""

    key: str
    lemmas: list[str]
    role: Role


@dataclass(frozen=True)
class Trigger:
    """A word that tells an event, of what kind, and the verb that carries it where that is another word."""

    head: Token
    kind: Kind
    rule: str
    carrier: Token | None = None


@cache
def groups() -> tuple[Group, ...]:
    """Return the groups of the lexicon."""
    return read_lexicon("events", Group)


@cache
def lemmas(role: Role) -> frozenset[str]:
    """Return every lemma that plays a part."""
    return frozenset(lemma for group in groups() if group.role == role for lemma in group.lemmas)


def find_triggers(article: Article) -> Iterator[Trigger]:
    """Yield the words of the story that tell an event, a saying or a state, in order; the verb "be" is none."""
    for token in article.doc:
        trigger = _verbal(token) if token.pos_ in WORDY else _nominal(token)
        if trigger is not None and article.is_in_story(token_span(token)):
            yield trigger


def is_event_noun(token: Token) -> bool:
    """Say whether a noun names an event: by its lemma, or together with the word before it ("prison break")."""
    if token.pos_ != "NOUN" or is_last_name(token):
        return False
    lemma = token.lemma_.lower()
    if (lemma in EDGES and _has_date_behind(token)) or (token.tag_ == "NNS" and lemma in TAKINGS):
        return False
    before = token.doc[token.i - 1].lower_ if token.i else ""
    return lemma in lemmas("noun") or f"{before} {lemma}" in lemmas("noun")


def _has_date_behind(noun: Token) -> bool:
    """Say whether a noun is part of the words for a time: "the end of June"."""
    behind = (word for child in noun.children if child.lower_ == "of" for word in child.children)
    return any(word.ent_type_ in ("DATE", "TIME") for word in behind)


def _verbal(token: Token) -> Trigger | None:
    lemma = token.lemma_.lower()
    if lemma == "be" and any(child.dep_ == "acomp" and child.lower_ in OUTCOMES for child in token.children):
        return Trigger(token, "occurrence", "event.outcome")
    if token.dep_ in WITHIN or lemma == "be" or len(token) < MIN or not token.text[:1].isalpha():
        return None
    if lemma in FINDING and any(child.dep_ == "ccomp" for child in token.children):
        return Trigger(token, "report", "event.report")
    if lemma in REFUSING and _is_about_words(token):
        return Trigger(token, "report", "event.report")
    if token.lower_ in ABSENT:
        return Trigger(token, "state", "event.state")
    if _is_deed(token, lemma):
        return Trigger(token, "occurrence", "event.verb")
    if lemma in lemmas("state"):
        return Trigger(token, "state", "event.state")
    if lemma in lemmas("report"):
        return Trigger(token, "report", "event.report")
    if lemma in lemmas("aspect") and any(child.dep_ in ("xcomp", "ccomp") for child in token.children):
        return Trigger(token, "aspect", "event.aspect")
    return Trigger(token, "occurrence", "event.verb")


def _is_about_words(verb: Token) -> bool:
    """Say whether what a verb refuses is only something said, as in "rejected the claim", or is ruled out."""
    if any(child.dep_ == "prt" and child.lower_ == "out" for child in verb.children):
        return True
    return any(child.dep_ == "dobj" and child.lemma_ in lemmas("report-noun") for child in verb.children)


def _is_deed(verb: Token, lemma: str) -> bool:
    """Say whether a verb of saying or being tells a deed here: on a day, as a plan, or done to a thing."""
    children = list(verb.children)
    labels = {child.dep_ for child in children}
    if lemma in lemmas("report") and any(child.dep_ == "dobj" and child.lemma_ in DEED_NOUNS for child in children):
        return True
    if lemma in ASKED and _is_asking_for(children):
        return True
    if lemma not in DEEDS or labels & {"ccomp", "xcomp", "acomp", "expl"} or {"dobj", "oprd"} <= labels:
        return lemma == "get" and any(child.dep_ == "acomp" and child.lower_ in OUTCOMES for child in children)
    things = [child for child in children if child.dep_ in ("dobj", "oprd") and child.pos_ in ("NOUN", "PROPN")]
    if lemma == "report":
        return any(thing.lemma_ in RESULTS for thing in things)
    if any(child.tag_ in ("TO", "MD") for child in children):
        return bool(things) or _has_day(children)
    if verb.tag_ not in ("VBD", "VBN"):
        return False
    if lemma == "come":
        return any(child.dep_ == "prep" and child.lower_ in ("to", "into") for child in children) or _has_day(children)
    return _has_day(children) or (lemma in DONE and bool(things))


def _is_asking_for(children: Iterable[Token]) -> bool:
    """Say whether somebody is asked to do something, or asked for something: an act, not a question."""
    found = list(children)
    someone = any(child.dep_ in ("dobj", "nsubjpass") for child in found)
    to = any(child.dep_ in ("xcomp", "ccomp") and any(word.tag_ == "TO" for word in child.children) for child in found)
    return (someone and to) or any(child.dep_ == "prep" and child.lower_ == "for" for child in found)


def _has_day(children: Iterable[Token]) -> bool:
    """Say whether one of a verb's dependents is a date or leads to one."""
    return any(
        word.ent_type_ in ("DATE", "TIME")
        for child in children
        if child.dep_ in ("npadvmod", "prep", "advmod")
        for word in (child, *child.children)
    )


def _nominal(token: Token) -> Trigger | None:
    if token.dep_ in ("compound", "amod", "nmod", "npadvmod"):
        return None
    if is_event_noun(token):
        return Trigger(token, "occurrence", "event.noun", _carrier(token))
    if token.pos_ == "NOUN" and token.lemma_.lower() in lemmas("report-noun") and not is_last_name(token):
        return Trigger(token, "report", "event.report")
    return None


def _carrier(noun: Token) -> Token | None:
    """Return the verb that only says that the event took place ("a riot occurred", "there was a riot")."""
    verb = noun.head
    if verb.pos_ not in WORDY or noun.dep_ not in ("nsubj", "dobj", "attr"):
        return None
    lemma = verb.lemma_.lower()
    particle = next((f"{lemma} {child.lower_}" for child in verb.children if child.dep_ == "dobj"), "")
    if lemma not in lemmas("carrier") and particle not in lemmas("carrier"):
        return None
    there = any(child.dep_ == "expl" for child in verb.children)
    takes_object = lemma in WITNESSING
    if lemma == "be":
        tells = there or any(child.dep_ == "acomp" and child.lower_ in COMING for child in verb.children)
        return verb if tells and noun.dep_ in ("attr", "nsubj") else None
    return verb if (noun.dep_ == "dobj") == takes_object else None

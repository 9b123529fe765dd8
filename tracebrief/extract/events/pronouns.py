"""Whom a pronoun in an event means, where the clauses around it leave one answer.

"The firm said it would pay": the subject of the clause above, if it agrees in number and in being a person.
"""

from spacy.tokens import Token

from tracebrief.extract.events.participants import WORDY, own_subject
from tracebrief.extract.events.triggers import lemmas
from tracebrief.extract.lexicons import read_words
from tracebrief.extract.parsing.trees import LONGEST_CLIMB

WORDS = read_words("event_phrases")
THING = WORDS["pronouns of a thing or body"]
PERSON = WORDS["pronouns of a person"]
SEVERAL = WORDS["pronouns of several"]


def meant_by(noun: Token | None) -> Token | None:
    """Return what a pronoun stands for, the noun itself where it is none or nothing is found."""
    if noun is None or noun.lower_ not in THING | PERSON | SEVERAL:
        return noun
    verb = noun.head
    for _ in range(LONGEST_CLIMB):
        subject = own_subject(verb) if verb.pos_ in WORDY else None
        if subject is not None and noun not in (subject, *subject.children) and _agrees(noun, subject):
            return subject
        if verb.head == verb:
            break
        verb = verb.head
    return noun


def _agrees(pronoun: Token, noun: Token) -> bool:
    """Say whether a noun may be what a pronoun means: one or several, a person or a thing."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return False
    if noun.ent_type_ == "PERSON":
        return pronoun.lower_ in PERSON
    if noun.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in noun.children):
        return pronoun.lower_ in SEVERAL
    telling = noun.head.lemma_.lower() in lemmas("report")
    return pronoun.lower_ in THING or (pronoun.lower_ in PERSON and telling and noun.ent_type_ == "")

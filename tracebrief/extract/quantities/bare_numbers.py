"""What a number counts that no noun follows: years of age, people, or what its sentence says the number is of."""

import re

from spacy.tokens import Token

from tracebrief.extract.lexicons import read_forms, read_words
from tracebrief.extract.numbers import Amount
from tracebrief.extract.parsing.trees import children
from tracebrief.extract.quantities.bounds import BoundCue
from tracebrief.extract.quantities.counted_nouns import lemma_of

# What closes an age given behind a name, and below which number it is one (years).
CLOSING, OLDEST = re.compile(r"[,).;]"), 120
# How far before a number the words stand that make it an age (characters).
NEAR = 32
# How far above a number its verb stands (arcs).
TO_VERB = 3
# The arcs from a verb to what a number is said of.
SAID_OF = {"nsubj", "nsubjpass", "dobj"}


def unit_of_bare(text: str, amount: Amount, bound: BoundCue | None, last: Token) -> tuple[str, str, str] | None:
    """Return the unit of a number that nothing follows, its dimension and the rule that read it.

    Args:
        last: the number's last token.
    """
    if _is_age(text, amount, bound, last):
        return "year of age", "age", "quantities.age"
    dimension = "share" if amount.kind in ("share", "majority") else "count"
    if _is_of_people(last):
        return "person", dimension, "quantities.people"
    noun = _numbered(last)
    if noun is None:
        return None
    unit = "person" if noun.lower_ in _words("states of people") else lemma_of(noun)
    return unit, dimension, "quantities.number"


def measure_beside(number: Token) -> str | None:
    """Return what a number measures by the word beside it: "magnitude 6.1", "a 6.1 magnitude quake"."""
    before = number.nbor(-1).lower_ if number.i else ""
    after = number.nbor().lower_ if number.i + 1 < len(number.doc) else ""
    return next((word for word in (before, after) if word in _words("measures named before")), None)


def _is_age(text: str, amount: Amount, bound: BoundCue | None, last: Token) -> bool:
    if amount.kind not in ("exact", "range") or not 0 < amount.high < OLDEST:
        return False
    if CLOSING.match(text, amount.number_end) and _is_after_name(last):
        return True
    if read_forms("age_forms")["compared"].search(text, max(0, amount.start - NEAR), amount.start):
        return True
    start = min(amount.start, bound.start) if bound is not None else amount.start
    forms = ["said", "of a person"] if bound is None or bound.bound == "about" else ["said", "of a group"]
    before = text[max(0, start - NEAR) : start]
    return any(read_forms("age_forms")[form].search(before) for form in forms)


def _is_after_name(token: Token) -> bool:
    """Say whether a number stands in apposition to a person's name, as in "Ana Roe, 25, said"."""
    return token.i > 1 and token.nbor(-1).text in (",", "(") and token.nbor(-2).tag_ == "NNP" and token.is_digit


def _is_of_people(token: Token) -> bool:
    """Say whether a bare number is of whom something is done to, or who are in a state: "killed three", "45 dead"."""
    if token.i + 1 < len(token.doc) and token.nbor().lower_ in _words("states of people"):
        return True
    return token.dep_ in ("dobj", "obj", "nsubjpass") and token.head.lemma_ in _words("verbs of what is done to people")


def _numbered(token: Token) -> Token | None:
    """Return what the clause says the number is of: people, where "the number of people rose to 45"."""
    verb = token
    for _ in range(TO_VERB):
        verb = verb.head
        if verb.pos_ in ("VERB", "AUX"):
            break
    else:
        return None
    totals = (child for child in children(verb) if child.dep_ in SAID_OF and child.lemma_ in _words("totals"))
    for total in totals:
        for of in (child for child in children(total) if child.lower_ == "of"):
            return next((noun for noun in children(of) if noun.dep_ == "pobj" and noun.i != token.i), None)
        return next((noun for noun in children(total) if noun.dep_ == "compound" and noun.pos_ == "NOUN"), None)
    return None


def _words(key: str) -> frozenset[str]:
    return read_words("count_contexts")[key]

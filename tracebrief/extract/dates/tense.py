"""On which side of the present a clause lies, by its verb: past, future or unknown."""

from spacy.tokens import Token

from tracebrief.extract.lexicons import read_words
from tracebrief.extract.parsing.trees import children

PAST, FUTURE, UNKNOWN = "past", "future", "unknown"
# Modals after which "have" does not make a past.
WILL = {"will", "'ll", "’ll"}
# How far up the parse a verb may stand (arcs).
STEPS = 8


def direction_at(token: Token) -> str:
    """Return the side of the present on which what is said at `token` lies."""
    verb = _verb(token)
    return _side(verb, 0) if verb is not None else UNKNOWN


def side_of(verb: Token) -> str:
    """Return the side of the present on which what a verb tells lies."""
    return _side(verb, 0)


def _verb(token: Token) -> Token | None:
    node = token
    for _ in range(STEPS * 2):
        if node.pos_ in ("VERB", "AUX") and node is not token:
            return node
        if node.head is node:
            return None
        node = node.head
    return None


def _side(verb: Token, depth: int) -> str:
    """Return the side of a verb's own tense; of an infinitive or participle, that of what governs it."""
    auxiliaries = [child for child in children(verb) if child.dep_ in ("aux", "auxpass") and child.i < verb.i]
    words = {child.lower_ for child in auxiliaries}
    tags = {child.tag_ for child in auxiliaries}
    if words & read_words("date_contexts")["modals"]:
        return PAST if "have" in words and not words & WILL else FUTURE
    if verb.tag_ == "VBD" or "VBD" in tags or words & {"has", "have", "had", "'ve", "’ve"}:
        return PAST
    if "to" in words or (verb.tag_ == "VBG" and not auxiliaries):
        return _governed(verb, depth, is_infinitive="to" in words)
    if verb.tag_ == "VBN":
        return UNKNOWN if tags & {"VBZ", "VBP"} else PAST
    if verb.tag_ == "VBG":
        return FUTURE
    return UNKNOWN


def _governed(verb: Token, depth: int, *, is_infinitive: bool) -> str:
    head = verb.head
    if is_infinitive and head.lemma_ in read_words("date_contexts")["infinitives ahead"]:
        return FUTURE
    if head is verb or depth > STEPS:
        return UNKNOWN
    if head.pos_ in ("VERB", "AUX"):
        return _side(head, depth + 1)
    above = _verb(head)
    return _side(above, depth + 1) if above is not None else UNKNOWN

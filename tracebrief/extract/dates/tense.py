"""On which side of the present a clause lies, by its verb: past, future, in the present itself, or unknown."""

from spacy.tokens import Token

from tracebrief.extract.lexicons import read_words
from tracebrief.extract.lexicons.reporting import cue_groups
from tracebrief.extract.parsing.trees import children

PAST, FUTURE, PRESENT, UNKNOWN = "past", "future", "present", "unknown"
# How far up the parse a verb may stand (arcs).
STEPS = 8


def direction_at(token: Token) -> str:
    """Return the side of the present on which what is said at `token` lies."""
    verb = _verb(token)
    if verb is None:
        return UNKNOWN
    if token.head.lower_ == "for" and _is_still_set(token.head.head):
        return FUTURE
    side = _side(verb_of(token, verb), 0)
    # A present verb looks ahead only to a day that is its own: "the sides meet on Monday", not of its noun.
    return UNKNOWN if side == PRESENT and (token.dep_ == "poss" or verb not in (token.head, token.head.head)) else side


def _is_still_set(verb: Token) -> bool:
    """Say whether something was set for a day and nothing came of it yet: not "a test set for Monday failed"."""
    came_of_it = verb.dep_ == "acl" and verb.head.dep_ in ("nsubj", "nsubjpass")
    return verb.lemma_ in read_words("date_contexts")["set for a day"] and not came_of_it


def verb_of(token: Token, verb: Token) -> Token:
    """Return the verb that a word of time belongs to: in "said on Monday he would go", the saying, not the going.

    Args:
        verb: the one above it in the parse.
    """
    said = verb.head
    if verb.dep_ != "ccomp" or not said.i < token.i < verb.i or not cue_groups(said):
        return verb
    subject = next((child for child in children(verb) if child.dep_ in ("nsubj", "nsubjpass", "expl")), verb)
    between = token.doc[said.i + 1 : token.i]
    return said if token.i < subject.i and not any(word.is_punct for word in between) else verb


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
    contexts = read_words("date_contexts")
    if words & contexts["modals"]:
        return PAST if "have" in words and not words & contexts["modals of the future"] else FUTURE
    if verb.tag_ == "VBD" or "VBD" in tags or words & contexts["auxiliaries of the perfect"]:
        return PAST
    if "to" in words or (verb.tag_ == "VBG" and not auxiliaries):
        return _governed(verb, depth, is_infinitive="to" in words)
    if verb.tag_ == "VBN":
        return UNKNOWN if tags & {"VBZ", "VBP"} else PAST
    if verb.tag_ == "VBG":
        return FUTURE
    return PRESENT if verb.tag_ in ("VBZ", "VBP") and not cue_groups(verb) else UNKNOWN


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

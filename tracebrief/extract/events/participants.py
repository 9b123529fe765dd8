"""Who did what to whom: the arguments of an event's trigger, as the words say them."""

from collections.abc import Iterator

from spacy.tokens import Token

from tracebrief.extract.events.triggers import is_event_noun, lemmas
from tracebrief.extract.lexicons import read_words
from tracebrief.extract.parsing.trees import LONGEST_CLIMB, SUBJECTS, subtree

WORDS = read_words("event_phrases")
UNDERGOING = WORDS["prepositions of who undergoes it"]
DEEDS = WORDS["prepositions of a deed someone is blamed for"]
ASKING = WORDS["verbs whose infinitive is a deed"]
SELF_MOVING = WORDS["nouns of what one does alone"]
BY, OF = frozenset({"by"}), frozenset({"of"})
WORDY = {"VERB", "AUX"}
TIMES = ("DATE", "TIME")
COMMAS = {",", ";", ":", "—", "–", "--"}
# Dependents that say more about a noun than which one it is.
MORE = {"relcl", "acl", "appos", "punct", "cc", "conj", "advcl", "case", "parataxis"}


def agent_of(trigger: Token) -> Token | None:
    """Return the head of who or what does it: the subject, the noun after "by", or the owner of a noun."""
    if trigger.pos_ in WORDY:
        if not is_passive(trigger):
            return subject_of(trigger)
        return _after(trigger, BY, ("agent", "prep")) or _means(trigger)
    if trigger.lemma_.lower() in SELF_MOVING:
        return _after(trigger, OF, ("prep",)) or next(
            (child for child in trigger.children if child.dep_ == "poss"), None
        )
    patient = patient_of(trigger)
    for holder in (trigger, patient):
        by = _after(holder, BY, ("agent", "prep")) if holder is not None else None
        if by is not None:
            return by
    owner = next((child for child in trigger.children if child.dep_ == "poss" and child.ent_type_ not in TIMES), None)
    if owner is None and trigger.dep_ == "dobj" and trigger.head.lemma_ in lemmas("light"):
        return agent_of(trigger.head)
    return owner


def _means(verb: Token) -> Token | None:
    """Return the act in which something was done ("was hit in an airstrike")."""
    nouns = (noun for child in verb.children if child.lower_ == "in" for noun in child.children)
    return next((noun for noun in nouns if noun.dep_ == "pobj" and is_event_noun(noun)), None)


def patient_of(trigger: Token) -> Token | None:
    """Return the head of what it is done to: the object, the passive subject, or the noun after "of" or "on"."""
    if trigger.pos_ not in WORDY:
        if trigger.lemma_.lower() in SELF_MOVING:
            return None
        return _after(trigger, UNDERGOING, ("prep",), names_time=False)
    if is_passive(trigger):
        return subject_of(trigger)
    own = next((child for child in trigger.children if child.dep_ == "dobj"), None)
    return own if own is None or own.tag_ not in ("WDT", "WP") else _antecedent(trigger)


def subject_of(verb: Token) -> Token | None:
    """Return the subject of a verb: its own, or the one it shares with the verb above it."""
    for _ in range(LONGEST_CLIMB):
        own = own_subject(verb)
        if own is not None:
            return _antecedent(verb) if own.tag_ in ("WDT", "WP") else own
        if verb.dep_ == "acl" and verb.tag_ in ("VBG", "VBN"):
            return verb.head
        if verb.dep_ == "acl":
            return _planner(verb.head)
        if verb.dep_ == "xcomp" and verb.head.pos_ == "ADJ":
            verb = verb.head.head
            continue
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp") or verb.head.pos_ not in WORDY | {"ADP"}:
            return None
        thing = next((child for child in verb.head.children if child.dep_ == "dobj"), None)
        if verb.dep_ == "xcomp" and thing is not None and thing.i < verb.i:
            return thing
        if verb.dep_ == "pcomp":
            outer = verb.head.head
            blamed = next((child for child in outer.children if child.dep_ == "dobj" and child.i < verb.i), None)
            if outer.pos_ not in WORDY or (blamed is not None and verb.head.lower_ in DEEDS):
                return outer if outer.pos_ not in WORDY else blamed
            verb = outer
            continue
        verb = verb.head
    return None


def is_asked(verb: Token) -> bool:
    """Say whether an infinitive tells what someone is asked to do ("told the crew to leave")."""
    if verb.dep_ != "xcomp" or any(child.dep_ == "nsubjpass" for child in verb.head.children):
        return False
    return verb.head.lemma_.lower() in lemmas("report") | ASKING


def asked_of(verb: Token) -> list[Token]:
    """Return whom the verb above an infinitive asks to do it."""
    return [child for child in verb.head.children if child.dep_ == "dobj" and child.i < verb.i]


def _planner(noun: Token) -> Token | None:
    """Return whose plan a noun names: its owner, or who has it."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is None and noun.dep_ == "dobj" and noun.head.pos_ in WORDY:
        return own_subject(noun.head)
    return owner


def own_subject(verb: Token) -> Token | None:
    """Return the subject that stands with this very verb."""
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def is_passive(verb: Token) -> bool:
    """Say whether a verb's subject undergoes it."""
    if any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children):
        return True
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def noun_text(head: Token | None) -> str | None:
    """Return a noun's words as they stand, without clauses that hang on it."""
    if head is None:
        return None
    joined = _joined(head)
    words = sorted((word for word in _phrase(head) if word.i in joined), key=lambda token: token.i)
    words = [word for word in words if not word.is_space]
    if not words:
        return None
    found = head.doc.user_data["text"][words[0].idx : words[-1].idx + len(words[-1])].strip(" \n“”\"'‘’([")
    return found or None


def _antecedent(verb: Token) -> Token | None:
    """Return the noun that a relative clause is about."""
    for _ in range(LONGEST_CLIMB):
        if verb.dep_ != "conj":
            break
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else None


def _after(
    head: Token, prepositions: frozenset[str], labels: tuple[str, ...], *, names_time: bool = True
) -> Token | None:
    for child in head.children:
        if child.dep_ in labels and child.lower_ in prepositions:
            inner = next((inner for inner in child.children if inner.dep_ == "pobj"), None)
            if inner is not None and (names_time or inner.ent_type_ not in TIMES):
                return inner
    return None


def _phrase(head: Token) -> Iterator[Token]:
    yield head
    for child in head.children:
        clausal = any(inner.dep_ == "pcomp" for inner in child.children)
        if child.dep_ not in MORE and child.lower_ != "by" and not clausal:
            yield from subtree(child)


def _joined(head: Token) -> range:
    """Return the words between which and their head no comma stands."""
    first, last = head.i, head.i
    while first > head.left_edge.i and head.doc[first - 1].text not in COMMAS:
        first -= 1
    while last < head.right_edge.i and head.doc[last].text not in COMMAS:
        last += 1
    return range(first, last + 1)

"""Which events a careful reader would put on a timeline: what came about, or is to, at some time of its own.

Habits, effects, purposes, conditions and advice are told by the same words and are none.
"""

from spacy.tokens import Token

from tracebrief.extract.events.participants import DEEDS, WORDY, own_subject
from tracebrief.extract.events.triggers import Trigger, lemmas
from tracebrief.extract.hedges.hedge_cues import intentions
from tracebrief.extract.lexicons import read_words
from tracebrief.extract.parsing.trees import LONGEST_CLIMB
from tracebrief.model.columns import DOUBTED, MODALITY

WORDS = read_words("event_phrases")
TIMELESS = WORDS["verbs of effect"] | WORDS["verbs of conduct and relation"]
KEEPING = WORDS["verbs of keeping"]
GOING_ON = WORDS["nouns of what goes on"]
SHOWN = WORDS["verbs whose object is seen to happen"]
CONDITIONS = WORDS["words that open a condition"]
TIMES = WORDS["words that tell a time by another event"]
ADVICE = WORDS["modal verbs of advice"]
AHEAD = WORDS["adjectives that look ahead"]
LASTING = WORDS["verbs of going on"]
MOVING = WORDS["verbs whose infinitive is a deed"]
EXPLAINED = WORDS["nouns that an infinitive explains"]
# Modalities that turn a present tense to what may come.
FEARED = ("hypothetical", "planned")
# Prepositions that lead from an event's noun to what it befalls, and to where it takes place.
BEFALLING = WORDS["prepositions of who undergoes it"]
WHERE = WORDS["prepositions of where an event takes place"]
OWNING = WORDS["prepositions of a deed someone owns to"]
COURT = WORDS["verbs of a court"]


TELLING = lemmas("report") | lemmas("state") | SHOWN


def is_happening(trigger: Trigger, *, dated: bool, modality: MODALITY, in_heading: bool) -> bool:
    """Say whether an event has a time of its own.

    Args:
        dated: words say on which day it happens.
        in_heading: it is told in a heading, whose present tense tells the past.
    """
    verb = trigger.carrier or trigger.head
    if verb.pos_ not in WORDY:  # even a bare noun says something of an event that is doubted
        return _is_noun_happening(verb, dated) or modality in DOUBTED
    if _is_timeless(verb, dated) or _is_conditional(verb) or _is_of_any(verb):
        return False
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    forms = {word.tag_ for word in auxiliaries}
    if "TO" in forms:
        return _is_infinitive_happening(verb, dated)
    if any(word.tag_ == "MD" and word.lower_ in ADVICE for word in auxiliaries):
        return False
    if auxiliaries:
        return True
    if verb.tag_ == "VBG":
        return _is_participle_happening(verb, dated, modality)
    if verb.tag_ == "VBN":
        return dated or in_heading or _is_done_by_someone(verb)
    if verb is trigger.carrier and not any(child.dep_ == "expl" for child in verb.children) and verb.lemma_ == "be":
        return True
    if verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VB" and own_subject(verb) is not None):
        return dated or in_heading or modality in FEARED or _is_time_of_another(verb)
    return verb.tag_ == "VBD" or in_heading


def _is_timeless(verb: Token, dated: bool) -> bool:
    """Say whether a verb tells an effect or a way of being, on no day or at any time."""
    return verb.lemma_.lower() in TIMELESS and (not dated or verb.tag_ in ("VBZ", "VBP"))


def _is_of_any(verb: Token) -> bool:
    """Say whether a verb's subject is any one of a kind, so that nothing is told of one."""
    subject = own_subject(verb)
    return subject is not None and any(child.dep_ == "det" and child.lower_ == "any" for child in subject.children)


def _is_conditional(verb: Token) -> bool:
    """Say whether a verb stands in a clause that only asks or supposes."""
    for _ in range(LONGEST_CLIMB):
        if any(child.dep_ == "mark" and child.lower_ in CONDITIONS for child in verb.children):
            return True
        if verb.dep_ not in ("xcomp", "conj") or verb.head.pos_ not in WORDY:
            return False
        verb = verb.head
    return False


def _is_time_of_another(verb: Token) -> bool:
    """Say whether a clause in the present tells when something else happened ("as troops gather")."""
    return verb.dep_ == "advcl" and any(
        child.lower_ in TIMES for child in verb.children if child.dep_ in ("mark", "advmod")
    )


def _is_infinitive_happening(verb: Token, dated: bool) -> bool:
    """Say whether an infinitive tells what is to happen, rather than what for or what can."""
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in WORDY:
        return _is_infinitive_happening(head, dated) if _has_to(head) else True
    if verb.dep_ == "acl":
        return dated or head.lemma_ in intentions()
    if head == verb:
        return not any(child.tag_ == "WRB" for child in verb.children)
    if head.pos_ == "ADJ" or head.dep_ == "acomp":
        return head.lower_ in AHEAD
    if head.pos_ not in WORDY:
        return False
    lemma = head.lemma_.lower()
    if lemma == "be":
        return not any(child.lemma_ in EXPLAINED for child in head.children if child.dep_ == "nsubj")
    if lemma in ADVICE or (_has_to(head) and head.dep_ == "advcl"):
        return False
    if head.tag_ in ("VBZ", "VBP", "VB") and (
        lemma in LASTING or (own_subject(head) is not None and head.tag_ == "VB")
    ):
        return False
    return head.lower_ in AHEAD or any(
        lemma in words for words in (lemmas("aspect"), lemmas("state"), lemmas("report"), MOVING)
    )


def _is_participle_happening(verb: Token, dated: bool, modality: MODALITY) -> bool:
    """Say whether an "-ing" form tells what happened, rather than how or what for."""
    head = verb.head
    if dated:
        return True
    if verb.dep_ == "pcomp":
        return head.lower_ in DEEDS | OWNING and head.head.lemma_ in lemmas("report") | COURT
    if verb.dep_ == "acl" and head.dep_ == "ROOT":
        return not any(child.pos_ in WORDY for child in head.children if child != verb)
    if verb.dep_ in ("acl", "ccomp"):
        seen = head if verb.dep_ == "ccomp" else head.head
        return seen.lemma_ in SHOWN or (verb.dep_ == "acl" and head.dep_ == "pobj" and head.head.head.lemma_ in SHOWN)
    if verb.dep_ == "advcl":
        return modality == "asserted" and any(child.dep_ == "dobj" for child in verb.children)
    if verb.dep_ == "conj" and head.tag_ == "VBG" and head.dep_ != "conj":
        return _is_participle_happening(head, dated, modality)
    return verb.dep_ in ("xcomp", "ROOT") or head == verb


def _is_done_by_someone(verb: Token) -> bool:
    """Say whether a participle after a noun tells a deed and whose it was ("a clip released by the firm")."""
    return (
        verb.dep_ == "acl"
        and verb.lemma_.lower() not in KEEPING
        and any(child.dep_ == "agent" for child in verb.children)
    )


def _is_noun_happening(noun: Token, dated: bool) -> bool:
    """Say whether a noun tells by itself what happened, to what or where."""
    lemma = noun.lemma_.lower()
    if lemma in GOING_ON or noun.tag_ == "NNS":
        return dated
    verb = noun.head
    if noun.dep_ == "dobj" and verb.pos_ in WORDY and verb.lemma_.lower() not in TELLING:
        return dated
    if dated:
        return True
    beside = {child.lower_ for child in noun.children if child.dep_ == "prep"}
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return bool(beside & (BEFALLING | WHERE))
    return bool(beside & (BEFALLING | WHERE)) or any(child.dep_ == "poss" for child in noun.children)


def _has_to(verb: Token) -> bool:
    return any(child.tag_ == "TO" and child.dep_ == "aux" for child in verb.children)

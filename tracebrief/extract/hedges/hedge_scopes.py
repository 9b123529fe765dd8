"""What a cue governs, read from the dependency tree: never the sentence, only the cue's own complement or clause.

A definite noun ("the raid") is spoken of as there, whatever is said of it, so a scope does not enter it;
nor does it enter relative clauses, appositions, or clauses of time and reason.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from tracebrief.extract.hedges.hedge_cues import CueMatch
from tracebrief.extract.hedges.missing_confirmations import unconfirmed
from tracebrief.extract.lexicons import read_words
from tracebrief.extract.lexicons.reporting import cue_groups
from tracebrief.extract.parsing.trees import OBJECTS, SUBJECTS, subtree, walk

# Dependents that a clause never governs: they are not part of what it says.
BESIDE = {"relcl", "appos", "parataxis", "punct", "cc", "intj", "dep", "preconj", "meta"}
WORDS = read_words("hedge_scopes")
TOLD = WORDS["clauses told as so"]
DEFINITE = WORDS["definite determiners"]
THERE = WORDS["verbs whose object is there already"]
LIGHT = WORDS["verbs that only carry their object"]
# "Not only" denies nothing.
ONLY = WORDS["words after not that deny nothing"]
PREPOSITIONS = {kind: WORDS[f"prepositions of {kind} cues"] for kind in ("noun", "verb", "adjective")}
COMING = read_words("event_phrases")["adjectives of what may be"]
LINKING = WORDS["linking verbs"]
DEED = WORDS["objects whose claiming asserts the deed"]
CLEAR = WORDS["adjectives of what is made known"]
WISHES = WORDS["wishes to speak"]
APART = WORDS["words that set a second verb apart"]
EITHER = WORDS["words that join alternatives"]
GOING = WORDS["verbs that govern only in the progressive"]
# What a denial leaves standing beside the act.
UNDENIED = {"ccomp", "advcl", "prep", "npadvmod", "nsubj", "nsubjpass"}
# Words that carry no content of their own, so that a "not" beside "will" does not deny the "will".
FUNCTION = {"aux", "auxpass", "neg", "det", "mark", "punct"}
CLAUSES = {"ccomp", "xcomp", "pcomp", "acl", "csubj", "csubjpass", "advcl"}
WORDY = {"VERB", "AUX"}


def governed(match: CueMatch) -> set[Token]:
    """Return the words that a cue governs, the cue itself left out."""
    words = set(_SCOPES[match.cue.kind](match)) - set(_said_by_wishing(match))
    own = {match.head} | ({match.particle} if match.particle is not None else set())
    return {word for word in words - own if not word.is_space and word.dep_ not in FUNCTION}


def _said_by_wishing(match: CueMatch) -> Iterator[Token]:
    """Yield what someone says by wishing to say it: "I want to make clear that it is closed"."""
    wish = {"modal": match.head.head, "infinitive": match.head.head.head}.get(match.cue.kind, match.head)
    yield from (word for head in wished_words(wish) for word in subtree(head))


def wished_words(wish: Token) -> list[Token]:
    """Return the verbs of what someone says by wishing to say it."""
    found: list[Token] = []
    if wish.lemma_ not in WISHES or wish.pos_ != "VERB":
        return found
    for verb in (child for child in wish.children if child.dep_ == "xcomp"):
        clear = [word for word in verb.doc[verb.i + 1 : verb.i + 4] if word.lower_ in CLEAR and verb.lemma_ == "make"]
        if clear or any(group.kind == "speech" for group in cue_groups(verb)):
            said = (child for word in (verb, *clear) for child in word.children if child.dep_ == "ccomp")
            found += [head for head in said if head not in clear]
    return found


def clause(head: Token, *, denied: bool = False) -> Iterator[Token]:
    """Yield a clause's words without the dependents that it never governs.

    What is `denied` is the act with its objects: not who did not do it, nor when, nor what the act would have said.
    """
    return (token for token, _ in walk((head, "denied" if denied else "clause"), _parts))


def phrase(head: Token) -> Iterator[Token]:
    """Yield a phrase's words: a noun with its modifiers, a preposition with its noun."""
    return (token for token, _ in walk((head, "phrase"), _parts))


def _parts(step: tuple[Token, str]) -> Iterator[tuple[Token, str]]:
    """Yield the dependents that belong to a clause or phrase, each with what it is itself."""
    head, kind = step
    for child in head.children:
        if child.dep_ in BESIDE or (child.dep_ == "acl" and not (_is_infinitive(child) or _is_content(child))):
            continue
        if kind == "phrase":
            if not (child.dep_ in OBJECTS and _is_definite(child)):
                yield child, "clause" if child.pos_ in WORDY and child.dep_ in CLAUSES else "phrase"
        elif _is_told(child) or (kind == "denied" and child.dep_ in UNDENIED):
            continue
        elif child.dep_ == "conj":
            if _is_continued(head, child):
                yield child, kind
        elif child.pos_ in WORDY or child.dep_ in CLAUSES:
            yield child, kind
        elif _is_carried(head, child) or not (_is_definite(child) or _is_there(head, child)):
            yield child, "phrase"


def _is_carried(verb: Token, noun: Token) -> bool:
    """Say whether a verb only carries its object, which is then the act, however definite."""
    return verb.lemma_ in LIGHT and noun.dep_ == "dobj"


def _is_there(verb: Token, noun: Token) -> bool:
    """Say whether what a verb is done to is there whatever becomes of the act: "help 40 men who live there"."""
    if verb.lemma_ in THERE and noun.dep_ == "dobj":
        return True
    counted = any(word.dep_ == "nummod" for word in noun.children) or noun.tag_ == "CD"
    told = (word for word in noun.children if word.dep_ == "relcl" or word.tag_ == "VBN")
    return counted and any(not any(word.tag_ in ("MD", "TO") for word in verb.children) for verb in told)


def _is_continued(head: Token, second: Token) -> bool:
    """Say whether a second verb shares the auxiliary of the first: the same form, no subject, no "but"."""
    if _has_own(second, SUBJECTS | {"aux"}) or any(child.lower_ in APART for child in head.children):
        return False
    joined = any(child.lower_ in EITHER for child in head.children)
    return (
        second.tag_ == head.tag_ or second.pos_ not in WORDY or (joined and {second.tag_, head.tag_} == {"VBN", "VBD"})
    )


def _of_clause(match: CueMatch) -> Iterator[Token]:
    """Yield the clause of a modal, an adverb or a mark."""
    head = match.head.head
    if head.dep_ in ("aux", "auxpass") and match.cue.kind == "modal":  # "will remain closed", read as one verb
        head = head.head
    following = match.head.nbor() if match.head.i + 1 < len(match.head.doc) else None
    if match.cue.kind == "adverb" and following is not None and following.like_num:
        yield from phrase(following.head if following.dep_ == "nummod" else following)
    elif match.head.dep_ == "amod" or (match.cue.kind == "adverb" and head.pos_ in ("NOUN", "PROPN", "ADJ")):
        yield from phrase(head)
    else:
        yield from clause(head)


def _of_mark(match: CueMatch) -> Iterator[Token]:
    """Yield the clause that a conjunction opens; for "if so" and the like, the word after it."""
    head = match.head
    inner = [child for child in head.children if child.i > head.i]
    for child in inner:
        yield from clause(child)
    if not inner and (head.head.i > head.i or head.head.dep_ in CLAUSES):
        yield from clause(head.head)
        yield from (word for child in head.head.conjuncts for word in clause(child))


def _of_negation(match: CueMatch) -> Iterator[Token]:
    """Yield the denied word with its bare objects and infinitives; "not only" denies nothing."""
    head = match.head
    following = head.nbor().lower_ if head.i + 1 < len(head.doc) else ""
    joins = head.dep_ in ("cc", "preconj") and head.lower_ != "neither"
    if not joins and following not in ONLY:
        of_subject = head.dep_ in ("preconj", "cc") and head.head.dep_ in SUBJECTS
        yield from clause(head.head.head if of_subject else head.head, denied=True)


def _of_quantifier(match: CueMatch) -> Iterator[Token]:
    """Yield what "no" or "none" denies: its noun, and the clause whose subject or object that is."""
    head = match.head
    if head.dep_ in ("det", "amod"):
        head = head.head
        yield from phrase(head)
    if head.dep_ in SUBJECTS | {"dobj", "attr"} and head.head.pos_ in WORDY:
        yield from clause(head.head, denied=True)


def _of_infinitive(match: CueMatch) -> Iterator[Token]:
    """Yield the clause of a "to", which tells an aim unless a cue above says more."""
    verb = match.head.head
    if verb.dep_ in ("advcl", "acl", "relcl", "xcomp", "ccomp", "conj"):
        yield from clause(verb)


def _of_question(match: CueMatch) -> Iterator[Token]:
    """Yield the main clause of a question; one that is reported asks by its verb of saying."""
    if match.head.head == match.head.sent.root:
        yield from clause(match.head.head)


def _of_preposition(match: CueMatch) -> Iterator[Token]:
    for child in (match.particle or match.head).children:
        yield from _top(child)
    if match.particle is not None:
        for child in match.head.children:
            if child is not match.particle and child.dep_ in ("pcomp", "pobj"):
                yield from _top(child)


def _of_complement(match: CueMatch) -> Iterator[Token]:
    """Yield the clauses and objects that a verb, noun or adjective takes."""
    head, takes = match.head, match.cue.takes
    if match.cue.kind == "adjective" and head.dep_ == "amod":
        if "infinitive" not in takes:
            yield from phrase(head.head)
        return
    if head.lemma_ in GOING and head.tag_ != "VBG":
        return
    if "subject" in takes:
        yield from unconfirmed(head)
        return
    objects = (child for child in head.children if child.dep_ == "dobj" and match.particle is not None)
    for holder in (head, *objects):
        for child in holder.children:
            if holder is head or child == match.particle:
                yield from _taken(child, match)
    if head.dep_ == "acomp" and head.lower_ in COMING and head.head.lemma_ == "be":
        yield from _subjects(head.head)
    said_of = (match.cue.kind == "noun" and head.dep_ == "nsubj") or head.dep_ == "acomp"
    if said_of and head.head.lemma_ in LINKING:
        for child in head.head.children:
            clausal = child.dep_ in ("ccomp", "xcomp", "csubj", "advcl") and child.i > head.i
            if clausal and (child.dep_ != "advcl" or _is_infinitive(child)):
                yield from _top(child)


def _taken(child: Token, match: CueMatch) -> Iterator[Token]:
    """Yield what one dependent of a cue adds to its scope."""
    takes, denied = match.cue.takes, match.cue.modality == "denied"
    if child.dep_ == "dobj" and child.lemma_ in DEED:
        return
    if "content" in takes and child.dep_ == "dobj":
        yield from (word for inner in child.children if _is_content(inner) for word in clause(inner, denied=True))
    elif _is_infinitive_of(child, match):
        yield from _top(child, denied=denied)
        if match.head.dep_ != "amod" and not denied:
            yield from _subjects(match.head)
    elif "clause" in takes and child.dep_ in ("ccomp", "xcomp", "acl", "csubj"):
        if child.dep_ != "acl" or any(word.lower_ == "that" for word in child.children):
            yield from _top(child, denied=denied)
    elif "clause" in takes and child.dep_ == "oprd" and match.head.tag_ == "VBN":
        yield from _top(child)
        yield from _subjects(match.head)
    elif "object" in takes and child.dep_ == "dobj" and (match.particle is None or match.particle.dep_ == "prt"):
        yield from _top(child)
    elif child.dep_ == "prep" and _is_complement_of(child, match):
        for inner in child.children:
            clausal = inner.dep_ == "pcomp" or inner.pos_ in WORDY
            if inner.dep_ in ("pcomp", "pobj") and ("clause" if clausal else "object") in takes:
                yield from _top(inner, denied=denied)


def _is_infinitive_of(child: Token, match: CueMatch) -> bool:
    """Say whether a dependent is the infinitive that a cue takes ("plans to leave")."""
    takes = match.cue.takes
    labels = {"xcomp", "ccomp", "acl"} | ({"advcl"} if "infinitive" in takes else set())
    labels |= {"relcl"} if match.cue.kind == "noun" else set()
    after = child.dep_ in labels and child.i > match.head.i
    return after and ("clause" in takes or "infinitive" in takes) and _is_infinitive(child)


def _is_complement_of(preposition: Token, match: CueMatch) -> bool:
    """Say whether a preposition introduces what the cue is about."""
    if match.particle is not None:
        return preposition == match.particle
    return preposition.lower_ in PREPOSITIONS.get(match.cue.kind, ())


def _top(head: Token, *, denied: bool = False) -> Iterator[Token]:
    """Yield a complement, even a definite one, with those coordinated to it."""
    for part in (head, *(child for child in head.conjuncts if child.i > head.i)):
        if part.pos_ in WORDY or part.dep_ in CLAUSES:
            yield from clause(part, denied=denied)
        else:
            yield from phrase(part)


def _subjects(head: Token) -> Iterator[Token]:
    """Yield the indefinite subject that a raising cue shares with its infinitive ("200 are feared to be")."""
    for child in head.children:
        if child.dep_ in ("nsubjpass", "nsubj") and not _is_definite(child):
            yield from phrase(child)


def _is_told(child: Token) -> bool:
    """Say whether a dependent clause is told as so: one of time, reason or contrast."""
    if child.dep_ != "advcl":
        return False
    return any(word.lower_ in TOLD for word in child.children if word.dep_ in ("mark", "advmod") and word.i < child.i)


def _is_infinitive(verb: Token) -> bool:
    return any(word.lower_ == "to" and word.dep_ == "aux" for word in verb.children)


def _is_content(clause: Token) -> bool:
    """Say whether a clause is what a noun says ("reports that it fell"), and not about the noun."""
    return clause.dep_ == "acl" and any(word.lower_ == "that" and word.dep_ == "mark" for word in clause.children)


def _is_definite(noun: Token) -> bool:
    """Say whether a noun refers to something taken as there: by article, possessive, name or pronoun."""
    if noun.pos_ == "PROPN":
        return True
    if noun.pos_ != "NOUN":
        return False
    beside = [*noun.children, *(word for child in noun.children if child.dep_ == "nummod" for word in child.children)]
    return any(word.lower_ in DEFINITE or word.dep_ == "poss" for word in beside)


def _has_own(verb: Token, labels: frozenset[str]) -> bool:
    return any(child.dep_ in labels for child in verb.children)


_SCOPES = {
    "modal": _of_clause,
    "adverb": _of_clause,
    "mark": _of_mark,
    "negation": _of_negation,
    "quantifier": _of_quantifier,
    "preposition": _of_preposition,
    "infinitive": _of_infinitive,
    "question": _of_question,
    "verb": _of_complement,
    "noun": _of_complement,
    "adjective": _of_complement,
}

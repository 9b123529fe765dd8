"""What a cue governs, read from the dependency tree: never the sentence, only the cue's own complement or clause.

A definite noun ("the raid") is spoken of as there, whatever is said of it, so a scope does not enter it;
nor does it enter relative clauses, appositions, or clauses of time and reason.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from tracebrief.extract.hedges.hedge_cues import CueMatch
from tracebrief.extract.lexicons import read_words
from tracebrief.extract.parsing.trees import subtree, walk

# Dependents that a clause never governs: they are not part of what it says.
BESIDE = {"relcl", "appos", "parataxis", "punct", "cc", "intj", "dep", "preconj", "meta"}
WORDS = read_words("hedge_scopes")
TOLD = WORDS["clauses told as so"]
DEFINITE = WORDS["definite determiners"]
LIGHT = WORDS["verbs that only carry their object"]
# "Not only" denies nothing.
ONLY = WORDS["words after not that deny nothing"]
PREPOSITIONS = {kind: WORDS[f"prepositions of {kind} cues"] for kind in ("noun", "verb", "adjective")}
BACK = WORDS["pronouns for what was told before"]
LACK = WORDS["signs that a confirmation is wanting"]
LACKING = WORDS["verbs that want a confirmation"]
LINKING = WORDS["linking verbs"]
# What a denial leaves standing beside the act.
UNDENIED = {"ccomp", "advcl", "prep", "npadvmod", "nsubj", "nsubjpass"}
# Words that carry no content of their own, so that a "not" beside "will" does not deny the "will".
FUNCTION = {"aux", "auxpass", "neg", "det", "mark", "punct"}
CLAUSES = {"ccomp", "xcomp", "pcomp", "acl", "csubj", "csubjpass", "advcl"}
OBJECTS = {"dobj", "pobj", "attr", "oprd", "dative"}
SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass"}
WORDY = {"VERB", "AUX"}


def governed(match: CueMatch) -> set[Token]:
    """Return the words that a cue governs, the cue itself left out."""
    words = set(_SCOPES[match.cue.kind](match))
    own = {match.head} | ({match.particle} if match.particle is not None else set())
    return {word for word in words - own if not word.is_space and word.dep_ not in FUNCTION}


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
        if child.dep_ in BESIDE or (child.dep_ == "acl" and not _is_infinitive(child)):
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
        elif not _is_definite(child) or (head.lemma_ in LIGHT and child.dep_ == "dobj"):
            yield child, "phrase"


def _is_continued(head: Token, second: Token) -> bool:
    """Say whether a second verb shares the auxiliary of the first: the same form, no subject, no "but"."""
    if _has_own(second, SUBJECTS | {"aux"}) or any(child.lower_ == "but" for child in head.children):
        return False
    return second.tag_ == head.tag_ or second.pos_ not in WORDY


def _of_clause(match: CueMatch) -> Iterator[Token]:
    """Yield the clause of a modal, an adverb or a mark."""
    head = match.head.head
    if match.head.dep_ == "amod" or (match.cue.kind == "adverb" and head.pos_ in ("NOUN", "PROPN", "ADJ")):
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
        yield from clause(head.head, denied=True)


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
    if head.lemma_ == "go" and head.tag_ != "VBG":
        return
    if "subject" in takes:
        yield from _unconfirmed(head)
        return
    objects = (child for child in head.children if child.dep_ == "dobj" and match.particle is not None)
    for holder in (head, *objects):
        for child in holder.children:
            if holder is head or child == match.particle:
                yield from _taken(child, match)
    said_of = (match.cue.kind == "noun" and head.dep_ == "nsubj") or head.dep_ == "acomp"
    if said_of and head.head.lemma_ in LINKING:
        for child in head.head.children:
            clausal = child.dep_ in ("ccomp", "xcomp", "csubj", "advcl") and child.i > head.i
            if clausal and (child.dep_ != "advcl" or _is_infinitive(child)):
                yield from _top(child)


def _taken(child: Token, match: CueMatch) -> Iterator[Token]:
    """Yield what one dependent of a cue adds to its scope."""
    takes, denied = match.cue.takes, match.cue.modality == "denied"
    if _is_infinitive_of(child, match):
        yield from _top(child, denied=denied)
        if match.head.dep_ != "amod" and not denied:
            yield from _subjects(match.head)
    elif "clause" in takes and child.dep_ in ("ccomp", "xcomp", "acl", "csubj"):
        if child.dep_ != "acl" or any(word.lower_ == "that" for word in child.children):
            yield from _top(child, denied=denied)
    elif "object" in takes and child.dep_ == "dobj" and match.particle is None:
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
    after = child.dep_ in labels and child.i > match.head.i
    return after and ("clause" in takes or "infinitive" in takes) and _is_infinitive(child)


def _is_complement_of(preposition: Token, match: CueMatch) -> bool:
    """Say whether a preposition introduces what the cue is about."""
    if match.particle is not None:
        return preposition == match.particle
    return preposition.lower_ in PREPOSITIONS.get(match.cue.kind, ())


def _unconfirmed(head: Token) -> Iterator[Token]:
    """Yield what a confirmation that is denied or still wanted is about."""
    if not _is_lacking(head):
        return
    own = next((child for child in (*head.children, *head.head.children) if child.dep_ in SUBJECTS), None)
    if own is not None and own.lower_ in BACK and own.i < head.i:
        yield from _told_before(head)
        return
    for child in head.children:
        subject = child.dep_ in SUBJECTS and child.i < head.i and head.pos_ == "VERB"
        content = child.dep_ in ("ccomp", "dobj") or (child.dep_ == "prep" and head.pos_ == "NOUN")
        if subject or content:
            yield from subtree(child)


def _told_before(head: Token) -> Iterator[Token]:
    """Yield what the sentence before tells at second hand: its clauses under another ("this is not confirmed")."""
    first = head.sent.start
    if not first or any(token.is_space and "\n" in token.text for token in head.doc[max(0, first - 1) : first]):
        return
    before = head.doc[first - 1].sent
    for token in before:
        if token.dep_ in ("relcl", "ccomp") and token != before.root:
            yield from subtree(token)


def _is_lacking(head: Token) -> bool:
    """Say whether a confirmation is denied, needed or awaited."""
    around = [head, head.head] if head.dep_ in SUBJECTS | OBJECTS | {"xcomp", "ccomp", "conj"} else [head]
    words = [child for word in around for child in word.children]
    if any(word.dep_ == "neg" or word.lower_ in LACK for word in words):
        return True
    return head.dep_ in OBJECTS and head.head.lemma_ in LACKING


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


def _is_definite(noun: Token) -> bool:
    """Say whether a noun refers to something taken as there: by article, possessive, name or pronoun."""
    if noun.pos_ == "PROPN":
        return True
    if noun.pos_ != "NOUN":
        return False
    return any(word.lower_ in DEFINITE or word.dep_ == "poss" for word in noun.children)


def _has_own(verb: Token, labels: set[str]) -> bool:
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

"""What a number counts or measures: the noun behind it, and the words around it that say more.

Follows the surface for the noun and the parse for the rest: on news, the small model errs less on tags than on arcs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from tracebrief.extract.numbers.number_words import number_words
from tracebrief.extract.numbers.units import names
from tracebrief.extract.parsing.children import children

# Words between a number and its noun; longer runs are lists or errors (tokens).
REACH = 10
# How far back a noun may stand from what refers to it (tokens).
BACK = 40
NOUNS = {"NN", "NNS", "NNP", "NNPS"}
INSIDE = {"JJ", "JJR", "JJS", "HYPH", "POS", "``", "''", "CD", "AFX"}
PARTICIPLES = {"VBN", "VBG"}
DETERMINERS = {
    "the",
    "its",
    "his",
    "her",
    "their",
    "our",
    "your",
    "my",
    "these",
    "those",
    "all",
    "this",
    "that",
    "own",
    "a",
    "an",
}
CONTENT = {"NOUN", "PROPN", "ADJ"}
MODIFIERS = {"compound", "amod", "nmod", "poss"}
SUBJECTS = {"nsubj", "nsubjpass"}
NOMINAL = {"NOUN", "PROPN"}
TIMES = {"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL"}
NUMERALS = number_words()
# Verbs that say nothing of what is counted.
LIGHT = {
    "be",
    "have",
    "do",
    "say",
    "tell",
    "report",
    "get",
    "make",
    "go",
    "come",
    "take",
    "give",
    "become",
    "remain",
    "include",
}
# A bare number after one of these counts people. Pairs that the Cambridge Grammar (ch. 5 §9.5) calls fused heads.
OF_PEOPLE = {
    "kill",
    "injure",
    "wound",
    "hurt",
    "arrest",
    "detain",
    "evacuate",
    "hospitalize",
    "displace",
    "employ",
    "behead",
}


@dataclass(frozen=True)
class Counted:
    """The noun that is counted, the tokens between it and its number, and where the phrase ends."""

    head: Token | None
    inside: tuple[Token, ...]
    end: int
    lemma: str | None


def find_counted(first: Token | None, stop: Callable[[int], bool]) -> Counted | None:
    """Return the noun counted by a number whose next token is `first`; `stop` tells places that belong to others."""
    if first is None:
        return None
    if first.lower_ == "of":
        return _partitive(first, stop)
    return _phrase(first, stop)


def _partitive(of: Token, stop: Callable[[int], bool]) -> Counted | None:
    """Read "of the prisoners", "of its own fighters", "of whom"."""
    token = _next(of)
    if token is not None and token.lower_ in ("whom", "which"):
        antecedent = _antecedent(token)
        inside = (*_noun(antecedent),) if antecedent is not None else ()
        return Counted(None, inside, token.idx + len(token), lemma(antecedent) if antecedent is not None else None)
    while token is not None and token.lower_ in DETERMINERS:
        token = _next(token)
    if token is not None and token.lower_ in ("them", "us", "you"):
        return Counted(None, (), token.idx + len(token), None)
    return _phrase(token, stop) if token is not None else None


def _phrase(first: Token, stop: Callable[[int], bool]) -> Counted | None:
    """Return the noun phrase that begins at `first`, without what follows its noun."""
    head, inside, token = None, [], first
    for _ in range(REACH):
        if token is None or stop(token.idx):
            break
        if token.tag_ in NOUNS and not token.text[0].isdigit():
            if head is not None and head.tag_ == "NNS" and token.tag_ in ("NNP", "NNPS"):
                break
            head = token
        elif token.lower_ in ("others", "other") and token.tag_ in ("NNS", "JJ"):
            head = token if token.lower_ == "others" else head
        elif not (
            token.tag_ in INSIDE
            or (token.tag_ in PARTICIPLES and head is None)
            or (head is None and token.tag_.startswith("RB"))
        ):
            break
        inside.append(token)
        token = _next(token)
    if head is None:
        return None
    inside = tuple(word for word in inside if word.i < head.i)
    return Counted(head, inside, head.idx + len(head), lemma(head))


def lemma(token: Token) -> str:
    """Return a noun's lemma in lower case; "people" counts persons."""
    return {"people": "person", "others": "other"}.get(token.lower_, token.lemma_.lower())


def find_people(token: Token) -> bool:
    """Say whether a bare number is the object of a verb that befalls people ("killed three")."""
    return token.dep_ in ("dobj", "obj", "nsubjpass") and token.head.lemma_ in OF_PEOPLE


def find_concept(anchor: Token, counted: Counted | None, *, measured: bool = False) -> list[Token]:
    """Return, in order, the content words that say what is counted.

    They are the words of the phrase, the nouns that it is "of", the participle behind it, and the clause's subject and
    verb.

    Args:
        anchor: the counted noun, or the number's last token where there is none.
        counted: the phrase found behind the number.
        measured: whether the number has a unit of measure, which says nothing of what is measured; where the parse
            does not say either, it is the noun before.
    """
    found = {token.i: token for token in _around(anchor, counted) if _says(token)}
    if measured and not any(token.pos_ in NOMINAL for token in found.values()):
        found |= {token.i: token for token in _nearest(anchor)}
    return [found[index] for index in sorted(found)]


def _says(token: Token) -> bool:
    return (token.pos_ in CONTENT or token.pos_ == "VERB") and token.text[0].isalpha() and token.lower_ not in NUMERALS


def _nearest(anchor: Token) -> Iterator[Token]:
    """Yield the noun nearest before a measure, with its modifiers."""
    for token in _before(anchor):
        if token.pos_ in NOMINAL and _says(token) and token.ent_type_ not in TIMES and token.lower_ not in names():
            yield from filter(_says, _noun(token))
            return


def _around(anchor: Token, counted: Counted | None) -> Iterator[Token]:
    if counted is not None:
        yield from counted.inside
    if counted is not None and counted.head is not None:
        yield counted.head
    yield from _complements(anchor)
    node = anchor
    for _ in range(6):
        if node.dep_ in ("nsubj", "nsubjpass") and node.head.pos_ in ("VERB", "AUX"):
            yield from _verb(node.head, subject=False)
            return
        if node.head is node:
            break
        node = node.head
        if node.pos_ in ("NOUN", "PROPN"):
            yield from _noun(node)
            yield from _complements(node)
        elif node.pos_ in ("VERB", "AUX"):
            yield from _verb(node, subject=True)
            return


def _complements(noun: Token) -> Iterator[Token]:
    """Yield what a noun is of or in, and the participle that follows it."""
    for child in children(noun):
        if child.dep_ == "prep" and child.i > noun.i and child.lower_ in ("of", "in", "on", "for", "from", "among"):
            yield from (word for pobj in children(child) if pobj.dep_ == "pobj" for word in _noun(pobj))
        elif child.dep_ in ("acl", "relcl", "amod") and child.i > noun.i and child.lemma_ not in LIGHT:
            yield child


def _noun(noun: Token) -> Iterator[Token]:
    yield from (
        child
        for child in children(noun)
        if child.dep_ in ("compound", "amod", "nmod", "poss") and child.pos_ in CONTENT
    )
    yield noun


def _verb(verb: Token, *, subject: bool) -> Iterator[Token]:
    """Yield a verb that means something, and its subject, also where that stands with the verb above."""
    if verb.pos_ == "VERB" and verb.lemma_ not in LIGHT:
        yield verb
    yield from (child for child in children(verb) if child.dep_ == "attr" and not subject)
    node = verb
    for _ in range(4 if subject else 0):
        subjects = [
            child
            for child in children(node)
            if child.dep_ in ("nsubj", "nsubjpass") and child.pos_ in ("NOUN", "PROPN")
        ]
        if subjects:
            for noun in subjects:
                yield from _noun(noun)
                yield from _complements(noun)
            return
        if node.dep_ == "relcl" and node.head.pos_ in ("NOUN", "PROPN"):
            yield from _noun(node.head)
            return
        if node.dep_ not in ("xcomp", "conj", "advcl", "pcomp", "prep", "acl", "ccomp") or node.head is node:
            return
        node = node.head


def _antecedent(relative: Token) -> Token | None:
    """Return the noun that "of whom" points back to: the plural before it, or what the parse says."""
    plural = next((token for token in _before(relative) if token.tag_ == "NNS"), None)
    if plural is not None:
        return plural
    return next((node.head for node in relative.ancestors if node.dep_ == "relcl" and node.head.pos_ == "NOUN"), None)


def _before(token: Token) -> Iterator[Token]:
    """Yield the words of the sentence before a token, nearest first, as far as a clause goes."""
    for index in range(token.i - 1, max(-1, token.i - BACK), -1):
        if token.doc[index + 1].is_sent_start:
            return
        yield token.doc[index]


def _next(token: Token) -> Token | None:
    """Return the following token of the sentence."""
    following = token.i + 1
    if following >= len(token.doc) or token.doc[following].is_sent_start or token.doc[following].is_space:
        return None
    return token.doc[following]

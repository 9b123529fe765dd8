"""The words around a number that say more of what it counts, by the parse of its clause."""

from collections.abc import Iterator

from spacy.tokens import Token

from tracebrief.extract.lexicons import read_words
from tracebrief.extract.numbers.number_words import number_words
from tracebrief.extract.numbers.units import unit_names
from tracebrief.extract.parsing.trees import SUBJECTS, children
from tracebrief.extract.quantities.counted_nouns import CONTENT, Counted, noun_words, tokens_before

NOMINAL = {"NOUN", "PROPN"}
VERBAL = {"VERB", "AUX"}
# Clauses that share the subject of the clause above, by the arc to it.
SHARING = {"xcomp", "conj", "advcl", "pcomp", "prep", "acl", "ccomp"}
TIMES = {"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL"}
# How far up the parse a number's verb may stand, and its subject from there (arcs).
TO_VERB, TO_SUBJECT = 6, 4


def concept_words(anchor: Token, counted: Counted | None, *, is_measured: bool = False) -> list[Token]:
    """Return, in order, the content words that say what is counted.

    They are the words of the phrase, the nouns that it is "of", the participle behind it, and the clause's subject and
    verb.

    Args:
        anchor: the counted noun, or the number's last token where there is none.
        counted: the phrase found behind the number.
        is_measured: whether the number has a unit of measure, which says nothing of what is measured; where the parse
            does not say either, it is the noun before.
    """
    phrase = () if counted is None else (*counted.inside, *([counted.head] if counted.head is not None else []))
    found = {token.i: token for token in (*phrase, *_around(anchor)) if _has_content(token)}
    if is_measured and not any(token.pos_ in NOMINAL for token in found.values()):
        found |= {token.i: token for token in _nearest(anchor)}
    return [found[index] for index in sorted(found)]


def _has_content(token: Token) -> bool:
    is_word = token.text[0].isalpha() and token.lower_ not in number_words()
    return is_word and (token.pos_ in CONTENT or token.pos_ == "VERB")


def _is_light(token: Token) -> bool:
    return token.lemma_ in read_words("count_contexts")["light verbs"]


def _nearest(anchor: Token) -> Iterator[Token]:
    """Yield the noun nearest before a measure, with its modifiers."""
    for token in tokens_before(anchor):
        is_time = token.ent_type_ in TIMES or token.lower_ in unit_names()
        if token.pos_ in NOMINAL and _has_content(token) and not is_time:
            yield from filter(_has_content, noun_words(token))
            return


def _around(anchor: Token) -> Iterator[Token]:
    """Yield the words that hang on a number's noun, and the nouns and the verb above it."""
    yield from _complements(anchor)
    node = anchor
    for _ in range(TO_VERB):
        if node.dep_ in SUBJECTS and node.head.pos_ in VERBAL:
            yield from _verb(node.head)
            yield from (child for child in children(node.head) if child.dep_ == "attr")
            return
        if node.head is node:
            break
        node = node.head
        if node.pos_ in NOMINAL:
            yield from noun_words(node)
            yield from _complements(node)
        elif node.pos_ in VERBAL:
            yield from _verb(node)
            yield from _subject(node)
            return


def _complements(noun: Token) -> Iterator[Token]:
    """Yield what a noun is of or in, and the participle that follows it."""
    prepositions = read_words("count_contexts")["prepositions of complements"]
    for child in children(noun):
        if child.dep_ == "prep" and child.i > noun.i and child.lower_ in prepositions:
            yield from (word for pobj in children(child) if pobj.dep_ == "pobj" for word in noun_words(pobj))
        elif child.dep_ in ("acl", "relcl", "amod") and child.i > noun.i and not _is_light(child):
            yield child


def _verb(verb: Token) -> Iterator[Token]:
    """Yield a verb that means something."""
    if verb.pos_ == "VERB" and not _is_light(verb):
        yield verb


def _subject(verb: Token) -> Iterator[Token]:
    """Yield the words of a verb's subject, also where that stands with a verb above."""
    for _ in range(TO_SUBJECT):
        subjects = [child for child in children(verb) if child.dep_ in SUBJECTS and child.pos_ in NOMINAL]
        if subjects:
            yield from (word for noun in subjects for word in (*noun_words(noun), *_complements(noun)))
            return
        if verb.dep_ == "relcl" and verb.head.pos_ in NOMINAL:
            yield from noun_words(verb.head)
            return
        if verb.dep_ not in SHARING or verb.head is verb:
            return
        verb = verb.head

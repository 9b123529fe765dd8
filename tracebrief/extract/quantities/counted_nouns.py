"""What a number counts: the noun behind it.

Follows the surface, not the parse: on news, the small model errs less on tags than on arcs.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from tracebrief.extract.lexicons import read_words
from tracebrief.extract.parsing.trees import children

# Words between a number and its noun; longer runs are lists or errors (tokens).
LONGEST = 10
# How far back a noun may stand from what refers to it (tokens).
BACK = 40
# Plain digits may be part of a name; four of them before a singular noun are a year.
NUMERALS, YEAR = re.compile(r"\d+(?:[-–]\d+)?"), re.compile(r"(?:19|20)\d\d")
NOUNS = {"NN", "NNS", "NNP", "NNPS"}
INSIDE = {"JJ", "JJR", "JJS", "HYPH", "POS", "``", "''", "CD", "AFX"}
OWNS = {"'s", "’s", "'", "’"}
PARTICIPLES = {"VBN", "VBG"}
CONTENT = {"NOUN", "PROPN", "ADJ"}
MODIFIERS = {"compound", "amod", "nmod", "poss"}


@dataclass(frozen=True)
class Counted:
    """The noun that is counted, the tokens between it and its number, and where the phrase ends."""

    head: Token | None
    inside: tuple[Token, ...]
    end: int
    lemma: str | None


def counted_phrase(first: Token | None, is_taken: Callable[[int], bool]) -> Counted | None:
    """Return the phrase counted by a number whose next token is `first`; characters that are taken belong to others."""
    if first is None:
        return None
    return _partitive(first, is_taken) if first.lower_ == "of" else _phrase(first, is_taken)


def is_of_a_kind(number: Token, counted: Counted | None) -> bool:
    """Say whether "one of" says of what kind something is, and counts nothing: "is one of his main achievements"."""
    of = number.nbor() if number.i + 1 < len(number.doc) else None
    if number.lower_ != "one" or of is None or of.lower_ != "of":
        return False
    marks = read_words("count_contexts")["marks of a kind"]
    inside = counted.inside if counted is not None else ()
    if any(word.tag_ in ("JJS", "RBS") or word.lower_ in marks for word in inside):
        return True
    return number.dep_ in ("attr", "oprd", "appos") or (number.i > 0 and number.nbor(-1).lower_ == "as")


def is_name(counted: Counted, numeral: str) -> bool:
    """Say whether digits before what seems counted are part of an address or a title: "49 Elm Road", "2019 review"."""
    if counted.head is None or not NUMERALS.fullmatch(numeral):
        return False
    if counted.head.tag_ in ("NN", "NNP") and (YEAR.fullmatch(numeral) or len(counted.head) == 1):
        return True
    words = (*counted.inside, counted.head)
    return all(token.tag_ == "NNP" for token in words) and not counted.head.lower_.endswith("s")


def lemma_of(noun: Token) -> str:
    """Return a noun's lemma in lower case; "people" counts persons."""
    if noun.tag_ == "NNPS" and noun.lower_.endswith("s"):
        return noun.lower_[:-1]
    return {"people": "person", "others": "other"}.get(noun.lower_, noun.lemma_.lower())


def noun_words(noun: Token) -> Iterator[Token]:
    """Yield a noun's modifiers and the noun."""
    yield from (child for child in children(noun) if child.dep_ in MODIFIERS and child.pos_ in CONTENT)
    yield noun


def tokens_before(token: Token) -> Iterator[Token]:
    """Yield the words of the sentence before a token, nearest first, as far as a clause goes."""
    for index in range(token.i - 1, max(-1, token.i - BACK), -1):
        if token.doc[index + 1].is_sent_start:
            return
        yield token.doc[index]


def _partitive(of: Token, is_taken: Callable[[int], bool]) -> Counted | None:
    """Return what is counted in "of the prisoners", "of its own fighters", "of whom"."""
    token = _next(of)
    if token is not None and token.lower_ in read_words("count_contexts")["relative pronouns behind of"]:
        noun = _antecedent(token)
        inside = tuple(noun_words(noun)) if noun is not None else ()
        return Counted(None, inside, token.idx + len(token), lemma_of(noun) if noun is not None else None)
    while token is not None and token.lower_ in read_words("count_contexts")["determiners"]:
        token = _next(token)
    if token is not None and token.lower_ in read_words("count_contexts")["pronouns behind of"]:
        return Counted(None, (), token.idx + len(token), None)
    return _phrase(token, is_taken, is_owned=True) if token is not None else None


def _phrase(first: Token, is_taken: Callable[[int], bool], *, is_owned: bool = False) -> Counted | None:
    """Return the noun phrase that begins at `first`, without what follows its noun.

    Args:
        is_owned: whether an owner may stand first, as in "ten of the captain's letters".
    """
    head: Token | None = None
    inside: list[Token] = []
    token: Token | None = first
    while token is not None and len(inside) < LONGEST and not is_taken(token.idx):
        if head is not None and token.text in OWNS:
            if not is_owned:
                break
            head = None  # what came before owns what is counted
        elif _is_head(token) and not (head is not None and head.tag_ == "NNS" and token.tag_ in ("NNP", "NNPS")):
            head = token
        elif _is_head(token) or not _is_inside(token, is_before_head=head is None or inside[-1].tag_ == "HYPH"):
            break
        inside.append(token)
        token = _next(token)
    if head is None:
        return None
    return Counted(head, tuple(word for word in inside if word.i < head.i), head.idx + len(head), lemma_of(head))


def _is_head(token: Token) -> bool:
    if token.tag_ in NOUNS and not token.text[0].isdigit():
        return True
    return token.lower_ == "others" and token.tag_ in ("NNS", "JJ")


def _is_inside(token: Token, *, is_before_head: bool) -> bool:
    return token.tag_ in INSIDE or (is_before_head and (token.tag_ in PARTICIPLES or token.tag_.startswith("RB")))


def tied_noun(first: Token | None) -> Counted | None:
    """Return what a hyphen ties to a number: pages in "a 500-page report"; None where it ties no noun.

    Args:
        first: the token behind the hyphen.
    """
    if first is None or first.tag_ not in ("NN", "NNS", "NNP") or first.lower_ == "something":
        return None
    phrase = _phrase(first, lambda at: False)
    return Counted(phrase.head, phrase.inside, phrase.end, lemma_of(first)) if phrase is not None else None


def _antecedent(relative: Token) -> Token | None:
    """Return the noun that "of whom" points back to: the plural before it, or what the parse says."""
    plural = next((token for token in tokens_before(relative) if token.tag_ == "NNS"), None)
    if plural is not None:
        return plural
    return next((node.head for node in relative.ancestors if node.dep_ == "relcl" and node.head.pos_ == "NOUN"), None)


def _next(token: Token) -> Token | None:
    """Return the following token of the sentence."""
    following = token.i + 1
    if following >= len(token.doc) or token.doc[following].is_sent_start or token.doc[following].is_space:
        return None
    return token.doc[following]

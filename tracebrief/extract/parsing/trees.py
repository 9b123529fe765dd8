"""Walks down a dependency tree, without recursion: a line of 200 kB may be one chain of words."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

Step = TypeVar("Step")
# What a dependent is to its verb.
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "pobj", "attr", "oprd", "dative"})
# No English clause or phrase that a reader would quote has more words; what lies beyond is a list or no prose.
LONGEST_WALK = 120
# No more verbs share one subject, or hang on one another, in a sentence that a reader can follow.
LONGEST_CLIMB = 12
# No sentence that a person wrote is this long, and no parse of one says anything (tokens).
LONGEST_SENTENCE = 400


def is_endless(sentence: Tokens) -> bool:
    """Say whether a sentence is longer than any that a person wrote, or was cut from one."""
    cuts = sentence.doc.user_data["cuts"]
    return len(sentence) > LONGEST_SENTENCE or sentence.start in cuts or sentence.end in cuts


def children(token: Token) -> Iterator[Token]:
    """Yield the words that hang on `token`, in order; none where its subtree is no sentence's.

    spaCy walks a word's whole subtree to find its children; a table pasted as one line makes that quadratic.
    """
    if token.right_edge.i - token.left_edge.i < LONGEST_SENTENCE:
        yield from token.children


def walk(start: Step, parts: Callable[[Step], Iterable[Step]]) -> Iterator[Step]:
    """Yield `start` and all that `parts` leads to from there, up to `LONGEST_WALK` steps."""
    stack, seen = [start], 0
    while stack and seen < LONGEST_WALK:
        step = stack.pop()
        seen += 1
        yield step
        stack.extend(parts(step))


def subtree(head: Token) -> Iterator[Token]:
    """Yield a word and all that hangs on it, in no order."""
    return walk(head, lambda token: token.children)


def depths(doc: Doc) -> dict[int, int]:
    """Return how far each word stands below the root of its sentence."""
    found: dict[int, int] = {}
    waiting = [(token, 0) for token in doc if token.head == token]
    while waiting:
        token, depth = waiting.pop()
        found[token.i] = depth
        waiting.extend((child, depth + 1) for child in token.children)
    return found


def is_last_name(word: Token) -> bool:
    """Say whether a capitalised word is a name elsewhere in the text ("Sales said", after "Nathan Sales")."""
    if not word.text[:1].isupper():
        return False
    data = word.doc.user_data
    if "last names" not in data:
        data["last names"] = Counter(token.text for token in word.doc if _is_behind_name(token))
    return bool(data["last names"][word.text] > _is_behind_name(word))


def _is_behind_name(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).pos_ == "PROPN" and token.nbor(-1).text.istitle()

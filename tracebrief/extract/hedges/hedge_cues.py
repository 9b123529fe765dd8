"""Hedging cues of English as a lexicon, and where they stand in a parsed text.

A cue is matched by lemma and part of speech; what it governs is decided in `hedge_scopes`.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import Field
from spacy.tokens import Token

from tracebrief.extract.lexicons import Row, read_lexicon
from tracebrief.extract.parsing import token_span
from tracebrief.model.columns import MODALITY
from tracebrief.model.spans import Span

Kind = Literal[
    "verb",
    "noun",
    "adjective",
    "adverb",
    "modal",
    "mark",
    "negation",
    "quantifier",
    "preposition",
    "infinitive",
    "question",
]
Taken = Literal["clause", "infinitive", "object", "content", "subject"]

# Parts of speech and dependency labels (spaCy's English scheme) in which each kind of cue is a cue.
TAGS: dict[str, set[str]] = {
    "verb": {"VERB", "AUX"},
    "noun": {"NOUN"},
    "adjective": {"ADJ"},
}
LABELS: dict[str, set[str]] = {
    "adverb": {"advmod", "amod", "dep", "ccomp"},
    "modal": {"aux", "auxpass"},
    "mark": {"mark", "prep", "advmod", "pcomp", "dep", "dobj"},
    "negation": {"neg", "advmod", "preconj", "cc"},
    "quantifier": {"det", "nsubj", "nsubjpass", "dobj", "pobj", "amod", "attr"},
    "preposition": {"prep", "cc", "mark", "advmod"},
    "infinitive": {"aux"},
    "question": {"punct"},
}


class Cue(Row):
    """Words of one meaning, and what they do to the words they govern."""

    key: str
    cues: list[str]
    kind: Kind = Field(alias="as")
    takes: tuple[Taken, ...] = ("clause",)
    attempt: bool = False
    modality: MODALITY
    value: float = Field(ge=-1, le=1)
    negated: float = Field(ge=-1, le=1)


@dataclass(frozen=True, eq=False)
class CueMatch:
    """A cue at its head word, with its particle or preposition where it has one."""

    cue: Cue
    words: str
    head: Token
    particle: Token | None = None

    @property
    def span(self) -> Span:
        """The cue's words; a particle that does not follow at once is left out."""
        own = token_span(self.head)
        if self.particle is not None and self.particle.i == self.head.i + 1:
            return Span(own.start, token_span(self.particle).end)
        return own


@cache
def lexicon() -> tuple[Cue, ...]:
    """Return the cues this room knows."""
    return read_lexicon("hedges", Cue)


@cache
def _index() -> dict[str, list[tuple[Cue, str, str | None]]]:
    """Return the cues by their first word, each with the word that must follow it."""
    index: dict[str, list[tuple[Cue, str, str | None]]] = defaultdict(list)
    for cue in lexicon():
        for words in cue.cues:
            first, _, rest = words.partition(" ")
            index[first].append((cue, words, rest or None))
    return dict(index)


@cache
def intentions() -> frozenset[str]:
    """Return the nouns whose infinitive is an act meant or tried ("a plan to leave")."""
    found = (cue for cue in lexicon() if cue.kind == "noun" and (cue.modality == "planned" or cue.attempt))
    return frozenset(words for cue in found for words in cue.cues)


def find_cues(tokens: Iterator[Token]) -> Iterator[CueMatch]:
    """Yield every cue among `tokens`, in order of the text and of the lexicon."""
    for token in tokens:
        seen: set[int] = set()
        for form in dict.fromkeys((token.lemma_.lower(), token.lower_)):
            for cue, words, rest in _index().get(form, ()):
                surface = cue.kind in ("adjective", "adverb") and form != token.lower_
                if surface or id(cue) in seen or not _is_kind(token, cue.kind):
                    continue
                particle = _particle(token, rest) if rest else None
                if rest is None or particle is not None:
                    seen.add(id(cue))
                    yield CueMatch(cue, words, token, particle)


def _is_kind(token: Token, kind: str) -> bool:
    """Say whether a word stands in the part of speech and the position that a cue of this kind needs."""
    if kind == "modal":
        return token.tag_ == "MD" and token.dep_ in ("aux", "auxpass", "ROOT")
    if kind == "verb":
        return token.pos_ in TAGS["verb"] and token.dep_ not in ("aux", "auxpass")
    if kind == "adjective":
        return token.dep_ == "amod" or token.pos_ in TAGS[kind]
    if kind == "quantifier" and token.tag_ in ("JJR", "JJS"):
        return False
    if kind in TAGS:
        return token.pos_ in TAGS[kind]
    return token.dep_ in LABELS[kind]


def _particle(token: Token, word: str) -> Token | None:
    """Return the particle or preposition that completes a cue of several words."""
    objects = [child for child in token.children if child.dep_ == "dobj"]
    for holder in (token, *objects):
        for child in holder.children:
            if child.lower_ == word and child.i > token.i:
                return child
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    return following if following is not None and following.lower_ == word else None

"""Words that tell an event: verbs, and nouns of a lexicon.

Acts of saying and states are told apart here, so that a caller may take them or leave them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from spacy.tokens import Token

from tracebrief.authored import Entry, read_authored
from tracebrief.errors import CodebookError
from tracebrief.extract.parse import Article

LEXICON = Path(__file__).parent / "lexicons" / "events.yml"
Role = Literal["noun", "report", "state", "aspect", "light"]
Kind = Literal["occurrence", "report", "state", "aspect"]
AUXILIARY = {"aux", "auxpass"}


class Group(Entry):
    """Lemmas of one meaning and the part they play."""

    lemmas: list[str]
    role: Role
    example: str
    unlike: str | None = None
    source: str


@dataclass(frozen=True)
class Trigger:
    """A word that tells an event, and of what kind."""

    head: Token
    kind: Kind
    rule: str


@cache
def groups() -> tuple[Group, ...]:
    """Return the groups of the lexicon."""
    return tuple(read_authored(LEXICON, list[Group], error=CodebookError))


@cache
def lemmas(role: Role) -> frozenset[str]:
    """Return every lemma that plays a part."""
    return frozenset(lemma for group in groups() if group.role == role for lemma in group.lemmas)


def find_triggers(article: Article) -> Iterator[Trigger]:
    """Yield the words of the story that tell an event, a saying or a state, in order."""
    for token in article.doc:
        trigger = _verbal(token) if token.pos_ in ("VERB", "AUX") else _nominal(token)
        if trigger is not None and article.in_story(token.idx, token.idx + len(token)):
            yield trigger


def _verbal(token: Token) -> Trigger | None:
    if token.dep_ in AUXILIARY or not token.text[:1].isalpha():
        return None
    lemma = token.lemma_.lower()
    if token.dep_ in ("amod", "compound", "prep", "mark", "nmod", "quantmod"):
        return None
    if lemma in lemmas("state"):
        return Trigger(token, "state", "event.state")
    if lemma in lemmas("report"):
        return Trigger(token, "report", "event.report")
    if lemma in lemmas("aspect") and any(child.dep_ == "xcomp" for child in token.children):
        return Trigger(token, "aspect", "event.aspect")
    return Trigger(token, "occurrence", "event.verb")


def _nominal(token: Token) -> Trigger | None:
    if token.pos_ not in ("NOUN", "PROPN") or token.lemma_.lower() not in lemmas("noun"):
        return None
    if token.dep_ in ("compound", "amod", "nmod"):
        return None
    return Trigger(token, "occurrence", "event.noun")

"""Whom "she", "they" or "the group" can mean: who was mentioned before, outside of all that somebody says.

A mention counts by its part in its sentence and by how many sentences ago it stood; who is not clearly ahead of the
next one that fits is not chosen.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from tracebrief.extract.lexicons import read_forms, read_words
from tracebrief.extract.names.genders import Gender, gender_of_name, gender_of_word
from tracebrief.extract.names.name_types import name_words
from tracebrief.extract.parsing import Article
from tracebrief.extract.parsing.trees import SUBJECTS
from tracebrief.extract.statements.speaker_spans import noun_phrase
from tracebrief.model.mentions import Name
from tracebrief.model.spans import Span

Kind = Literal["person", "body", "several"]
WORDS = read_words("statement_words")
FORMS = read_forms("statement_forms")
DETERMINER = FORMS["determiner of a speaker"]
PROSECUTING, PROSECUTOR = FORMS["prosecutor by the words behind"], FORMS["prosecutor by the words before"]
# How far before a name an office stands (characters).
NEAR = 40
ORGANISATIONS = WORDS["nouns that take up an organisation"]
BODIES = ORGANISATIONS | WORDS["documents that speak"]
# How much a mention counts: who acts or speaks, who else is there, who is only talked about, whose thing is there.
SPEAKING, ACTING, THERE, TOLD_OF, OWNING = 5.0, 4.0, 2.0, 1.0, 0.5
# How much of it is left a sentence later, how many sentences a reader keeps it, and how far ahead the one meant is.
FADING, MEMORY, AHEAD = 0.5, 8, 1.5
# What the mention of somebody counts whose gender nothing tells.
UNTOLD = 0.8


@dataclass(frozen=True)
class Candidate:
    """A mention of somebody who may be meant later."""

    at: int
    who: str
    kind: Kind
    weight: float


class Candidates:
    """Those who are mentioned in a text, outside of its quotations, and what the text tells of them."""

    def __init__(
        self, article: Article, names: Sequence[Name], quoted: Iterable[Span], reported: Iterable[Span]
    ) -> None:
        self._article = article
        self._quoted = sorted(quoted)
        self._reported = sorted(reported)
        self._sentences = [at for sentence in article.sentences() if (at := self._outside(sentence)) is not None]
        self._genders: dict[str, Gender | None] = {}
        self._offices: dict[str, set[str]] = {}
        self._prosecutors: set[str] = set()
        self._found: list[Candidate] = []
        for name in names:
            self._add_name(name)
        self._add_unnamed(names)
        self._found.sort(key=lambda one: one.at)

    def add_speaker(self, who: str, span: Span) -> None:
        """Take in somebody who has spoken."""
        if not _holds(self._quoted, span.start):
            kind = next((one.kind for one in self._found if one.who == who), None)
            self._found.append(Candidate(span.start, who, kind or self._kind_of(who, span), SPEAKING))

    def person(self, at: int, gender: Gender, *, besides: frozenset[str] = frozenset()) -> str | None:
        """Return whom "he" or "she" means."""

        def fit(one: Candidate) -> float:
            known = self.gender(one.who)
            return 0.0 if one.kind != "person" or one.who in besides else {None: UNTOLD, gender: 1.0}.get(known, 0.0)

        who = self._ahead(at, fit)
        if who is not None:
            self._genders[who] = gender
        return who

    def group(self, at: int, *, several: bool) -> str | None:
        """Return whom "they" means, or "it"."""
        fits: dict[Kind, float] = {"several": 1.0, "body": UNTOLD} if several else {"body": 1.0}
        return self._ahead(at, lambda one: fits.get(one.kind, 0.0) if one.weight >= ACTING else 0.0, memory=3)

    def anyone(self, at: int) -> str | None:
        """Return whom "the 40-year-old" means."""
        return self._ahead(at, lambda one: float(one.kind == "person"))

    def body(self, at: int, head: str) -> str | None:
        """Return the organisation that "the company" or "the ministry" takes up."""
        named = self._bodies(at, head)
        if named:
            return named.pop() if len(named) == 1 else None
        return self.any_body(at) if head in ORGANISATIONS else None

    def any_body(self, at: int) -> str | None:
        """Return the organisation that is spoken of."""
        return self._ahead(at, lambda one: float(one.kind == "body" and one.who[:1].isupper()), memory=2 * MEMORY)

    def named_body(self, at: int, head: str) -> str | None:
        """Return the one organisation whose name has a word."""
        named = self._bodies(at, head)
        return named.pop() if len(named) == 1 else None

    def _bodies(self, at: int, head: str) -> set[str]:
        return {
            one.who for one in self._found if one.kind == "body" and one.at < at and head in one.who.lower().split()
        }

    def officer(self, at: int, words: Sequence[str]) -> str | None:
        """Return the one person whom the text has introduced with an office."""
        held = {who for who, offices in self._offices.items() if offices.issuperset(words)}
        held &= {one.who for one in self._found if one.at < at}
        return held.pop() if len(held) == 1 else None

    def prosecutor(self) -> str | None:
        """Return the one person who brings the case that the text tells of."""
        return next(iter(self._prosecutors)) if len(self._prosecutors) == 1 else None

    def gender(self, who: str) -> Gender | None:
        """Return the gender that the text or the given name tells of a person."""
        if who not in self._genders:
            self._genders[who] = gender_of_name(who)
        return self._genders[who]

    def _ahead(self, at: int, fit: Callable[[Candidate], float], *, memory: int = MEMORY) -> str | None:
        """Return who is clearly ahead of all others that fit, at a place of the text."""
        here, scores = self._sentence(at), dict[str, float]()
        for one in self._found:
            ago = here - self._sentence(one.at)
            if one.at < at and ago <= memory and (fits := fit(one)):
                scores[one.who] = max(scores.get(one.who, 0.0), fits * one.weight * FADING**ago)
        best = sorted(scores, key=lambda who: (-scores[who], who))
        return best[0] if best and (len(best) == 1 or scores[best[0]] >= AHEAD * scores[best[1]]) else None

    def _outside(self, sentence: Tokens) -> int | None:
        """Return where the words of a sentence begin that stand outside of quotations, if it has some."""
        start = sentence.start_char
        index = max(0, bisect_right(self._quoted, start, key=lambda span: span.start) - 1)
        while index < len(self._quoted) and self._quoted[index].start <= start:
            start, index = max(start, self._quoted[index].end), index + 1
        rest = self._article.text[start : sentence.end_char]
        return start if any(map(str.isalnum, rest)) else None

    def _sentence(self, at: int) -> int:
        return bisect_right(self._sentences, at)

    def _add_name(self, name: Name) -> None:
        if name.type == "MISC" or _holds(self._quoted, name.start):
            return
        tokens = self._article.doc.char_span(name.start, name.end, alignment_mode="expand")
        if tokens is None:
            return
        weight = _weight(tokens.root)
        weight = min(weight, TOLD_OF) if _holds(self._reported, name.start) else weight
        if name.type == "PER":
            self._describe(name.name, tokens)
            text = self._article.text
            if PROSECUTING.match(text, name.end) or PROSECUTOR.search(text, max(0, name.start - NEAR), name.start):
                self._prosecutors.add(name.name)
            self._found.append(Candidate(name.start, name.name, "person", weight))
        elif name.type == "ORG" or weight >= ACTING:
            self._found.append(Candidate(name.start, name.name, "body", weight))

    def _describe(self, who: str, tokens: Tokens) -> None:
        """Keep what the words beside a person's name tell: a title, an office, an apposition."""
        beside = [token for token in tokens.root.lefts if token.i < tokens.start and token.dep_ in ("compound", "nmod")]
        beside += [token for token in tokens.root.children if token.dep_ == "appos"]
        if tokens.root.dep_ == "appos":
            beside.append(tokens.root.head)
        words = [
            word for token in beside for word in (token, *(c for c in token.lefts if c.dep_ in ("compound", "amod")))
        ]
        self._offices.setdefault(who, set()).update(word.lower_ for word in words)
        for word in (tokens.doc[max(0, tokens.start - 1)], *beside):
            if (gender := gender_of_word(word.text)) is not None:
                self._genders[who] = gender

    def _add_unnamed(self, names: Sequence[Name]) -> None:
        """Take in "a woman in a boat", where she acts."""
        persons = [Span(name.start, name.end) for name in names if name.type == "PER"]
        for token in self._article.doc:
            gender = gender_of_word(token.text) if token.dep_ in SUBJECTS and token.pos_ == "NOUN" else None
            if gender is None or _holds(self._quoted, token.idx):
                continue
            span = noun_phrase(self._article, token)
            if not any(person.overlaps(span) for person in persons):
                who = self._plain(span)
                self._genders[who] = gender
                self._found.append(Candidate(token.idx, who, "person", ACTING))

    def _plain(self, span: Span) -> str:
        return DETERMINER.sub("", " ".join(span.cut(self._article.text).split()), count=1)

    def _kind_of(self, who: str, span: Span) -> Kind:
        """Return what an unnamed speaker is."""
        tokens = self._article.doc.char_span(span.start, span.end, alignment_mode="expand")
        if tokens is None:
            return "person"
        root = tokens.root
        self._genders.setdefault(who, gender_of_word(root.text))
        if root.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in root.children):
            return "several"
        return "body" if root.lower_ in BODIES | name_words("head", "ORG") else "person"


def _weight(root: Token) -> float:
    """Return what the part of a name in its sentence counts."""
    for _ in range(4):
        if root.dep_ not in ("conj", "appos") or root.head.i == root.i:
            break
        root = root.head
    if root.dep_ in SUBJECTS:
        return ACTING
    return OWNING if root.dep_ in ("poss", "compound", "amod", "nmod") else THERE


def _holds(spans: Sequence[Span], at: int) -> bool:
    """Say whether one of some sorted spans holds a place; they may overlap a little, never nest deeply."""
    index = bisect_right(spans, at, key=lambda span: span.start)
    return any(span.end > at for span in spans[max(0, index - 3) : index])

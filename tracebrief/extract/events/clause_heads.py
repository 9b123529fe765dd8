"""Which clause each word of a text belongs to: the nearest verb, or noun that names an event, above it."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from tracebrief.extract.events.participants import WORDY
from tracebrief.extract.lexicons import read_words
from tracebrief.extract.parsing import Article
from tracebrief.extract.parsing.trees import SUBJECTS, children, is_endless
from tracebrief.model.spans import Span

# A verb's form that is part of another word's clause.
WITHIN = {"aux", "auxpass", "amod", "compound", "prep", "mark", "nmod", "quantmod", "agent", "case"}
RELATIONS = read_words("date_relations")


class Clauses:
    """The heads of the clauses of a text, and the head that each word belongs to.

    Args:
        nouns: the nouns that name events, by their number in the text.
    """

    def __init__(self, article: Article, nouns: Iterable[int]) -> None:
        self.doc: Doc = article.doc
        self._nouns = frozenset(nouns)
        self._owners: dict[int, int | None] = {}

    def is_head(self, token: Token) -> bool:
        """Say whether a word is the head of a clause."""
        if token.i in self._nouns:
            return True
        return token.pos_ in WORDY and token.dep_ not in WITHIN

    def owner(self, token: Token) -> Token | None:
        """Return the head of the clause that a word belongs to."""
        passed = []
        while token.i not in self._owners:
            if self.is_head(token):
                self._owners[token.i] = token.i
            elif token.head == token:
                self._owners[token.i] = None
            else:
                passed.append(token.i)
                token = token.head
        found = self._owners[token.i]
        self._owners.update(dict.fromkeys(passed, found))
        return None if found is None else self.doc[found]

    def words_of(self, sentence: Tokens, heads: Iterable[int]) -> dict[int, list[Span]]:
        """Return the words of some clauses of a sentence, as unbroken spans by the number of their head."""
        wanted = set(heads)
        found: dict[int, list[Span]] = {head: [] for head in wanted}
        last: int | None = None
        for token in sentence:
            head = self.owner(token)
            number = head.i if head is not None and head.i in wanted else None
            end = token.idx + len(token)
            if number is not None and number == last:
                found[number][-1] = Span(found[number][-1].start, end)
            elif number is not None:
                found[number].append(Span(token.idx, end))
            last = number
        return found


def heads_of(clauses: Clauses, sentence: Tokens) -> list[Token]:
    """Return the heads of a sentence in order; none where it is no sentence of a person."""
    return [] if is_endless(sentence) else [token for token in sentence if clauses.is_head(token)]


def relation_words(head: Token) -> Iterator[str]:
    """Yield the words that introduce a clause: "before", "as", "when"."""
    for child in children(head):
        if child.dep_ == "mark" or child.tag_ == "WRB" or (child.dep_ == "prep" and child.i < head.i):
            yield child.lower_


def subject_lemma(head: Token) -> str | None:
    """Return the lemma of a clause's subject, None where it has none of its own."""
    return next((child.lemma_.lower() for child in children(head) if child.dep_ in SUBJECTS), None)


def begins_before(bound: Span, head: Token) -> bool:
    """Say whether words stand in front of a clause's subject, so that they govern all that is coordinated with it."""
    subject = next((child for child in children(head) if child.dep_ in SUBJECTS), head)
    return bound.end <= subject.idx


def is_definite(noun: Token) -> bool:
    """Say whether a noun is one that was named before."""
    return any(
        child.dep_ in ("det", "poss") and (child.lower_ in RELATIONS["words that point back"] or child.dep_ == "poss")
        for child in children(noun)
    )

"""When what is named again took place: "before the strike began", after the text has told that it did so in May.

A noun that points back has the date of the clause that told the same event; where the text dates it twice, none.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from tracebrief.extract.events.bounds_of_time import Bound
from tracebrief.extract.events.clause_heads import RELATIONS, Clauses, is_definite, subject_lemma
from tracebrief.extract.events.participants import WORDY
from tracebrief.extract.parsing import Article, token_span
from tracebrief.extract.parsing.trees import children
from tracebrief.model.spans import Span

BEGIN = RELATIONS["verbs of beginning"]
HAPPEN = RELATIONS["verbs of taking place"]
# Nouns of one meaning: what one names, another takes up again.
GROUPS = tuple(RELATIONS[key] for key in sorted(RELATIONS) if key.startswith("nouns of "))
Days = tuple[str | None, str | None]


class NamedTimes:
    """The days of what a text dates, by the nouns and verbs that tell it.

    Args:
        dated: the dated clauses by the number of their head.
        carried: the nouns that verbs only carry, by the number of the verb.
    """

    def __init__(
        self, article: Article, clauses: Clauses, dated: Mapping[int, Bound], carried: Mapping[int, Token]
    ) -> None:
        self._clauses, self._carried = clauses, carried
        self._nouns: dict[str, set[Days]] = defaultdict(set)
        self._verbs: dict[tuple[str, str], set[Days]] = defaultdict(set)
        self._begun: set[str] = set()
        for number, bound in dated.items():
            head = article.doc[number]
            for noun in self._nouns_of(head) if bound.at else ():
                self._nouns[noun].add((bound.first, bound.last))
                self._begun |= {noun} if head.lemma_ in BEGIN else set()
            subject = subject_lemma(head)
            if bound.at and subject and head.pos_ in WORDY:
                self._verbs[head.lemma_, subject].add((bound.first, bound.last))

    def of_noun(self, noun: Token) -> Bound | None:
        """Return the days of an event that a noun names again."""
        return _only(self._days_of(noun.lemma_.lower()), token_span(noun))

    def is_begun(self, noun: Token) -> bool:
        """Say whether the days of an event are those on which it began."""
        return noun.lemma_.lower() in self._begun

    def of_clause(self, head: Token) -> Bound | None:
        """Return the days of what a clause tells again: the same of the same subject, or that it began."""
        subject = next((child for child in children(head) if child.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is None:
            return None
        words = Span(min(subject.idx, head.idx), max(subject.idx + len(subject), head.idx + len(head)))
        if head.lemma_ in BEGIN | HAPPEN and is_definite(subject):
            return _only(self._days_of(subject.lemma_.lower()), words)
        return _only(self._verbs.get((head.lemma_, subject.lemma_.lower()), set()), words)

    def _days_of(self, lemma: str) -> set[Days]:
        found = self._nouns.get(lemma, set())
        if found:
            return found
        return {days for group in GROUPS if lemma in group for noun in group for days in self._nouns.get(noun, ())}

    def _nouns_of(self, head: Token) -> Iterator[str]:
        """Yield the nouns that name what a dated clause tells."""
        yield head.lemma_.lower()
        if head.i in self._carried:
            yield self._carried[head.i].lemma_.lower()
        elif head.lemma_ in BEGIN | HAPPEN:
            for child in children(head):
                noun = head.head if child.tag_ in ("WDT", "WP") else child
                if child.dep_ in ("nsubj", "nsubjpass", "dobj") and self._clauses.is_head(noun):
                    yield noun.lemma_.lower()


def _only(days: set[Days], words: Span) -> Bound | None:
    """Return the bound of the only days, None where there are several."""
    return Bound(*next(iter(days)), words) if len(days) == 1 else None

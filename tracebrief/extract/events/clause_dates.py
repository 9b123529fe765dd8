"""When what a clause tells was so: the dates that govern it through the parse, and the events that it is told beside.

A date dates the clause it hangs on and no other: not what somebody said on that day, not the relative clause beside
it. "Since", "by" and "before" leave one end open, which the day of publication closes where the clause is of the past.
"""

import json
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from tracebrief.extract.dates import FUTURE, PAST, side_of
from tracebrief.extract.events.bounds_of_time import Bound, meet
from tracebrief.extract.events.clause_heads import (
    RELATIONS,
    Clauses,
    begins_before,
    heads_of,
    is_definite,
    relation_words,
)
from tracebrief.extract.events.direct_dates import FROM, TO, after_nouns, find_counted_dates, find_direct_dates, related
from tracebrief.extract.events.named_times import NamedTimes
from tracebrief.extract.events.participants import WORDY
from tracebrief.extract.events.triggers import find_triggers, lemmas
from tracebrief.extract.lexicons import read_words
from tracebrief.extract.lexicons.reporting import cue_groups
from tracebrief.extract.parsing import Article
from tracebrief.extract.parsing.trees import SUBJECTS, children
from tracebrief.model.mentions import ClauseDate, Timex
from tracebrief.model.spans import Span

# Whether the words name the days themselves, or what lies before or after them.
AT, BOUND = "clause_dates.at", "clause_dates.bound"
SAME = RELATIONS["at the same time"]
IN = RELATIONS["within it"]
TELLING = read_words("statement_words")["verbs that name who hears it"]
OCCASIONS = RELATIONS["occasions that people speak after"]
BEGIN = RELATIONS["verbs of beginning"] | RELATIONS["verbs of taking place"]
ISSUED = RELATIONS["participles of what is put out"]


def find_clause_dates(article: Article, *, dates: Sequence[Timex]) -> list[ClauseDate]:
    """Return the clauses of the story that have a date, each with its days and the words that give them."""
    triggers = list(find_triggers(article))
    nouns = {one.head.i for one in triggers if one.head.pos_ not in WORDY}
    carried = {one.carrier.i: one.head for one in triggers if one.carrier is not None}
    clauses = Clauses(article, nouns)
    direct = find_direct_dates(article, clauses, dates)
    own = {head: bound for head, bounds in direct.items() if (bound := meet(bounds)) is not None}
    dating = _Dating(article, clauses, own, nouns, carried)
    dating.found |= dict(find_counted_dates(article, clauses, dates, dating.days_of))
    return list(dating.rows())


class _Dating:
    """The bounds of the clauses of a text, by the number of their head; a clause's own date is never replaced."""

    def __init__(
        self, article: Article, clauses: Clauses, own: dict[int, Bound], nouns: set[int], carried: dict[int, Token]
    ) -> None:
        self.article, self.clauses, self.nouns, self.carried = article, clauses, nouns, carried
        self.found = dict(own)
        self.named = NamedTimes(article, clauses, own, carried)

    def rows(self) -> Iterator[ClauseDate]:
        """Yield the dated clauses in order."""
        for sentence in self.article.sentences():
            heads = heads_of(self.clauses, sentence)
            for head in reversed(heads):
                self._from_dependents(head)
            for head in heads:
                self._to_dependents(head)
            dated = {head.i: head for head in heads if head.i in self.found}
            for number, spans in self.clauses.words_of(sentence, dated).items():
                yield self._row(dated[number], spans)

    def days_of(self, head: Token) -> Bound | None:
        """Return the days of a clause or an event noun: its own, or those of what it names again."""
        named = self.named.of_noun(head) if head.i in self.nouns else self.named.of_clause(head)
        return self.found.get(head.i) or named

    def _row(self, head: Token, spans: list[Span]) -> ClauseDate:
        bound = self.found[head.i]
        if head.pos_ not in WORDY or side_of(head) == PAST:
            bound = bound.told(self.article.last)
        return ClauseDate(
            doc_id=self.article.doc_id,
            start=head.idx,
            end=head.idx + len(head),
            date_start=bound.words.start,
            date_end=bound.words.end,
            governs=json.dumps([[span.start, span.end] for span in spans]),
            first=bound.first,
            last=bound.last,
            rule=AT if bound.at else BOUND,
        )

    def _give(self, head: Token, bound: Bound | None) -> None:
        """Date a clause that has no date yet."""
        if bound is not None:
            self.found.setdefault(head.i, bound)

    def _narrow(self, head: Token, bound: Bound) -> None:
        """Bound a clause further; where its own date contradicts, that stands."""
        own = self.found.get(head.i)
        narrowed = meet([own, bound]) if own else bound
        self.found[head.i] = narrowed or own or bound

    def _from_dependents(self, head: Token) -> None:
        """Date a clause by the clauses and event nouns that hang on it."""
        if head.i in self.nouns:
            again = self.named.of_noun(head) if is_definite(head) else None
            if again is not None and self.named.is_begun(head):
                again = again.since(self.article.last)
            self._give(head, again)
            return
        for clause in children(head):
            if clause.dep_ in ("advcl", "pcomp") and self.clauses.is_head(clause):
                self._from_clause(head, clause)
            elif clause.dep_ == "xcomp" and clause.i in self.found and head.lemma_ in lemmas("aspect"):
                self._give(head, self.found[clause.i])
            elif clause.i in self.nouns:
                self._from_noun(head, clause)
            elif clause.dep_ == "conj" and clause.i in self.found and _is_told_in_one(head, clause):
                self._give(head, self.found[clause.i] if self.found[clause.i].is_one_day() else None)
        for preposition, noun in after_nouns(head):
            self._from_preposition(head, preposition, noun)

    def _from_clause(self, head: Token, clause: Token) -> None:
        """Date a clause by one that is told before, after or with it."""
        words = set(relation_words(clause))
        bound = self.days_of(clause)
        if bound is not None and not words and _is_occasion(clause, head) and bound.at and bound.first == bound.last:
            self._give(head, bound)
        if bound is None or not words & (FROM | TO | SAME):
            return
        self._give(clause, bound)
        if words & SAME:
            self._give(head, bound)
        else:
            self._narrow(head, related(self.article, bound, next(iter(words & (FROM | TO))), head))

    def _from_noun(self, head: Token, noun: Token) -> None:
        """Date a clause by an event noun that is its subject, or that it only carries."""
        bound = self.found.get(noun.i)
        if bound is None or side_of(head) == FUTURE:
            return
        if noun.dep_ in SUBJECTS and head.lemma_ not in lemmas("report"):
            perfect = any(child.lemma_ == "have" for child in children(head) if child.dep_ == "aux")
            self._give(head, bound if bound.at and not perfect else bound.since(self.article.last))
        elif noun.dep_ in ("dobj", "dative") and _has_day_of_object(head, noun, bound):
            self._give(head, bound)

    def _from_preposition(self, head: Token, preposition: str, noun: Token) -> None:
        """Date a clause by an event noun behind a preposition: "in the vote", "since the flood"."""
        bound = self.found.get(noun.i)
        if bound is None and preposition in IN:
            bound = next((self.found.get(each.i) for each in noun.children if each.lemma_ in ISSUED), None)
        if bound is None:
            return
        if preposition == "after" and noun.lemma_.lower() in OCCASIONS and bound.is_one_day() and cue_groups(head):
            self._give(head, bound)
        elif preposition in FROM | TO:
            counted = self.named.of_noun(noun) if self.named.is_begun(noun) and not bound.at else bound
            self._narrow(head, related(self.article, counted or bound, preposition, head))
        elif preposition in IN or (bound.at and bound.words.start > noun.idx):
            self._give(head, bound)

    def _to_dependents(self, head: Token) -> None:
        """Date the clauses that are told on with one that has a date."""
        bound = self.found.get(head.i)
        if bound is None or head.i in self.nouns:
            return
        if head.i in self.carried:
            self._give(self.carried[head.i], bound)
        for child in children(head):
            if not self.clauses.is_head(child):
                continue
            if child.i in self.nouns:
                if (child.dep_ == "dobj" and head.lemma_ in lemmas("light")) or (
                    child.dep_ in SUBJECTS and head.lemma_ in BEGIN
                ):
                    self._give(child, bound)
            elif child.dep_ == "conj":
                self._to_next(head, child, bound)
            elif (child.dep_ == "xcomp" and _is_phase(head, child)) or _is_on_the_day(child, bound):
                self._give(child, bound)
            elif child.dep_ == "advcl":
                self._to_clause(child, bound)

    def _to_next(self, head: Token, following: Token, bound: Bound) -> None:
        """Date what is told on after "and": on the day in front of all of it, or from the day of what came before."""
        pluperfect = any(child.lower_ == "had" for child in children(following) if child.dep_ == "aux")
        in_front = begins_before(bound.words, head)
        if in_front and _is_present_perfect(following) and not _is_present_perfect(head):
            return
        if in_front or (pluperfect and not bound.first):
            self._give(following, bound)
        elif bound.first and side_of(following) == PAST and following.lemma_ not in lemmas("state"):
            self._give(following, bound.since(self.article.last))

    def _to_clause(self, clause: Token, bound: Bound) -> None:
        """Date a clause by the one it is told before, after or with."""
        words = set(relation_words(clause))
        perfect = any(child.lemma_ == "have" for child in children(clause))
        if words & SAME or (not words and clause.tag_ in ("VBG", "VBN") and not perfect):
            self._give(clause, bound)
        elif words & FROM and bound.last:
            self._narrow(clause, bound.until(None))
        elif words & TO and bound.first and side_of(clause) == PAST:
            self._narrow(clause, bound.since(self.article.last))


def _has_day_of_object(head: Token, noun: Token, bound: Bound) -> bool:
    """Say whether a verb was done on the day of its object: told to a meeting, or dated behind the object."""
    if head.lemma_ in TELLING:
        return bound.is_one_day()
    return noun.dep_ == "dobj" and bound.words.start > noun.idx and head.lemma_ not in lemmas("state")


def _is_told_in_one(first: Token, second: Token) -> bool:
    """Say whether two verbs share their subject and, at the end, their day: "killed two and hurt three on Monday"."""
    comma = any(child.text == "," and first.i < child.i < second.i for child in children(first))
    subject = any(child.dep_ in SUBJECTS for child in children(second))
    return first.tag_ == second.tag_ == "VBD" and first.lemma_ not in lemmas("state") and not (comma or subject)


def _is_present_perfect(verb: Token) -> bool:
    """Say whether a verb tells what has been up to now, which is on no day that has passed."""
    return any(child.lemma_ == "have" and child.tag_ in ("VBZ", "VBP") for child in children(verb))


def _is_phase(head: Token, verb: Token) -> bool:
    """Say whether a verb tells how far another has got, not what that is for: "began to dig", not "met to dig"."""
    to = any(child.lower_ == "to" for child in children(verb))
    return side_of(verb) != FUTURE and (not to or head.lemma_ in lemmas("aspect"))


def _is_occasion(clause: Token, head: Token) -> bool:
    """Say whether a participle in front tells on what occasion its subject spoke: "opening the case, she said"."""
    if clause.i > head.i or any(child.lemma_ == "have" for child in children(clause)):
        return False
    if clause.tag_ == "VBN":
        return clause.lemma_.lower() in RELATIONS["verbs of getting somebody to speak"]
    return clause.tag_ == "VBG" and bool(cue_groups(head))


def _is_on_the_day(clause: Token, bound: Bound) -> bool:
    """Say whether a clause says which day is meant: right behind it, "the same day that the mayor resigned"."""
    mark = next((child for child in children(clause) if child.lower_ == "that"), None)
    if mark is None or mark.idx != bound.words.end + 1:
        return False
    return bool(mark.nbor(-1).tag_ == "NN")

"""The date that hangs on a clause through the parse, and how the clause lies to it: on it, since it, until it.

A clause that hangs on a date ("on Monday, when the dam burst", "the day before the dam burst") was so on that date, or
the date counts from it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Token

from tracebrief.extract.dates import FUTURE, PAST, days_counted_from, side_of, verb_of
from tracebrief.extract.events.bounds_of_time import Bound, hull
from tracebrief.extract.events.clause_heads import RELATIONS, Clauses
from tracebrief.extract.events.participants import WORDY
from tracebrief.extract.parsing import Article
from tracebrief.extract.parsing.trees import LONGEST_CLIMB, children
from tracebrief.model.mentions import Timex
from tracebrief.model.spans import Span

FROM = RELATIONS["from the start of it"]
TO = RELATIONS["to the end of it"]
BETWEEN = RELATIONS["between two"]
ON = RELATIONS["words between a date and a clause on it"]
ADPOSITIONS = {"ADP", "SCONJ", "ADV"}
Bounds = dict[int, list[Bound]]


def find_direct_dates(article: Article, clauses: Clauses, dates: Sequence[Timex]) -> Bounds:
    """Return the bounds that dates put on the clauses that they hang on, by the number of the clause's head."""
    found: Bounds = defaultdict(list)
    before: tuple[Token, Token] | None = None
    placed = [(date, *_place_of(article, clauses, date)) for date in dates]
    heads = {head.i for date, _, head in placed if head is not None and date.first}
    for date, root, head in placed:
        if head is None or date.type == "SET" or not (date.first or date.last) or _is_told_apart(clauses, root, heads):
            continue
        bound = Bound(date.first, date.last, Span(date.start, date.end))
        for clause in dict.fromkeys((*_clauses_on(clauses, root), *_clause_behind(article, clauses, date))):
            found[clause.i].append(bound)
        if before is not None and root.dep_ == "conj" and (root.head, head) == before:
            _join(found[head.i], bound, _relation(root.head, head, date.start))
        else:
            found[head.i].append(related(article, bound, _relation(root, head, date.start), head))
        before = (root, head)
    return found


def find_counted_dates(
    article: Article, clauses: Clauses, dates: Sequence[Timex], days_of: Callable[[Token], Bound | None]
) -> Iterator[tuple[int, Bound]]:
    """Yield the bounds that come of a clause or an event: "the day before the vote", "the same day the dam burst".

    Args:
        days_of: the days of a clause by its head.
    """
    for date in dates:
        if date.type not in ("DATE", "TIME"):
            continue
        root, head = _place_of(article, clauses, date)
        if head is None or (date.first and not any(days_of(clause) for clause in _clauses_on(clauses, root))):
            continue
        tokens = article.doc[article.token_at(date.start).i : article.token_at(date.end - 1).i + 1]
        counted = [event for token in tokens for event in _clauses_on(clauses, token)]
        known = [bound for event in counted if (bound := days_of(event)) is not None and event != head]
        if len(known) == 1 and (days := days_counted_from(article.text, date, known[0].first, known[0].last)):
            yield head.i, Bound(*days, Span(date.start, date.end))


def _is_told_apart(clauses: Clauses, root: Token, dated: set[int]) -> bool:
    """Say whether a clause on a date has a date of its own, from which the first one counts: "the same day"."""
    return any(clause.i in dated for clause in _clauses_on(clauses, root))


def related(article: Article, bound: Bound, relation: str | None, head: Token) -> Bound:
    """Return the bound of a clause that stands in a relation to a time: "since", "until", or at it."""
    side = side_of(head) if head.pos_ in WORDY else PAST
    if relation in FROM:
        return bound.since(None if side == FUTURE else article.last)
    if relation in TO:
        return bound.until(None if side == PAST else article.first)
    return bound


def after_nouns(head: Token) -> Iterator[tuple[str, Token]]:
    """Yield the prepositions that lead from a clause to a noun, with the noun."""
    for preposition in children(head):
        if preposition.dep_ not in ("prep", "advmod"):
            continue
        for inner in preposition.children:
            if inner.dep_ == "pobj":
                yield preposition.lower_, inner
            elif inner.lower_ == "of" and preposition.lower_ in TO | FROM:
                yield from ((preposition.lower_, noun) for noun in inner.children if noun.dep_ == "pobj")


def _place_of(article: Article, clauses: Clauses, date: Timex) -> tuple[Token, Token | None]:
    """Return the word that a date hangs by, and the head of the clause that it hangs on."""
    root = article.doc[article.token_at(date.start).i : article.token_at(date.end - 1).i + 1].root
    if root.head == root or (root.dep_ == "poss" and not clauses.is_head(root.head)):
        return root, None
    head = clauses.owner(root.head) if clauses.is_head(root) else clauses.owner(root)
    return root, verb_of(root, head) if head is not None else None


def _clauses_on(clauses: Clauses, word: Token) -> Iterator[Token]:
    """Yield the clauses and event nouns that hang on a word of a date."""
    for child in children(word):
        if child.dep_ in ("relcl", "acl", "advcl", "pobj", "pcomp", "ccomp") and clauses.is_head(child):
            yield child
        elif child.lower_ in ON and child.dep_ == "prep":
            yield from (inner for inner in child.children if inner.dep_ == "pobj" and clauses.is_head(inner))


def _clause_behind(article: Article, clauses: Clauses, date: Timex) -> Iterator[Token]:
    """Yield the clause that says what was on a date, right behind it: "in 1931, when the dam burst"."""
    after = article.doc[article.token_at(date.end - 1).i + 1 :][:2]
    when = next((token for token in after if token.lower_ != ","), None)
    if when is None or when.lower_ != "when":
        return
    rest = (token for token in article.doc[when.i : when.sent.end] if token.pos_ in WORDY and token.is_ancestor(when))
    verb = next((token for token in rest if token.tag_ != "VBG" and clauses.is_head(token)), None)
    if verb is not None:
        yield verb


def _join(found: list[Bound], bound: Bound, relation: str | None) -> None:
    """Put a second date to the first: "in May and June", "between May and June"."""
    first = found.pop()
    found += [first.since(None), bound.until(None)] if relation in BETWEEN else [hull(first, bound)]


def _relation(root: Token, head: Token, start: int) -> str | None:
    """Return the preposition between a date that begins at `start` and the clause that it hangs on."""
    word = root.head
    for _ in range(LONGEST_CLIMB):
        if word in (head, word.head):
            return None
        if word.pos_ in ADPOSITIONS or word.lower_ in FROM | TO:
            if word.lower_ == "by" and _is_measured(word, start):
                return None
            of = word.lower_ == "of" and word.head.lower_ in TO
            return word.head.lower_ if of else word.lower_
        word = word.head
    return None


def _is_measured(by: Token, start: int) -> bool:
    """Say whether "by" says how much, not until when: "fell by a fifth last year"."""
    between = by.doc[by.i + 1 : by.right_edge.i + 1]
    measured = (token for token in between if token.idx < start)
    return any(token.like_num or "Definite=Ind" in token.morph for token in measured)

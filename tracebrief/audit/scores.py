"""How much of what a careful reader marks was found, and how much of what was found a reader had marked.

What was found matches a mark of its kind where at least half of their letters are the same ones, one to one. What can
be a claim is scored as the library reads it by itself, before rulings, as dates and names are; and by itself as the
ledger holds it, which says how complete rulings made it.
"""

import operator
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from tracebrief.audit.gold import Gold, Mark, read_gold
from tracebrief.model.claims import KINDS, Claim, ReadClaim
from tracebrief.model.mentions import Name, Timex
from tracebrief.model.spans import Span, span_of
from tracebrief.model.tables import read_table, rows, rows_of, to_table
from tracebrief.model.weighed import Score
from tracebrief.project.paths import Project

# The share of letters that a found mention and a mark must have in common, of those in either.
OVERLAP = 0.5
# Words of a speaker that do not tell one from another.
ARTICLES = {"a", "an", "the", "some"}
# Over all texts together.
ALL = "all"


@dataclass(frozen=True)
class FoundMention:
    """What the build found, in the terms of the marks."""

    doc_id: str
    span: Span
    kind: str
    row: Claim | ReadClaim | Timex | Name


@dataclass(frozen=True)
class Match:
    """A mark and the found mention of its kind at its span; either is None where there is only the other."""

    gold: Gold | None
    found: FoundMention | None

    @property
    def known(self) -> Gold | FoundMention:
        """The mark, or what was found where there is no mark."""
        if known := self.gold or self.found:
            return known
        raise ValueError("a match of nothing")


def _is_same_speaker(wanted: str | None, answer: str | None) -> bool:
    """Say whether a description has all words of the reader's, or shares half of them all, articles aside."""
    one, other = (set(re.findall(r"\w+", (words or "").lower())) - ARTICLES for words in (wanted, answer))
    if not one:
        return not other
    return one <= other or len(one & other) >= OVERLAP * len(one | other)


@dataclass(frozen=True)
class Field:
    """One thing that a mark says and a found mention may say otherwise."""

    task: str  # the name it is scored under
    kind: str | None  # of mark; None where every kind may have it
    name: str  # in the mark
    columns: tuple[str, ...]  # in the found mention's row
    agree: Callable[[Any, Any], bool] = operator.eq

    def of_mark(self, mark: Mark) -> Any:
        """Return what the reader wrote."""
        return (mark.first, mark.last) if self.name == "first" else getattr(mark, self.name)

    def of_row(self, row: Claim | ReadClaim | Timex | Name) -> Any:
        """Return what the found mention says."""
        found = tuple(getattr(row, column) for column in self.columns)
        return found if len(found) > 1 else found[0]


DAYS, NUMBERS = ("first", "last"), ("low", "high")
FIELDS = (
    Field("quantity value", "quantity", "value", NUMBERS),
    Field("quantity bound", "quantity", "bound", ("bound",)),
    Field("quote speaker", "quote", "speaker", ("speaker",), _is_same_speaker),
    Field("statement speaker", "statement", "speaker", ("speaker",), _is_same_speaker),
    Field("event days", "event", "first", DAYS),
    Field("date days", "date", "first", DAYS),
    Field("name type", "name", "type", ("type",)),
    Field("modality", None, "modality", ("modality",)),
)


# A field, what the reader wrote in it, and what was found.
Comparison = tuple[Field, Any, Any]


def match_gold(project: Project) -> list[Match]:
    """Return every mark with what the library read for it by itself, and what it read without a mark.

    Texts that nobody marked are left out.
    """
    return _match(project, read_gold(project), read_found_mentions(project))


def match_ledger(project: Project) -> list[Match]:
    """Return every mark of what can be a claim with the claim at its words, and the claims without a mark."""
    claims = rows_of(read_table(project, "claims"), Claim)
    held = (FoundMention(one.doc_id, span_of(one), one.kind, one) for one in claims if one.status != "rejected")
    return _match(project, [one for one in read_gold(project) if one.kind in KINDS], held)


def _match(project: Project, gold: list[Gold], found: Iterable[FoundMention]) -> list[Match]:
    texts = {row["doc_id"]: row["text"] for row in rows(read_table(project, "documents"))}
    marked = {one.doc_id for one in gold}
    ordered = sorted(found, key=lambda one: (one.doc_id, one.span, one.kind))
    return match_mentions(gold, [one for one in ordered if one.doc_id in marked], texts)


def read_found_mentions(project: Project) -> Iterator[FoundMention]:
    """Yield what the library read by itself: claims before rulings, dates and names."""
    for claim in rows_of(read_table(project, "read_claims"), ReadClaim):
        yield FoundMention(claim.doc_id, span_of(claim), claim.kind, claim)
    for date in rows_of(read_table(project, "dates"), Timex):
        yield FoundMention(date.doc_id, span_of(date), "date", date)
    for name in rows_of(read_table(project, "names"), Name):
        yield FoundMention(name.doc_id, span_of(name), "name", name)


def match_mentions(gold: list[Gold], found: list[FoundMention], texts: dict[str, str]) -> list[Match]:
    """Return marks and found mentions of one kind matched one to one, the most alike first."""
    alike: dict[tuple[str, str], list[int]] = {}
    for f, mention in enumerate(found):
        alike.setdefault((mention.doc_id, mention.kind), []).append(f)
    candidates = [
        (-shared, g, f)
        for g, mark in enumerate(gold)
        for f in alike.get((mark.doc_id, mark.kind), ())
        if mark.span.overlaps(found[f].span)
        and (shared := overlap(texts[mark.doc_id], mark.span, found[f].span)) >= OVERLAP
    ]
    by_gold: dict[int, int] = {}
    by_found: dict[int, int] = {}
    for _, g, f in sorted(candidates):
        if g not in by_gold and f not in by_found:
            by_gold[g], by_found[f] = f, g
    matches = [Match(mark, found[by_gold[g]] if g in by_gold else None) for g, mark in enumerate(gold)]
    return matches + [Match(None, mention) for f, mention in enumerate(found) if f not in by_found]


def overlap(text: str, one: Span, other: Span) -> float:
    """Return the Jaccard index of the letters and digits of two spans."""
    shared = Span(max(one.start, other.start), max(one.start, other.start, min(one.end, other.end)))
    first, second, both = (sum(map(str.isalnum, span.cut(text))) for span in (one, other, shared))
    either = first + second - both
    return both / either if either else 0.0


def score_matches(matches: Iterable[Match], *, table: Literal["scores", "ledger_scores"] = "scores") -> pd.DataFrame:
    """Return the scorecard: spans by kind, then what the matched mentions say, by text and over all texts.

    Shape:
        tasks × texts, and `all` texts together; columns of `scores`; key `task, doc_id`.
    """
    return to_table(table, count_scores(matches))


def count_scores(matches: Iterable[Match]) -> Iterator[Score]:
    """Yield the scores of each task, text by text."""
    gold: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    matched: Counter[tuple[str, str]] = Counter()
    for match in matches:
        for doc_id in (match.known.doc_id, ALL):
            key = match.known.kind, doc_id
            gold[key] += match.gold is not None
            found[key] += match.found is not None
            matched[key] += match.gold is not None and match.found is not None
            for field, wanted, answer in compare_fields(match):
                gold[field.task, doc_id] += 1
                found[field.task, doc_id] += answer is not None or wanted is None
                matched[field.task, doc_id] += field.agree(wanted, answer)
    for task, doc_id in sorted({*gold, *found}):
        yield score_of(task, doc_id, gold[task, doc_id], found[task, doc_id], matched[task, doc_id])


def compare_fields(match: Match) -> Iterator[Comparison]:
    """Yield, for each field that the reader filled in and a found mention matched, what each of them says."""
    if match.gold is None or match.found is None:
        return
    for field in FIELDS:
        if field.kind in (None, match.known.kind) and match.gold.is_filled(field.name):
            yield field, field.of_mark(match.gold.mark), field.of_row(match.found.row)


def score_of(task: str, doc_id: str, gold: int, found: int, matched: int) -> Score:
    """Return a score with its shares."""
    precision = matched / found if found else None
    recall = matched / gold if gold else None
    f1 = 2 * matched / (gold + found) if gold + found else None
    return Score(task, doc_id, gold, found, matched, precision, recall, f1)

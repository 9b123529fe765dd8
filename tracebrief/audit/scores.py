"""How much of what a careful reader marks was found, and how much of what was found a reader had marked.

A finding matches a mark of its kind where more than half of their letters are the same ones, one to one. What a claim
can be is scored as the claims that a brief shows; dates and names are scored as read.
"""

import operator
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from tracebrief.audit.gold import Gold, Mark, read_gold
from tracebrief.model.spans import Span
from tracebrief.model.tables import read_table, rows, to_table
from tracebrief.project.paths import Project

# The share of letters that a finding and a mark must have in common, of those in either.
OVERLAP = 0.5
# Words of a speaker that do not tell one from another.
ARTICLES = {"a", "an", "the", "some"}
# Over all texts together.
ALL = "all"


@dataclass(frozen=True)
class Finding:
    """What the build found, in the terms of the marks."""

    doc_id: str
    span: Span
    kind: str
    row: dict[str, Any]


@dataclass(frozen=True)
class Score:
    """One line of the scorecard; a rate is None where nothing could be counted."""

    task: str
    doc_id: str
    gold: int
    found: int
    matched: int
    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True)
class Match:
    """A mark and the finding of its kind at its place; either is None where there is only the other."""

    gold: Gold | None
    found: Finding | None

    @property
    def doc_id(self) -> str:
        """The text it is in."""
        return (self.gold or self.found).doc_id

    @property
    def kind(self) -> str:
        """The kind of what was marked or found."""
        return self.gold.mark.kind if self.gold else self.found.kind


def _same_speaker(wanted: str | None, answer: str | None) -> bool:
    """Say whether a description has all words of the reader's, or shares half of them all, articles aside."""
    one, other = (set(re.findall(r"\w+", (words or "").lower())) - ARTICLES for words in (wanted, answer))
    if not one:
        return not other
    return one <= other or len(one & other) >= OVERLAP * len(one | other)


@dataclass(frozen=True)
class Field:
    """One thing that a mark says and a finding may say otherwise."""

    task: str  # the name it is scored under
    kind: str | None  # of mark; None where every kind may have it
    name: str  # in the mark
    columns: tuple[str, ...]  # in the finding
    same: Callable[[Any, Any], bool] = operator.eq

    def of_mark(self, mark: Mark) -> Any:
        """Return what the reader wrote."""
        return (mark.first, mark.last) if self.name == "first" else getattr(mark, self.name)

    def of_row(self, row: dict[str, Any]) -> Any:
        """Return what the finding says."""
        found = tuple(row[column] for column in self.columns)
        return found if len(found) > 1 else found[0]


DAYS, NUMBERS = ("first", "last"), ("low", "high")
FIELDS = (
    Field("quantity value", "quantity", "value", NUMBERS),
    Field("quantity bound", "quantity", "bound", ("bound",)),
    Field("quote speaker", "quote", "speaker", ("speaker",), _same_speaker),
    Field("statement speaker", "statement", "speaker", ("speaker",), _same_speaker),
    Field("event days", "event", "first", DAYS),
    Field("date days", "date", "first", DAYS),
    Field("name type", "name", "type", ("type",)),
    Field("modality", None, "modality", ("modality",)),
)


def match_gold(project: Project) -> list[Match]:
    """Return every mark with its finding, and every finding without a mark, of the texts that are marked."""
    gold = read_gold(project)
    texts = {row["doc_id"]: row["text"] for row in rows(read_table(project, "documents"))}
    marked = {one.doc_id for one in gold}
    findings = [one for one in find_findings(project) if one.doc_id in marked]
    return find_matches(gold, sorted(findings, key=lambda one: (one.doc_id, one.span, one.kind)), texts)


def find_findings(project: Project) -> Iterator[Finding]:
    """Yield what the build found: its claims but for rejected ones, its dates and its names."""
    for row in rows(read_table(project, "claims")):
        if row["status"] != "rejected":
            yield Finding(row["doc_id"], Span(row["start"], row["end"]), row["kind"], row)
    for table, kind in (("dates", "date"), ("names", "name")):
        for row in rows(read_table(project, table)):
            yield Finding(row["doc_id"], Span(row["start"], row["end"]), kind, row)


def find_matches(gold: list[Gold], findings: list[Finding], texts: dict[str, str]) -> list[Match]:
    """Return marks and findings of one kind matched one to one, the most alike first."""
    alike: dict[tuple[str, str], list[int]] = {}
    for f, finding in enumerate(findings):
        alike.setdefault((finding.doc_id, finding.kind), []).append(f)
    candidates = [
        (-shared, g, f)
        for g, mark in enumerate(gold)
        for f in alike.get((mark.doc_id, mark.mark.kind), ())
        if mark.span.overlaps(findings[f].span)
        and (shared := overlap(texts[mark.doc_id], mark.span, findings[f].span)) >= OVERLAP
    ]
    by_gold: dict[int, int] = {}
    by_finding: dict[int, int] = {}
    for _, g, f in sorted(candidates):
        if g not in by_gold and f not in by_finding:
            by_gold[g], by_finding[f] = f, g
    matches = [Match(mark, findings[by_gold[g]] if g in by_gold else None) for g, mark in enumerate(gold)]
    return matches + [Match(None, finding) for f, finding in enumerate(findings) if f not in by_finding]


def overlap(text: str, one: Span, other: Span) -> float:
    """Return the Jaccard index of the letters and digits at two places."""
    shared = Span(max(one.start, other.start), max(one.start, other.start, min(one.end, other.end)))
    count = lambda span: sum(character.isalnum() for character in span.cut(text))  # noqa: E731
    either = count(one) + count(other) - count(shared)
    return count(shared) / either if either else 0.0


def score_matches(matches: Iterable[Match]) -> pd.DataFrame:
    """Return the scorecard: places by kind, then what the matched findings say, by text and over all texts.

    Shape:
        tasks × texts, and `all` texts together; columns of `scores`; key `task, doc_id`.
    """
    return to_table("scores", find_scores(matches))


def find_scores(matches: Iterable[Match]) -> Iterator[Score]:
    """Yield the scores of each task, text by text."""
    gold, found, matched = Counter(), Counter(), Counter()
    for match in matches:
        for doc_id in (match.doc_id, ALL):
            key = match.kind, doc_id
            gold[key] += match.gold is not None
            found[key] += match.found is not None
            matched[key] += match.gold is not None and match.found is not None
            for field, wanted, answer in answers(match):
                gold[field.task, doc_id] += 1
                found[field.task, doc_id] += answer is not None or wanted is None
                matched[field.task, doc_id] += field.same(wanted, answer)
    for task, doc_id in sorted({*gold, *found}):
        yield _score(task, doc_id, gold[task, doc_id], found[task, doc_id], matched[task, doc_id])


def answers(match: Match) -> Iterator[tuple[Field, Any, Any]]:
    """Yield, for each field that the reader filled in and a finding matched, what each of them says."""
    if match.gold is None or match.found is None:
        return
    for field in FIELDS:
        if field.kind in (None, match.kind) and match.gold.says(field.name):
            yield field, field.of_mark(match.gold.mark), field.of_row(match.found.row)


def _score(task: str, doc_id: str, gold: int, found: int, matched: int) -> Score:
    precision = matched / found if found else None
    recall = matched / gold if gold else None
    f1 = 2 * matched / (gold + found) if gold + found else None
    return Score(task, doc_id, gold, found, matched, precision, recall, f1)

"""Claims that people set side by side in `data/comparisons.yml`, and what they leave out of the prose.

What an author knows of two claims stands beside what is computed, with the reason and with who said so; of one pair of
claims the author's word counts.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

import pandas as pd
from pydantic import Field, model_validator

from tracebrief.link import ClaimWords, choose_claim
from tracebrief.model.weighed import DISAGREEING, RELATION, ClaimComparison
from tracebrief.project.authored import Entry, read_authored
from tracebrief.project.errors import CodebookError
from tracebrief.project.paths import Project

WHERE = "data/comparisons.yml"
# An author's word for a relation, and the table's.
RELATIONS: dict[str, RELATION] = {
    "agree": "agrees",
    "differ": "differs",
    "conflict": "conflicts",
    "not comparable": "not comparable",
}


class Judged(Entry):
    """Claims, each by its text, kind and words, and what a person says of them."""

    claims: tuple[ClaimWords, ...] = Field(min_length=2)
    reason: str = Field(min_length=1)
    who: str
    date: str


class SetSideBySide(Judged):
    """Claims set side by side: the first of them has the relation with each of the others."""

    key: str = Field(pattern=r"^[a-z][a-z0-9_.-]*$")
    relation: Literal["agree", "differ", "conflict", "not comparable"]
    guard: str | None = None

    @model_validator(mode="after")
    def _says_why(self) -> "SetSideBySide":
        if self.relation == "differ" and not self.guard:
            raise ValueError("what differs has a guard; write why the two need not exclude each other")
        return self


class ComparisonFile(Entry):
    """All of `data/comparisons.yml`."""

    comparisons: tuple[SetSideBySide, ...] = ()
    left_out: tuple[Judged, ...] = ()


Pairs = dict[frozenset[str], ClaimComparison]


@dataclass(frozen=True)
class AuthoredComparisons:
    """What people said of pairs of claims, by the claims' ids: how the two relate, and why the prose is silent."""

    compared: Pairs = field(default_factory=dict)
    left_out: dict[frozenset[str], str] = field(default_factory=dict)

    def judge(self, computed: Iterable[ClaimComparison], known: Collection[str]) -> list[ClaimComparison]:
        """Return comparisons as people put them: theirs beside the computed ones, and instead of those of one pair.

        Args:
            known: the claims that there are; what people said of others falls away with them.

        Raises:
            CodebookError: a pair that is left out does not disagree.
        """
        found = {frozenset((each.claim_a, each.claim_b)): each for each in computed}
        found |= {pair: each for pair, each in self.compared.items() if pair <= {*known}}
        for pair, reason in self.left_out.items():
            if pair <= {*known}:
                if pair not in found or found[pair].relation not in DISAGREEING:
                    what = f"{' and '.join(sorted(pair))} do not disagree"
                    raise CodebookError(f"{WHERE}: left_out", what, "take the entry out")
                found[pair] = replace(found[pair], left_out=reason)
        return list(found.values())


NOTHING = AuthoredComparisons()


def read_comparisons(project: Project, claims: pd.DataFrame) -> AuthoredComparisons:
    """Return what `data/comparisons.yml` says of claims; nothing where there is no such file.

    Raises:
        CodebookError: it is not valid, its words are of no claim or of several, or a pair or a key stands twice.
    """
    if not project.comparisons.is_file():
        return NOTHING
    written = read_authored(project.comparisons, ComparisonFile, error=CodebookError)
    compared: Pairs = {}
    keys: set[str] = set()
    for entry in written.comparisons:
        where = _where(project, entry.key)
        if entry.key in keys:
            raise CodebookError(where, f"{entry.key!r} stands twice", "keep one")
        keys.add(entry.key)
        for a, b in _choose(entry, claims, where):
            if frozenset((a, b)) in compared or a == b:
                raise CodebookError(where, "the same two claims stand here or above", "keep one")
            said = RELATIONS[entry.relation], entry.reason, entry.guard, entry.key, entry.who
            compared[frozenset((a, b))] = ClaimComparison("", "", a, b, *said, None)
    left_out = {
        frozenset(pair): entry.reason
        for entry in written.left_out
        for pair in _choose(entry, claims, _where(project, entry.claims[0].words))
    }
    return AuthoredComparisons(compared, left_out)


def _choose(entry: Judged, claims: pd.DataFrame, where: str) -> Iterator[tuple[str, str]]:
    """Yield the ids of the first claim of an entry with each of the others."""
    first, *others = (str(choose_claim(each, claims, where=where)["claim_id"]) for each in entry.claims)
    yield from ((first, other) for other in others)


def _where(project: Project, named: str) -> str:
    """Return the file and the line in which an entry is named, as a mistake gives them."""
    lines = project.comparisons.read_text("utf-8").splitlines()
    line = next((number for number, words in enumerate(lines, 1) if named in words), 1)
    return f"{WHERE}:{line}: {named}"

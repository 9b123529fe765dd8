"""What a withdrawal does to a brief: everything is weighed again without it, and each part judged by what is left."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from tracebrief.impact.parts import find_parts, name_text
from tracebrief.impact.verdicts import OUTCOME, PART, WITHDRAWN, Resting, Verdict, has_weakened, judge
from tracebrief.impact.withdrawals import Withdrawal, find_withdrawal, list_withdrawals
from tracebrief.link import Codebook, read_codebook
from tracebrief.model.tables import read_table, rows, rows_of
from tracebrief.model.weighed import Verification
from tracebrief.project.paths import Project
from tracebrief.records.build_records import read_build_record
from tracebrief.weigh import AuthoredComparisons, read_comparisons, weigh_everything
from tracebrief.weigh.everything import READ, TOLERANCES


@dataclass(frozen=True)
class Impact:
    """What becomes of the parts of a brief without something, and of the claims that are left."""

    withdrawal: Withdrawal
    verdicts: list[Verdict]
    weakened: dict[str, tuple[str, str]]  # the verification status of each claim that is borne out by less, and before
    copied_by: dict[str, int]  # passages that other texts took from a text that is gone; their claims are left

    def of(self, outcome: OUTCOME) -> list[Verdict]:
        """Return the verdicts of one outcome."""
        return [verdict for verdict in self.verdicts if verdict.outcome == outcome]

    def count(self, part: PART, outcome: OUTCOME) -> int:
        """Return how many parts of a kind have an outcome."""
        return self._counts[part, outcome]

    @cached_property
    def _counts(self) -> Counter[tuple[PART, OUTCOME]]:
        return Counter((verdict.resting.part, verdict.outcome) for verdict in self.verdicts)


@dataclass(frozen=True)
class Weighing:
    """A project's tables as they are, its parts, and what they amount to; each withdrawal is weighed against it."""

    tables: Mapping[str, pd.DataFrame]
    codebook: Codebook
    authored: AuthoredComparisons
    tolerances: Mapping[str, Any]  # that the brief was built with, by name
    parts: list[Resting]
    statuses: Mapping[str, str]
    groups: Mapping[str, str]  # of the claims that speak of one thing

    @classmethod
    def of(cls, project: Project) -> "Weighing":
        """Return the weighing of a project.

        Raises:
            TableError: there is no build yet.
        """
        tables = {name: read_table(project, name) for name in (*READ, "origins")}
        codebook = read_codebook(project)
        # What the prose is silent about is no matter here, and may no longer disagree.
        authored = replace(read_comparisons(project, tables["claims"]), left_out={})
        tolerances = read_tolerances(project)
        verified = _verify(tables, codebook, authored, tolerances)
        groups = {claim: each.group for claim, each in verified.items()}
        return cls(tables, codebook, authored, tolerances, find_parts(project), _statuses(verified), groups)

    def find(self, asked: str, kind: WITHDRAWN | None = None) -> Withdrawal:
        """Return what a name means; see `find_withdrawal`."""
        return find_withdrawal(asked, self.tables, self.codebook, kind=kind)

    def list_withdrawals(self) -> list[Withdrawal]:
        """Return every text, origin and speaker that may be withdrawn."""
        return list_withdrawals(self.tables, self.codebook)

    def near(self, withdrawal: Withdrawal) -> set[str]:
        """Return the claims that may be borne out by less without something: those on the same, and in copies."""
        groups = {self.groups[claim] for claim in withdrawal.claims if claim in self.groups}
        copies = {row["doc_id"] for row in rows(self.tables["reuse"]) if row["source_doc_id"] in withdrawal.texts}
        texts = {row["claim_id"]: row["doc_id"] for row in rows(self.tables["claims"])}
        return {claim for claim, group in self.groups.items() if group in groups or texts[claim] in copies}

    def judge_parts(self, withdrawal: Withdrawal, statuses: Mapping[str, str]) -> list[Verdict]:
        """Return what becomes of each part, given what the claims that are left amount to."""
        gone = withdrawal.claims | {name_text(text) for text in withdrawal.texts}
        return [judge(part, gone, self.statuses, statuses) for part in self.parts]

    def without(self, withdrawal: Withdrawal) -> Impact:
        """Return what becomes of the brief without something."""
        left = withdrawal.left_of({name: self.tables[name] for name in READ})
        statuses = _statuses(_verify(left, self.codebook, self.authored, self.tolerances))
        weakened = {
            claim: (self.statuses[claim], now)
            for claim, now in sorted(statuses.items())
            if has_weakened(claim, self.statuses, statuses)
        }
        copies = Counter(
            row["doc_id"] for row in rows(self.tables["reuse"]) if row["source_doc_id"] in withdrawal.texts
        )
        return Impact(withdrawal, self.judge_parts(withdrawal, statuses), weakened, dict(sorted(copies.items())))


def weigh_impact(project: Project, asked: str, *, kind: WITHDRAWN | None = None) -> Impact:
    """Return what becomes of the brief if a text, a claim, an origin or a speaker is withdrawn.

    Raises:
        LedgerError: nothing has this name, or two things with different claims have it.
        TableError: there is no build yet.
    """
    weighing = Weighing.of(project)
    return weighing.without(weighing.find(asked, kind))


def read_tolerances(project: Project) -> dict[str, Any]:
    """Return the parameters of the step that verified the claims, of those that weighing has.

    Where no build left a record, or the step has none of them, weighing has its own.
    """
    if not project.build_record.is_file():
        return {}
    verified = project.relative(project.tables / "verifications.parquet")
    steps = read_build_record(project)["steps"]
    given = next((step["parameters"] for step in steps if verified in step["writes"]), {})
    return {name: given[name] for name in TOLERANCES if name in given}


def describe_impact(impact: Impact) -> dict[str, Any]:
    """Return an impact as JSON has it."""
    return {
        "withdrawn": {"kind": impact.withdrawal.kind, "name": impact.withdrawal.name},
        "claims_gone": sorted(impact.withdrawal.claims),
        "claims_weakened": {claim: list(change) for claim, change in impact.weakened.items()},
        "copied_by": impact.copied_by,
        "parts": [
            {
                "part": each.resting.part,
                "outcome": each.outcome,
                "where": each.resting.where,
                "words": each.resting.words,
                "reasons": list(each.reasons),
            }
            for each in impact.verdicts
        ],
    }


def _verify(
    tables: Mapping[str, pd.DataFrame],
    codebook: Codebook,
    authored: AuthoredComparisons,
    tolerances: Mapping[str, Any],
) -> dict[str, Verification]:
    """Return what every claim amounts to, weighed now."""
    verified = weigh_everything(tables, codebook=codebook, authored=authored, **tolerances)["verifications"]
    return {each.claim_id: each for each in rows_of(verified, Verification)}


def _statuses(verified: Mapping[str, Verification]) -> dict[str, str]:
    return {claim: each.verification_status for claim, each in verified.items()}

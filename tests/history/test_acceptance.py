"""A person takes a build's claims and conflicts into the ledgers; a check tells what nobody has taken."""

import pandas as pd
import pytest

from tracebrief.history.acceptance import accept_build
from tracebrief.model.tables import to_table, write_table
from tracebrief.pipeline.project_checks import check_ledger
from tracebrief.project.errors import LedgerError, RevisionError
from tracebrief.read import read_documents


def compare(project, claims, relation):
    """Write the build's table of comparisons: the first two claims in this relation."""
    one, other = claims.claim_id[:2]
    row = {"comparison_id": "x-1", "group": "g", "claim_a": one, "claim_b": other, "relation": relation}
    row |= {"reason": "2 is not 3", "guard": None, "key": None, "set_by": "computed", "left_out": None}
    write_table(project, "comparisons", to_table("comparisons", [row]))


def test_what_was_accepted_is_checked_and_right(project, claims):
    compare(project, claims, "conflicts")
    assert accept_build(project)[-1] == "4 claims in report/claims.csv, 1 conflict in report/conflicts.csv, 5 changed"
    checked = check_ledger(project)
    assert checked.passed and (checked.right, checked.total) == (5, 5)
    assert len(pd.read_csv(project.conflicts)) == 1


CHANGED = {
    "a conflict opened": ("agrees", "conflicts", "opened x-1 conflict: “"),
    "a conflict settled": ("conflicts", "not comparable", "settled x-1 conflict: “"),
    "a difference opened": ("agrees", "differs", "opened x-1 conflict: “"),
    "no conflict either way": ("agrees", "compatible", None),
}


@pytest.mark.parametrize("case", CHANGED)
def test_a_conflict_that_nobody_accepted_is_told(project, claims, case):
    before, after, told = CHANGED[case]
    compare(project, claims, before)
    accept_build(project)
    compare(project, claims, after)
    problems = check_ledger(project).problems
    assert [problem.startswith(told) and "2 is not 3" in problem for problem in problems] == [True] * bool(told)


def test_a_claim_that_nobody_accepted_is_told_with_its_value(project, claims, passengers):
    accept_build(project)
    others = claims[claims.exact != "About 120 passengers"].to_dict("records")
    others = [{key: None if pd.isna(value) else value for key, value in row.items()} for row in others]
    write_table(project, "claims", to_table("claims", [*others, passengers(high=130.0)]))
    (problem,) = check_ledger(project).problems
    assert problem.startswith("changed c-") and "ferry2020 ¶1 quantity “About 120 passengers”" in problem
    assert "value 120 passenger (about) → 120–130 passenger (about); run `tracebrief accept`" in problem


@pytest.mark.parametrize("gone", ["ledger", "conflicts"])
def test_a_ledger_that_is_not_there_is_told(project, claims, gone):
    accept_build(project)
    getattr(project, gone).unlink()
    with pytest.raises(LedgerError, match=r"\.csv: there is no ledger yet; run `tracebrief accept`"):
        check_ledger(project)


def test_a_build_of_other_texts_is_not_accepted(project, claims):
    write_table(project, "documents", read_documents(project))
    accept_build(project)
    before = project.ledger.read_bytes()
    project.sources.write_text(project.sources.read_text("utf-8").replace("key: storm2020", "key: gale2020"), "utf-8")
    with pytest.raises(LedgerError, match=r"other texts than data/sources\.yml records now \(gale2020, storm2020\)"):
        accept_build(project)
    assert project.ledger.read_bytes() == before


def test_without_a_build_nothing_is_accepted(project):
    with pytest.raises(RevisionError, match="there is no build yet"):
        accept_build(project)

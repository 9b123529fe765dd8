"""What falls, weakens or stands follows from what is left and how well that is borne out."""

import pytest

from tracebrief.impact.verdicts import Ground, Resting, judge

BEFORE = {"c-1": "corroborated", "c-2": "single origin", "c-3": "disputed"}


def verdict(*grounds, gone=(), **after):
    statuses = BEFORE | {f"c-{name[1:]}": status for name, status in after.items()}
    left = {name: status for name, status in statuses.items() if name not in gone}
    found = judge(Resting("sentence", "report/index.qmd:3", "The pier is shut.", grounds), set(gone), BEFORE, left)
    return found.outcome, list(found.reasons)


def rest(*claims, name="pier", needs_all=False):
    return Ground(name, claims, needs_all)


@pytest.mark.parametrize(
    ("grounds", "gone", "outcome", "reasons"),
    [
        pytest.param([rest("c-1")], ["c-1"], "falls", ["pier is gone"], id="its only claim"),
        pytest.param([rest("c-1", "c-2")], ["c-1"], "weakens", ["pier loses 1 of 2 claims"], id="one of two claims"),
        pytest.param([rest("c-1", "c-2")], ["c-1", "c-2"], "falls", ["pier is gone"], id="both claims"),
        pytest.param([rest("c-1"), rest("c-2", name="quay")], ["c-1"], "weakens", ["pier is gone"], id="one of two"),
        pytest.param(
            [rest("c-1", "c-2", needs_all=True)], ["c-2"], "falls", ["pier loses 1 of 2 claims"], id="a comparison"
        ),
        pytest.param(
            [rest("c-1", "c-2", needs_all=True), rest("c-1", "c-3", needs_all=True)],
            ["c-2"],
            "weakens",
            ["pier loses 1 of 2 claims"],
            id="one pair of a comparison",
        ),
        pytest.param(
            [rest("c-1", "c-2", needs_all=True), rest("c-1", "c-3", needs_all=True)],
            ["c-1"],
            "falls",
            ["pier loses 1 of 2 claims"],
            id="what all are compared with",
        ),
        pytest.param([rest("c-1")], ["c-2"], "stands", [], id="another claim"),
        pytest.param([rest()], ["c-2"], "stands", [], id="a count without claims"),
        pytest.param([], ["c-2"], "stands", [], id="nothing that could go"),
    ],
)
def test_what_becomes_of_a_part(grounds, gone, outcome, reasons):
    assert verdict(*grounds, gone=gone) == (outcome, reasons)


def test_what_loses_its_second_origin_weakens():
    told = verdict(rest("c-1"), c1="single origin")
    assert told == ("weakens", ["pier is single origin, was corroborated"])


def test_what_is_no_longer_disputed_stands():
    assert verdict(rest("c-3"), c3="single origin") == ("stands", [])

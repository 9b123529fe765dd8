"""Every disagreement between claims is told in the prose, or left out for a reason that stands in the table."""

import pytest

from tracebrief.model.tables import to_table, write_table
from tracebrief.render import check_disagreements

TOLD = "[Some say three, some four]{.comparison key='boats'}."


@pytest.fixture
def mistakes(project):
    """Return a function that checks prose against one comparison of two claims."""

    def check(prose, **parts):
        pair = {"comparison_id": "x-1", "group": "g", "claim_a": "c-a", "claim_b": "c-b", "relation": "differs"}
        pair |= {"reason": "three against four", "guard": "on two days", "key": "boats", "set_by": "an editor"}
        write_table(project, "comparisons", to_table("comparisons", [pair | {"left_out": None} | parts]))
        (project.report / "index.qmd").write_text(prose + "\n", "utf-8")
        return check_disagreements(project)

    return check


@pytest.mark.parametrize(
    ("prose", "parts", "disagree"),
    [
        pytest.param(TOLD, {}, 1, id="told"),
        pytest.param(TOLD, {"relation": "conflicts", "guard": None}, 1, id="a conflict, told"),
        pytest.param("Boats.", {"left_out": "no part of the question"}, 1, id="left out"),
        pytest.param("Boats.", {"relation": "agrees"}, 0, id="an agreement"),
        pytest.param("Boats.", {"relation": "not comparable"}, 0, id="not comparable"),
    ],
)
def test_what_is_told_or_left_out_is_in_order(mistakes, prose, parts, disagree):
    assert mistakes(prose, **parts) == (disagree, [])


@pytest.mark.parametrize(
    ("prose", "parts"),
    [
        pytest.param("Boats.", {}, id="not told"),
        pytest.param(TOLD, {"key": "ships"}, id="another one told"),
        pytest.param(TOLD, {"key": None, "set_by": "computed"}, id="computed, and named by nobody"),
        pytest.param(f"<!-- {TOLD} -->", {}, id="told where no reader sees it"),
        pytest.param(f"`{TOLD}`", {}, id="told in code"),
    ],
)
def test_a_disagreement_that_the_prose_passes_over_is_refused(mistakes, prose, parts):
    total, [problem] = mistakes(prose, **parts)
    assert total == 1
    assert str(problem).startswith("data/comparisons.yml: c-a and c-b disagree (three against four)")

"""The list of withdrawals is made for the briefs that have one, however its markup is written, and for no other."""

import json
import sys

import pytest

from tracebrief.impact import costliest, preload, write_impact_insert
from tracebrief.project.errors import ReportError

LISTED = [{"name": "The pier guard", "words": "of 2 sentences, 1 would fall and 0 weaken."}]


@pytest.fixture
def write(project, monkeypatch):
    """Return a function that writes a brief and gives the list that is made for it; None without one."""
    monkeypatch.setattr(costliest, "describe_costliest", lambda _: LISTED)

    def write_brief(source: str):
        project.brief.write_text(f"# The pier\n\n{source}\n", "utf-8")
        write_impact_insert(project)
        return json.loads(project.impact_insert.read_text("utf-8")) if project.impact_insert.is_file() else None

    return write_brief


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("::: {.withdrawals}\n:::", id="as the example has it"),
        pytest.param("::: withdrawals\n:::", id="a bare class"),
        pytest.param("::: {.withdrawals #costs}\n:::", id="with a label"),
        pytest.param("::: {.uncited .withdrawals}\n:::", id="with another class"),
        pytest.param("::: {.callout-note}\n:::: {.withdrawals}\n::::\n:::", id="within another"),
    ],
)
def test_a_brief_that_has_the_list_gets_it(write, source):
    assert write(source) == LISTED


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("The pier is shut.", id="no list"),
        pytest.param("<!-- ::: {.withdrawals} -->", id="a comment"),
        pytest.param("`::: {.withdrawals}`", id="code"),
        pytest.param("::: {.withdrawals-of-cash}\n:::", id="a longer class"),
    ],
)
def test_a_brief_without_the_list_gets_none(write, source):
    assert write(source) is None


def test_a_brief_that_is_not_utf8_is_refused_in_one_line(project):
    project.brief.write_bytes(b"# The pi\xe9r\n")
    with pytest.raises(ReportError, match="not UTF-8"):
        write_impact_insert(project)


@pytest.mark.parametrize(("source", "loaded"), [("::: {.withdrawals #x}\n:::", True), ("`.withdrawals`", False)])
def test_what_weighs_is_loaded_beforehand_only_for_the_list(project, monkeypatch, source, loaded):
    monkeypatch.delitem(sys.modules, "tracebrief.impact.costliest")
    project.brief.write_text(source, "utf-8")
    preload(project)
    assert ("tracebrief.impact.costliest" in sys.modules) is loaded

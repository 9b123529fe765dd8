"""The invented brief's prose is sound, and each fault that is planted in it is refused on its line."""

import shutil
from pathlib import Path

import pytest

from tests.infirmary.conftest import PLANTS
from tracebrief.project.paths import Project
from tracebrief.render import check_report

BEFORE = "Crane said: []"


@pytest.fixture
def check(infirmary: Project, tmp_path: Path):
    """Return a function that checks the brief with one sentence more, and tells what is said of that line."""
    project = Project(shutil.copytree(infirmary.root, tmp_path / "project"))
    project.evidence.mkdir(exist_ok=True)
    source = project.brief.read_text("utf-8")
    line = source[: source.index(BEFORE)].count("\n") + 1

    def check_with(sentence: str) -> list[str]:
        project.brief.write_text(source.replace(BEFORE, f"{sentence}\n{BEFORE}"), "utf-8")
        problems = [str(problem) for problem in check_report(project)]
        assert all(problem.startswith(f"report/index.qmd:{line}:") for problem in problems), problems
        return problems

    return check_with


def test_the_prose_is_sound(check):
    assert check("") == []


@pytest.mark.parametrize("fault", PLANTS["faults"].values(), ids=PLANTS["faults"].keys())
def test_a_planted_fault_is_refused(check, fault):
    problems = check(fault["prose"])
    assert any(fault["told"] in problem for problem in problems), problems


@pytest.mark.parametrize("honest", PLANTS["honest"].values(), ids=PLANTS["honest"].keys())
def test_what_is_honest_passes(check, honest):
    assert check(honest["prose"]) == []

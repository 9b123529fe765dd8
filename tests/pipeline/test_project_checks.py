"""What `tracebrief check` says of rulings: by those on disk, and of a build that did not read them, that it did not."""

import json

import pytest

from tracebrief.pipeline.project_checks import run_checks
from tracebrief.project.paths import Project
from tracebrief.project.store import digest_file

NAME = "data/rulings/ferry2020.yml"


def problems(project: Project) -> tuple[str, ...]:
    [rulings] = [each for each in run_checks(project) if "ruling" in each.what]
    return rulings.problems


@pytest.fixture
def judged(project: Project) -> Project:
    """A project with a file of rulings, which its last build read."""
    path = project.ruling_file("ferry2020")
    path.parent.mkdir(parents=True)
    path.write_text(f"text: {'0f' * 32}\nrulings:\n", "utf-8")
    step = {"name": "30_link", "reads": {NAME: digest_file(path), "data/codebook.yml": "0f"}, "writes": {}}
    record = {"version": "", "commit": "", "date": "", "epoch": 0, "lock": {}, "parameters": {}, "steps": [step]}
    project.build_record.parent.mkdir(parents=True)
    project.build_record.write_text(json.dumps(record), "utf-8")
    return project


def test_rulings_that_the_build_read_are_judged(judged):
    assert problems(judged) == ()


def test_without_a_build_there_is_nothing_to_compare(judged):
    judged.build_record.unlink()
    assert problems(judged) == ()


def _change(project: Project) -> None:
    path = project.ruling_file("ferry2020")
    path.write_text(path.read_text("utf-8") + "# read again\n", "utf-8")


def _remove(project: Project) -> None:
    project.ruling_file("ferry2020").rename(project.root / "elsewhere.yml")


def _add(project: Project) -> None:
    project.ruling_file("storm2020").write_bytes(project.ruling_file("ferry2020").read_bytes())


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        pytest.param(_change, f"{NAME}: it changed since the last build", id="changed"),
        pytest.param(_remove, f"{NAME}: it is gone since the last build", id="gone"),
        pytest.param(_add, "data/rulings/storm2020.yml: it was not there in the last build", id="new"),
    ],
)
def test_rulings_that_the_build_did_not_read_are_told(judged, edit, told):
    edit(judged)
    [problem] = problems(judged)
    assert problem.startswith(told) and problem.endswith("run `tracebrief build`")


def test_a_file_that_would_be_passed_over_is_told(judged):
    judged.ruling_file("ferry2020").rename(judged.rulings / "ferry2020.yaml")
    [problem] = problems(judged)
    assert problem == "data/rulings/ferry2020.yaml: only files that end in .yml are read here; name it ferry2020.yml"

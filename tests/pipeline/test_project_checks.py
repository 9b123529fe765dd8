"""What `tracebrief check` says of what people wrote since the last build, and of rulings that nobody would read."""

import json

import pytest

from tracebrief.pipeline.project_checks import run_checks
from tracebrief.project.paths import Project
from tracebrief.project.store import digest_file

NAME = "data/rulings/ferry2020.yml"


CODEBOOK = "data/codebook.yml"


def problems(project: Project, about: str = "last build") -> tuple[str, ...]:
    [found] = [each for each in run_checks(project) if about in each.what]
    return found.problems


@pytest.fixture
def judged(project: Project) -> Project:
    """A project with a file of rulings, which its last build read."""
    path = project.ruling_file("ferry2020")
    path.parent.mkdir(parents=True)
    path.write_text(f"text: {'0f' * 32}\nrulings:\n", "utf-8")
    project.codebook.write_text("measures: []\n", "utf-8")
    reads = {NAME: digest_file(path), CODEBOOK: digest_file(project.codebook), "tracebrief/link/rulings.py": "0f"}
    step = {"name": "30_link", "reads": reads, "writes": {}}
    record = {"version": "", "commit": "", "date": "", "epoch": 0, "lock": {}, "parameters": {}, "steps": [step]}
    project.build_record.parent.mkdir(parents=True)
    project.build_record.write_text(json.dumps(record), "utf-8")
    return project


def test_what_the_build_read_is_what_people_wrote(judged):
    assert problems(judged) == ()


def test_without_a_build_there_is_nothing_to_compare(judged):
    judged.build_record.unlink()
    assert problems(judged) == ()


def _change(project: Project) -> None:
    path = project.ruling_file("ferry2020")
    path.write_text(path.read_text("utf-8") + "# read again\n", "utf-8")


def _rewrite(project: Project) -> None:
    project.codebook.write_text(project.codebook.read_text("utf-8") + "# another word\n", "utf-8")


def _compare(project: Project) -> None:
    project.comparisons.write_text("comparisons: []\n", "utf-8")


def _remove(project: Project) -> None:
    project.ruling_file("ferry2020").rename(project.root / "elsewhere.yml")


def _add(project: Project) -> None:
    project.ruling_file("storm2020").write_bytes(project.ruling_file("ferry2020").read_bytes())


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        pytest.param(_change, f"{NAME}: it changed since the last build", id="changed"),
        pytest.param(_remove, f"{NAME}: it is gone since the last build", id="gone"),
        pytest.param(_rewrite, f"{CODEBOOK}: it changed since the last build", id="another authored file"),
        pytest.param(_compare, "data/comparisons.yml: it was not there in the last build", id="the first comparisons"),
        pytest.param(_add, "data/rulings/storm2020.yml: it was not there in the last build", id="new"),
    ],
)
def test_what_the_build_did_not_read_is_told(judged, edit, told):
    edit(judged)
    [problem] = problems(judged)
    assert problem.startswith(told) and problem.endswith("run `tracebrief build`")


def test_a_file_that_would_be_passed_over_is_told(judged):
    judged.ruling_file("ferry2020").rename(judged.rulings / "ferry2020.yaml")
    [problem] = problems(judged, "ruling")
    assert problem == "data/rulings/ferry2020.yaml: only files that end in .yml are read here; name it ferry2020.yml"

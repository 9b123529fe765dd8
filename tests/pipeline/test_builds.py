"""A build runs every notebook, renders once, and publishes only what is whole."""

import errno
import io
import json
import shutil

import pytest
from rich.console import Console

from tracebrief.cli.build_progress import build_with_progress
from tracebrief.project.errors import BuildError, NotebookError
from tracebrief.project.paths import Project

FIRST = """\
# %% tags=["parameters"]
root: str = ".."  # the project

# %%
from pathlib import Path

Path(root, "build", "first.txt").write_text("first")
"""
SECOND = FIRST.replace('"first"', 'Path(root, "build", "first.txt").read_text() + " second"').replace(
    '"first.txt").write', '"second.txt").write'
)


@pytest.fixture
def ready(project):
    return make_ready(project)


def make_ready(project):
    (project.notebooks / "10_first.py").write_text(FIRST, "utf-8")
    (project.notebooks / "20_second.py").write_text(SECOND, "utf-8")
    project.site.mkdir(parents=True)
    (project.site / "index.html").write_text("old")
    return project


@pytest.fixture(scope="module")
def built_once(make_project, tmp_path_factory):
    """The project, built: a test must not change it."""
    project = make_ready(make_project(tmp_path_factory.mktemp("built")))
    build(project)
    return project


@pytest.fixture
def built(built_once, tmp_path):
    """A copy of the built project, in another folder."""
    return Project(shutil.copytree(built_once.root, tmp_path / "copy", symlinks=True))


def render(project, *, engine, target, version, date):
    (target / "index.html").write_text(f"{engine} {version} {date}")


def build(project, **options):
    """Run a build; return its steps and what it printed."""
    console = Console(file=io.StringIO(), width=100)
    built = build_with_progress(project, console=console, **{"render": render} | options)
    return built.steps, console.file.getvalue()


def test_notebooks_run_in_order_and_the_pages_are_published(ready, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1583280000")
    steps, printed = build(ready, engine="embedded")
    assert [step.name for step in steps] == ["10_first", "20_second", "render"]
    assert (ready.build / "second.txt").read_text() == "first second"
    assert (ready.site / "index.html").read_text().split()[::2] == ["embedded", "2020-03-04"]
    assert all(word in printed for word in ("10_first", "1 HTML", "seconds", "all"))


def full(*_, **__):
    raise OSError(errno.ENOSPC, "No space left on device")


FAILURES = {
    "a parameter that none has": ({"parameters": {"boats": 1}}, NotebookError, "no notebook has this parameter"),
    "a full disk": ({"render": full}, BuildError, "no space left on the disk"),
}


@pytest.mark.parametrize("case", FAILURES)
def test_a_build_that_fails_leaves_the_last_site(ready, case):
    options, error, told = FAILURES[case]
    (ready.notebooks / "20_second.py").unlink()
    with pytest.raises(error, match=told):
        build(ready, **options)
    assert (ready.site / "index.html").read_text() == "old"


def test_a_notebook_that_raises_stops_the_build(ready):
    (ready.notebooks / "10_first.py").write_text("nowhere\n", "utf-8")
    with pytest.raises(NotebookError, match=r"notebooks/10_first\.py:1: NameError"):
        build(ready)
    assert (ready.site / "index.html").read_text() == "old"
    assert not (ready.build / "first.txt").exists()


def test_a_project_without_notebooks_is_told(project):
    with pytest.raises(BuildError, match="there are no notebooks"):
        build(project)


@pytest.fixture
def rendered(monkeypatch):
    """How often pages were rendered."""
    calls = []

    def count(project, **options):
        calls.append(options["version"])
        render(project, **options)

    return calls, count


def test_a_build_of_what_is_built_does_nothing(built, rendered):
    calls, count = rendered
    steps, printed = build(built, render=count, why=True)
    assert not calls and all(step.cached for step in steps)
    assert "0 run" in printed and "10_first    kept  all" in printed and "floor" not in printed


def by_hand(project):
    (project.site / "index.html").write_text("mine")


def removed(project):
    (project.site / "index.html").unlink()


def prose(project):
    (project.report / "index.qmd").write_text("A comma, more.")


def forgotten(project):
    for path in (project.cache / "site").rglob("*"):
        path.is_file() and path.write_bytes(b"{}")


def table(project):
    (project.notebooks / "20_second.py").write_text(SECOND.replace(" second", " third"))


STALE = {
    "the prose": (prose, ["20_second", "10_first"], "report/index.qmd changed"),
    "a published page, by hand": (by_hand, ["20_second", "10_first"], "build/site: index.html is altered"),
    "a page that is gone": (removed, ["20_second", "10_first"], "build/site: index.html is missing"),
    "the memory of the last rendering, damaged": (forgotten, ["20_second", "10_first"], "no earlier rendering is kept"),
    "a notebook": (table, ["10_first"], "what the notebooks left changed"),
}


@pytest.mark.parametrize("case", STALE)
def test_pages_are_rendered_when_what_they_show_or_they_themselves_changed(built, rendered, case):
    change, kept, why = STALE[case]
    calls, count = rendered
    change(built)
    steps, printed = build(built, render=count, why=True)
    assert len(calls) == 1 and {step.name for step in steps if step.cached} == set(kept)
    assert why in printed
    assert "auto" in (built.site / "index.html").read_text()


def test_a_build_says_what_it_did_beside_the_pages_and_what_it_was_made_of_apart(built, rendered):
    _, count = rendered
    first = built.build_record.read_bytes()
    made = json.loads(first)
    assert [step["name"] for step in made["steps"]] == ["10_first", "20_second"]
    assert made["steps"][1]["reads"]["build/first.txt"] == made["steps"][0]["writes"]["build/first.txt"]
    prose(built)
    build(built, render=count)
    assert built.build_record.read_bytes() == first
    run = json.loads((built.site / "run.js").read_text().removeprefix("window.tracebriefRun = ").rstrip(";\n"))
    assert [step["cached"] for step in run["steps"]] == [True, True, False] and run["repro"] is None
    assert set(run["floor"]) == {"start", "parse", "render"}


def test_pages_that_stay_tell_what_was_proved_since(built, rendered):
    calls, count = rendered
    built.repro_record.write_text('{"commit": "c", "same": true, "files": 3, "first": null}')
    build(built, render=count)
    assert not calls
    for script in (built.site / "run.js", *built.site.glob("v/*/run.js")):
        assert '"files": 3' in script.read_text()
    assert len(list(built.site.glob("v/*/run.js"))) == 1
    steps, _ = build(built, render=count)
    assert all(step.cached for step in steps)

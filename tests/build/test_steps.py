"""A build runs every notebook, renders once, and publishes only what is whole."""

import errno
import io

import pytest
from rich.console import Console

from tracebrief.build.steps import run_build
from tracebrief.errors import BuildError, NotebookError

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
    (project.notebooks / "10_first.py").write_text(FIRST, "utf-8")
    (project.notebooks / "20_second.py").write_text(SECOND, "utf-8")
    project.site.mkdir(parents=True)
    (project.site / "index.html").write_text("old")
    return project


def render(project, *, engine, target, version, date):
    (target / "index.html").write_text(f"{engine} {version} {date}")


def build(project, **options):
    """Run a build; return its steps and what it printed."""
    console = Console(file=io.StringIO(), width=100)
    steps = run_build(project, console=console, **{"render": render} | options)
    return steps, console.file.getvalue()


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

"""Two builds of one commit: the same, or what differs is found, explained and kept."""

import io
import json
import subprocess
import sys

import pytest
from rich.console import Console

from tracebrief.project.errors import BuildError, GitError
from tracebrief.repro import cloned_builds, reproducibility
from tracebrief.repro.reproducibility import check_reproducibility

# A build in place of the real one: the notebooks with their kernels, and pages of one line.
BUILD = """\
import os
from tracebrief.pipeline.builds import run_build
from tracebrief.project.paths import find_project
def render(project, *, target, **_):
    (target / "index.html").write_text("<p>Boats</p>")
    (target / "run.js").write_text(os.environ["TZ"])
run_build(find_project(), render=render)
"""
# No notebook: the outputs of a build, written by hand.
WRITE = """\
import os, pathlib, sys
site = pathlib.Path("build/site")
site.mkdir(parents=True)
(site / "index.html").write_text("<p>" + {what} + "</p>")
"""
CELLS = """\
# %% tags=["parameters"]
root: str = ".."  # the project

# %%
import os, subprocess, sys, time
from pathlib import Path

out = Path(root, "build", "tables")
out.mkdir(parents=True, exist_ok=True)
"""
LEAKS = """
# %%
names = subprocess.run(
    [sys.executable, "-c", "print(*{chr(c) * 3 for c in range(97, 123)})"],
    env={k: v for k, v in os.environ.items() if k != "PYTHONHASHSEED"}, capture_output=True, text=True,
).stdout
(out / "a.txt").write_text(names)
(out / "b.json").write_text('{"boats": {"made": %f}}' % time.time())
(out / "c.csv").write_text(f"boat,file\\nAda,{Path(root).resolve()}\\n")
print("read", Path(root).resolve())
"""
CLEAN = """
# %%
(out / "a.txt").write_text(" ".join(sorted({chr(c) * 3 for c in range(97, 123)})))
print("in one portion or two", flush=os.environ["COLUMNS"] == "60")
print("zone", time.strftime("%z"), flush=True)
"""


def git(folder, *words):
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


def commit(project):
    git(project.root, "init")
    (project.root / ".gitignore").write_text("/build/\n")
    git(project.root, "add", ".")
    git(project.root, "commit", "-m", "Count boats")
    git(project.root, "tag", "v1")


@pytest.fixture
def run(project, tmp_path_factory, monkeypatch):
    """Return a function that builds twice by a script, and returns the result with what was printed."""
    kept = tmp_path_factory.mktemp("kept")
    monkeypatch.setattr(reproducibility.tempfile, "tempdir", str(kept))

    def _run(script, **given):
        console = Console(file=io.StringIO(), width=100)
        command = [sys.executable, "-c", script]
        result = check_reproducibility(given.get("project", project), console=console, build=command)
        return result, console.file.getvalue(), sorted(kept.glob("tracebrief-repro-*"))

    return _run


def test_a_notebook_that_leaks_its_environment_is_found_out(run, project):
    """Starts two kernels."""
    (project.notebooks / "10_boats.py").write_text(CELLS + LEAKS, "utf-8")
    commit(project)
    result, said, kept = run(BUILD)
    causes = {finding.name: finding.cause for finding in result.findings}
    assert "another order" in causes["build/tables/a.txt"]
    assert "the clock" in causes["build/tables/b.json"]
    assert "folder of the project" in causes["build/tables/c.csv"]
    assert "folder of the project" in causes["build/notebooks/10_boats.ipynb"]
    places = {finding.name: finding.difference.where for finding in result.findings}
    assert places["build/tables/b.json"] == "/boats/made" and places["build/tables/c.csv"] == "column file, row 1"
    assert places["build/notebooks/10_boats.ipynb"] == "cell 3, output 1, stdout, line 1"
    assert said.index("build/tables/a.txt") < said.index("likely cause") < said.index("build/tables/b.json")
    assert len(kept) == 1 and str(kept[0]) in said
    known = json.loads(project.repro_record.read_text())
    assert known["same"] is False and known["first"].startswith("build/tables/a.txt: line 1; likely cause: the same")


def test_a_clean_notebook_gives_the_same_bytes(run, project):
    """Starts two kernels."""
    (project.notebooks / "10_boats.py").write_text(CELLS + CLEAN, "utf-8")
    commit(project)
    (project.root / "note.txt").write_text("not committed")
    result, said, kept = run(BUILD)
    assert result.same and not kept
    assert "1 uncommitted file: not built" in said and f"same: {result.files} files, " in said
    known = json.loads(project.repro_record.read_text())
    assert known == {"commit": result.commit, "same": True, "files": result.files, "first": None}


WRITTEN = {
    "the same": ("'boats'", None),
    "only where the build is": ("'boats' + os.environ['TRACEBRIEF_ROOT'][:0]", None),
    "the folder": ("os.environ['TRACEBRIEF_ROOT']", "the folder of the project"),
    "the home": ("os.path.expanduser('~')", "HOME"),
    "what nothing accounts for": ("os.environ['TZ'][-3:]", "unknown"),
    "the width of a terminal, as a number": ("os.environ['COLUMNS']", "unknown"),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_the_cause_is_told_or_said_to_be_unknown(run, project, case):
    what, cause = WRITTEN[case]
    commit(project)
    result, said, kept = run(WRITE.format(what=what))
    assert result.same is (cause is None) and bool(kept) is (cause is not None)
    assert cause is None or f"likely cause: {cause}" in said


def test_a_file_of_a_random_name_is_told_with_its_twin(run, project):
    commit(project)
    name = "import uuid; (site / str(uuid.uuid4())).write_text('boat')"
    result, said, _ = run(WRITE.format(what="''") + name)
    assert result.differing == 2 and all("random name" in finding.cause for finding in result.findings)
    assert "the second build has no such file" in said


def test_a_project_below_the_top_of_its_repository_is_built_in_its_place(run, project, tmp_path_factory):
    top = tmp_path_factory.mktemp("top")
    (top / "brief").mkdir()
    project.root.rename(top / "brief" / "here")
    inner = type(project)(top / "brief" / "here")
    commit(type(project)(top))
    result, _, _ = run(WRITE.format(what="pathlib.Path('_quarto.yml').read_text()[:3]"), project=inner)
    assert result.same and inner.repro_record.is_file()


@pytest.mark.parametrize("kind", ["shallow", "worktree"])
def test_a_shallow_clone_and_a_worktree_are_built(run, project, tmp_path_factory, kind):
    commit(project)
    (project.root / "second.txt").write_text("x")
    git(project.root, "add", ".")
    git(project.root, "commit", "-m", "Count again")
    copy = tmp_path_factory.mktemp(kind) / "copy"
    words = {
        "shallow": ["clone", "--depth", "1", f"file://{project.root}", str(copy)],
        "worktree": ["worktree", "add", "--detach", str(copy)],
    }
    git(project.root, *words[kind])
    described = "__import__('subprocess').check_output(['git', 'describe', '--tags', '--always'], text=True)"
    result, _, _ = run(WRITE.format(what=described), project=type(project)(copy))
    assert result.same


def test_what_cannot_be_built_is_told(run, project):
    with pytest.raises(GitError, match="not under git; commit it to a git repository"):
        run(WRITE.format(what="''"))
    git(project.root, "init")
    with pytest.raises(BuildError, match="git has no commit here yet"):
        run(WRITE.format(what="''"))
    commit(project)
    with pytest.raises(BuildError, match="repro, first build: no boats; see the lines above") as problem:
        run("import os, sys; os.environ['COLUMNS'] == '60' and sys.exit('tracebrief: no boats')")
    assert any("Pacific/Kiritimati" in note for note in problem.value.__notes__)
    with pytest.raises(BuildError, match="the build left no output"):
        run("")
    assert not project.repro_record.exists()


def test_an_interruption_leaves_neither_process_nor_folder(run, project, monkeypatch, tmp_path_factory):
    commit(project)
    kept = reproducibility.tempfile.tempdir
    started = []

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(cloned_builds, "print_line", lambda console, line: line.startswith("second") and interrupt())
    real = subprocess.Popen
    monkeypatch.setattr(cloned_builds.subprocess, "Popen", lambda *a, **o: started.append(real(*a, **o)) or started[-1])
    with pytest.raises(KeyboardInterrupt):
        run("import signal; signal.pause()")
    builds = [process for process in started if process.args[0] == sys.executable]
    assert len(builds) == 2 and all(process.poll() is not None for process in builds)
    assert not list(type(project.root)(kept).iterdir())

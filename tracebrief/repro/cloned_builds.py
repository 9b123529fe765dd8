"""Two clones of one commit, and a build in each: at the same time, each in an environment of its own.

What ends the run ends both builds, and with them their kernels.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from tracebrief.project.errors import BuildError
from tracebrief.project.git import ask_git, find_git_problem, run_git
from tracebrief.project.paths import Project
from tracebrief.repro.build_environments import BuildEnvironment, EnvironmentPair

Popen = subprocess.Popen[bytes]

# Gives a build its cores, which no environment variable does; then writes the ledger as accepted.
LAUNCHER = """\
import os, runpy, sys
cores = [int(core) for core in sys.argv.pop(1).split(",") if core]
if cores:
    os.sched_setaffinity(0, cores)
os.environ["PYTHON_CPU_COUNT"] = str(len(cores)) if cores else "default"
for words in (sys.argv[1:], ["accept"]):
    sys.argv[1:] = words
    try:
        runpy.run_module("tracebrief", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if end.code:
            raise
"""


def find_head_commit(project: Project) -> tuple[str, str]:
    """Return the commit that is checked out, and the project's folder in the repository.

    Raises:
        GitError: the project is not in git, or git cannot be asked.
        BuildError: it has no commit.
    """
    if problem := find_git_problem(project.root):
        raise problem
    if (commit := ask_git(project.root, "rev-parse", "--verify", "HEAD")) is None:
        raise BuildError(str(project.root), "git has no commit here yet", "commit the project first")
    return commit, ask_git(project.root, "rev-parse", "--show-prefix") or ""


def count_uncommitted(project: Project) -> int:
    """Return how many files of the repository differ from the commit."""
    return len((ask_git(project.root, "status", "--porcelain") or "").splitlines())


def clone_commit(project: Project, commit: str, environment: BuildEnvironment) -> None:
    """Clone the repository with its tags, at one commit; its hooks and untracked files stay behind.

    Raises:
        BuildError: git could not.
    """
    top = ask_git(project.root, "rev-parse", "--show-toplevel") or str(project.root)
    environment.root.parent.mkdir(parents=True, exist_ok=True)
    for folder, words in (
        (project.root, ["clone", "--quiet", "--no-checkout", top, str(environment.root)]),
        (environment.root, ["-c", "advice.detachedHead=false", "checkout", "--quiet", "--detach", commit]),
    ):
        answer = run_git(folder, *words, umask=environment.umask)
        if not answer.succeeded:
            what = f"git could not clone {commit[:10]} ({answer.complaint or 'no reason given'})"
            raise BuildError("repro", what, "fix what it names, then try again")


def build_command(environment: BuildEnvironment, engine: str) -> list[str]:
    """Return the command that builds with this interpreter, and then writes the ledger."""
    cores = ",".join(map(str, sorted(environment.cores)))
    return [sys.executable, "-c", LAUNCHER, cores, "build", "--engine", engine]


def build_both(pair: EnvironmentPair, commands: list[list[str]], inside: str, console: Console) -> EnvironmentPair:
    """Run both builds at once; return their environments with the times at which they started and ended.

    Raises:
        BuildError: one of them failed.
    """
    started = time.time()
    with _running(pair, commands, inside) as processes:
        for each in pair:
            print_line(console, f"{each.name} build: {each}")
        ended: dict[str, float] = {}
        with console.status("two builds") as status:
            while len(ended) < len(pair):
                for each, process in zip(pair, processes, strict=True):
                    if each.name not in ended and process.poll() is not None:
                        ended[each.name] = time.time()
                        _check_built(each, process)
                        print_line(console, f"{each.name} build: done in {ended[each.name] - started:.0f} s")
                status.update(f"two builds, {time.time() - started:.0f} s")
                time.sleep(0.1)
    one, other = (replace(each, started=started, ended=ended[each.name]) for each in pair)
    return one, other


@contextmanager
def _running(pair: EnvironmentPair, commands: list[list[str]], inside: str) -> Iterator[list[Popen]]:
    """Start both builds; on leaving, end those that still run, and with them their kernels."""
    processes: list[Popen] = []
    try:
        for each, command in zip(pair, commands, strict=True):
            processes.append(_start(each, command, each.root / inside))
        yield processes
    finally:
        for process in processes:
            if process.poll() is None:
                process.terminate()
        for process in processes:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _start(environment: BuildEnvironment, command: list[str], folder: Path) -> Popen:
    with _log(environment).open("wb") as log:
        return subprocess.Popen(
            command,
            cwd=folder,
            env=environment.variables(folder),
            umask=environment.umask,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )


def _check_built(environment: BuildEnvironment, process: Popen) -> None:
    if process.returncode:
        lines = _log(environment).read_text("utf-8", "replace").strip().splitlines() or ["it said nothing"]
        what, _, todo = lines[-1].removeprefix("tracebrief: ").partition("; ")
        error = BuildError(f"repro, {environment.name} build", what, todo or "see the lines above")
        error.add_note("\n".join(lines[-20:]))
        error.add_note(f"its environment: {environment}")
        raise error


def _log(environment: BuildEnvironment) -> Path:
    return environment.folder / "build.log"


def print_line(console: Console, line: str) -> None:
    """Print a line as it is."""
    console.print(line, markup=False, highlight=False, soft_wrap=True)

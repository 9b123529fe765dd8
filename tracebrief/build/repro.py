"""Proves that a commit gives the same bytes: two builds from clean clones, in surroundings as unlike as can be.

Only what is committed is built. Both builds start cold and run at the same time; every output is compared.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console

from tracebrief.build.causes import find_cause
from tracebrief.build.differences import Difference, find_difference
from tracebrief.build.manifest import find_differing, find_outputs, find_step
from tracebrief.build.surroundings import Surroundings, make_surroundings
from tracebrief.errors import BuildError
from tracebrief.paths import Project

# Differing files that are told of.
TOLD = 10
# Characters shown on each side of the first one that differs.
AROUND = 40
# Gives a build its cores, the rest of its surroundings being in its environment; then writes the ledger as accepted.
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


@dataclass(frozen=True)
class Finding:
    """One output that differs: where in it, and why where that can be told."""

    name: str
    step: str | None
    difference: Difference
    cause: str | None

    def __str__(self) -> str:
        return f"{self.name}: {self.difference.where}; likely cause: {self.cause or 'unknown'}"


@dataclass(frozen=True)
class Repro:
    """What two builds of one commit came to."""

    commit: str
    files: int
    size: int  # bytes of one build's outputs
    differing: int
    findings: tuple[Finding, ...]  # the first of those that differ

    @property
    def same(self) -> bool:
        """Whether every output is."""
        return not self.differing


def run_repro(
    project: Project, *, engine: str = "auto", console: Console | None = None, build: Sequence[str] | None = None
) -> Repro:
    """Build the last commit twice, compare every output, and keep the result in `build/repro.json`.

    The two folders stay where the builds differ, to be looked at.

    Args:
        build: the command that builds, in place of this interpreter's `tracebrief build`.

    Raises:
        BuildError: the project is not in git or has no commit, or a build fails.
    """
    console = console or Console(stderr=True)
    commit, inside = _find_commit(project)
    if changed := _git(project.root, "status", "--porcelain"):
        count = len(changed.splitlines())
        _say(console, f"{count} uncommitted file{'s' * (count > 1)}: not built, only the commit {commit[:10]} is")
    folder = Path(tempfile.mkdtemp(prefix="tracebrief-repro-")).resolve()
    keep = False
    try:
        pair = make_surroundings(folder)
        for each in pair:
            _clone(project, commit, each)
        commands = [[*(build or _command(each, engine))] for each in pair]
        pair = _build_both(pair, commands, inside, console)
        repro = compare_builds(commit, pair, inside)
        keep = not repro.same
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)
    _keep(project, repro)
    _report(console, repro, pair)
    return repro


def compare_builds(commit: str, pair: tuple[Surroundings, Surroundings], inside: str = "") -> Repro:
    """Return what two finished builds differ in."""
    projects = [Project(each.root / inside) for each in pair]
    one, other = (find_outputs(project) for project in projects)
    if not one:
        raise BuildError("repro", "the build left no output", "run `tracebrief build` and see what it says")
    differing = find_differing(one, other)
    digests = frozenset(one[n] for n in differing if n in one), frozenset(other[n] for n in differing if n in other)
    findings = []
    for name in differing[:TOLD]:
        difference = _find_in(projects, name, one, other)
        cause = find_cause(difference, *pair, digests=digests)
        findings.append(Finding(name, find_step(projects[0], name), difference, cause))
    size = sum((projects[0].root / name).stat().st_size for name in one)
    return Repro(commit, len(one), size, len(differing), tuple(findings))


def _find_in(projects: list[Project], name: str, one: dict[str, str], other: dict[str, str]) -> Difference:
    """Return where a file differs; one that a build lacks differs from its twin of another name, if it has one."""
    if name in one and name in other:
        contents = [(project.root / name).read_bytes() for project in projects]
        found = find_difference(name, *contents)
        return found or Difference("nowhere: it has changed since it was hashed", None, None)
    here, there, lacking = (one, other, "second") if name in one else (other, one, "first")
    twin = next((each for each, digest in there.items() if digest == here[name] and each not in here), None)
    pair = (name, twin) if lacking == "second" else (twin, name)
    return Difference(f"the {lacking} build has no such file", *pair)


def _find_commit(project: Project) -> tuple[str, str]:
    """Return the commit that is checked out, and the project's folder in the repository."""
    if shutil.which("git") is None:
        raise BuildError("repro", "git is not on the PATH", "install it: two builds need two clones")
    if (inside := _git(project.root, "rev-parse", "--show-prefix")) is None:
        raise BuildError(
            str(project.root), "not in a git repository", "commit the project: repro builds what is committed"
        )
    if (commit := _git(project.root, "rev-parse", "--verify", "HEAD")) is None:
        raise BuildError(str(project.root), "git has no commit here yet", "commit the project first")
    return commit, inside


def _clone(project: Project, commit: str, around: Surroundings) -> None:
    """Clone the repository with its tags, at one commit; its hooks and untracked files stay behind."""
    top = _git(project.root, "rev-parse", "--show-toplevel") or str(project.root)
    around.root.parent.mkdir(parents=True, exist_ok=True)
    for words in (
        ["clone", "--quiet", "--no-checkout", top, str(around.root)],
        ["-C", str(around.root), "-c", "advice.detachedHead=false", "checkout", "--quiet", "--detach", commit],
    ):
        done = subprocess.run(["git", *words], capture_output=True, text=True, check=False, umask=around.umask)
        if done.returncode:
            said = (done.stderr.strip() or "no reason given").splitlines()[-1]
            raise BuildError(
                "repro", f"git could not clone {commit[:10]} ({said})", "mend what it names, then try again"
            )


def _command(around: Surroundings, engine: str) -> list[str]:
    cores = ",".join(map(str, sorted(around.cores)))
    return [sys.executable, "-c", LAUNCHER, cores, "build", "--engine", engine]


def _build_both(
    pair: tuple[Surroundings, Surroundings], commands: list[list[str]], inside: str, console: Console
) -> tuple[Surroundings, Surroundings]:
    """Run both builds; return their surroundings with the times at which they started and ended."""
    started = time.time()
    with _running(pair, commands, inside) as processes:
        for each in pair:
            _say(console, f"{each.name} build: {each}")
        ended: dict[str, float] = {}
        with console.status("two builds") as status:
            while len(ended) < len(pair):
                for each, process in zip(pair, processes, strict=True):
                    if each.name not in ended and process.poll() is not None:
                        ended[each.name] = time.time()
                        _check_built(each, process)
                        _say(console, f"{each.name} build: done in {ended[each.name] - started:.0f} s")
                status.update(f"two builds, {time.time() - started:.0f} s")
                time.sleep(0.1)
    one, other = (replace(each, started=started, ended=ended[each.name]) for each in pair)
    return one, other


@contextmanager
def _running(
    pair: tuple[Surroundings, Surroundings], commands: list[list[str]], inside: str
) -> Iterator[list[subprocess.Popen]]:
    """Start both builds; on leaving, end those that still run, and with them their kernels."""
    processes: list[subprocess.Popen] = []
    try:
        for each, command in zip(pair, commands, strict=True):
            with _log(each).open("wb") as log:
                place, options = each.root / inside, {"stdout": log, "stderr": log, "stdin": subprocess.DEVNULL}
                processes.append(
                    subprocess.Popen(command, cwd=place, env=each.environment(place), umask=each.umask, **options)
                )
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


def _check_built(around: Surroundings, process: subprocess.Popen) -> None:
    if process.returncode:
        lines = _log(around).read_text("utf-8", "replace").strip().splitlines() or ["it said nothing"]
        what, _, todo = lines[-1].removeprefix("tracebrief: ").partition("; ")
        error = BuildError(f"repro, {around.name} build", what, todo or "see the lines above")
        error.add_note("\n".join(lines[-20:]))
        error.add_note(f"its surroundings: {around}")
        raise error


def _log(around: Surroundings) -> Path:
    return around.folder / "build.log"


def _keep(project: Project, repro: Repro) -> None:
    first = str(repro.findings[0]) if repro.findings else None
    known = {"commit": repro.commit, "same": repro.same, "files": repro.files, "first": first}
    project.build.mkdir(parents=True, exist_ok=True)
    beside = project.build / f".repro-{os.getpid()}.json"
    beside.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", "utf-8")
    beside.replace(project.build / "repro.json")


def _report(console: Console, repro: Repro, pair: tuple[Surroundings, Surroundings]) -> None:
    if repro.same:
        _say(console, f"same: {repro.files} files, {repro.size:,} bytes, commit {repro.commit[:10]}")
        return
    _say(console, f"different: {repro.differing} of {repro.files} files, commit {repro.commit[:10]}")
    first, *others = repro.findings
    _say(console, f"\n{first.name}" + (f" (written by {first.step})" if first.step else ""))
    _say(console, f"  where   {first.difference.where}")
    for each, text in zip(pair, excerpts(first.difference), strict=True):
        _say(console, f"  {each.name:7} {text}")
    _say(console, f"  likely cause: {first.cause or 'unknown; nothing known accounts for all of it'}\n")
    for finding in others:
        _say(console, str(finding))
    if repro.differing > TOLD:
        _say(console, f"and {repro.differing - TOLD} more")
    _say(console, "\nThe builds stay here to be looked at; remove them when done:")
    for each in pair:
        _say(console, f"  {each.root}")


def excerpts(difference: Difference) -> tuple[str, str]:
    """Return what both builds have, cut to the surroundings of the first character that differs."""
    a, b = difference.one, difference.other
    if a is None or b is None:
        return tuple("nothing" if text is None else repr(text[: 2 * AROUND]) for text in (a, b))
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return tuple(_cut(text, at) for text in (a, b))


def _cut(text: str, at: int) -> str:
    start, end = max(at - AROUND, 0), at + AROUND
    return f"{'…' * (start > 0)}{text[start:end]!r}{'…' * (end < len(text))}"


def _git(folder: Path, *words: str) -> str | None:
    """Return what git says, None where it fails."""
    done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else None


def _say(console: Console, line: str) -> None:
    console.print(line, markup=False, highlight=False, soft_wrap=True)

"""Proves that a commit gives the same bytes: two builds from clean clones, in surroundings as unlike as can be.

Only what is committed is built. Both builds start cold and run at the same time; every output is compared.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from rich.console import Console

from tracebrief.model.wording import counted
from tracebrief.project.errors import BuildError
from tracebrief.project.paths import Project
from tracebrief.repro.causes import find_cause
from tracebrief.repro.clones import build_both, build_command, clone_commit, count_uncommitted, find_commit, say
from tracebrief.repro.differences import Difference, find_difference
from tracebrief.repro.manifest import find_differing, find_outputs, find_step
from tracebrief.repro.surroundings import Surroundings, make_surroundings

# Differing files that are told of.
TOLD = 10
# Characters shown on each side of the first one that differs.
AROUND = 40


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


class ReproRecord(TypedDict):
    """What is kept of it, for pages to tell."""

    commit: str
    same: bool
    files: int
    first: str | None  # the first difference, in words


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
    commit, inside = find_commit(project)
    if count := count_uncommitted(project):
        say(console, f"{counted(count, 'uncommitted file')}: not built, only the commit {commit[:10]} is")
    folder = Path(tempfile.mkdtemp(prefix="tracebrief-repro-")).resolve()
    keep = False
    try:
        pair = make_surroundings(folder)
        for each in pair:
            clone_commit(project, commit, each)
        commands = [[*(build or build_command(each, engine))] for each in pair]
        pair = build_both(pair, commands, inside, console)
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


def read_repro(project: Project) -> ReproRecord | None:
    """Return what the last `tracebrief repro` found, None before the first."""
    path = project.repro_record
    record: ReproRecord | None = json.loads(path.read_text("utf-8")) if path.is_file() else None
    return record


def _keep(project: Project, repro: Repro) -> None:
    first = str(repro.findings[0]) if repro.findings else None
    known: ReproRecord = {"commit": repro.commit, "same": repro.same, "files": repro.files, "first": first}
    project.build.mkdir(parents=True, exist_ok=True)
    beside = project.build / f".repro-{os.getpid()}.json"
    beside.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", "utf-8")
    beside.replace(project.repro_record)


def _report(console: Console, repro: Repro, pair: tuple[Surroundings, Surroundings]) -> None:
    if repro.same:
        say(console, f"same: {repro.files} files, {repro.size:,} bytes, commit {repro.commit[:10]}")
        return
    say(console, f"different: {repro.differing} of {repro.files} files, commit {repro.commit[:10]}")
    first, *others = repro.findings
    say(console, f"\n{first.name}" + (f" (written by {first.step})" if first.step else ""))
    say(console, f"  where   {first.difference.where}")
    for each, text in zip(pair, excerpts(first.difference), strict=True):
        say(console, f"  {each.name:7} {text}")
    say(console, f"  likely cause: {first.cause or 'unknown; nothing known accounts for all of it'}\n")
    for finding in others:
        say(console, str(finding))
    if repro.differing > TOLD:
        say(console, f"and {repro.differing - TOLD} more")
    say(console, "\nThe builds stay here to be looked at; remove them when done:")
    for each in pair:
        say(console, f"  {each.root}")


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

"""Whether a commit gives the same bytes: two builds from clean clones, in environments as unlike as can be.

Only what is committed is built. Both builds start cold and run at the same time; every output is compared.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from rich.console import Console

from tracebrief.model.wording import counted
from tracebrief.project.errors import BuildError
from tracebrief.project.json_files import write_json
from tracebrief.project.paths import Project
from tracebrief.repro.build_environments import EnvironmentPair, make_environments
from tracebrief.repro.build_outputs import Outputs, find_step, list_differing, list_outputs
from tracebrief.repro.cloned_builds import (
    build_both,
    build_command,
    clone_commit,
    count_uncommitted,
    find_head_commit,
    print_line,
)
from tracebrief.repro.difference_causes import explain_difference
from tracebrief.repro.file_differences import FileDifference, compare_contents

# Differing outputs that are compared and listed.
LISTED = 10
# Characters shown on each side of the first one that differs.
AROUND = 40


@dataclass(frozen=True)
class DifferingOutput:
    """One output that differs: where in it, and why, where that is known."""

    name: str
    step: str | None
    difference: FileDifference
    cause: str | None

    def __str__(self) -> str:
        return f"{self.name}: {self.difference.where}; likely cause: {self.cause or 'unknown'}"


@dataclass(frozen=True)
class Reproducibility:
    """What two builds of one commit came to."""

    commit: str
    files: int
    size: int  # bytes of one build's outputs
    differing: int
    findings: tuple[DifferingOutput, ...]  # the first of those that differ

    @property
    def same(self) -> bool:
        """Whether every output is."""
        return not self.differing


class ReproRecord(TypedDict):
    """What is kept of it, for the pages."""

    commit: str
    same: bool
    files: int
    first: str | None  # the first difference, in words


def check_reproducibility(
    project: Project, *, engine: str = "auto", console: Console | None = None, build: Sequence[str] | None = None
) -> Reproducibility:
    """Build the last commit twice, compare every output, and keep the result in `build/repro.json`.

    The two folders stay where the builds differ, to be looked at.

    Args:
        build: the command that builds, in place of this interpreter's `tracebrief build`.

    Raises:
        GitError: the project is not in git.
        BuildError: the project has no commit, or a build fails.
    """
    console = console or Console(stderr=True)
    commit, inside = find_head_commit(project)
    if count := count_uncommitted(project):
        print_line(console, f"{counted(count, 'uncommitted file')}: not built, only the commit {commit[:10]} is")
    folder = Path(tempfile.mkdtemp(prefix="tracebrief-repro-")).resolve()
    keep = False
    try:
        pair = make_environments(folder)
        for each in pair:
            clone_commit(project, commit, each)
        commands = [[*(build or build_command(each, engine))] for each in pair]
        pair = build_both(pair, commands, inside, console)
        found = compare_builds(commit, pair, inside)
        keep = not found.same
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)
    _write_record(project, found)
    for line in _describe(found, pair):
        print_line(console, line)
    return found


def compare_builds(commit: str, pair: EnvironmentPair, inside: str = "") -> Reproducibility:
    """Return what two finished builds differ in."""
    projects = [Project(each.root / inside) for each in pair]
    one, other = (list_outputs(project) for project in projects)
    if not one:
        raise BuildError("repro", "the build left no output", "run `tracebrief build` and see what it says")
    differing = list_differing(one, other)
    digests = frozenset(one[n] for n in differing if n in one), frozenset(other[n] for n in differing if n in other)
    findings = []
    for name in differing[:LISTED]:
        difference = _compare_output(projects, name, one, other)
        cause = explain_difference(difference, *pair, digests=digests)
        findings.append(DifferingOutput(name, find_step(projects[0], name), difference, cause))
    size = sum((projects[0].root / name).stat().st_size for name in one)
    return Reproducibility(commit, len(one), size, len(differing), tuple(findings))


def _compare_output(projects: list[Project], name: str, one: Outputs, other: Outputs) -> FileDifference:
    """Return where a file differs; one that a build lacks differs from its twin of another name, if it has one."""
    if name in one and name in other:
        found = compare_contents(name, *((project.root / name).read_bytes() for project in projects))
        return found or FileDifference("nowhere: it has changed since it was hashed", None, None)
    here, there = (one, other) if name in one else (other, one)
    twin = next((each for each, digest in there.items() if digest == here[name] and each not in here), None)
    if name in one:
        return FileDifference("the second build has no such file", name, twin)
    return FileDifference("the first build has no such file", twin, name)


def read_repro_record(project: Project) -> ReproRecord | None:
    """Return what the last check found, None before the first."""
    path = project.repro_record
    record: ReproRecord | None = json.loads(path.read_text("utf-8")) if path.is_file() else None
    return record


def _write_record(project: Project, found: Reproducibility) -> None:
    first = str(found.findings[0]) if found.findings else None
    record: ReproRecord = {"commit": found.commit, "same": found.same, "files": found.files, "first": first}
    beside = project.build / f".repro-{os.getpid()}.json"
    write_json(beside, record)
    beside.replace(project.repro_record)


def _describe(found: Reproducibility, pair: EnvironmentPair) -> Iterator[str]:
    if found.same:
        yield f"same: {found.files} files, {found.size:,} bytes, commit {found.commit[:10]}"
        return
    yield f"different: {found.differing} of {found.files} files, commit {found.commit[:10]}"
    first, *others = found.findings
    yield f"\n{first.name}" + (f" (written by {first.step})" if first.step else "")
    yield f"  where   {first.difference.where}"
    for each, text in zip(pair, cut_excerpts(first.difference), strict=True):
        yield f"  {each.name:7} {text}"
    yield f"  likely cause: {first.cause or 'unknown; nothing known accounts for all of it'}\n"
    yield from map(str, others)
    if found.differing > LISTED:
        yield f"and {found.differing - LISTED} more"
    yield "\nThe builds stay here to be looked at; remove them when done:"
    yield from (f"  {each.root}" for each in pair)


def cut_excerpts(difference: FileDifference) -> tuple[str, str]:
    """Return what both builds have, cut to what is near the first character that differs."""
    a, b = difference.one, difference.other
    if a is None or b is None:
        here, there = ("nothing" if text is None else repr(text[: 2 * AROUND]) for text in (a, b))
        return here, there
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return _cut(a, at), _cut(b, at)


def _cut(text: str, at: int) -> str:
    start, end = max(at - AROUND, 0), at + AROUND
    return f"{'…' * (start > 0)}{text[start:end]!r}{'…' * (end < len(text))}"

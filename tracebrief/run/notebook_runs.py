"""What one run of a notebook depended on and what it left, and whether that still holds.

A run is kept. It holds as long as the notebook's code and parameters, the lock file, and every file and folder that it
read, listed or looked for are what they were; then its outputs are put back and nothing is run.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypedDict

from tracebrief.project.errors import NotebookError
from tracebrief.project.import_closure import LIBRARY
from tracebrief.project.paths import Project
from tracebrief.project.store import Store, digest, digest_file, key_of
from tracebrief.run.input_states import MADE, InputStates
from tracebrief.run.parameters import Parameters

# Runs of one notebook with the same code and parameters that are kept, newest first: a change and back is still a hit.
KEPT = 8
# Changes that are named where a build says why a notebook runs; the others are counted.
SHOWN = 3
KINDS = ("read", "list", "ask", "write")
COSTS = ("start", "parse")
RUNS, LAST_RUN = "runs", "last_run"  # kinds of entries in the store


class MachineParts(TypedDict):
    """What every notebook of a project depends on."""

    lock: str | None  # hash of the lock file
    python: str  # version and platform
    runner: str  # hash of the code that runs notebooks


class RunParts(MachineParts):
    """What a notebook depends on before it reads anything."""

    code: str  # hash of its code cells
    parameters: Parameters


@dataclass(frozen=True)
class NotebookRun:
    """One run of one notebook."""

    parts: RunParts
    script: str  # hash of the notebook's file, prose included
    executed: str = ""  # hash of the executed notebook
    reads: dict[str, str | None] = field(default_factory=dict)  # file → hash, None where it was missed
    lists: dict[str, str | None] = field(default_factory=dict)  # folder → hash of its names
    asks: dict[str, str | None] = field(default_factory=dict)  # path → file, folder or None
    writes: dict[str, str] = field(default_factory=dict)  # file → hash
    left: str = ""  # what it left, in words
    seconds: float = 0.0
    costs: dict[str, float] = field(default_factory=dict)  # seconds of processor time, by COSTS


def read_record(path: Path, run: NotebookRun, inputs: InputStates, *, notebook: str) -> NotebookRun:
    """Return a run with what the recorder noted in the file `path`.

    Raises:
        NotebookError: the notebook read something of the build that no earlier notebook makes, wrote outside `build/`,
            or a file changed while it ran.
    """
    lines = _read_lines(path)
    noted = {kind: {line["path"]: line["value"] for line in lines if line["kind"] == kind} for kind in KINDS}
    found = _list_results(inputs.project)
    # Read after the listing: what another notebook writes meanwhile is noted before it is there.
    beside = {
        line["path"] for each in path.parent.glob("*.jsonl") if each != path for line in _read_lines(each, "write")
    }
    writes = _find_writes(inputs, noted["write"], found - (beside - inputs.made.keys()), notebook)
    inputs.forget()
    reads = {name: value for name, value in noted["read"].items() if name not in writes}
    for name, value in reads.items():
        if name.startswith(MADE) and value is not None and name not in inputs.made:
            raise NotebookError(notebook, f"it read {name}, which no earlier notebook makes", "make it in one of them")
        if inputs.digest(name) != value:
            raise NotebookError(notebook, f"{name} changed while it ran", "build again")
    asked = noted["ask"].keys() - noted["read"].keys() - noted["list"].keys()
    return replace(
        run,
        reads=reads,
        lists={name: inputs.digest_names(name) for name in noted["list"]},
        asks={name: inputs.kind(name) for name in sorted(asked)},
        writes=writes,
        costs={kind: round(sum(line["seconds"] for line in lines if line["kind"] == kind), 3) for kind in COSTS},
    )


def describe_outputs(project: Project, run: NotebookRun) -> str:
    """Return what a run left, in words: its tables with their rows, its figures counted."""
    from pyarrow.parquet import read_metadata

    tables = [project.root / name for name in sorted(run.writes) if name.endswith(".parquet")]
    words = [f"{path.stem} {read_metadata(path).num_rows:,}" for path in tables]
    if figures := sum(name.endswith(".svg") for name in run.writes):
        words.append(f"{figures} figures")
    return ", ".join(words) or "–"


def find_machine_parts(project: Project) -> MachineParts:
    """Return what every notebook of a project depends on, as it is now."""
    runner = [path.read_bytes() for path in sorted((LIBRARY / "run").glob("*.py"))]
    return {
        "lock": digest_file(project.lock),
        "python": f"{sys.version_info.major}.{sys.version_info.minor} on {sys.platform}",
        "runner": digest(b"\0".join(runner)),
    }


def find_kept_run(store: Store, notebook: str, parts: RunParts, inputs: InputStates) -> tuple[NotebookRun | None, str]:
    """Return a kept run that holds, whole in the store, or None, and why, in words."""
    why = ""
    for run in _load(store, RUNS, key_of(notebook, parts)):
        if next(find_changes(run, parts, inputs), None) is None:
            damaged = next((name for name, sha256 in run.writes.items() if not store.holds_file(sha256)), None)
            if damaged is None and store.holds_file(run.executed):
                return run, f"all {len(run.reads)} files it read are as they were"
            why = f"{damaged or 'its executed notebook'} is damaged in the cache"
    if why:
        return None, why
    last = next(iter(_load(store, LAST_RUN, key_of(notebook))), None)
    return None, list_changes(list(find_changes(last, parts, inputs)) if last else []) or "no run of it is kept"


def find_changes(run: NotebookRun, parts: RunParts, inputs: InputStates) -> Iterator[str]:
    """Yield what is no longer as it was when a notebook ran, in words, each naming a file or a parameter."""
    yield from _find_changed_parts(run.parts, parts)
    for name, was in run.reads.items():
        if (now := inputs.digest(name)) != was:
            yield f"{name} " + ("is new" if was is None else "is gone" if now is None else "changed")
    for name, was in run.lists.items():
        if inputs.digest_names(name) != was:
            yield f"the files in {name}/ are others"
    for name, was in run.asks.items():
        if (now := inputs.kind(name)) != was:
            yield f"{name} " + ("is new" if was is None else "is gone" if now is None else f"is now a {now}")


def list_changes(changes: list[str]) -> str:
    """Return changes in words: the first ones, and how many more there are."""
    more = [f"{len(changes) - SHOWN} more"] if len(changes) > SHOWN else []
    *first, last = [*changes[:SHOWN], *more] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def keep_run(store: Store, notebook: str, run: NotebookRun) -> None:
    """Keep a run, whose files the store holds, as the newest of its notebook."""
    key = key_of(notebook, run.parts)
    older = [each for each in _load(store, RUNS, key) if (each.reads, each.lists) != (run.reads, run.lists)]
    store.save_json(RUNS, key, [asdict(each) for each in [run, *older][:KEPT]])
    store.save_json(LAST_RUN, key_of(notebook), [asdict(run)])


def _read_lines(record: Path, kind: str = "") -> list[dict[str, Any]]:
    """Return the whole lines of a record, of one kind if it is given; a kernel may be writing the next one."""
    whole = (line for line in record.read_text("utf-8").splitlines(keepends=True) if line.endswith("\n"))
    return [line for line in map(json.loads, whole) if not kind or line["kind"] == kind]


def _list_results(project: Project) -> set[str]:
    """Return the files that are in the folders for results."""
    folders = (project.tables, project.figures)
    return {project.relative(path) for folder in folders for path in folder.rglob("*") if path.is_file()}


def _find_writes(inputs: InputStates, noted: Iterable[str], results: set[str], notebook: str) -> dict[str, str]:
    """Return what a notebook wrote: what was recorded as written, and what is new among the `results`.

    Args:
        results: what lies in the folders for results and no other notebook was seen to write.
    """
    project, found = inputs.project, set(results)
    for name in noted:
        if not name.startswith("/"):
            if not name.startswith(MADE):
                raise NotebookError(notebook, f"it wrote {name}", "let notebooks write below build/ only")
            found.add(name)
    writes = {name: digest_file(project.root / name) for name in sorted(found)}
    for name, sha256 in writes.items():
        if name in inputs.made and inputs.made[name] != sha256:
            raise NotebookError(notebook, f"it changed {name}, which an earlier notebook made", "write another file")
    return {name: sha256 for name, sha256 in writes.items() if sha256 is not None and name not in inputs.made}


def _find_changed_parts(was: RunParts, now: RunParts) -> Iterator[str]:
    if was.get("code") != now["code"]:
        yield "its code changed"
    before, after = was.get("parameters", {}), now["parameters"]
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            yield f"parameter {key}: {before.get(key)} → {after.get(key)}"
    if was.get("lock") != now["lock"]:
        yield "requirements.lock changed"
    if was.get("python") != now["python"]:
        yield f"Python was {was.get('python')}, is {now['python']}"
    if was.get("runner") != now["runner"]:
        yield "the library’s way of running notebooks changed"


def _load(store: Store, kind: str, key: str) -> list[NotebookRun]:
    """Return the runs kept under a key; those of a library that kept other facts are none."""
    wanted = {each.name for each in fields(NotebookRun)}
    return [NotebookRun(**kept) for kept in store.load_json(kind, key) or [] if set(kept) == wanted]

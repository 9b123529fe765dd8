"""What one run of a notebook depended on and what it left, and whether that still holds.

A trace is kept after a run. It holds as long as the notebook's code and parameters, the lock file, and every file,
folder and question of the run are what they were; then its outputs are put back and nothing is run.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from tracebrief.project.errors import NotebookError
from tracebrief.project.import_closure import LIBRARY
from tracebrief.project.paths import Project
from tracebrief.project.store import Store, digest, digest_file, key_of
from tracebrief.run.recorder import state_of

# Runs of one notebook with the same code and parameters that are kept, newest first: a change and back is still a hit.
KEPT = 8
# Changes that are named when it is told why a notebook runs; the others are counted.
SHOWN = 3
# Names in a folder that no notebook means.
UNMEANT = {"__pycache__", ".ipynb_checkpoints"}
MADE = "build/"


@dataclass(frozen=True)
class Trace:
    """One run of one notebook."""

    parts: dict[str, Any]  # code (hash), parameters, lock (hash), python, runner (hash)
    script: str  # hash of the notebook's file, prose included
    executed: str = ""  # hash of the executed notebook
    reads: dict[str, str | None] = field(default_factory=dict)  # file → hash, None where it was missed
    lists: dict[str, str | None] = field(default_factory=dict)  # folder → hash of its names
    asks: dict[str, str | None] = field(default_factory=dict)  # path → file, folder or None
    writes: dict[str, str] = field(default_factory=dict)  # file → hash
    left: str = ""  # what it left, in words
    seconds: float = 0.0
    costs: dict[str, float] = field(default_factory=dict)  # seconds of processor time: start, parse


class Files:
    """The files of a project as the next notebook would find them.

    What an earlier notebook made is looked up by what it made, not by what lies in `build/`.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.made: dict[str, str] = {}
        self._digests: dict[str, str | None] = {}

    def read(self, name: str) -> str | None:
        """Return the hash of a file's bytes, None where there is none."""
        if name.startswith(MADE):
            return self.made.get(name)
        if name not in self._digests:
            self._digests[name] = digest_file(self._path(name))
        return self._digests[name]

    def list(self, name: str) -> str | None:
        """Return the hash of the names in a folder, None where there is none."""
        if f"{name}/".startswith(MADE):
            below = [path.removeprefix(f"{name}/") for path in self.made if path.startswith(f"{name}/")]
            return _names(path.partition("/")[0] for path in below)
        path = self._path(name)
        return _names(each.name for each in path.iterdir()) if path.is_dir() else None

    def ask(self, name: str) -> str | None:
        """Return whether a path is a file or a folder, None where there is nothing."""
        if not f"{name}/".startswith(MADE):
            return state_of(str(self._path(name)))
        if name in self.made:
            return "file"
        return "folder" if any(path.startswith(f"{name}/") for path in self.made) else None

    def forget(self) -> None:
        """Look at the disk again."""
        self._digests.clear()

    def _path(self, name: str) -> Path:
        return LIBRARY.parent / name if name.startswith("tracebrief/") else self.project.root / name


def read_record(path: Path, trace: Trace, files: Files, *, notebook: str) -> Trace:
    """Return a trace with what the recorder noted in the file `path`.

    Raises:
        NotebookError: the notebook read something of the build that no earlier notebook makes, wrote outside `build/`,
            or a file changed while it ran.
    """
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    of = {kind: {line["path"]: line["value"] for line in lines if line["kind"] == kind} for kind in KINDS}
    costs = {kind: round(sum(line["seconds"] for line in lines if line["kind"] == kind), 3) for kind in COSTS}
    writes = _find_writes(files, of["write"], notebook)
    files.forget()
    reads = {name: value for name, value in of["read"].items() if name not in writes}
    for name, value in reads.items():
        if name.startswith(MADE) and value is not None and name not in files.made:
            raise NotebookError(notebook, f"it read {name}, which no earlier notebook makes", "make it in one of them")
        if files.read(name) != value:
            raise NotebookError(notebook, f"{name} changed while it ran", "build again")
    return replace(
        trace,
        reads=reads,
        lists={name: files.list(name) for name in of["list"]},
        asks={name: files.ask(name) for name in of["ask"] if name not in of["read"] and name not in of["list"]},
        writes=writes,
        costs=costs,
    )


def _find_writes(files: Files, noted: Iterable[str], notebook: str) -> dict[str, str]:
    """Return what a notebook wrote: what it was heard to write, and what is new where notebooks leave their results."""
    project, found = files.project, set()
    for name in noted:
        if not name.startswith("/"):
            if not name.startswith(MADE):
                raise NotebookError(notebook, f"it wrote {name}", "let notebooks write below build/ only")
            found.add(name)
    for folder in (project.tables, project.figures):
        found |= {path.relative_to(project.root).as_posix() for path in folder.rglob("*") if path.is_file()}
    writes = {name: digest_file(project.root / name) for name in sorted(found)}
    for name, of in writes.items():
        if name in files.made and files.made[name] != of:
            raise NotebookError(notebook, f"it changed {name}, which an earlier notebook made", "write another file")
    return {name: of for name, of in writes.items() if of is not None and name not in files.made}


KINDS = ("read", "list", "ask", "write")
COSTS = ("start", "parse")


def find_changes(trace: Trace, parts: dict[str, Any], files: Files) -> Iterator[str]:
    """Yield what is no longer as it was when the trace was made, in words, each naming a file or a parameter."""
    for name in ("code", "parameters", "lock", "python", "runner"):
        if trace.parts.get(name) != parts[name]:
            yield from _tell_part(name, trace.parts.get(name), parts[name])
    for name, was in trace.reads.items():
        if (now := files.read(name)) != was:
            yield f"{name} " + ("is new" if was is None else "is gone" if now is None else "changed")
    for name, was in trace.lists.items():
        if files.list(name) != was:
            yield f"the files in {name}/ are others"
    for name, was in trace.asks.items():
        if (now := files.ask(name)) != was:
            yield f"{name} " + ("is new" if was is None else "is gone" if now is None else f"is now a {now}")


def find_trace(store: Store, notebook: str, parts: dict[str, Any], files: Files) -> tuple[Trace | None, str]:
    """Return a trace that holds, whole in the store, or None, and why, in words."""
    why = ""
    for trace in _load(store, "traces", key_of(notebook, parts)):
        if next(find_changes(trace, parts, files), None) is None:
            damaged = next((name for name, of in trace.writes.items() if not store.holds_file(of)), None)
            if damaged is None and store.holds_file(trace.executed):
                return trace, f"all {len(trace.reads)} files it read are as they were"
            why = f"{damaged or 'its executed notebook'} is damaged in the cache"
    if why:
        return None, why
    last = next(iter(_load(store, "last", key_of(notebook))), None)
    return None, tell_changes(list(find_changes(last, parts, files)) if last else []) or "no run of it is kept"


def tell_changes(changes: list[str]) -> str:
    """Return changes in words: the first ones, and how many more there are."""
    more = [f"{len(changes) - SHOWN} more"] if len(changes) > SHOWN else []
    *first, last = [*changes[:SHOWN], *more] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def keep_trace(store: Store, notebook: str, trace: Trace) -> None:
    """Keep a trace, whose files the store holds, as the newest of its notebook."""
    key = key_of(notebook, trace.parts)
    older = [each for each in _load(store, "traces", key) if (each.reads, each.lists) != (trace.reads, trace.lists)]
    store.save_json("traces", key, [asdict(each) for each in [trace, *older][:KEPT]])
    store.save_json("last", key_of(notebook), [asdict(trace)])


def machine_parts(project: Project) -> dict[str, Any]:
    """Return what every notebook of a project depends on: the lock file, Python, and the code that runs notebooks."""
    runner = [path.read_bytes() for path in sorted((LIBRARY / "run").glob("*.py"))]
    return {
        "lock": digest_file(project.lock),
        "python": f"{sys.version_info.major}.{sys.version_info.minor} on {sys.platform}",
        "runner": digest(b"\0".join(runner)),
    }


def _load(store: Store, kind: str, key: str) -> list[Trace]:
    """Return the traces kept under a key; those of a library that kept others are none."""
    wanted = {each.name for each in fields(Trace)}
    return [Trace(**kept) for kept in store.load_json(kind, key) or [] if set(kept) == wanted]


def _names(names: Iterable[str]) -> str:
    return key_of(sorted(set(names) - UNMEANT))


def _tell_part(name: str, was: Any, now: Any) -> Iterator[str]:
    if name == "parameters":
        for key in sorted({*(was or {}), *now}):
            if (was or {}).get(key) != now.get(key):
                yield f"parameter {key}: {(was or {}).get(key)} → {now.get(key)}"
    else:
        yield {
            "code": "its code changed",
            "lock": "requirements.lock changed",
            "python": f"Python was {was}, is {now}",
            "runner": "the library’s way of running notebooks changed",
        }[name]

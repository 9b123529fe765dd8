"""Runs one finder over documents of a benchmark: JSON lines in, JSON lines out, one at a time.

A line that cannot be read is named and left out; the others are not lost.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tracebrief.benchmarks import dates, events, names, quantities, statements
from tracebrief.project.errors import SourceError, TracebriefError

Document = dict[str, Any]
Findings = list[dict[str, Any]]
Task = Callable[[Document], Findings]

TASKS: dict[str, Task] = {
    **quantities.TASKS,
    **statements.TASKS,
    **dates.TASKS,
    **names.TASKS,
    "event": events.event,
    "fact": events.fact,
    "evtype": events.evtype,
}
# The one task that compares documents.
REUSE = "reuse"


def write_mentions(task: str, source: Path, target: Path) -> int:
    """Write what `task` finds in each document of `source` to `target`; return how many documents that were.

    Args:
        task: one of `TASKS`, or `REUSE`.
        source: JSON lines, each with `id` and `text`, and what the task needs (`date`, `gold`).
        target: JSON lines, each with `id` and `pred`.

    Raises:
        SourceError: the task is unknown, a file cannot be read or written, or a line is no document; in the last
            case every other document has been written.
    """
    known = sorted((*TASKS, REUSE))
    if task not in known:
        raise SourceError(f"task {task!r}", "no such task", f"use one of {', '.join(known)}")
    written = 0
    refused: list[str] = []
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8", newline="\n") as out:
            for name, found in _find(task, _read_documents(lines, refused)):
                out.write(json.dumps({"id": name, "pred": found}, ensure_ascii=False) + "\n")
                written += 1
    except UnicodeDecodeError as problem:
        raise SourceError(str(source), f"not UTF-8 at byte {problem.start}", "save it as UTF-8") from problem
    except OSError as problem:
        raise SourceError(
            str(problem.filename or source), problem.strerror or "unreadable", "check the path"
        ) from problem
    if refused:
        raise _refusal(source, refused, written)
    return written


def _find(task: str, documents: Iterator[Document]) -> Iterator[tuple[str, Findings]]:
    """Yield the id of each document with what is found in it."""
    if task != REUSE:
        yield from ((document["id"], TASKS[task](document)) for document in documents)
        return
    from tracebrief.link.reuse import bench_reuse

    every = list(documents)  # a passage is copied from another document
    yield from zip((document["id"] for document in every), bench_reuse(every), strict=True)


def _read_documents(lines: Iterable[str], refused: list[str]) -> Iterator[Document]:
    """Yield the documents; a line that is none is added to `refused` with its reason."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _document(line)
            except ValueError as problem:
                refused.append(f"line {number}: {problem}")


def _document(line: str) -> Document:
    """Return a line as a document.

    Raises:
        ValueError: it is none; the message says why.
    """
    try:
        document = json.loads(line)
    except json.JSONDecodeError as problem:
        raise ValueError(f"not JSON ({problem.msg})") from problem
    if not isinstance(document, dict):
        raise ValueError("not a JSON object")
    for field in ("id", "text"):
        if field not in document:
            raise ValueError(f"no {field!r}")
    if not isinstance(document["text"], str):
        raise ValueError("'text' is not text")
    return document


def _refusal(source: Path, refused: list[str], written: int) -> TracebriefError:
    more = f" and {len(refused) - 1} more" if len(refused) > 1 else ""
    return SourceError(f"{source}: {refused[0]}{more}", f"left out; {written} documents were written", "fix and rerun")

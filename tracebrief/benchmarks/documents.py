"""Runs one finder over documents of a benchmark: JSON lines in, JSON lines out, one at a time.

A line that cannot be read is named and left out; the others are not lost.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tracebrief.benchmarks import dates, events, names, quantities, statements
from tracebrief.project.errors import SourceError, TracebriefError

Task = Callable[[dict[str, Any]], list[dict[str, Any]]]

TASKS: dict[str, Task] = {
    **quantities.TASKS,
    **statements.TASKS,
    **dates.TASKS,
    **names.TASKS,
    "event": events.event,
    "fact": events.fact,
    "evtype": events.evtype,
}


def mentions(task: str, source: Path, target: Path) -> int:
    """Write what `task` finds in each document of `source` to `target`; return how many documents that were.

    Args:
        task: one of `TASKS`.
        source: JSON lines, each with `id` and `text`, and what the task needs (`date`, `gold`).
        target: JSON lines, each with `id` and `pred`.

    Raises:
        SourceError: the task is unknown, a file cannot be read or written, or a line is no document; in the last
            case every other document has been written.
    """
    if task not in TASKS:
        raise SourceError(f"task {task!r}", "no such task", f"use one of {', '.join(sorted(TASKS))}")
    written = 0
    refused: list[str] = []
    try:
        with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8", newline="\n") as out:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    document = _document(line)
                except ValueError as problem:
                    refused.append(f"line {number}: {problem}")
                    continue
                out.write(json.dumps({"id": document["id"], "pred": TASKS[task](document)}, ensure_ascii=False) + "\n")
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


def _document(line: str) -> dict[str, Any]:
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
    return SourceError(f"{source}: {refused[0]}{more}", f"left out; {written} documents were written", "mend and rerun")

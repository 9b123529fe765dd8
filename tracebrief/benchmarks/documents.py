"""Runs one task over the documents of a benchmark: JSON lines in, JSON lines out.

A line that cannot be read is named and left out; the others are not lost.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import cast

from tracebrief.benchmarks.dates import gum_timex, timex
from tracebrief.benchmarks.events import event, evtype, fact
from tracebrief.benchmarks.formats import BenchmarkDocument, Prediction
from tracebrief.benchmarks.names import geo, gum_ner, ner
from tracebrief.benchmarks.quantities import quant
from tracebrief.benchmarks.reuse import reuse
from tracebrief.benchmarks.statements import attrib, gum_attrib
from tracebrief.project.errors import SourceError, TracebriefError

TASKS: dict[str, Callable[[BenchmarkDocument], list[Prediction]]] = {
    "quant": quant,
    "attrib": attrib,
    "gum_attrib": gum_attrib,
    "timex": timex,
    "gum_timex": gum_timex,
    "ner": ner,
    "gum_ner": gum_ner,
    "geo": geo,
    "event": event,
    "fact": fact,
    "evtype": evtype,
}
# A passage is copied from another document, so these read all of them before they answer.
CORPUS_TASKS: dict[str, Callable[[Sequence[BenchmarkDocument]], list[list[Prediction]]]] = {"reuse": reuse}


def write_predictions(task: str, source: Path, target: Path) -> int:
    """Write what `task` finds in each document of `source` to `target`; return how many documents that were.

    Args:
        task: one of `TASKS` or `CORPUS_TASKS`.
        source: JSON lines, each with `id` and `text`, and what the task needs (`date`, `gold`, `role`).
        target: JSON lines, each with `id` and `pred`.

    Raises:
        SourceError: the task is unknown, a file cannot be read or written, or a line is no document; in the last
            case every other document has been written.
    """
    if task not in {*TASKS, *CORPUS_TASKS}:
        raise SourceError(f"task {task!r}", "no such task", f"use one of {', '.join(sorted({*TASKS, *CORPUS_TASKS}))}")
    written = 0
    refused: list[str] = []
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8", newline="\n") as out:
            for document, found in _answers(task, _documents(lines, refused)):
                out.write(json.dumps({"id": document["id"], "pred": found}, ensure_ascii=False) + "\n")
                written += 1
    except UnicodeDecodeError as problem:
        raise SourceError(str(source), f"not UTF-8 at byte {problem.start}", "save it as UTF-8") from problem
    except OSError as problem:
        where = str(problem.filename or source)
        raise SourceError(where, problem.strerror or "unreadable", "check the path") from problem
    if refused:
        raise _refusal(source, refused, written)
    return written


def _answers(task: str, documents: Iterable[BenchmarkDocument]) -> Iterator[tuple[BenchmarkDocument, list[Prediction]]]:
    if task in TASKS:
        return ((document, TASKS[task](document)) for document in documents)
    corpus = list(documents)
    return zip(corpus, CORPUS_TASKS[task](corpus), strict=True)


def _documents(lines: Iterable[str], refused: list[str]) -> Iterator[BenchmarkDocument]:
    """Yield the documents of a file, and add what is wrong with the other lines to `refused`."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _document(line)
        except ValueError as problem:
            refused.append(f"line {number}: {problem}")


def _document(line: str) -> BenchmarkDocument:
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
    return cast(BenchmarkDocument, document)


def _refusal(source: Path, refused: list[str], written: int) -> TracebriefError:
    more = f" and {len(refused) - 1} more" if len(refused) > 1 else ""
    return SourceError(f"{source}: {refused[0]}{more}", f"left out; {written} documents were written", "fix and rerun")

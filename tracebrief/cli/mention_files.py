"""The extractor alone, on any documents: one JSON document a line in, one line of findings out."""

import json
from pathlib import Path
from typing import Any

from tracebrief.benchmarks import documents as bench
from tracebrief.link.reuse import bench_reuse
from tracebrief.project.errors import BuildError


def write_mentions(task: str, source: Path, target: Path) -> int:
    """Write the findings of `task` in the documents of `source` to `target`; return how many documents there were.

    Raises:
        TracebriefError: the task is unknown, or a line is not a document.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if task != "reuse":
        return bench.mentions(task, source, target)
    # A passage is copied from another document, so this task alone reads all of them before it answers.
    documents = _read(source)
    found = bench_reuse(documents)
    lines = [json.dumps({"id": d["id"], "pred": p}, ensure_ascii=False) for d, p in zip(documents, found, strict=True)]
    target.write_text("".join(line + "\n" for line in lines), "utf-8")
    return len(documents)


def _read(source: Path) -> list[dict[str, Any]]:
    if not source.is_file():
        raise BuildError(str(source), "this file is missing", "name a file of JSON lines")
    documents = []
    for number, line in enumerate(source.read_text("utf-8").rstrip("\n").split("\n"), 1):
        try:
            document = json.loads(line)
            documents.append({"id": document["id"], "text": document["text"]} | document)
        except (ValueError, TypeError, KeyError) as problem:
            what = "not a JSON document with an id and a text"
            raise BuildError(f"{source}:{number}", what, "fix the line") from problem
    return documents

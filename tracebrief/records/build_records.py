"""`build/made.json`: what the brief was made of, the steps as they ran with the hash of all that each read and wrote.

It is a function of the commit: two builds of one commit leave the same.
"""

import json
from typing import TypedDict

from tracebrief.project.errors import BuildError
from tracebrief.project.json_files import write_json
from tracebrief.project.paths import Project


class LockRecord(TypedDict):
    """The lock file."""

    file: str
    sha256: str | None


class StepRecord(TypedDict):
    """One notebook as it ran."""

    name: str
    notebook: str  # its file, below the root
    title: str
    code: str  # hash of its code cells
    parameters: dict[str, object]  # as run, defaults included
    reads: dict[str, str]  # file → SHA-256
    writes: dict[str, str]  # file → SHA-256


class BuildRecord(TypedDict):
    """What the brief was made of."""

    version: str
    commit: str | None
    date: str  # ISO, of the commit; "" where there is none
    epoch: int | None  # the same in seconds
    lock: LockRecord
    parameters: dict[str, object]  # those given
    steps: list[StepRecord]


def write_build_record(project: Project, record: BuildRecord) -> None:
    """Write `build/made.json`."""
    write_json(project.build_record, record, sort_keys=True)


def read_build_record(project: Project) -> BuildRecord:
    """Return `build/made.json`.

    Raises:
        BuildError: the notebooks have not been run by a build, or the file is not whole.
    """
    path, todo = project.build_record, "run `tracebrief build`"
    where = project.relative(path)
    if not path.is_file():
        raise BuildError(where, "the steps left no record of what they read and wrote", todo)
    try:
        record: BuildRecord = json.loads(path.read_text("utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as problem:
        raise BuildError(where, f"not JSON: {problem}", todo) from problem
    needed = BuildRecord.__annotations__
    missing = [name for name in needed if name not in record] if isinstance(record, dict) else list(needed)
    if missing:
        raise BuildError(where, f"it lacks {', '.join(missing)}", todo)
    return record

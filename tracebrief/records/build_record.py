"""The record of a build (`build/made.json`): its version, and each step with the hash of all that it read and wrote.

It is a function of the commit, takes part in every comparison, and is published with the pages.
"""

import json
from typing import Any, TypedDict

from tracebrief.project.errors import BuildError
from tracebrief.project.paths import Project


class LockRecord(TypedDict):
    """The lock file, from the project's root; the hash is None where there is none."""

    file: str
    sha256: str | None


class StepRecord(TypedDict):
    """A notebook as it ran: the hash of its code, its parameters, and each file with its hash."""

    name: str
    notebook: str
    title: str
    code: str
    parameters: dict[str, Any]
    reads: dict[str, str]
    writes: dict[str, str]


class BuildRecord(TypedDict):
    """A build: the commit is None outside git, the day "" and the time in seconds None where there is no commit."""

    version: str
    commit: str | None
    date: str
    epoch: int | None
    lock: LockRecord
    parameters: dict[str, Any]
    steps: list[StepRecord]


def write_build_record(project: Project, record: BuildRecord) -> None:
    """Write `build/made.json`."""
    text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    project.build_record.write_text(text, "utf-8")


def read_build_record(project: Project) -> BuildRecord:
    """Return `build/made.json`.

    Raises:
        BuildError: the notebooks have not been run by a build, or the file is not whole.
    """
    path, todo = project.build_record, "run `tracebrief build`"
    where = path.relative_to(project.root).as_posix()
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

"""States of the brief by name: the last build, a published version, a folder, or a revision of git."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tracebrief.history.revisions import read_revision
from tracebrief.history.states import SOURCE, Rows, State, as_cell, by_key, read_claims, read_conflicts, read_records
from tracebrief.project.errors import GitError, RevisionError
from tracebrief.project.paths import Project

BUILD = "build"


def find_state(project: Project, name: str | None = None) -> State:
    """Return what a name stands for; without one the last build, or the ledger where nothing is built.

    A folder counts before a revision of the same name, a revision before a published version.

    Raises:
        RevisionError: it is none of them.
        GitError: it is neither a folder nor a version, and git cannot be asked.
        TracebriefError: what is there is no ledger or no list of texts.
    """
    if name is None:
        return read_build(project) if is_built(project) else read_tree(project)
    if name == BUILD:
        return read_build(project)
    if not name:
        raise RevisionError('""', "no name of a revision", "leave it out, or name one")
    folder, version = Path(name), project.site / "v" / name
    if (folder / "claims.csv").is_file():
        return read_tree(project) if folder.resolve() == project.report.resolve() else read_folder(folder, name)
    if (other := Project(folder)).ledger.is_file():
        return read_tree(other)
    try:
        return read_revision(project, name)
    except (RevisionError, GitError):
        if (version / "claims.csv").is_file():
            return read_folder(version, name)
        raise


def is_built(project: Project) -> bool:
    """Say whether a build has left claims."""
    return (project.tables / "claims.parquet").is_file()


def read_build(project: Project) -> State:
    """Return the state of the last build's tables.

    Raises:
        RevisionError: nothing is built.
    """
    if not is_built(project):
        raise RevisionError("build/tables", "there is no build yet", "run `tracebrief build`")
    claims = by_key(_table(project, "claims"), "claim_id")
    found = [row for row in _table(project, "comparisons") if row.pop("relation") == "conflicts"]
    texts = {row["doc_id"]: {column: as_cell(row[column]) for column in SOURCE} for row in _table(project, "documents")}
    return State("the last build", claims, by_key(found, "comparison_id"), texts or None)


def read_tree(project: Project) -> State:
    """Return the state of the ledgers and the list of texts as they stand on disk."""
    return State(
        "the ledger",
        _read(project.ledger, "report/claims.csv", read_claims),
        _read(project.conflicts, "report/conflicts.csv", read_conflicts),
        _read(project.sources, "data/sources.yml", read_records),
    )


def read_folder(folder: Path, name: str) -> State:
    """Return the state of a published version."""
    return State(
        name,
        _read(folder / "claims.csv", f"{name}/claims.csv", read_claims),
        _read(folder / "conflicts.csv", f"{name}/conflicts.csv", read_conflicts),
        _read(folder / "sources.json", f"{name}/sources.json", read_records),
    )


def _table(project: Project, name: str) -> list[dict[str, Any]]:
    from pyarrow import parquet  # a tenth of a second that revisions of git do not need

    path = project.tables / f"{name}.parquet"
    return parquet.read_table(path).to_pylist() if path.is_file() else []


def _read(path: Path, file: str, read: Callable[[bytes, str], Rows]) -> Rows | None:
    return read(path.read_bytes(), file) if path.is_file() else None

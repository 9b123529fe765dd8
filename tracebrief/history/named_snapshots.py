"""Snapshots of the brief by name: the last build, a published version, a folder, or a revision of git."""

from pathlib import Path
from typing import Any

from tracebrief.history.revisions import read_revision
from tracebrief.history.snapshots import SOURCE_COLUMNS, Snapshot, by_key, parse_snapshot
from tracebrief.model.weighed import DISAGREEING
from tracebrief.model.wording import as_cell
from tracebrief.project.errors import GitError, RevisionError
from tracebrief.project.paths import Project, SiteFile

BUILD = "build"


def find_snapshot(project: Project, name: str | None = None) -> Snapshot:
    """Return what a name stands for; without one the last build, or the ledger where nothing is built.

    A folder counts before a revision of the same name, a revision before a published version.

    Raises:
        RevisionError: it is none of them.
        GitError: it is neither a folder nor a version, and git cannot be asked.
        TracebriefError: what is there is no ledger or no list of texts.
    """
    if name is None:
        return read_last_build(project) if is_built(project) else read_working_tree(project)
    if name == BUILD:
        return read_last_build(project)
    if not name:
        raise RevisionError('""', "no name of a revision", "leave it out, or name one")
    folder, version = Path(name), project.site / SiteFile.VERSION_FOLDERS / name
    if (folder / SiteFile.CLAIMS).is_file():
        own = folder.resolve() == project.report.resolve()
        return read_working_tree(project) if own else read_version_folder(folder, name)
    if (other := Project(folder)).ledger.is_file():
        return read_working_tree(other)
    try:
        return read_revision(project, name)
    except (RevisionError, GitError):
        if (version / SiteFile.CLAIMS).is_file():
            return read_version_folder(version, name)
        raise


def is_built(project: Project) -> bool:
    """Say whether a build has left claims."""
    return (project.tables / "claims.parquet").is_file()


def read_last_build(project: Project) -> Snapshot:
    """Return the snapshot of the last build's tables.

    Raises:
        RevisionError: nothing is built.
    """
    if not is_built(project):
        raise RevisionError("build/tables", "there is no build yet", "run `tracebrief build`")
    claims = by_key(_read_table(project, "claims"), "claim_id")
    conflicts = [row for row in _read_table(project, "comparisons") if row["relation"] in DISAGREEING]
    documents = _read_table(project, "documents")
    texts = {row["doc_id"]: {column: as_cell(row[column]) for column in SOURCE_COLUMNS} for row in documents}
    return Snapshot("the last build", claims, by_key(conflicts, "comparison_id"), texts or None)


def read_working_tree(project: Project) -> Snapshot:
    """Return the snapshot of the ledgers and the list of texts as they stand on disk."""
    return _read_files("the ledger", project.root, (project.ledger, project.conflicts, project.sources))


def read_version_folder(folder: Path, name: str) -> Snapshot:
    """Return the snapshot of a published version."""
    files = (SiteFile.CLAIMS, SiteFile.CONFLICTS, SiteFile.SOURCES)
    return _read_files(name, folder, tuple(folder / file for file in files), f"{name}/")


def _read_files(name: str, root: Path, paths: tuple[Path, ...], prefix: str = "") -> Snapshot:
    """Return a snapshot of files, whatever is there of them; mistakes name them below `root`, after `prefix`."""
    named = {prefix + path.relative_to(root).as_posix(): path for path in paths}
    return parse_snapshot(name, {file: path.read_bytes() if path.is_file() else None for file, path in named.items()})


def _read_table(project: Project, name: str) -> list[dict[str, Any]]:
    from pyarrow import parquet  # a tenth of a second that revisions of git do not need

    path = project.tables / f"{name}.parquet"
    return list(parquet.read_table(path).to_pylist()) if path.is_file() else []

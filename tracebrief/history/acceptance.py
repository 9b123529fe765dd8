"""A person accepts the claims of a build: they become the ledgers, and every change is listed to be read."""

from dataclasses import replace

from tracebrief.history.described_changes import describe_change
from tracebrief.history.ledger import write_ledger
from tracebrief.history.named_snapshots import read_last_build, read_working_tree
from tracebrief.history.snapshot_changes import Change, compare_snapshots
from tracebrief.history.snapshots import Snapshot
from tracebrief.model.tables import read_table, to_table
from tracebrief.model.wording import counted
from tracebrief.project.errors import LedgerError
from tracebrief.project.paths import Project


def accept_build(project: Project) -> list[str]:
    """Write the claims and conflicts of the last build to the ledgers; return what changed, a line each.

    Raises:
        LedgerError: the build was made from other texts than those on record now, or a ledger is none.
        RevisionError: there is no build yet.
    """
    build, ledger = read_last_build(project), read_working_tree(project)
    _check_texts(build, ledger)
    changes = _changes(replace(ledger, claims=ledger.claims or {}, conflicts=ledger.conflicts or {}), build)
    compared = (project.tables / "comparisons.parquet").is_file()
    comparisons = read_table(project, "comparisons") if compared else to_table("comparisons", [])
    write_ledger(project, read_table(project, "claims"), comparisons)
    claims = counted(len(build.claims or ()), "claim")
    conflicts = counted(len(build.conflicts or ()), "conflict")
    total = f"{claims} in report/claims.csv, {conflicts} in report/conflicts.csv, {len(changes)} changed"
    return [*map(describe_change, changes), total]


def list_unaccepted(project: Project) -> list[Change]:
    """Return what the last build changes in the ledgers.

    Raises:
        LedgerError: there is no ledger, or it is none.
        RevisionError: there is no build yet.
    """
    ledger = read_working_tree(project)
    for path, found in ((project.ledger, ledger.claims), (project.conflicts, ledger.conflicts)):
        if found is None:
            raise LedgerError(project.relative(path), "there is no ledger yet", "run `tracebrief accept` after a build")
    return _changes(ledger, read_last_build(project))


def _changes(ledger: Snapshot, build: Snapshot) -> list[Change]:
    """Return the claims and conflicts that differ; texts have a check of their own."""
    compared = compare_snapshots(ledger, build)
    return [*compared.claims, *compared.conflicts]


def _check_texts(build: Snapshot, ledger: Snapshot) -> None:
    made, now = ({key: row["sha256"] for key, row in (snapshot.sources or {}).items()} for snapshot in (build, ledger))
    if made and made != now:
        other = sorted(key for key in made.keys() | now.keys() if made.get(key) != now.get(key))
        what = f"made from other texts than data/sources.yml records now ({', '.join(other)})"
        raise LedgerError("build/tables", what, "run `tracebrief build` first")

"""The ledger: the claims that people accepted, tracked in git, so that a diff shows which facts changed.

A CSV in the order of the texts, one claim a row, and one of what conflicts or differs between them.
"""

import pandas as pd

from tracebrief.history.snapshots import broken_ledger, read_claims
from tracebrief.model.tables import TABLES, to_csv, to_table
from tracebrief.model.weighed import DISAGREEING
from tracebrief.project.errors import LedgerError, TableError
from tracebrief.project.paths import Project

ORDER = ["doc_id", "start", "end", "kind", "claim_id"]


def write_ledger(project: Project, claims: pd.DataFrame, comparisons: pd.DataFrame | None = None) -> None:
    """Write claims to `report/claims.csv`, and the conflicts among comparisons of them to `report/conflicts.csv`."""
    project.report.mkdir(parents=True, exist_ok=True)
    project.ledger.write_bytes(claims_csv(claims))
    if comparisons is not None:
        project.conflicts.write_bytes(conflicts_csv(comparisons))


def claims_csv(claims: pd.DataFrame) -> bytes:
    """Return the table `claims` as the ledger has it: in the order of the texts."""
    return to_csv(claims.sort_values(ORDER, kind="stable")[list(TABLES["claims"].columns)])


def conflicts_csv(comparisons: pd.DataFrame) -> bytes:
    """Return what conflicts or differs in the table `comparisons` as the ledger has it."""
    found = comparisons[comparisons.relation.isin(DISAGREEING)]
    return to_csv(found.sort_values("comparison_id", kind="stable")[list(TABLES["comparisons"].columns)])


def read_ledger(project: Project) -> pd.DataFrame:
    """Return the tracked claims as the table `claims`.

    Raises:
        LedgerError: there is no ledger, or it is not one.
    """
    where, columns = "report/claims.csv", TABLES["claims"].columns
    if not project.ledger.is_file():
        raise LedgerError(where, "there is no ledger yet", "run `tracebrief accept` after a build")
    claims = read_claims(project.ledger.read_bytes(), where).values()
    nullable = {name for name, column in columns.items() if column.nullable}
    try:
        return to_table(
            "claims",
            [{name: cell or (None if name in nullable else "") for name, cell in row.items()} for row in claims],
        )
    except TableError as problem:
        raise broken_ledger(where, problem.what) from problem

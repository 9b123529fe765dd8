"""The ledger: the claims that people accepted, tracked in git, so that a diff shows which facts changed.

A CSV in the order of the texts, one claim a row; comparing it with a build says what was added, withdrawn or changed.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from tracebrief.claims import quantity_value
from tracebrief.errors import LedgerError, TableError
from tracebrief.paths import Project
from tracebrief.tables import COLUMNS, COUNT, NUMBER, check_table, rows

# A claim with the same place and kind but another id is the same words read anew, not two changes.
SAME_WORDS = ("doc_id", "start", "end", "kind")
ORDER = ["doc_id", "start", "end", "kind", "claim_id"]


@dataclass(frozen=True)
class Change:
    """One difference between a ledger and a build."""

    kind: str  # added, withdrawn, changed
    claim_id: str
    words: str  # the claim and what is different, for a person

    def __str__(self) -> str:
        return f"{self.kind} {self.claim_id} {self.words}"


def write_ledger(project: Project, claims: pd.DataFrame) -> None:
    """Write claims to `report/claims.csv`, in the order of the texts."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(COLUMNS["claims"]), lineterminator="\n")
    writer.writeheader()
    for row in rows(claims.sort_values(ORDER, kind="stable")):
        writer.writerow({column: _written(value) for column, value in row.items()})
    project.report.mkdir(parents=True, exist_ok=True)
    project.ledger.write_bytes(out.getvalue().encode())


def read_ledger(project: Project) -> pd.DataFrame:
    """Return the tracked claims as the table `claims`.

    Raises:
        LedgerError: there is no ledger, or it is not one.
    """
    where, columns = "report/claims.csv", COLUMNS["claims"]
    if not project.ledger.is_file():
        raise LedgerError(where, "there is no ledger yet", "run `tracebrief accept` after a build")
    try:
        with project.ledger.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            frame = pd.DataFrame(list(reader), columns=reader.fieldnames, dtype=object)
        for name in set(frame) & set(columns):
            frame[name] = _read(frame[name], str(columns[name].dtype), nullable=columns[name].nullable)
        return check_table("claims", frame)
    except (csv.Error, UnicodeDecodeError, ValueError, TypeError, TableError) as problem:
        what = f"not a ledger: {problem.what if isinstance(problem, TableError) else str(problem).splitlines()[0]}"
        raise LedgerError(where, what, "restore it with git, or run `tracebrief accept`") from problem


def compare_ledger(ledger: pd.DataFrame, claims: pd.DataFrame) -> list[Change]:
    """Return what a build's claims change in the ledger, in the order of the texts."""
    before = {row["claim_id"]: row for row in rows(ledger)}
    after = {row["claim_id"]: row for row in rows(claims)}
    gone = {_words_of(row): row for key, row in before.items() if key not in after}
    changes = []
    for key, row in after.items():
        old = before.get(key) or gone.pop(_words_of(row), None)
        if old is None:
            changes.append((row, "added", ""))
        elif different := ", ".join(_differences(old, row)):
            changes.append((row, "changed", f": {different}"))
    changes += [(row, "withdrawn", "") for row in gone.values()]
    changes.sort(key=lambda change: [change[0][column] for column in ORDER])
    return [Change(kind, row["claim_id"], tell_claim(row) + more) for row, kind, more in changes]


def tell_claim(claim: dict[str, Any]) -> str:
    """Return a claim in one line: its text, kind, words and value."""
    words = " ".join(claim["exact"].split())
    words = words if len(words) <= 60 else words[:57].rstrip() + "…"
    value = f" = {tell_value(claim)}" if claim["kind"] == "quantity" else ""
    return f"{claim['doc_id']} {claim['kind']} “{words}”{value}"


def tell_value(claim: dict[str, Any]) -> str:
    """Return a quantity as `low–high unit (bound)`."""
    low, high, unit, bound = quantity_value(claim["low"], claim["high"], claim["unit"], claim["bound"] or "").split("|")
    number = low if low == high else f"{low or '…'}–{high or '…'}"
    return f"{number} {unit}".strip() + f" ({bound})"


def _words_of(row: dict[str, Any]) -> tuple:
    return tuple(row[column] for column in SAME_WORDS)


def _differences(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    for column in COLUMNS["claims"]:
        if old[column] != new[column]:
            yield f"{column} {_shown(old[column])} → {_shown(new[column])}"


def _shown(value: object) -> str:
    return "–" if value is None else f"“{value}”" if isinstance(value, str) else _written(value)


def _written(value: object) -> str:
    """Return a value as the CSV has it: nothing for None, whole numbers without a point."""
    return "" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)


def _read(column: pd.Series, dtype: str, *, nullable: bool) -> pd.Series:
    """Return a column of the CSV with its type; an empty cell is missing where the schema allows it."""
    if dtype in (COUNT, NUMBER):
        return pd.to_numeric(column.mask(column == "")).astype(dtype)
    return column.mask(column == "", None) if nullable else column

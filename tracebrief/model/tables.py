"""Every table by name: its schema, generated from the type of its rows, and the only way to and from the disk.

Steps exchange these files and nothing else. A table is sorted by its key when written, so the same rows
are the same bytes.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, is_dataclass
from functools import cache, cached_property
from types import NoneType, SimpleNamespace, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import pandas as pd
import pandera.pandas as pa

from tracebrief.model.attributions import ClaimAttribution, ProvenanceStep
from tracebrief.model.claims import Claim, ReadClaim, RuledField
from tracebrief.model.columns import Column, Row
from tracebrief.model.documents import Document, DocumentPassage
from tracebrief.model.mentions import (
    ActorMention,
    ClauseDate,
    Event,
    Hedge,
    Name,
    Quantity,
    SharedPassage,
    Statement,
    Timex,
)
from tracebrief.model.weighed import (
    ClaimComparison,
    ClaimOrigin,
    EventReport,
    JoinedEvent,
    OriginRelation,
    QuotationCheck,
    QuotationDamage,
    ReviewCount,
    Score,
    SentenceCoverage,
    Value,
    Verification,
)
from tracebrief.model.wording import as_cell
from tracebrief.project.errors import TableError
from tracebrief.project.paths import Project

RowType = TypeVar("RowType")
# pandas' types of a column's cells; each holds missing values as such.
TYPES: dict[type, str] = {str: "str", int: "Int64", float: "Float64", bool: "boolean"}


@dataclass(frozen=True)
class Cell:
    """What the cells of one column are: generated from the annotation of a row's field."""

    dtype: str
    nullable: bool
    one_of: tuple[str, ...]
    column: Column

    @classmethod
    def of(cls, annotation: Any) -> "Cell":
        """Return the cell of `Annotated[int | None, Column(…)]` and the like."""
        hint, column = get_args(annotation)
        options = get_args(hint) if get_origin(hint) in (UnionType, Union) else (hint,)
        [kind] = [option for option in options if option is not NoneType]
        values = get_args(kind) if get_origin(kind) is Literal else ()
        return cls(TYPES[type(values[0]) if values else kind], NoneType in options, values, column)


@dataclass(frozen=True)
class Table:
    """A table: the type of its rows, and the columns that tell one row from another, by which it is sorted."""

    row: type
    key: tuple[str, ...] = ("doc_id", "start", "end")
    told: str | None = None  # what a row is, where other tables have rows of this type
    is_reading: bool = False  # whether a row is what the library reads by itself, on which nobody rules

    @property
    def meaning(self) -> str:
        """What a row is."""
        return self.told or (self.row.__doc__ or "").partition("\n")[0]

    @cached_property
    def columns(self) -> dict[str, Cell]:
        """The columns in order."""
        return {name: Cell.of(hint) for name, hint in get_type_hints(self.row, include_extras=True).items()}

    @property
    def claim_columns(self) -> list[str]:
        """The columns that name claims: what is counted over the rows rests on those."""
        return [name for name, cell in self.columns.items() if cell.column.refers_to == "claims.claim_id"]


TABLES: dict[str, Table] = {
    "documents": Table(Document, ("doc_id",)),
    "passages": Table(DocumentPassage),
    "quantities": Table(Quantity, is_reading=True),
    "statements": Table(Statement, ("doc_id", "start", "end", "content", "speaker_start"), is_reading=True),
    "dates": Table(Timex, is_reading=True),
    "clause_dates": Table(ClauseDate, is_reading=True),
    "events": Table(Event, ("doc_id", "trigger_start", "trigger_end"), is_reading=True),
    "names": Table(Name, is_reading=True),
    "hedges": Table(Hedge, ("doc_id", "start", "end", "scope_start"), is_reading=True),
    "actors": Table(ActorMention, is_reading=True),
    "read_claims": Table(ReadClaim, ("read_id",), is_reading=True),
    "claims": Table(Claim, ("claim_id",)),
    "attributions": Table(ClaimAttribution, ("claim_id",)),
    "provenance": Table(ProvenanceStep, ("claim_id", "step")),
    "ruled_fields": Table(RuledField, ("doc_id", "start", "end", "kind", "field")),
    "reuse": Table(SharedPassage, ("doc_id", "start", "end", "source_doc_id", "source_start")),
    "origins": Table(ClaimOrigin, ("claim_id",)),
    "origin_relations": Table(OriginRelation, ("origin_a", "origin_b")),
    "event_reports": Table(EventReport, ("event_id", "claim_id")),
    "joined_events": Table(JoinedEvent, ("event_id",)),
    "comparisons": Table(ClaimComparison, ("comparison_id",)),
    "verifications": Table(Verification, ("claim_id",)),
    "quotation_damage": Table(QuotationDamage, ("claim_id",)),
    "scores": Table(
        Score, ("task", "doc_id"), "What the library reads by itself, before rulings, against what was marked by hand."
    ),
    "ledger_scores": Table(
        Score, ("task", "doc_id"), "What the ledger holds, after rulings, against what was marked by hand."
    ),
    "ruling_scores": Table(Score, ("task", "doc_id"), "What the library reads by itself against what was ruled."),
    "review_states": Table(ReviewCount, ("doc_id", "kind", "review_state", "ruled_as", "ruled_by")),
    "coverage": Table(SentenceCoverage),
    "quotation_checks": Table(QuotationCheck, ("claim_id",)),
    "values": Table(Value, ("name",)),
}


@cache
def schema(name: str) -> pa.DataFrameSchema:
    """Return the schema of the table `name`: its columns in order, its key unique.

    Raises:
        TableError: there is no such table.
    """
    if name not in TABLES:
        raise TableError(name, "no such table", f"use one of {', '.join(TABLES)}")
    columns = {
        column: pa.Column(
            None if cell.dtype == "str" else cell.dtype,
            [pa.Check.isin(cell.one_of)] if cell.one_of else None,
            nullable=cell.nullable,
            coerce=cell.dtype != "str",
            description=cell.column.unit,
        )
        for column, cell in TABLES[name].columns.items()
    }
    return pa.DataFrameSchema(columns, strict=True, ordered=True, unique=list(TABLES[name].key), name=name)


def to_table(name: str, rows: Iterable[Any]) -> pd.DataFrame:
    """Return dataclasses or dicts as the table `name`, validated and sorted by its key.

    Raises:
        TableError: a column is missing or surplus, or a value breaks the schema.
    """
    records = [asdict(row) if is_dataclass(row) and not isinstance(row, type) else dict(row) for row in rows]
    frame = pd.DataFrame(records)
    if frame.empty:
        frame = pd.DataFrame({column: [] for column in TABLES[name].columns})
    return check_table(name, frame)


def check_table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with the schema's types and order of columns and rows.

    Raises:
        TableError: it breaks the schema; the message names the first failing column and value.
    """
    expected = schema(name)
    there = {str(column) for column in frame}
    surplus, missing = there - set(expected.columns), set(expected.columns) - there
    if surplus or missing:
        what = f"columns missing {sorted(missing)} or surplus {sorted(surplus)}"
        raise TableError(f"table {name}", what, "write exactly the schema's columns")
    # Any value can be text; pandera would say of each cell that it is, in three times the time.
    text = [column for column, cell in TABLES[name].columns.items() if cell.dtype == "str"]
    frame = frame[list(expected.columns)].astype(dict.fromkeys(text, "str"))
    try:
        frame = expected.validate(frame)
    except (pa.errors.SchemaError, pa.errors.SchemaErrors) as error:
        raise TableError(f"table {name}", _first_failure(error), "fix the rows or the schema") from error
    return frame.sort_values([*TABLES[name].key], kind="stable", ignore_index=True)


def _first_failure(error: pa.errors.SchemaError | pa.errors.SchemaErrors) -> str:
    if isinstance(error, pa.errors.SchemaError):
        return str(error).splitlines()[0]
    first = error.failure_cases.iloc[0]
    return f"column {first['column']!r}: {first['failure_case']!r} fails {first['check']}"


def write_table(project: Project, name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Validate, sort and write a table to `build/tables/<name>.parquet`; return it as written."""
    frame = check_table(name, frame)
    project.tables.mkdir(parents=True, exist_ok=True)
    frame.to_parquet(project.tables / f"{name}.parquet", index=False)
    return frame


def read_table(project: Project, name: str) -> pd.DataFrame:
    """Return a table that an earlier step wrote.

    Raises:
        TableError: it was not written yet, or breaks its schema.
    """
    path = project.tables / f"{name}.parquet"
    if not path.is_file():
        raise TableError(str(path), "this table was not made yet", "run the earlier notebooks, or `tracebrief build`")
    return check_table(name, pd.read_parquet(path))


def to_csv(frame: pd.DataFrame) -> bytes:
    """Return a table as UTF-8 CSV with a head; None as nothing, whole numbers without a point."""
    lines: list[str] = []
    # Python's writer quotes a carriage return only where that ends its lines.
    writer = csv.writer(SimpleNamespace(write=lines.append), lineterminator="\r\n")
    writer.writerow(frame)
    writer.writerows(map(as_cell, row.values()) for row in rows(frame))
    return "".join(line.removesuffix("\r\n") + "\n" for line in lines).encode()


def rows(frame: pd.DataFrame) -> Iterator[Row]:
    """Yield each row as a dict of plain Python values, None where one is missing."""
    names = [str(name) for name in frame]
    columns = (_cells(column) for _, column in frame.items())
    yield from (dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True))


def _cells(column: pd.Series) -> list[Any]:
    values = column.tolist()
    if not column.hasnans:
        return values
    return [None if missing else value for value, missing in zip(values, column.isna(), strict=True)]


def rows_of(frame: pd.DataFrame, kind: type[RowType]) -> list[RowType]:
    """Return each row as a `kind`, the type of the table's rows."""
    return [kind(**row) for row in rows(frame)]


def accepted(claims: pd.DataFrame) -> list[Claim]:
    """Return the claims that no ruling rejected."""
    return [claim for claim in rows_of(claims, Claim) if claim.status != "rejected"]

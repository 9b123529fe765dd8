"""One typed schema per table, and the only way tables reach and leave the disk.

Steps exchange these files and nothing else. A table is sorted by its key when written, so the same rows
are the same bytes.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import asdict, is_dataclass
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pandera.pandas as pa

from tracebrief.model.claims import BOUNDS, KINDS, MODALITIES, STATUSES
from tracebrief.project.errors import TableError
from tracebrief.project.paths import Project

TEXT, COUNT, NUMBER, FLAG = "str", "Int64", "Float64", "boolean"


def _column(dtype: str, *, null: bool = False, one_of: Iterable[str] | None = None, unit: str = "") -> pa.Column:
    """Return one column; `unit` documents what its numbers count."""
    checks = [pa.Check.isin(list(one_of))] if one_of else None
    return pa.Column(dtype, checks, nullable=null, coerce=True, description=unit)


def _place() -> dict[str, pa.Column]:
    return {
        "doc_id": _column(TEXT),
        "start": _column(COUNT, unit="code point"),
        "end": _column(COUNT, unit="code point"),
    }


def _texts(*names: str, null: bool = True) -> dict[str, pa.Column]:
    return {name: _column(TEXT, null=null) for name in names}


def _counts(*names: str, null: bool = True) -> dict[str, pa.Column]:
    return {name: _column(COUNT, null=null) for name in names}


def _numbers(*names: str) -> dict[str, pa.Column]:
    return {name: _column(NUMBER, null=True) for name in names}


MODALITY = {"modality": _column(TEXT, one_of=MODALITIES)}
SENTENCE = _counts("sentence_start", "sentence_end", null=False)
RULE = _texts("rule", null=False)
# An interval of days; a missing end is open. ISO dates, both inclusive.
DAYS = _texts("first", "last")

COLUMNS: dict[str, dict[str, pa.Column]] = {
    # read
    "documents": {
        **_texts("doc_id", "file", "sha256", null=False),
        **_texts("title", "outlet", "republisher", "author", "url"),
        **_texts("published", null=False),  # EDTF
        **DAYS,  # bounds of the publication day
        **_texts("published_basis", null=False),
        **_texts("chain", null=True),  # who retells whom, nearest first, joined by " < "
        **_texts("reliability", "reliability_reason", null=False),
        **_texts("text", null=False),
    },
    "passages": {
        **_place(),
        "passage": _column(COUNT, unit="number of the paragraph in its text, from 1"),
        "kind": _column(TEXT, one_of=("heading", "body", "boilerplate")),
        **_texts("boilerplate"),  # what kind of boilerplate, where it is
        **RULE,
    },
    # extract
    "quantities": {
        **_place(),
        **_counts("number_start", "number_end", null=False),
        **_numbers("low", "high"),
        **_texts("unit"),
        **_texts("dimension", null=False),  # count, share, length, duration, money, ...
        "bound": _column(TEXT, one_of=BOUNDS),
        **_texts("bound_cue", "concept"),  # concept: the words that say what is counted, space separated
        **MODALITY,
        **SENTENCE,
        **RULE,
    },
    "statements": {
        **_place(),
        "kind": _column(TEXT, one_of=("quote", "mixed", "indirect")),
        **_texts("content", null=False),  # JSON list of [start, end]
        **_counts("speaker_start", "speaker_end", "cue_start", "cue_end", "recipient_start", "recipient_end"),
        **_texts("speaker", "cue", "recipient"),  # speaker: resolved within the text; cue: lemma
        **MODALITY,
        **SENTENCE,
        **RULE,
    },
    "dates": {
        **_place(),
        "type": _column(TEXT, one_of=("DATE", "TIME", "DURATION", "SET")),
        **_texts("value"),  # TIMEX3
        **DAYS,
        **_texts("basis"),  # what it was resolved against
        **RULE,
    },
    "events": {
        **_place(),  # the clause that a reader would quote
        **_counts("trigger_start", "trigger_end", null=False),
        **_texts("trigger", null=False),  # lemma
        **_texts("agent", "patient", "tense", "polarity"),
        **_counts("date_start", "date_end", "place_start", "place_end"),
        **DAYS,
        **MODALITY,
        **SENTENCE,
        **RULE,
    },
    "names": {
        **_place(),
        "type": _column(TEXT, one_of=("PER", "ORG", "LOC", "MISC")),
        **_texts("name", null=False),  # the fullest form within the text
        **RULE,
    },
    "hedges": {
        **_place(),
        **_texts("cue", null=False),
        **MODALITY,
        **_counts("scope_start", "scope_end", null=False),
        **RULE,
    },
    # link
    "actors": {**_place(), **_texts("actor", "how", null=False)},
    "claims": {
        **_texts("claim_id", null=False),
        **_place(),
        "kind": _column(TEXT, one_of=KINDS),
        **_texts("measure", "actor", "place", "event", "topic"),
        **_numbers("low", "high"),
        **_texts("unit"),
        "bound": _column(TEXT, null=True, one_of=BOUNDS),
        **_texts("speaker", "speaker_actor", "cue", "via"),
        **MODALITY,
        **_texts("as_of", "as_of_words"),  # EDTF
        **DAYS,  # of as_of
        **_texts("exact", "prefix", "suffix", null=False),
        **_counts("passage", null=False),
        **_texts("rule", "rule_version", null=False),
        "status": _column(TEXT, one_of=STATUSES),
        **_texts("note"),
    },
    "provenance": {
        **_texts("claim_id", null=False),
        **_counts("step", null=False),  # 0 is the text itself, then one step nearer the origin each
        **_texts("role", "who", null=False),
        **_counts("start", "end"),  # the words that say so, where the text has them
    },
    "reuse": {
        **_place(),
        **_texts("source_doc_id", null=False),
        **_counts("source_start", "source_end", null=False),
        **_numbers("similarity"),
        **RULE,
    },
    # weigh
    "origins": {**_texts("claim_id", "origin_id", "origin", "how", null=False)},
    "comparisons": {
        **_texts("comparison_id", "group", "claim_a", "claim_b", null=False),
        "relation": _column(TEXT, one_of=("agrees", "compatible", "conflicts", "not comparable")),
        **_texts("reason", null=False),
    },
    "verifications": {
        **_texts("claim_id", "group", null=False),
        **_counts("documents", "origins", null=False),
        "verification_status": _column(TEXT, one_of=("corroborated", "single origin", "disputed", "unverified")),
        **_counts("age"),  # days from the end of as_of to the newest text's last day
        **_texts("reason", null=False),
    },
    # audit
    "scores": {
        **_texts("task", "doc_id", null=False),
        **_counts("gold", "found", "matched", null=False),
        **_numbers("precision", "recall", "f1"),
    },
    "coverage": {
        **_place(),
        **_counts("passage", "claims", null=False),
        "silent": _column(FLAG),
        **_texts("why"),
    },
    "quotation_checks": {**_texts("claim_id", null=False), "found": _column(FLAG), **_texts("problem")},
    # draw
    "values": {
        **_texts("name", "text", null=False),
        **_numbers("number"),
        **_texts("claims"),  # claim ids, space separated, in the order a reader should open them
        **_texts("how", null=False),
    },
}

# What makes a row one of its kind; tables are sorted by it.
KEYS: dict[str, list[str]] = {
    "documents": ["doc_id"],
    "statements": ["doc_id", "start", "end", "content", "speaker_start"],
    "events": ["doc_id", "trigger_start", "trigger_end"],
    "hedges": ["doc_id", "start", "end", "scope_start"],
    "claims": ["claim_id"],
    "provenance": ["claim_id", "step"],
    "reuse": ["doc_id", "start", "end", "source_doc_id", "source_start"],
    "origins": ["claim_id"],
    "comparisons": ["comparison_id"],
    "verifications": ["claim_id"],
    "scores": ["task", "doc_id"],
    "quotation_checks": ["claim_id"],
    "values": ["name"],
}
PLACE = ["doc_id", "start", "end"]


def schema(name: str) -> pa.DataFrameSchema:
    """Return the schema of the table `name`: its columns in order, its key unique.

    Raises:
        TableError: there is no such table.
    """
    if name not in COLUMNS:
        raise TableError(name, "no such table", f"use one of {', '.join(COLUMNS)}")
    return pa.DataFrameSchema(COLUMNS[name], strict=True, ordered=True, unique=KEYS.get(name, PLACE), name=name)


def to_table(name: str, rows: Iterable[Any]) -> pd.DataFrame:
    """Return dataclasses or dicts as the table `name`, validated and sorted by its key.

    Raises:
        TableError: a column is missing or surplus, or a value breaks the schema.
    """
    records = [asdict(row) if is_dataclass(row) else dict(row) for row in rows]
    frame = pd.DataFrame.from_records(records)
    if frame.empty:
        frame = pd.DataFrame({column: [] for column in COLUMNS[name]})
    return check_table(name, frame)


def check_table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with the schema's types and order of columns and rows.

    Raises:
        TableError: it breaks the schema; the message names the first failing column and value.
    """
    expected = schema(name)
    surplus, missing = set(frame) - set(expected.columns), set(expected.columns) - set(frame)
    if surplus or missing:
        what = f"columns missing {sorted(missing)} or surplus {sorted(surplus)}"
        raise TableError(f"table {name}", what, "write exactly the schema's columns")
    frame = frame[list(expected.columns)]
    try:
        frame = expected.validate(frame)
    except (pa.errors.SchemaError, pa.errors.SchemaErrors) as error:
        raise TableError(f"table {name}", _first_failure(error), "fix the rows or the schema") from error
    return frame.sort_values(KEYS.get(name, PLACE), kind="stable", ignore_index=True)


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


def csv_lines(lines: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield lines of cells as CSV; Python's writer quotes a carriage return only where that ends its lines."""
    written: list[str] = []
    writer = csv.writer(SimpleNamespace(write=written.append), lineterminator="\r\n")
    for cells in lines:
        writer.writerow(cells)
        yield written.pop().removesuffix("\r\n") + "\n"


def rows(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield each row as a dict of plain Python values, None where one is missing."""
    names = list(frame)
    columns = [frame[name].astype(object).where(frame[name].notna(), None).tolist() for name in names]
    yield from (dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True))

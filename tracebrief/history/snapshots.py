"""A brief at one moment: its claims, the conflicts between them and its texts, as files have them.

Cells stay the text that was written, so that snapshots of any age compare; what a snapshot does not record is None.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from tracebrief.model.wording import as_cell
from tracebrief.project.errors import LedgerError, SourceError

Row = dict[str, str]
Rows = dict[str, Row]

# Without these a row is no claim and no conflict; other columns come and go with the format.
CLAIM_COLUMNS = ("claim_id", "doc_id", "start", "end", "kind", "exact")
CONFLICT_COLUMNS = ("comparison_id", "claim_a", "claim_b")
# What is compared of a text's record.
SOURCE_COLUMNS = ("sha256", "title", "outlet", "published")
MERGE_MARK = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)


@dataclass(frozen=True)
class Snapshot:
    """What a brief held at one moment, each part by its key in the order of its file."""

    name: str
    claims: Rows | None = None
    conflicts: Rows | None = None
    sources: Rows | None = None


def parse_snapshot(name: str, files: Mapping[str, bytes | None]) -> Snapshot:
    """Return the snapshot that files hold: claims, conflicts and list of texts, each None where it is not there.

    Raises:
        LedgerError: one is no ledger; the message names the file.
        SourceError: the last is no list of texts.
    """
    readers = (read_claims, read_conflicts, read_records)
    parts = (_parse_once(read, *each) for read, each in zip(readers, files.items(), strict=True))
    return Snapshot(name, *parts)


def read_claims(content: bytes, file: str) -> Rows:
    """Return the claims of a ledger.

    Raises:
        LedgerError: it is no CSV of claims, or a merge has left it in two versions.
    """
    claims = _read_rows(content, file, CLAIM_COLUMNS)
    for key, row in claims.items():
        if not (row["start"].isdecimal() and row["end"].isdecimal()):
            raise broken_ledger(file, f"{key} stands at {row['start']!r} to {row['end']!r}")
    return claims


def read_conflicts(content: bytes, file: str) -> Rows:
    """Return the conflicts of a ledger.

    Raises:
        LedgerError: it is no CSV of conflicts, or a merge has left it in two versions.
    """
    return _read_rows(content, file, CONFLICT_COLUMNS)


def read_records(content: bytes, file: str) -> Rows:
    """Return the texts of `data/sources.yml`, or of a `sources.json`, by their keys, whatever else stands there.

    Raises:
        SourceError: it is no list of records.
    """
    try:
        text = content.decode()
        records = json.loads(text) if file.endswith(".json") else YAML(typ="safe").load(text)
        return {str(record["key"]): _source(record) for record in records or [] if "outside" not in record}
    except (UnicodeDecodeError, ValueError, YAMLError, KeyError, TypeError, AttributeError) as problem:
        what = f"no list of texts with their keys: {(str(problem).splitlines() or [''])[0]}"
        raise SourceError(file, what, "fix it or restore it with git") from problem


def by_key(records: Iterable[Mapping[str, Any]], key: str) -> Rows:
    """Return records of a table by their key, their values as a CSV has them."""
    return {record[key]: {column: as_cell(value) for column, value in record.items()} for record in records}


def broken_ledger(where: str, what: str) -> LedgerError:
    """Return the mistake of a file that is no ledger."""
    return LedgerError(where, f"not a ledger: {what}", "restore it with git, or delete it and run `tracebrief accept`")


@lru_cache(maxsize=64)
def _parse_once(read: Callable[[bytes, str], Rows], file: str, content: bytes | None) -> Rows | None:
    """Return the rows of a file; most commits leave most files as they were."""
    return None if content is None else read(content, file)


def _source(record: dict[str, Any]) -> Row:
    published = record.get("published")
    day = published.get("edtf") if isinstance(published, dict) else published
    return {column: as_cell(day if column == "published" else record.get(column)) for column in SOURCE_COLUMNS}


def _read_rows(content: bytes, file: str, needed: tuple[str, ...]) -> Rows:
    """Return the rows of a CSV by the first of the columns that it needs."""
    try:
        text = content.decode()
        if mark := MERGE_MARK.search(text):
            line = text.count("\n", 0, mark.start()) + 1
            raise LedgerError(f"{file}:{line}", "a merge left both versions", "keep one, build, and accept")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        if missing := [column for column in needed if column not in (reader.fieldnames or ())]:
            raise broken_ledger(file, f"columns missing {missing}")
        return _rows_by_key(reader, file, needed[0])
    except (csv.Error, UnicodeDecodeError) as problem:
        raise broken_ledger(file, str(problem)) from problem


def _rows_by_key(reader: "csv.DictReader[str]", file: str, key: str) -> Rows:
    found: Rows = {}
    for row in reader:
        if None in row or None in row.values():
            raise broken_ledger(f"{file}:{reader.line_num}", "a row with more or fewer cells than columns")
        if row[key] in found:
            raise broken_ledger(f"{file}:{reader.line_num}", f"{row[key]} twice")
        found[row[key]] = row
    return found

"""The tables for everyone: each as CSV, and `datapackage.json`, the Frictionless Data Package that describes them.

The schema of a table is the one that every step checks, in other words. An empty cell is a missing value.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from ruamel.yaml import YAML

from tracebrief.history.snapshots import as_cell
from tracebrief.model.tables import COLUMNS, COUNT, FLAG, KEYS, NUMBER, PLACE, csv_lines, rows
from tracebrief.project.paths import SiteFile
from tracebrief.project.store import digest
from tracebrief.records.json_files import write_json

Tables = dict[str, pd.DataFrame]

TYPES = {COUNT: "integer", NUMBER: "number", FLAG: "boolean"}
# Columns of text that hold ISO days.
DAYS = ("first", "last")
# Columns whose empty text is a value: nothing stands beside words at the edge of a text, and EDTF writes "unknown" so.
MAY_BE_EMPTY = ("prefix", "suffix", "published")
# Columns that name a row of another table. Scores also have rows for all texts together, so theirs name none.
REFERENCES = {
    "doc_id": ("documents", "doc_id"),
    "source_doc_id": ("documents", "doc_id"),
    "claim_id": ("claims", "claim_id"),
    "claim_a": ("claims", "claim_id"),
    "claim_b": ("claims", "claim_id"),
}
UNREFERENCED = ("scores",)


def write_data_package(target: Path, tables: Tables, about: dict[str, Any]) -> None:
    """Write each table to `tables/<name>.csv`, and `datapackage.json`.

    Args:
        about: the package's own fields, such as its title and version.
    """
    (target / SiteFile.TABLES).mkdir(parents=True, exist_ok=True)
    resources = []
    for name, table in tables.items():
        content = to_csv(table)
        (target / SiteFile.TABLES / f"{name}.csv").write_bytes(content)
        resources.append(_resource(name, content, list(tables)))
    write_json(target / SiteFile.DATA_PACKAGE, {"profile": "tabular-data-package", **about, "resources": resources})


def to_csv(table: pd.DataFrame) -> bytes:
    """Return a table as UTF-8 CSV with a head; None as nothing, whole numbers without a point."""
    lines = [table.columns, *([as_cell(value) for value in row.values()] for row in rows(table))]
    return "".join(csv_lines(lines)).encode()


def table_schema(name: str, made: list[str]) -> dict[str, Any]:
    """Return the Table Schema of a table; it refers to none that is not in `made`."""
    columns = COLUMNS[name]
    keys = [
        {"fields": column, "reference": {"resource": "" if other == name else other, "fields": field}}
        for column, (other, field) in REFERENCES.items()
        if column in columns and other in made and name not in UNREFERENCED and (name, column) != (other, field)
    ]
    return {
        "fields": [_field(name, column) for column in columns],
        "missingValues": [""],
        "primaryKey": KEYS.get(name, PLACE),
        **({"foreignKeys": keys} if keys else {}),
    }


@cache
def read_meanings() -> dict[str, dict[str, Any]]:
    """Return `columns.yml`: what a row of each table is, and what each column means."""
    meanings: dict[str, dict[str, Any]] = YAML(typ="safe").load(Path(__file__).with_name("columns.yml"))
    return meanings


def _resource(name: str, content: bytes, made: list[str]) -> dict[str, Any]:
    return {
        "name": name,
        "path": f"{SiteFile.TABLES}/{name}.csv",
        "profile": "tabular-data-resource",
        "description": read_meanings()["rows"][name],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{digest(content)}",
        "schema": table_schema(name, made),
    }


def _field(table: str, column: str) -> dict[str, Any]:
    """Return one field of a schema: its type, its meaning, and what its values may be."""
    known, meanings = COLUMNS[table][column], read_meanings()
    one_of = next((check.statistics["allowed_values"] for check in known.checks if check.name == "isin"), None)
    required = not known.nullable and column not in MAY_BE_EMPTY
    constraints = ({"required": True} if required else {}) | ({"enum": list(one_of)} if one_of else {})
    return {
        "name": column,
        "type": "date" if column in DAYS else TYPES.get(str(known.dtype), "string"),
        "description": meanings["but"].get(table, {}).get(column) or meanings["columns"][column],
        **({"constraints": constraints} if constraints else {}),
    }

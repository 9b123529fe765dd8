"""The tables for everyone: each as CSV, and `datapackage.json`, the Frictionless Data Package that describes them.

The schema of a table is the one that every step checks, in other words. An empty cell is a missing value.
"""

from pathlib import Path
from typing import Any

import pandas as pd

from tracebrief.model.tables import TABLES, Cell, to_csv
from tracebrief.project.json_files import write_json
from tracebrief.project.paths import SiteFile
from tracebrief.project.store import digest

Tables = dict[str, pd.DataFrame]

# Types of the Table Schema, by the types of pandas.
TYPES = {"Int64": "integer", "Float64": "number", "boolean": "boolean"}


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


def table_schema(name: str, others: list[str]) -> dict[str, Any]:
    """Return the Table Schema of a table; it refers only to tables among `others`."""
    columns = TABLES[name].columns
    referring = {column: tuple(cell.column.refers_to.split(".")) for column, cell in columns.items()}
    keys = [
        {"fields": column, "reference": {"resource": "" if target[0] == name else target[0], "fields": target[1]}}
        for column, target in referring.items()
        if target[0] in others and (name, column) != target
    ]
    return {
        "fields": [_field(column, cell) for column, cell in columns.items()],
        "missingValues": [""],
        "primaryKey": list(TABLES[name].key),
        **({"foreignKeys": keys} if keys else {}),
    }


def _resource(name: str, content: bytes, others: list[str]) -> dict[str, Any]:
    return {
        "name": name,
        "path": f"{SiteFile.TABLES}/{name}.csv",
        "profile": "tabular-data-resource",
        "description": TABLES[name].meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{digest(content)}",
        "schema": table_schema(name, others),
    }


def _field(name: str, cell: Cell) -> dict[str, Any]:
    """Return one field of a schema: its type, its meaning, and what its values may be."""
    required = not cell.nullable and not cell.column.may_be_empty
    constraints = ({"required": True} if required else {}) | ({"enum": list(cell.one_of)} if cell.one_of else {})
    unit = f" Unit: {cell.column.unit}." if cell.column.unit else ""
    return {
        "name": name,
        "type": "date" if cell.column.iso_day else TYPES.get(cell.dtype, "string"),
        "description": cell.column.meaning + unit,
        **({"constraints": constraints} if constraints else {}),
    }

"""The tables in words, generated from the types of their rows: for the README, which a test holds to it.

`python -m tracebrief.model.descriptions README.md` writes them anew between the two marks.
"""

import sys
from pathlib import Path

from tracebrief.model.tables import TABLES

BEGIN, END = "<!-- columns: generated -->", "<!-- /columns -->"


def describe_tables() -> str:
    """Return Markdown: each table with its columns, and each meaning of a column with the tables that have it."""
    lines = ["| table | a row is | columns |", "|---|---|---|"]
    for name, table in TABLES.items():
        columns = ", ".join(f"`{column}`" for column in table.columns)
        lines.append(f"| `{name}` | {table.meaning.removesuffix('.')} | {columns} |")
    lines += ["", "<details>", "<summary>Every column</summary>", "", "| column | meaning | in |", "|---|---|---|"]
    for (column, meaning, values), tables in _meanings().items():
        where = "all" if len(tables) == len(TABLES) else ", ".join(tables)
        lines.append(f"| `{column}` | {meaning}{values} | {where} |")
    return "\n".join([*lines, "", "</details>"])


def put_between(text: str, content: str) -> str:
    """Return `text` with what stands between the two marks replaced.

    Raises:
        ValueError: the marks are not there.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"no {BEGIN} … {END}")
    return f"{before}{BEGIN}\n{content}\n{END}{after}"


def _meanings() -> dict[tuple[str, str, str], list[str]]:
    """Return the tables that have a column in one meaning, by its name, meaning and values."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for name, table in TABLES.items():
        for column, cell in table.columns.items():
            values = f" One of {', '.join(cell.one_of)}." if cell.one_of else ""
            unit = f" ({cell.column.unit})" if cell.column.unit else ""
            found.setdefault((column, cell.column.meaning.removesuffix(".") + unit + ".", values), []).append(name)
    return found


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]):
        path.write_text(put_between(path.read_text("utf-8"), describe_tables()), "utf-8")

"""JSON as all records have it: in the order given, readable where it is small, one line feed at the end."""

import json
from pathlib import Path
from typing import Any


def write_json(path: Path, content: Any, *, compact: bool = False) -> None:
    """Write content to a JSON file, indented unless it is to be compact."""
    shape = {"separators": (",", ":")} if compact else {"indent": 1}
    path.write_text(json.dumps(content, ensure_ascii=False, **shape) + "\n", "utf-8", newline="\n")


def known(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that have a value: what is not known is left out, never null."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def whole(number: float | None) -> float | int | None:
    """Return a number without a point where it needs none."""
    return int(number) if number is not None and number == int(number) else number

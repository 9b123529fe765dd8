"""JSON as all records have it: readable, in the order given, one line feed at the end."""

import json
from pathlib import Path
from typing import Any


def as_json(content: Any) -> str:
    """Return content as JSON text."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def write_json(path: Path, content: Any) -> None:
    """Write content to a JSON file."""
    path.write_text(as_json(content), "utf-8", newline="\n")


def known(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that have a value: what is not known is left out, never null."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def whole(number: float | None) -> float | int | None:
    """Return a number without a point where it needs none."""
    return int(number) if number is not None and number == int(number) else number

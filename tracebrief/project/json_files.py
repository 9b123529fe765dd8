"""JSON as files have it: readable where it is small, one line feed at the end."""

import json
from pathlib import Path
from typing import Any


def write_json(path: Path, content: Any, *, compact: bool = False, sort_keys: bool = False) -> None:
    """Write content to a JSON file in its folder, indented unless compact, in the order given unless sorted."""
    indent, separators = (None, (",", ":")) if compact else (1, None)
    text = json.dumps(content, ensure_ascii=False, indent=indent, separators=separators, sort_keys=sort_keys)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", "utf-8", newline="\n")


def drop_missing(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that have a value: what is not known is left out, never null."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}

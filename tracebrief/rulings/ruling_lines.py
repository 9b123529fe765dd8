"""The lines of one record in a file of rulings; whoever writes a record leaves every other line as it is.

Comments before a record belong to it as long as they begin no further right than its dash.
"""

import re
from datetime import date
from io import StringIO
from textwrap import indent
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from tracebrief.project.errors import RulingError
from tracebrief.rulings.records import Ruling

# Longer than any line: words are never wrapped.
WIDTH = 1_000_000
# The list while it says that it has no records.
EMPTY = re.compile(r"^rulings:[ \t]*(?:\[[ \t]*\]|null|~)", re.MULTILINE)


def insert_record(where: str, text: str, at: int, ruling: Ruling) -> str:
    """Return the text of a file with a record before the one that was number `at`, from 0."""
    lines, records, dash = _split(where, text)
    before = records[at - 1][1] if at else _first_line(lines, records)
    return "".join([*lines[:before], _dump(CommentedMap(), ruling, dash), *lines[before:]])


def remove_record(where: str, text: str, at: int) -> str:
    """Return the text of a file without its record number `at`; comments before it stay."""
    lines, records, _ = _split(where, text)
    start, end = records[at]
    return "".join([*lines[:start], *lines[end:]])


def replace_record(where: str, text: str, at: int, ruling: Ruling) -> str:
    """Return the text of a file with another record as number `at`; comments inside it stay with their fields."""
    lines, records, dash = _split(where, text)
    start, end = records[at]
    [node] = _yaml().load("".join(lines[start:end]))
    written = _dump(node, ruling, dash)
    # A comment below a field that is gone has nothing to stand below; it is kept above the record.
    lost = [line for line in lines[start:end] if line.strip().startswith("#") and line.strip() not in written]
    return "".join([*lines[:start], *(" " * dash + line.lstrip() for line in lost), written, *lines[end:]])


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes, yaml.width = True, WIDTH
    return yaml


def _split(where: str, text: str) -> tuple[list[str], list[tuple[int, int]], int]:
    """Return the lines of a file, which of them each record has, and how far its dashes are indented."""
    content = _yaml().load(text)["rulings"]
    if not content:
        text = EMPTY.sub("rulings:", text)
    elif content.fa.flow_style():
        raise RulingError(where, "its rulings stand in one line", "give each its own lines, beginning with a dash")
    lines = [line if line.endswith("\n") else f"{line}\n" for line in re.findall(r".*?\n|.+\Z", text, re.DOTALL)]
    dash: int = content.lc.col if content else 0
    starts = [content.lc.item(number)[0] for number in range(len(content or ()))]
    return lines, [(start, _end(lines, start, dash)) for start in starts], dash


def _end(lines: list[str], start: int, dash: int) -> int:
    """Return the line after the last one of the record that begins at line `start`."""
    end = start + 1
    for number in range(start + 1, len(lines)):
        words = lines[number].strip()
        if words and len(lines[number]) - len(lines[number].lstrip()) <= dash:
            if not words.startswith("#"):
                break
        elif words:
            end = number + 1
    return end


def _first_line(lines: list[str], records: list[tuple[int, int]]) -> int:
    """Return where a record before all others begins: below the list's key, above the comments of the first record."""
    return next(number for number, line in enumerate(lines) if line.startswith("rulings:")) + 1


def _dump(node: CommentedMap, ruling: Ruling, dash: int) -> str:
    """Return the lines of a record, written into the nodes of the one that it replaces."""
    _update(node, _as_plain(ruling))
    stream = StringIO()
    _yaml().dump([node], stream)
    return indent(stream.getvalue(), " " * dash)


def _as_plain(ruling: Ruling) -> dict[str, Any]:
    """Return a record as YAML has it: no field that is empty, besides those that are ruled to be."""
    content: dict[str, Any] = ruling.model_dump(exclude_none=True)
    for part in ("found", "right"):
        fields = getattr(ruling, part)
        if fields is not None:
            content[part] = {name: content[part][name] for name in ("words", "at") if name in content[part]}
            content[part] |= fields.stated
    return content


def _update(node: CommentedMap, content: dict[str, Any]) -> None:
    """Make a mapping say what it should, with as few changes as it takes."""
    for key in [key for key in node if key not in content]:
        del node[key]
    for place, (key, value) in enumerate(content.items()):
        if isinstance(value, dict) and isinstance(node.get(key), CommentedMap):
            _update(node[key], value)
        elif key not in node:
            node.insert(place, key, _node(value))
        elif not _same(node[key], value):
            node[key] = _node(value)


def _same(node: Any, value: Any) -> bool:
    if isinstance(node, CommentedSeq):
        return list(node) == list(value)
    return bool((node.isoformat() if isinstance(node, date) and isinstance(value, str) else node) == value)


def _node(value: Any) -> Any:
    if isinstance(value, tuple | list):
        node = CommentedSeq(value)
        node.fa.set_flow_style()
        return node
    if isinstance(value, dict):
        return CommentedMap((key, _node(each)) for key, each in value.items())
    return int(value) if isinstance(value, float) and value.is_integer() else value

"""YAML that people write: read into typed models, each mistake named with file, line, entry and field."""

import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from tracebrief.project.errors import TracebriefError
from tracebrief.project.import_closure import digest_import_closure
from tracebrief.project.paths import Project
from tracebrief.project.store import Store, key_of

T = TypeVar("T")
# Characters of a file that take longer to parse than to look up: about ten milliseconds.
LONG = 2_000


class Entry(BaseModel):
    """An authored record: unknown fields are mistakes, and nothing changes it once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def read_authored(path: Path, kind: type[T], *, error: type[TracebriefError], store: Store | None = None) -> T:
    """Return the YAML file at `path` as `kind` (a model, or a list or dict of models).

    Args:
        store: where a long file is kept as parsed, so that only the first of many readers has to parse it; the
            cache of the build whose kernel this is, unless given.

    Raises:
        error: the file is missing, is not UTF-8 or YAML, or an entry breaks its model.
    """
    if not path.is_file():
        raise error(str(path), "this file is missing", "restore it")
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as problem:
        raise error(str(path), f"not UTF-8 at byte {problem.start}", "save it as UTF-8") from problem
    return parse_authored(
        str(path), text, kind, error=error, store=(store or _kernel_store()) if len(text) > LONG else None
    )


def parse_authored(
    where: str, text: str, kind: type[T], *, error: type[TracebriefError], store: Store | None = None
) -> T:
    """Return YAML as `kind`; `where` is its file, as mistakes name it.

    Raises:
        error: it is not YAML, or an entry breaks its model.
    """
    plain = _parse_plain(where, text, error, store)
    try:
        return TypeAdapter(kind).validate_python(plain)
    except ValidationError as problem:
        content, first = _parse(where, text, error), problem.errors()[0]
        raise error(f"{where}:{_line(content, first['loc'])}", _what(content, first), "fix this entry") from problem


def _kernel_store() -> Store | None:
    root = os.environ.get("TRACEBRIEF_ROOT")
    return Store(Project(Path(root)).cache) if root else None


def _parse_plain(where: str, text: str, error: type[TracebriefError], store: Store | None) -> Any:
    """Return YAML as plain containers, from the store where it is kept."""
    if store is None:
        return _plain(_parse(where, text, error))
    key = key_of(text, digest_import_closure(__name__))
    plain = store.load_json("authored", key)
    if plain is None:
        plain = _plain(_parse(where, text, error))
        with suppress(OSError):  # whoever only reads a brief may not be allowed to write
            store.save_json("authored", key, plain)
    return plain


def _parse(where: str, text: str, error: type[TracebriefError]) -> Any:
    """Return YAML as round-trip containers, which know their lines."""
    try:
        return YAML(typ="rt").load(text)
    except MarkedYAMLError as problem:
        mark = problem.problem_mark
        raise error(
            f"{where}:{mark.line + 1}" if mark else where, f"not YAML: {problem.problem}", "fix the line"
        ) from problem
    except YAMLError as problem:
        raise error(where, f"not YAML: {str(problem).splitlines()[0]}", "fix the file") from problem


def _plain(node: Any) -> Any:
    """Return round-trip containers and scalars as plain ones; dates stay the text that was written."""
    if isinstance(node, dict):
        return {_plain(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    if isinstance(node, str):
        return str(node)
    return node.isoformat() if isinstance(node, date) else node


def _what(content: Any, first: ErrorDetails) -> str:
    loc = first["loc"]
    entry = _entry(content, loc)
    # What names the entry is not said twice; a number alone, deeper in the file, needs the way to it.
    named = next((at + 1 for at, part in enumerate(loc) if isinstance(part, int)), 0)
    way = loc if named > 1 and entry.startswith("entry ") else loc[named:]
    field = ".".join(str(part) for part in way)
    return ": ".join(filter(None, [entry or (field and "the file"), field, first["msg"]]))


def _entry(content: Any, loc: tuple[Any, ...]) -> str:
    """Return the name of the entry that `loc` lies in: its key; in a list its `key:` or `words:`."""
    for part in loc:
        try:
            content = content[part]
        except (KeyError, IndexError, TypeError):
            return ""
        if isinstance(part, int):
            named = content.get("key", content.get("words")) if isinstance(content, dict) else None
            return " ".join(str(named).split()) if isinstance(named, str | int) else f"entry {part + 1}"
    return str(loc[0]) if loc else ""


def _line(content: Any, loc: tuple[Any, ...]) -> int:
    """Return the line, from 1, of the deepest part of `loc` that the file has."""
    line = 1
    for part in loc:
        try:
            lines = content.lc  # ruamel's containers know the lines of their parts
            position = lines.item(part) if isinstance(part, int) else lines.key(part)
            content = content[part]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
        line = position[0] + 1
    return line

"""YAML that people write: read into typed models, each mistake named with file, line, entry and field."""

from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.resolver import implicit_resolvers

from tracebrief.project.errors import TracebriefError

T = TypeVar("T")

# What the library that checks models calls a mistake, as a person would say it, and what to do.
PLAIN = {
    "missing": ("it is missing", "add it"),
    "extra_forbidden": ("there is no such field", "remove it, or correct its name"),
    "literal_error": ("{said}is none of the choices", "write {expected}"),
    "string_type": ("{said}is no text", "write words, in quotes where YAML reads them as something else"),
    "string_pattern_mismatch": ("{said}is not written as it must be", "correct it (its pattern is {pattern})"),
    "float_type": ("{said}is no plain number", "write digits, with a point before decimals"),
    "float_parsing": ("{said}is no plain number", "write digits, with a point before decimals"),
    "finite_number": ("{said}is no number", "write digits"),
    "int_type": ("{said}is no whole number", "write digits alone"),
    "int_parsing": ("{said}is no whole number", "write digits alone"),
    "greater_than_equal": ("{said}is less than {ge}", "correct it"),
    "model_type": ("{said}is no list of fields", "write fields, a `name: value` a line"),
    "dict_type": ("{said}is no list of fields", "write fields, a `name: value` a line"),
    "list_type": ("this is no list", "write each entry after a dash"),
    "tuple_type": ("this is no list", "write each entry after a dash, or all in brackets"),
}


class Entry(BaseModel):
    """An authored record: unknown fields are mistakes, and nothing changes it once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class QuickLoader(yaml.CSafeLoader):  # type: ignore[misc]  # without types
    """Reads YAML 1.2 in a tenth of the time, and refuses what it may read otherwise than the parser that knows lines.

    Days stay the text that was written.
    """

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - as the library has it

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return a mapping, in which no key may stand twice."""
        keys = [str(key.value) for key, _ in node.value]
        if len(set(keys)) < len(keys):
            raise yaml.YAMLError("a key twice")
        made: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return made


for versions, tag, pattern, first in implicit_resolvers:
    if (1, 2) in versions and not tag.endswith(":timestamp"):
        QuickLoader.add_implicit_resolver(tag, pattern, first)
QuickLoader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node), 0))


def read_authored(path: Path, kind: type[T], *, error: type[TracebriefError]) -> T:
    """Return the YAML file at `path` as `kind` (a model, or a list or dict of models).

    Raises:
        error: the file is missing, is not UTF-8 or YAML, or an entry breaks its model.
    """
    if not path.is_file():
        raise error(str(path), "this file is missing", "restore it")
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as problem:
        raise error(str(path), f"not UTF-8 at byte {problem.start}", "save it as UTF-8") from problem
    return parse_authored(str(path), text, kind, error=error)


def parse_authored(where: str, text: str, kind: type[T], *, error: type[TracebriefError]) -> T:
    """Return YAML as `kind`; `where` is its file, as mistakes name it.

    Raises:
        error: it is not YAML, or an entry breaks its model.
    """
    try:
        plain = yaml.load(text, QuickLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        plain = _plain(_parse(where, text, error))
    try:
        return TypeAdapter(kind).validate_python(plain)
    except ValidationError as problem:
        content, first = _parse(where, text, error), problem.errors()[0]
        first["loc"] = _written(content, first["loc"])
        what, todo = tell_mistake(first)
        raise error(f"{where}:{_line(content, first['loc'])}", _what(content, first, what), todo) from problem


def tell_mistake(mistake: ErrorDetails) -> tuple[str, str]:
    """Return in plain words what is wrong with a value, and what to do."""
    kind, given = mistake["type"], mistake["input"]
    if kind == "value_error":
        what, _, todo = str(mistake["ctx"]["error"]).partition("; ")
        return what, todo or "fix this entry"
    what, todo = PLAIN.get(kind, (mistake["msg"], "fix this entry"))
    said = "" if isinstance(given, dict | list) else f"{given!r:.60} "
    return what.format(said=said, **mistake.get("ctx", {})), todo.format(**mistake.get("ctx", {}))


class _LineConstructor(RoundTripConstructor):
    """Makes containers that know their lines; days stay the text that was written, also those that no calendar has."""


_LineConstructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)


def _parse(where: str, text: str, error: type[TracebriefError]) -> Any:
    """Return YAML as round-trip containers, which know their lines."""
    try:
        parser = YAML(typ="rt")
        parser.Constructor = _LineConstructor
        return parser.load(text)
    except RecursionError as problem:
        raise error(where, "not YAML that can be read: it is nested too deep", "write fewer brackets") from problem
    except MarkedYAMLError as problem:
        mark = problem.problem_mark
        # Of a key that stands twice, the parser quotes all that is below it.
        what = str(problem.problem).partition(" with value ")[0].splitlines()[0]
        raise error(f"{where}:{mark.line + 1}" if mark else where, f"not YAML: {what}", "fix the line") from problem
    except YAMLError as problem:
        raise error(where, f"not YAML: {str(problem).splitlines()[0]}", "fix the file") from problem


def _plain(node: Any) -> Any:
    """Return round-trip containers and scalars as plain ones."""
    if isinstance(node, dict):
        return {_plain(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    return str(node) if isinstance(node, str) else node


def _written(content: Any, loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Return a way into the file without the kinds of entry that a choice between models puts into it."""
    way: list[int | str] = []
    for number, part in enumerate(loc):
        there = isinstance(part, int) or (isinstance(content, dict) and part in content)
        if there or number + 1 == len(loc):
            way.append(part)
        with suppress(KeyError, IndexError, TypeError):
            content = content[part]
    return tuple(way)


def _what(content: Any, first: ErrorDetails, told: str) -> str:
    loc = first["loc"]
    entry = _entry(content, loc)
    # What names the entry is not said twice; a number alone, deeper in the file, needs the way to it.
    named = next((at + 1 for at, part in enumerate(loc) if isinstance(part, int)), 0)
    way = loc if named > 1 and entry.startswith("entry ") else loc[named:]
    field = ".".join(str(part) for part in way)
    return ": ".join(filter(None, [entry or (field and "the file"), field, told]))


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

"""Where two versions of a file differ: the cell, element, row, key, page or line, as a person would name it.

Every format is read as one list of leaves, each a path and a value; the first leaf that differs is the difference.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import PurePosixPath
from typing import Any

from bs4 import BeautifulSoup, Comment, Tag

Leaf = tuple[str, str]
OBJECT = re.compile(rb"(\d+) \d+ obj\b")
# Bytes shown of a file that holds no text.
SHOWN = 8


@dataclass(frozen=True)
class FileDifference:
    """Where two versions of a file first differ, and what each has there; None where one has nothing."""

    where: str
    one: str | None
    other: str | None
    # All values of the two files, in order: whether they are the same values is for the search for a cause.
    values_one: tuple[str, ...] = ()
    values_other: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, str]:
        """What each has there; "" where one has nothing."""
        return self.one or "", self.other or ""


def compare_contents(name: str, one: bytes, other: bytes) -> FileDifference | None:
    """Return where two versions of the file `name` first differ, None where they are the same."""
    if one == other:
        return None
    for read in (READERS.get(PurePosixPath(name).suffix), _read_text):
        try:
            found = _first(list(read(one)), list(read(other))) if read else None
        except Exception:  # a file that its reader refuses is compared by plainer means
            continue
        if found:
            return found
    return _in_bytes(one, other)


def _first(one: list[Leaf], other: list[Leaf]) -> FileDifference | None:
    found = next(((a, b) for a, b in zip_longest(one, other) if a != b), None)
    if found is None:
        return None
    values = tuple(value for _, value in one), tuple(value for _, value in other)
    (here, a), (there, b) = (leaf or (None, None) for leaf in found)
    if here == there or here is None or there is None:
        return FileDifference(here or there or "", a, b, *values)
    gone, new = here not in dict(other), there not in dict(one)
    if gone != new:
        return FileDifference(here, a, None, *values) if gone else FileDifference(there, None, b, *values)
    return FileDifference(here, f"{here} = {a}", f"{there} = {b}", *values)


def _in_bytes(one: bytes, other: bytes) -> FileDifference:
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    before = OBJECT.findall(one, 0, at) if one.startswith(b"%PDF") else []
    where = f"byte {at}" + (f", in PDF object {before[-1].decode()}" if before else "")
    here, there = (part[at : at + SHOWN].hex(" ") or None for part in (one, other))
    return FileDifference(where, here, there)


def _read_text(content: bytes) -> Iterator[Leaf]:
    for number, line in enumerate(content.decode("utf-8").splitlines(keepends=True), 1):
        yield f"line {number}", line.removesuffix("\n")


def _read_json(content: bytes) -> Iterator[Leaf]:
    yield from _walk(json.loads(content), "")


def _walk(value: Any, pointer: str) -> Iterator[Leaf]:
    """Yield the leaves of a JSON value under their pointers (RFC 6901)."""
    if value and isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _walk(inner, f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}")
    else:
        yield pointer or "/", value if isinstance(value, str) else json.dumps(value)


def _read_notebook(content: bytes) -> Iterator[Leaf]:
    notebook = json.loads(content)
    for number, cell in enumerate(notebook["cells"], 1):
        where = f"cell {number}"
        yield from _lines(f"{where}, source", cell["source"])
        for index, output in enumerate(cell.get("outputs", []), 1):
            yield from _output(f"{where}, output {index}", output)
        yield from _walk({key: cell[key] for key in cell if key not in ("source", "outputs")}, where)
    yield from _walk({key: notebook[key] for key in notebook if key != "cells"}, "notebook")


def _output(where: str, output: dict[str, Any]) -> Iterator[Leaf]:
    """Yield what an output shows first, then what it says of itself."""
    for key in sorted(output, key=lambda key: key not in ("data", "text")):
        shown = {output.get("name", key) if key == "text" else key: output[key]}
        for kind, value in (output[key] if key == "data" else shown).items():
            text = isinstance(value, str) or (isinstance(value, list) and all(isinstance(x, str) for x in value))
            yield from _lines(f"{where}, {kind}", value) if text else _walk(value, f"{where}, {kind} ")


def _lines(where: str, text: str | list[str]) -> Iterator[Leaf]:
    for number, line in enumerate("".join(text).splitlines(), 1):
        yield f"{where}, line {number}", line


def _read_csv(content: bytes) -> Iterator[Leaf]:
    header, *body = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    yield "header", ",".join(header)
    for number, row in enumerate(body, 1):
        for column, value in zip_longest(header, row):
            yield f"column {column}, row {number}", value or ""


def _read_parquet(content: bytes) -> Iterator[Leaf]:
    from pyarrow import parquet

    file = parquet.ParquetFile(io.BytesIO(content))
    table = file.read()
    for field in table.schema:
        yield f"column {field.name}, type", str(field.type)
    for number, row in enumerate(table.to_pylist(), 1):
        for column, value in row.items():
            yield f"column {column}, row {number}", str(value)
    for key, value in sorted((table.schema.metadata or {}).items()):
        yield f"metadata {key.decode()}", value.decode("utf-8", "replace")
    yield "metadata, writer", file.metadata.created_by


def _read_pdf(content: bytes) -> Iterator[Leaf]:
    from pypdf import PdfReader  # for the tests only: without it a PDF is compared by its bytes

    reader = PdfReader(io.BytesIO(content))
    for key, value in sorted((reader.metadata or {}).items()):
        yield f"metadata {key}", str(value)
    for number, page in enumerate(reader.pages, 1):
        yield from _lines(f"page {number}", page.extract_text())
    yield from _lines("metadata XMP", (reader.xmp_metadata and reader.xmp_metadata.stream.get_data().decode()) or "")


def _read_markup(content: bytes) -> Iterator[Leaf]:
    yield from _walk_markup(BeautifulSoup(content.decode(), "html.parser", multi_valued_attributes=None), "")


def _walk_markup(element: Tag, path: str) -> Iterator[Leaf]:
    """Yield the attributes and texts of HTML or SVG, each under the path that leads to its element."""
    names: Counter[str] = Counter()
    for child in element.children:
        if isinstance(child, Tag):
            names[child.name] += 1
            inner = f"{path}/{child.name}" + (f"[{names[child.name]}]" if names[child.name] > 1 else "")
            yield inner, f"<{child.name}>"
            yield from ((f"{inner}/@{name}", str(value)) for name, value in child.attrs.items())
            yield from _walk_markup(child, inner)
        else:
            yield f"{path}/comment" if isinstance(child, Comment) else path or "/", str(child)


READERS: dict[str, Callable[[bytes], Iterator[Leaf]]] = {
    ".csv": _read_csv,
    ".html": _read_markup,
    ".ipynb": _read_notebook,
    ".json": _read_json,
    ".jsonld": _read_json,
    ".parquet": _read_parquet,
    ".pdf": _read_pdf,
    ".svg": _read_markup,
    ".xml": _read_markup,
}

"""A page's source as pandoc reads it, and the lines where its elements stand.

Pandoc's tree has no lines: an element is found again by words that stand in the source as they are.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypandoc

from tracebrief.project.errors import ReportError
from tracebrief.project.paths import Project

# Inline elements whose words in the source are not, or not only, the words they show.
OPAQUE = ("Cite", "Code", "Image", "Link", "Math", "Note", "RawInline", "Span")
# Words that are enough to find a paragraph again.
ENOUGH = 6


@dataclass(frozen=True)
class Element:
    """One element of the tree: its type, attributes where it has any, and its content."""

    type: str
    content: Any

    @property
    def _attributes(self) -> list[Any]:
        return self.content[1] if self.type == "Header" else self.content[0]

    @property
    def id(self) -> str:
        """Its identifier, "" without one."""
        return self._attributes[0]

    @property
    def classes(self) -> list[str]:
        """Its classes, in order."""
        return self._attributes[1]

    @property
    def attributes(self) -> dict[str, str]:
        """Its other attributes."""
        return dict(self._attributes[2])


@dataclass(frozen=True)
class Prose:
    """One page: its path below the root, its source, and its blocks."""

    page: str
    source: str
    blocks: list[Any] = field(repr=False)

    def elements(self) -> Iterator[Element]:
        """Yield every element, outer before inner, in the order of the page."""
        return walk(self.blocks)

    def lines_of(self, pattern: str) -> list[int]:
        """Return the lines, from 1, on which a regular expression matches; [1] where it does not."""
        found = [self.line_at(match.start()) for match in re.finditer(pattern, self.source)]
        return sorted(set(found)) or [1]

    def line_at(self, offset: int) -> int:
        """Return the line, from 1, of a place in the source."""
        return self.source.count("\n", 0, offset) + 1

    def mistake(self, line: int, what: str, todo: str) -> ReportError:
        """Return a mistake on one line of this page."""
        return ReportError(f"{self.page}:{line}", what, todo)


def read_prose(project: Project, page: str) -> Prose:
    """Return a page as pandoc reads it.

    Raises:
        ReportError: the page is not UTF-8, or pandoc cannot read it.
    """
    content = (project.root / page).read_bytes()
    try:
        source = content.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise ReportError(page, f"not UTF-8 at byte {problem.start}", "save it as UTF-8") from problem
    command = [pypandoc.get_pandoc_path(), "--from=markdown", "--to=json"]
    done = subprocess.run(command, input=content, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        raise ReportError(page, f"pandoc cannot read it: {said[0]}", "mend the page")
    return Prose(page, source, json.loads(done.stdout)["blocks"])


def walk(node: Any) -> Iterator[Element]:
    """Yield every element of a part of the tree, outer before inner."""
    if isinstance(node, dict):
        if "t" in node:
            yield Element(node["t"], node.get("c"))
        yield from walk(list(node.values()))
    elif isinstance(node, list):
        for child in node:
            yield from walk(child)


def find_start(prose: Prose, inlines: list[Any], after: int) -> int | None:
    """Return the place in the source, from `after` on, where a paragraph begins; None where it is not found."""
    words: list[str] = []
    for element in walk(_until_opaque(inlines)):
        if element.type == "Str":
            words += re.findall(r"\w+", element.content)
    if not words:
        return None
    match = re.compile(r"\W+".join(map(re.escape, words[:ENOUGH]))).search(prose.source, after)
    return match.start() if match else None


def _until_opaque(inlines: list[Any]) -> list[Any]:
    """Return the first run of inlines that the source has word for word."""
    run: list[Any] = []
    for inline in inlines:
        opaque = any(element.type in OPAQUE for element in walk(inline))
        if opaque and any(element.type == "Str" for element in walk(run)):
            break
        if not opaque:
            run.append(inline)
    return run

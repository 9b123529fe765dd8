"""A page's source as pandoc reads it, and the lines where its elements stand.

Pandoc's tree has no lines: an element is found again by words that stand in the source as they are.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypandoc

from tracebrief.project.errors import ReportError
from tracebrief.project.paths import Project
from tracebrief.render.quarto_config import read_page

# Inline elements whose words in the source are not, or not only, the words they show.
OPAQUE = ("Cite", "Code", "Image", "Link", "Math", "Note", "RawInline", "Span")
# Elements with an identifier, classes and attributes, and where in their content these are.
ATTRIBUTED = dict.fromkeys(("Code", "CodeBlock", "Div", "Figure", "Image", "Link", "Span", "Table"), 0) | {"Header": 1}
SPACES = ("Space", "SoftBreak", "LineBreak")
# Inline elements that are no words of their paragraph.
UNSHOWN = ("Cite", "Image", "Math", "Note", "RawInline")
MARKS = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
# Words that are enough to find a paragraph again.
ENOUGH = 6


@dataclass(frozen=True)
class Element:
    """One element of the tree: its type, its identifier, classes and attributes where it has any, and its content."""

    type: str
    content: Any
    id: str = ""
    classes: tuple[str, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def cited(self) -> list[str]:
        """The names in a citation."""
        return [citation["citationId"] for citation in self.content[0]]


@dataclass(frozen=True)
class MarkdownPage:
    """One page: its path below the root, its source, and its blocks."""

    path: str
    source: str
    blocks: list[Any] = field(repr=False)

    def elements(self, *types: str) -> Iterator[Element]:
        """Yield every element of some types, outer before inner, in the order of the page."""
        return (element for element in walk(self.blocks) if element.type in types)

    def lines_of(self, pattern: str) -> list[int]:
        """Return the lines, from 1, on which a regular expression matches; [1] where it does not."""
        found = [self.line_at(match.start()) for match in re.finditer(pattern, self.source)]
        return sorted(set(found)) or [1]

    def spans_with_lines(self, name: str) -> Iterator[tuple[int, Element]]:
        """Yield every span of a class with the line, from 1, on which its attributes begin."""
        spans = [element for element in self.elements("Span") if name in element.classes]
        braces = re.finditer(rf"\{{[^{{}}]*\.{name}(?![\w-])[^{{}}]*\}}", self.source)
        lines = [self.line_at(match.start()) for match in braces]
        # Where code or a comment shows how such a span is written, it cannot be told which is which.
        return zip(lines if len(lines) == len(spans) else lines[:1] * len(spans), spans, strict=True)

    def line_at(self, offset: int) -> int:
        """Return the line, from 1, of an offset in the source."""
        return self.source.count("\n", 0, offset) + 1

    def mistake(self, line: int, what: str, todo: str) -> ReportError:
        """Return a mistake on one line of this page."""
        return ReportError(f"{self.path}:{line}", what, todo)


def read_markdown_page(project: Project, page: str) -> MarkdownPage:
    """Return a page as pandoc reads it.

    Raises:
        ReportError: the page is not UTF-8, or pandoc cannot read it.
    """
    source = read_page(project, page)
    try:
        tree = pypandoc.convert_text(source, "json", format="markdown", extra_args=["--quiet"], verify_format=False)
    except RuntimeError as problem:
        what = f"pandoc cannot read it: {str(problem).splitlines()[-1]}"
        raise ReportError(page, what, "fix the page") from problem
    return MarkdownPage(page, source, json.loads(tree)["blocks"])


def walk(node: Any) -> Iterator[Element]:
    """Yield every element of a part of the tree, outer before inner."""
    if isinstance(node, dict):
        if "t" in node:
            yield as_element(node)
        yield from walk(list(node.values()))
    elif isinstance(node, list):
        for child in node:
            yield from walk(child)


def as_element(node: dict[str, Any]) -> Element:
    """Return a part of the tree as an element."""
    kind, content = node["t"], node.get("c", [])
    if kind not in ATTRIBUTED:
        return Element(kind, content)
    name, classes, attributes = content[ATTRIBUTED[kind]]
    return Element(kind, content, name, tuple(classes), dict(attributes))


def words_of(inlines: list[Any]) -> str:
    """Return inlines as a reader sees them; what is no text, such as a citation or a note, leaves nothing."""
    return re.sub(r" +", " ", "".join(map(_shown, inlines))).strip()


def _shown(inline: dict[str, Any]) -> str:
    kind: str = inline["t"]
    content: Any = inline.get("c")
    if kind in SPACES:
        return " "
    if kind == "Quoted":
        left, right = MARKS[content[0]["t"]]
        return f"{left}{words_of(content[1])}{right}"
    if kind in UNSHOWN:
        return ""
    if kind in ATTRIBUTED:
        return str(content[1]) if kind == "Code" else words_of(content[1])
    return content if isinstance(content, str) else words_of(content or [])


def find_start(page: MarkdownPage, inlines: list[Any], after: int) -> int | None:
    """Return the offset in the source, from `after` on, at which a paragraph begins; None where it is not found."""
    words: list[str] = []
    for element in walk(_until_opaque(inlines)):
        if element.type == "Str":
            words += re.findall(r"\w+", element.content)
    if not words:
        return None
    match = re.compile(r"\W+".join(map(re.escape, words[:ENOUGH]))).search(page.source, after)
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

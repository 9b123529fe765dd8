"""The words of a page as a reader sees them, and which element each came from.

Values stand in it with their words, citations leave none; a paragraph ends with an empty line. So the rules that read
texts can read the prose too, and what they find is known to rest on a value, on a claim, or on nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import count
from typing import Any

from tracebrief.model.spans import Span
from tracebrief.render.markdown_pages import MARKS, SPACES, MarkdownPage, as_element
from tracebrief.render.own_words import Basis, basis_of

# What is not prose in the source: front matter, comments, attributes, targets of links.
HIDDEN = re.compile(r"\A---\n.*?\n---\n|<!--.*?-->|\{[^{}]*\}|(?<=\])\([^()\s]*\)", re.DOTALL)
# A word with an entity in its source, which its own letters have not.
ESCAPED = re.compile(r"\w*(?:&#?\w+;\w*)+")
# Spans of these classes say what their words rest on; of two, the first counts.
SPANS = ("claim", "comparison", "outside", "own")
# What needs nothing to rest on: values bring their words; code and formulas are no statements; the others are listed.
FREE = ("value", "own", "outside", "code", "math")
# Words of the author's own that rest on claims.
BOUND = ("claim", "comparison")
# What is read as plain words whatever stands in it.
LITERAL = ("Code", "Math")
NOTHING = Basis()
# What a cross-reference reads as, whatever it refers to.
REFERENCE = "Figure"


@dataclass(frozen=True)
class Piece(Span):
    """Words that came from one element: `value` from a value, else the class of the span; or a citation, of none."""

    kind: str
    line: int
    basis: Basis = NOTHING
    cited: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paragraph(Span):
    """One paragraph, heading or caption; those of one item of a list share its `item`."""

    zone: str  # prose, uncited, heading or caption
    section: str
    item: int
    listed: bool


@dataclass
class ProseText:
    """A page's words, its paragraphs, and its pieces in order."""

    page: MarkdownPage
    text: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    _lines: list[tuple[int, int]] = field(default_factory=list)

    def line_at(self, at: int) -> int:
        """Return the line of the source on which the word at an offset stands."""
        return self._lines[max(0, bisect_right(self._lines, (at, 10**9)) - 1)][1] if self._lines else 1

    def pieces_in(self, span: Span, *kinds: str) -> list[Piece]:
        """Return the pieces of some kinds that a span holds."""
        found = (piece for piece in self.pieces if piece.kind in kinds)
        return [piece for piece in found if span.start <= piece.start and piece.end <= span.end]

    def piece_at(self, at: int, *kinds: str) -> Piece | None:
        """Return the piece of some kinds that holds the character at an offset."""
        return next((piece for piece in self.pieces if piece.kind in kinds and piece.start <= at < piece.end), None)


def read_prose(page: MarkdownPage, values: dict[str, str]) -> ProseText:
    """Return the words of a page.

    Args:
        values: the words of each value, by name.
    """
    reader = _Reader(page, values)
    reader.read_blocks(page.blocks, "prose", next(reader.items), listed=False)
    return reader.prose


class _Reader:
    """Walks through a page's tree and keeps where in the source it is."""

    def __init__(self, page: MarkdownPage, values: dict[str, str]) -> None:
        self.prose = ProseText(page)
        self.values = values
        shown = HIDDEN.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), page.source)
        self.source = ESCAPED.sub(lambda found: unescape(found[0]).ljust(len(found[0])), shown)
        self.at = 0
        self.items = count()
        self.section = ""
        self.lines = {name: iter([line for line, _ in page.spans_with_lines(name)]) for name in SPANS}
        self.notes: list[list[Any]] = []

    def read_blocks(self, blocks: list[Any], zone: str, item: int, *, listed: bool) -> None:
        """Read blocks in order; each paragraph of the page's top is an item of its own."""
        for block in blocks:
            own = item if listed else next(self.items)
            self._read_block(block, zone, own, listed=listed)
            while self.notes:
                self.read_blocks(self.notes.pop(0), zone, own, listed=True)

    def _read_block(self, block: Any, zone: str, item: int, *, listed: bool) -> None:
        kind, content = block["t"], block.get("c")
        if kind in ("Para", "Plain"):
            self._read_paragraph(content, zone, item, listed=listed)
        elif kind == "LineBlock":
            for line in content:
                self._read_paragraph(line, zone, item, listed=listed)
        elif kind == "Header":
            self.section = content[1][0] if content[0] == 1 or content[1][0] else self.section
            self._read_paragraph(content[2], "heading", item, listed=listed)
        elif kind in ("BulletList", "OrderedList"):
            for blocks in content if kind == "BulletList" else content[1]:
                self.read_blocks(blocks, zone, item if listed else next(self.items), listed=True)
        elif kind == "BlockQuote":
            self.read_blocks(content, zone, item, listed=listed)
        elif kind == "Div":
            element = as_element(block)
            self._read_paragraph([block], "uncited" if "uncited" in element.classes else "heading", item, listed=listed)
            self.read_blocks(content[1], "uncited" if "uncited" in element.classes else zone, item, listed=listed)
        elif kind in ("Figure", "Table", "DefinitionList"):
            for inlines in _paragraphs_within(content):
                self._read_paragraph(inlines, "uncited" if zone == "uncited" else "caption", item, listed=listed)

    def _read_paragraph(self, inlines: list[Any], zone: str, item: int, *, listed: bool) -> None:
        start = len(self.prose.text)
        self._read_inlines(inlines)
        if len(self.prose.text) > start:
            self.prose.paragraphs.append(
                Paragraph(start, len(self.prose.text), zone=zone, section=self.section, item=item, listed=listed)
            )
            self.prose.text += "\n\n"

    def _read_inlines(self, inlines: list[Any]) -> None:
        for inline in inlines:
            self._read_inline(inline)

    def _read_inline(self, inline: Any) -> None:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            self._read_words(content)
        elif kind in SPACES:
            self.prose.text += " "
        elif kind == "Quoted":
            self._read_quoted(content)
        elif kind == "Cite":
            self._read_citation(content[0])
        elif kind == "Span":
            self._read_span(inline)
        elif kind == "Note":
            self.notes.append(content)
        elif kind in LITERAL:
            self._read_piece(kind.lower(), lambda: self._add(content[1]))
        elif kind == "Div":  # its title is what a paragraph of its own says
            self._read_attribute(inline, "title")
        elif kind == "Link":
            self._read_inlines(content[1])
        elif kind == "Image":
            self._read_attribute(inline, "fig-alt")
        elif isinstance(content, list) and kind != "RawInline":
            self._read_inlines(content)

    def _read_words(self, words: str) -> None:
        for word in re.findall(r"[^\W_]+", words):
            if found := re.compile(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])").search(self.source, self.at):
                self.at = found.end()
                self._note_line(self.prose.page.line_at(found.start()))
        self._add(words)

    def _read_quoted(self, content: list[Any]) -> None:
        left, right = MARKS[content[0]["t"]]
        self._add(left)
        self._read_inlines(content[1])
        self._add(right)

    def _read_attribute(self, node: Any, name: str) -> None:
        """Read an attribute that readers are shown; its line is that of the first attribute with these words."""
        if words := as_element(node).attributes.get(name):
            self._note_line(self.prose.page.lines_of(re.escape(words))[0])
            self._add(words)

    def _read_citation(self, citations: list[Any]) -> None:
        if citations[0]["citationMode"]["t"] == "AuthorInText":  # a word of its sentence: "See Figure 1."
            self._add(REFERENCE)
        elif self.prose.text.endswith(" "):  # it would stand before a full stop
            self.prose.text = self.prose.text[:-1]
        at = len(self.prose.text)
        cited = tuple(each["citationId"] for each in citations)
        self.prose.pieces.append(Piece(at, at, "citation", self.prose.line_at(at), cited=cited))
        for words in (each[beside] for each in citations for beside in ("citationPrefix", "citationSuffix")):
            self._add(" " if words else "")
            self._read_inlines(words)

    def _read_span(self, inline: Any) -> None:
        element = as_element(inline)
        kind = next((name for name in SPANS if name in element.classes), None)
        if kind is None:
            return self._read_inlines(element.content[1])
        line, basis = next(self.lines[kind], 1), basis_of(element)
        self._note_line(line)
        if kind == "claim" and not element.content[1]:
            words = self.values.get(" ".join(basis.keys), "")
            return self._read_piece("value", lambda: self._add(words), line, basis)
        return self._read_piece(kind, lambda: self._read_inlines(element.content[1]), line, basis)

    def _read_piece(self, kind: str, read: Callable[[], None], line: int = 0, basis: Basis = NOTHING) -> None:
        start, index = len(self.prose.text), len(self.prose.pieces)
        read()
        piece = Piece(start, len(self.prose.text), kind, line or self.prose.line_at(start), basis)
        self.prose.pieces.insert(index, piece)

    def _add(self, words: str) -> None:
        self.prose.text += words

    def _note_line(self, line: int) -> None:
        self.prose._lines.append((len(self.prose.text), line))


def _paragraphs_within(node: Any) -> Iterator[list[Any]]:
    """Yield the inlines of every paragraph within a figure or a table."""
    if isinstance(node, dict) and node.get("t") in ("Para", "Plain"):
        yield node["c"]
    elif isinstance(node, dict):
        yield from _paragraphs_within(list(node.values()))
    elif isinstance(node, list):
        for child in node:
            yield from _paragraphs_within(child)

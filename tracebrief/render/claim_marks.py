"""Words marked in a text: every claim its own anchor, also where claims lie within or across each other.

HTML elements nest and claims need not. Where one claim begins within another and ends outside it, its mark is cut
at the other's end; the first piece has the anchor, the later ones name it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

OPEN, TITLE, AGAIN = Markup('<mark id="{}"{}>'), Markup(' title="{}"'), Markup('<mark data-of="{}">')


@dataclass(frozen=True)
class Mark:
    """A claim's span, its anchor, and the words that a pointer resting on it is shown."""

    start: int
    end: int
    anchor: str
    title: str = ""


class Marker:
    """Marks one text piece by piece, and remembers which anchors are set and which marks were cut."""

    def __init__(self, text: str, marks: Iterable[Mark]) -> None:
        self.text = text
        self.marks = [mark for mark in marks if mark.start < mark.end]
        self.anchored: set[str] = set()
        self.cut: set[str] = set()

    def html(self, start: int, end: int) -> Markup:
        """Return the words of one span as HTML, marked; their characters are exactly the text's."""
        return self._pieces(start, end, [mark for mark in self.marks if mark.start < end and start < mark.end])

    def _pieces(self, start: int, end: int, marks: list[Mark]) -> Markup:
        """Return a span whose marks are `marks`, outermost first."""
        html, at = Markup(), start
        while marks:
            marks.sort(key=lambda mark: (max(mark.start, at), -mark.end, mark.anchor))
            mark, *others = marks
            first, last = max(mark.start, at), min(mark.end, end)
            inner = [other for other in others if other.start < last]
            html += self._words(at, first) + self._open(mark) + self._pieces(first, last, inner) + Markup("</mark>")
            at, marks = last, [other for other in others if other.end > last]
        return html + self._words(at, end)

    def _open(self, mark: Mark) -> Markup:
        if mark.anchor in self.anchored:
            self.cut.add(mark.anchor)
            return AGAIN.format(mark.anchor)
        self.anchored.add(mark.anchor)
        return OPEN.format(mark.anchor, TITLE.format(mark.title) if mark.title else "")

    def _words(self, start: int, end: int) -> Markup:
        """Return text as HTML; a browser would turn a bare carriage return into a line feed."""
        return escape(self.text[start:end]).replace("\r", Markup("&#13;"))

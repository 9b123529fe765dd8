"""Words marked in a text: every claim its own anchor, also where claims lie within or across each other.

HTML elements nest and claims need not. Where one claim begins within another and ends outside it, its mark is cut
at the other's end; the first piece has the anchor, the later ones name it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Mark:
    """A claim's place, its anchor, and the words that a pointer resting on it is shown."""

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

    def html(self, start: int, end: int) -> str:
        """Return the words of one place as HTML, marked; their characters are exactly the text's."""
        return self._pieces(start, end, [mark for mark in self.marks if mark.start < end and start < mark.end])

    def _pieces(self, start: int, end: int, marks: list[Mark]) -> str:
        """Return a place whose marks are `marks`, outermost first."""
        html, at = [], start
        while marks:
            marks.sort(key=lambda mark: (max(mark.start, at), -mark.end, mark.anchor))
            mark, *others = marks
            first, last = max(mark.start, at), min(mark.end, end)
            html.append(_words(self.text[at:first]))
            inner = [other for other in others if other.start < last]
            html += [self._open(mark), self._pieces(first, last, inner), "</mark>"]
            at, marks = last, [other for other in others if other.end > last]
        return "".join([*html, _words(self.text[at:end])])

    def _open(self, mark: Mark) -> str:
        if mark.anchor in self.anchored:
            self.cut.add(mark.anchor)
            return f'<mark data-of="{mark.anchor}">'
        self.anchored.add(mark.anchor)
        title = f' title="{escape(mark.title)}"' if mark.title else ""
        return f'<mark id="{mark.anchor}"{title}>'


def cut_style(cut: Iterable[str]) -> str:
    """Return the rules that light up every piece of a cut mark when its anchor is opened; "" without any."""
    rules = [f':root:has(#{anchor}:target) [data-of="{anchor}"]' for anchor in sorted(cut)]
    return f"<style>{', '.join(rules)} {{ background: var(--target); }}</style>\n" if rules else ""


def _words(text: str) -> str:
    """Return text as HTML; a browser would turn a bare carriage return into a line feed."""
    return escape(text, quote=False).replace("\r", "&#13;")

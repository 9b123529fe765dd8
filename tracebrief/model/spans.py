"""Spans of a text: half-open ranges of Unicode code points of the text as stored.

Every other module quotes by span. The words themselves are always cut from the text, never carried along.
"""

from dataclasses import dataclass
from typing import Protocol

# W3C Web Annotation gives no length for a selector's context; 32 characters tell repeated phrases apart here.
CONTEXT = 32


@dataclass(frozen=True, order=True)
class Span:
    """A half-open range `[start, end)` of code points in one text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span of a text: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def cut(self, text: str) -> str:
        """Return the words of this span."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Say whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def trimmed(self, text: str) -> "Span":
        """Return this span without white space at either end."""
        words = self.cut(text)
        start = self.start + len(words) - len(words.lstrip())
        return Span(start, max(start, self.start + len(words.rstrip())))


class HasSpan(Protocol):
    """Anything that stands in a text: a mention, a passage, a claim."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


def span_of(found: HasSpan) -> Span:
    """Return the span that something stands at."""
    return Span(found.start, found.end)


@dataclass(frozen=True)
class Quote:
    """The words of a span with their context (W3C TextQuoteSelector)."""

    exact: str
    prefix: str
    suffix: str


def quote(text: str, span: Span) -> Quote:
    """Return the words at `span` with up to `CONTEXT` characters on each side."""
    return Quote(span.cut(text), text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT])

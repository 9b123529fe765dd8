"""A text and its passages: what is known of it before anything is read."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracebrief.model.documents import Passage
from tracebrief.model.spans import Span


@dataclass(frozen=True)
class Text:
    """A text and its passages."""

    doc_id: str
    text: str
    passages: tuple[Passage, ...]

    def story(self) -> Iterator[Passage]:
        """Yield the passages that are not boilerplate."""
        return (passage for passage in self.passages if passage.kind != "boilerplate")

    def is_in_story(self, span: Span) -> bool:
        """Say whether a span lies within one passage that is not boilerplate."""
        return any(passage.start <= span.start and span.end <= passage.end for passage in self.story())

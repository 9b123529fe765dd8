"""A text and its passages: what is known of it before anything is read."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracebrief.model.documents import Passage


@dataclass(frozen=True)
class Text:
    """A text and its passages."""

    doc_id: str
    text: str
    passages: tuple[Passage, ...]

    def story(self) -> Iterator[Passage]:
        """Yield the passages that are not boilerplate."""
        return (passage for passage in self.passages if passage.kind != "boilerplate")

    def in_story(self, start: int, end: int) -> bool:
        """Say whether a place lies within one passage that is not boilerplate."""
        return any(passage.start <= start and end <= passage.end for passage in self.story())

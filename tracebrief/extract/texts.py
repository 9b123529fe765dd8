"""A text and its passages: what is known of it before anything is read."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from tracebrief.model.documents import Passage
from tracebrief.model.spans import Span

WORD = re.compile(r"\w+")
# A title capitalises its words of more letters than this, more than this share of them.
SHORT_WORD, CAPITALS = 3, 0.8


@dataclass(frozen=True)
class Text:
    """A text and its passages."""

    doc_id: str
    text: str
    passages: tuple[Passage, ...]

    def story(self) -> Sequence[Passage]:
        """Return the passages that are not boilerplate."""
        return self._story

    def passage_at(self, at: int) -> Passage | None:
        """Return the passage of the story that the character at `at` lies in."""
        passage = self._last_before(at)
        return passage if passage is not None and at < passage.end else None

    def is_in_story(self, span: Span) -> bool:
        """Say whether a span lies within one passage that is not boilerplate."""
        passage = self._last_before(span.start)
        return passage is not None and span.end <= passage.end

    def has_words(self, words: str) -> bool:
        """Say whether words stand in the text just so, not as part of longer ones."""
        if WORD.fullmatch(words):
            return words in self._words
        return re.search(rf"\b{re.escape(words)}\b", self.text) is not None

    def _last_before(self, at: int) -> Passage | None:
        index = bisect_right(self._story, at, key=lambda passage: passage.start)
        return self._story[index - 1] if index else None

    @cached_property
    def _story(self) -> tuple[Passage, ...]:
        return tuple(passage for passage in self.passages if passage.kind != "boilerplate")

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(WORD.findall(self.text))


def is_title_case(words: Iterable[str], *, fewest: int) -> bool:
    """Say whether nearly all longer words have a capital, and they are at least `fewest`: no capital shows a name."""
    longer = [word for word in words if len(word) > SHORT_WORD]
    return len(longer) >= fewest and sum(word[0].isupper() for word in longer) > CAPITALS * len(longer)

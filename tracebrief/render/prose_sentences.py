"""The sentences of a page, each with what it rests on, and what the library's own rules read in it.

The rules that read the texts read the prose: the same numbers, dates, quotations, hedges and verbs of saying.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tracebrief.extract import read_article
from tracebrief.model.claims import Claim
from tracebrief.model.documents import Passage
from tracebrief.model.spans import Span
from tracebrief.project.errors import ReportError
from tracebrief.project.paths import Project
from tracebrief.render.grounds import Grounds
from tracebrief.render.prose_text import BOUND, Paragraph, Piece, ProseText

# A sentence ends with one of these, closing marks behind it aside; the parser also cuts at colons and headlines.
ENDS = re.compile(r"[.?!…][”’\"')\]]*\s*$")
# Pieces that rest on something.
RESTING = ("value", *BOUND)


@dataclass(frozen=True)
class Sentence(Span):
    """A sentence of the prose."""

    paragraph: Paragraph


@dataclass(frozen=True)
class Prose:
    """A page as read: its words, its sentences, what the rules found in it, and what its spans rest on."""

    read: ProseText
    sentences: list[Sentence]
    mentions: Mapping[str, tuple[dict[str, Any], ...]]
    grounds: Grounds

    @property
    def text(self) -> str:
        """The page's words."""
        return self.read.text

    def words(self, span: Span) -> str:
        """Return the words of a span."""
        return span.cut(self.text)

    def found(self, table: str, within: Span) -> Iterator[tuple[Span, dict[str, Any]]]:
        """Yield the mentions of a table that begin within a span."""
        for row in self.mentions[table]:
            if within.start <= row["start"] < within.end:
                yield Span(row["start"], row["end"]), row

    def claims_at(self, piece: Piece) -> list[Claim]:
        """Return the claims whose words a piece gives or retells; a count quotes none of what it counts."""
        return self.grounds.claims_of(piece.basis)

    def claims_in(self, sentence: Span) -> list[Claim]:
        """Return the claims that a sentence rests on, each once."""
        found = {each.claim_id: each for piece in self.resting(sentence) for each in self.claims_at(piece)}
        return list(found.values())

    def resting(self, sentence: Span) -> list[Piece]:
        """Return the pieces of a sentence that rest on something."""
        return self.read.pieces_in(sentence, *RESTING)

    def mistake(self, at: int, what: str, todo: str) -> ReportError:
        """Return a mistake at an offset."""
        return self.read.page.mistake(self.read.line_at(at), what, todo)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, at: int) -> Sentence | None:
        """Return the sentence that an offset stands in, or behind."""
        index = bisect_right(self._starts, at)
        return self.sentences[index - 1] if index else None


def read_sentences(project: Project, read: ProseText, grounds: Grounds) -> Prose:
    """Return a page with its sentences; a page read before is taken from the project's cache."""
    passages = [
        Passage(each.start, each.end, number, "body", None, "prose")
        for number, each in enumerate(read.paragraphs, start=1)
    ]
    reading = read_article(read.text, passages=passages, project=project)
    cuts = {sentence.start for sentence in reading.sentences}
    sentences = [Sentence(start, end, each) for each in read.paragraphs for start, end in _cut(read, each, cuts)]
    return Prose(read, sentences, reading.mentions, grounds)


def _cut(read: ProseText, paragraph: Paragraph, cuts: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the spans of a paragraph's sentences: none ends within a piece, or without a mark that ends one."""
    start = paragraph.start
    for at in sorted(cut for cut in cuts if paragraph.start < cut < paragraph.end):
        within = any(piece.start < at < piece.end for piece in read.pieces)
        if ENDS.search(read.text, start, at) and not within:
            yield start, at
            start = at
    yield start, paragraph.end

"""Texts as stored, and their passages."""

from dataclasses import dataclass
from typing import Annotated

from tracebrief.model.columns import (
    VIA,
    Boilerplate,
    Column,
    DocId,
    End,
    First,
    Last,
    PassageKind,
    PassageNumber,
    Rule,
    Start,
)
from tracebrief.model.spans import Span


@dataclass(frozen=True)
class Document:
    """A text, as stored, with what is known of it."""

    doc_id: DocId
    file: Annotated[str, Column("The text's file.")]
    sha256: Annotated[str, Column("SHA-256 of the file, in hexadecimal digits.")]
    title: Annotated[str | None, Column("The text's title, where it has one.")]
    outlet: Annotated[str | None, Column("Who published it, where the text names one.")]
    republisher: Annotated[str | None, Column("Who published it again.")]
    author: Annotated[str | None, Column("Who wrote it, where the text says so.")]
    url: Annotated[str | None, Column("Where it was published, where that is known.")]
    published: Annotated[
        str, Column("Day of publication in EDTF, an interval where only bounds are known.", may_be_empty=True)
    ]
    first: First
    last: Last
    published_basis: Annotated[str, Column("The words that the day is known from.")]
    via: Annotated[str | None, Column(VIA)]
    reliability: Annotated[str, Column("How near the text is to what it reports.")]
    reliability_reason: Annotated[str, Column("Why the text is that near to what it reports.")]
    text: Annotated[str, Column("The text itself, every character as stored.")]


@dataclass(frozen=True)
class Passage:
    """A paragraph, or the part of one that is story or boilerplate, in a text not yet named."""

    start: Start
    end: End
    passage: PassageNumber
    kind: PassageKind
    boilerplate: Boilerplate
    rule: Rule

    @property
    def span(self) -> Span:
        """The stretch of text that it is."""
        return Span(self.start, self.end)


@dataclass(frozen=True)
class DocumentPassage:
    """A paragraph of a text, or the part of one that is story or boilerplate."""

    doc_id: DocId
    start: Start
    end: End
    passage: PassageNumber
    kind: PassageKind
    boilerplate: Boilerplate
    rule: Rule

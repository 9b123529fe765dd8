"""Texts marked by hand, read with every mistake of marking refused: what the library reads is scored against them."""

from dataclasses import dataclass
from typing import Literal, get_args

from pydantic import Field

from tracebrief.model.columns import BOUND, MODALITY
from tracebrief.model.spans import Span
from tracebrief.project.authored import Entry, read_authored
from tracebrief.project.errors import CodebookError
from tracebrief.project.paths import Project
from tracebrief.read import read_documents

Kind = Literal["quantity", "quote", "statement", "event", "date", "name"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Mark(Entry):
    """What a reader marked: the words, which occurrence of them, and what they say."""

    kind: Kind
    words: str = Field(min_length=1)
    nth: int = Field(default=1, ge=1)
    value: tuple[float | None, float | None] | None = None
    bound: BOUND | None = None
    unit: str | None = None
    dimension: str | None = None
    speaker: str | None = None
    cue: str | None = None
    recipient: str | None = None
    trigger: str | None = None
    first: str | None = None
    last: str | None = None
    place: str | None = None
    modality: MODALITY | None = None
    type: Literal["PER", "ORG", "LOC", "MISC"] | None = None
    note: str | None = None


@dataclass(frozen=True)
class Gold:
    """A mark at its span in its text."""

    doc_id: str
    span: Span
    mark: Mark

    @property
    def kind(self) -> Kind:
        """The kind of what is marked."""
        return self.mark.kind

    def is_filled(self, field: str) -> bool:
        """Say whether the reader filled this field in; one left out is not scored, one left null is."""
        return field in self.mark.model_fields_set


def read_gold(project: Project) -> list[Gold]:
    """Return the marks of every text that has any, in the order of texts and spans.

    Raises:
        CodebookError: a file belongs to no text, is not valid, or marks words that its text does not have.
    """
    texts = read_documents(project).set_index("doc_id").text
    gold = []
    for path in sorted(project.gold.glob("*.yml")):
        where = f"data/gold/{path.name}"
        if path.stem not in texts:
            raise CodebookError(where, f"no text has the key {path.stem!r}", "name the file by a key of sources.yml")
        marks = read_authored(path, list[Mark], error=CodebookError)
        gold += [Gold(path.stem, _find(where, texts[path.stem], mark), mark) for mark in marks]
    return sorted(gold, key=lambda one: (one.doc_id, one.span, one.kind, one.mark.words))


def _find(where: str, text: str, mark: Mark) -> Span:
    """Return the span of the mark's occurrence of its words."""
    at = -1
    for _ in range(mark.nth):
        at = text.find(mark.words, at + 1)
        if at < 0:
            times = f"{text.count(mark.words)} times, not {mark.nth}" if mark.words in text else "not at all"
            raise CodebookError(where, f"{mark.words!r} is in the text {times}", "correct the words or nth")
    return Span(at, at + len(mark.words))

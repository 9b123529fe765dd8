"""All that was read in one text, side by side: what the rest of this room links."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tracebrief.model.documents import Document, DocumentPassage, Passage
from tracebrief.model.mentions import ClauseDate, Event, Quantity, Statement, Timex
from tracebrief.model.spans import HasSpan, Span
from tracebrief.model.tables import TABLES, read_table, rows
from tracebrief.project.paths import Project
from tracebrief.read import Intermediary, read_sources

MENTIONS = ("quantities", "statements", "dates", "clause_dates", "events")


@dataclass(frozen=True)
class AnnotatedDocument:
    """One text, the passages and mentions of its story in order, and whom it came through, nearest first."""

    doc_id: str
    sha256: str
    text: str
    first: str | None  # bounds of its day of publication
    last: str | None
    story: tuple[Passage | DocumentPassage, ...]
    quantities: tuple[Quantity, ...]
    statements: tuple[Statement, ...]
    dates: tuple[Timex, ...]
    clause_dates: tuple[ClauseDate, ...]
    events: tuple[Event, ...]
    chain: tuple[Intermediary, ...] = ()

    def cut(self, span: Span) -> str:
        """Return the words of a span."""
        return span.cut(self.text)

    def passage_at(self, span: Span) -> Passage | DocumentPassage | None:
        """Return the passage of the story that a span lies in, None where it lies in none."""
        return _passage_at(self.story, span)

    def sentence_at(self, span: Span) -> Span | None:
        """Return the sentence that a span lies in, None where nothing was read in it."""
        read = (Span(each.sentence_start, each.sentence_end) for each in self._read_in_sentences())
        return min((sentence for sentence in read if sentence.contains(span)), key=len, default=None)

    def _read_in_sentences(self) -> Iterator[Quantity | Statement | Event]:
        yield from self.quantities
        yield from self.statements
        yield from self.events


def annotate_document(
    *,
    doc_id: str,
    sha256: str,
    text: str,
    first: str | None,
    last: str | None,
    passages: Iterable[Passage | DocumentPassage],
    mentions: Mapping[str, Iterable[Mapping[str, Any]]],
    chain: Iterable[Intermediary] = (),
) -> AnnotatedDocument:
    """Return a text with those of its mentions that stand in its story; `mentions` are rows by name of their table."""
    story = tuple(passage for passage in passages if passage.kind != "boilerplate")
    found = {name: [TABLES[name].row(**row) for row in mentions[name]] for name in MENTIONS}
    in_story = {name: tuple(row for row in found[name] if _is_in(story, row)) for name in MENTIONS}
    return AnnotatedDocument(doc_id, sha256, text, first, last, story, **in_story, chain=tuple(chain))


def read_annotated_documents(project: Project, *, only: str | None = None) -> list[AnnotatedDocument]:
    """Return what the steps before this one read, text by text, in order of publication.

    Args:
        only: the one text that is wanted; all unless given.

    Raises:
        TableError: an earlier step has not written its table.
        SourceError: `data/sources.yml` is not valid.
    """

    def read(name: str) -> Iterator[dict[str, Any]]:
        table = read_table(project, name)
        return rows(table if only is None else table[table["doc_id"] == only])

    grouped = {name: _by_text(read(name)) for name in ("passages", *MENTIONS)}
    chains = {source.key: source.chain for source in read_sources(project)}
    documents = [Document(**row) for row in read("documents")]
    return [
        annotate_document(
            doc_id=document.doc_id,
            sha256=document.sha256,
            text=document.text,
            first=document.first,
            last=document.last,
            passages=[DocumentPassage(**row) for row in grouped["passages"].get(document.doc_id, ())],
            mentions={name: grouped[name].get(document.doc_id, ()) for name in MENTIONS},
            chain=chains.get(document.doc_id, ()),
        )
        for document in sorted(documents, key=lambda each: (each.first or "", each.last or "9999", each.doc_id))
    ]


def _passage_at(story: Iterable[Passage | DocumentPassage], span: Span) -> Passage | DocumentPassage | None:
    return next((each for each in story if each.start <= span.start and span.end <= each.end), None)


def _is_in(story: tuple[Passage | DocumentPassage, ...], mention: HasSpan) -> bool:
    """Say whether both ends of a mention are in the story; a post and its signature are two paragraphs."""
    start, end = mention.start, mention.end
    return bool(_passage_at(story, Span(start, start + 1)) and _passage_at(story, Span(end - 1, end)))


def _by_text(records: Iterator[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        grouped.setdefault(record["doc_id"], []).append(record)
    return grouped

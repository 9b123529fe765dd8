"""All that was read in one text, side by side: what the rest of this room links."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tracebrief.model.tables import read_table, rows
from tracebrief.project.paths import Project
from tracebrief.read import Intermediary, read_sources

MENTIONS = ("quantities", "statements", "dates", "events", "names")
Row = dict[str, Any]


@dataclass(frozen=True)
class AnnotatedDocument:
    """One text, its passages and mentions as rows, and the hands that it went through."""

    document: Row
    passages: tuple[Row, ...]
    mentions: dict[str, tuple[Row, ...]]
    chain: tuple[Intermediary, ...] = ()

    @property
    def doc_id(self) -> str:
        """The text's key."""
        return self.document["doc_id"]

    @property
    def text(self) -> str:
        """The text as stored."""
        return self.document["text"]

    @cached_property
    def story(self) -> tuple[Row, ...]:
        """The passages that are not boilerplate."""
        return tuple(passage for passage in self.passages if passage["kind"] != "boilerplate")

    def cut(self, start: int, end: int) -> str:
        """Return the words at a place."""
        return self.text[start:end]

    def passage(self, start: int, end: int) -> Row | None:
        """Return the passage of the story that a place lies in, None where it lies in none."""
        return next((row for row in self.story if row["start"] <= start and end <= row["end"]), None)

    def found(self, name: str) -> tuple[Row, ...]:
        """Return the mentions of one table that lie in the story, in order."""
        return self._found[name]

    @cached_property
    def _found(self) -> dict[str, tuple[Row, ...]]:
        return {
            name: tuple(row for row in found if self._in_story(row["start"], row["end"]))
            for name, found in self.mentions.items()
        }

    def _in_story(self, start: int, end: int) -> bool:
        """Say whether both ends of a place do; a post and its signature are two paragraphs."""
        return bool(self.passage(start, start + 1) and self.passage(end - 1, end))


def read_annotated_documents(project: Project) -> list[AnnotatedDocument]:
    """Return what the steps before this one read, one annotated per text, in order of publication.

    Raises:
        TableError: an earlier step has not written its table.
        SourceError: `data/sources.yml` is not valid.
    """
    tables = {name: read_table(project, name) for name in ("passages", *MENTIONS)}
    grouped = {name: _by_text(rows(table)) for name, table in tables.items()}
    chains = {source.key: tuple(source.chain) for source in read_sources(project)}
    documents = rows(read_table(project, "documents"))
    return [
        AnnotatedDocument(
            document,
            tuple(grouped["passages"].get(document["doc_id"], ())),
            {name: tuple(grouped[name].get(document["doc_id"], ())) for name in MENTIONS},
            chains.get(document["doc_id"], ()),
        )
        for document in sorted(documents, key=_published)
    ]


def _published(document: Row) -> tuple[str, str, str]:
    return document["first"] or "", document["last"] or "9999", document["doc_id"]


def _by_text(records: Iterator[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for record in records:
        grouped.setdefault(record["doc_id"], []).append(record)
    return grouped

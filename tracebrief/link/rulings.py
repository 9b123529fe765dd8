"""Rulings by people on what was read: each with its reason, its author, and a guard.

A ruling fails, in one line, once it no longer meets exactly the finding that it was written for: the text changed,
the words are found no more, or the library has come to read them otherwise.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import Field

from tracebrief.link.annotated_documents import AnnotatedDocument, Row
from tracebrief.model.claims import KINDS
from tracebrief.project.authored import Entry, read_authored
from tracebrief.project.errors import CodebookError
from tracebrief.project.paths import Project

WHERE = "data/corrections.yml"
Value = str | float | None
FIELDS = ("measure", "actor", "place", "event", "topic", "speaker", "modality", "bound", "low", "high", "status")


class Finding(Entry):
    """The claim that a ruling is about: its text, kind and exact words."""

    doc: str
    kind: Literal[KINDS]
    words: str


class Guard(Entry):
    """What must still hold: the beginning of the text's SHA-256."""

    sha256: str = Field(pattern=r"^[0-9a-f]{8,64}$")


class Ruling(Entry):
    """One ruling: in this finding, this field says `from` and should say `to`, because …"""

    key: str
    what: Finding
    field: Literal[FIELDS]
    was: Value = Field(alias="from")
    to: Value
    why: str = Field(min_length=10)
    who: str
    date: date
    guard: Guard


def read_rulings(project: Project) -> list[Ruling]:
    """Return the rulings of `data/corrections.yml`.

    Raises:
        CodebookError: the file is not valid.
    """
    return read_authored(project.corrections, list[Ruling], error=CodebookError)


def correct(claims: list[Row], corpus: Iterable[AnnotatedDocument], corrections: Iterable[Ruling]) -> list[Row]:
    """Return the claims with the rulings applied, each noted on its claim.

    Raises:
        CodebookError: a ruling does not meet exactly one finding as it was when the ruling was written.
    """
    hashes = {annotated.doc_id: annotated.document["sha256"] for annotated in corpus}
    for ruling in corrections:
        row = _met(ruling, claims, hashes)
        note = f"{ruling.field} was {ruling.was or 'empty'}: {ruling.why} ({ruling.who}, {ruling.date})"
        row[ruling.field] = ruling.to
        row["note"] = "; ".join(filter(None, (row["note"], note)))
    return claims


def _met(ruling: Ruling, claims: list[Row], hashes: dict[str, str]) -> Row:
    """Return the one claim that a ruling is about."""
    where, words = f"{WHERE}: {ruling.key}", f"{ruling.what.words!r} ({ruling.what.kind})"
    if not hashes.get(ruling.what.doc, "").startswith(ruling.guard.sha256):
        raise CodebookError(where, f"the text {ruling.what.doc} changed", "read it again, then renew the ruling")
    selector = (ruling.what.doc, ruling.what.kind, ruling.what.words)
    met = [row for row in claims if (row["doc_id"], row["kind"], row["exact"]) == selector]
    if len(met) != 1:
        raise CodebookError(where, f"{len(met)} findings are {words}", "quote exactly one, or remove the ruling")
    found = met[0][ruling.field]
    if found != ruling.was:
        what = f"{words} now has {ruling.field} {found!r}, not {ruling.was!r}"
        raise CodebookError(where, what, "remove the ruling if the reading is right, or renew it")
    return met[0]

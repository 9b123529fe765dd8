"""Rulings by people on what was read: each with its reason, its author, and a guard.

A ruling fails, in one line, once it no longer fits exactly the claim that it was written for: the text changed,
its words are no longer found, or the library has come to read them otherwise.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Literal, get_args

from pydantic import Field, model_validator

from tracebrief.link.annotated_documents import AnnotatedDocument
from tracebrief.link.attributions import RULED, rule_attribution
from tracebrief.link.claim_drafts import ClaimDraft
from tracebrief.link.codebook import Codebook
from tracebrief.model.claims import STATUS
from tracebrief.model.columns import BOUND, KIND, MODALITY
from tracebrief.project.authored import Entry, read_authored
from tracebrief.project.errors import CodebookError
from tracebrief.project.paths import Project

WHERE = "data/rulings.yml"
Value = str | float | None
FIELD = Literal[
    "measure",
    "actor",
    "place",
    "event",
    "topic",
    "speaker",
    "cue",
    "via",
    "modality",
    "bound",
    "low",
    "high",
    "status",
]
# What a field may be ruled to be, where that is not any words.
CHOICES: dict[str, tuple[Value, ...]] = {
    "modality": get_args(MODALITY),
    "bound": (*get_args(BOUND), None),
    "status": get_args(STATUS),
}
NUMBERS = ("low", "high")


class RuledClaim(Entry):
    """The claim that a ruling is about: its text, kind and exact words."""

    doc: str
    kind: KIND
    words: str


class Guard(Entry):
    """What must still hold: the beginning of the text's SHA-256."""

    sha256: str = Field(pattern=r"^[0-9a-f]{8,64}$")


class Ruling(Entry):
    """One ruling: in this claim, this field says `from` and should say `to`, because …"""

    key: str
    what: RuledClaim
    field: FIELD
    was: Value = Field(alias="from")
    to: Value
    why: str = Field(min_length=10)
    who: str
    date: date
    guard: Guard

    @model_validator(mode="after")
    def _says_what_can_be(self) -> "Ruling":
        choices = CHOICES.get(self.field)
        if choices and self.to not in choices:
            raise ValueError(f"{self.field} must be one of {', '.join(str(choice) for choice in choices)}")
        if isinstance(self.to, str) if self.field in NUMBERS else isinstance(self.to, float):
            raise ValueError(f"{self.field} must be {'a number' if self.field in NUMBERS else 'words'}, or null")
        return self

    def is_guarded(self, sha256: str) -> bool:
        """Say whether the text with this SHA-256 is the one that was ruled on."""
        return sha256.startswith(self.guard.sha256)


def read_rulings(project: Project) -> list[Ruling]:
    """Return the rulings of `data/rulings.yml`.

    Raises:
        CodebookError: the file is not valid.
    """
    return read_authored(project.rulings, list[Ruling], error=CodebookError)


def apply_rulings(
    drafts: Iterable[ClaimDraft], texts: Mapping[str, AnnotatedDocument], codebook: Codebook, rulings: Iterable[Ruling]
) -> list[ClaimDraft]:
    """Return the drafts with the rulings applied, each noted on its draft.

    Raises:
        CodebookError: a ruling does not fit exactly one claim as it was when the ruling was written, or names
            what the codebook does not know.
    """
    ruled = list(drafts)
    for ruling in rulings:
        at = _find_draft(ruling, ruled, texts)
        ruled[at] = _apply(ruling, ruled[at], texts[ruling.what.doc].text, codebook)
    return ruled


def _apply(ruling: Ruling, draft: ClaimDraft, text: str, codebook: Codebook) -> ClaimDraft:
    note = f"{ruling.field} was {ruling.was or 'empty'}: {ruling.why} ({ruling.who}, {ruling.date})"
    notes = (*draft.notes, note)
    if ruling.field in RULED:
        value = None if ruling.to is None else str(ruling.to)
        said = rule_attribution(
            draft.attribution, ruling.field, value, passage=draft.passage, text=text, codebook=codebook
        )
        return replace(draft, attribution=said, notes=notes)
    known = codebook.keys_of(ruling.field)
    if known and ruling.to is not None and ruling.to not in known:
        what = f"the codebook has no {ruling.field} {ruling.to!r}"
        raise CodebookError(f"{WHERE}: {ruling.key}", what, "correct the ruling or add the entry")
    changed: dict[str, Any] = {ruling.field: ruling.to}
    return replace(draft, **changed, notes=notes)


def _find_draft(ruling: Ruling, drafts: list[ClaimDraft], texts: Mapping[str, AnnotatedDocument]) -> int:
    """Return which draft a ruling is about."""
    where, words = f"{WHERE}: {ruling.key}", f"{ruling.what.words!r} ({ruling.what.kind})"
    text = texts.get(ruling.what.doc)
    if text is None or not ruling.is_guarded(text.sha256):
        raise CodebookError(where, f"the text {ruling.what.doc} changed", "read it again, then renew the ruling")
    selector = (ruling.what.doc, ruling.what.kind, ruling.what.words)
    met = [at for at, draft in enumerate(drafts) if (draft.doc_id, draft.kind, draft.quote.exact) == selector]
    if len(met) != 1:
        raise CodebookError(where, f"{len(met)} claims are {words}", "quote exactly one, or remove the ruling")
    found = getattr(drafts[met[0]], ruling.field)
    if found != ruling.was:
        what = f"{words} now has {ruling.field} {found!r}, not {ruling.was!r}"
        raise CodebookError(where, what, "remove the ruling if the reading is right, or renew it")
    return met[0]

"""Rulings by people on what was read: each with its reason, its author, and a guard.

A ruling fails, in one line, once it no longer fits exactly the claim that it was written for: the text changed,
its words are no longer found, or the library has come to read them otherwise.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, RootModel, StringConstraints, field_validator, model_validator

from tracebrief.link.annotated_documents import AnnotatedDocument
from tracebrief.link.attributions import RULED, find_attribution, rule_attribution
from tracebrief.link.claim_drafts import ClaimDraft
from tracebrief.link.codebook import Codebook
from tracebrief.model.attributions import THEN
from tracebrief.model.claims import STATUS
from tracebrief.model.columns import BOUND, KIND, MODALITY
from tracebrief.model.mentions import Quantity, Statement
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
# The only kind of claim that has a field, where not every kind has it.
ONLY: dict[str, KIND] = {
    "measure": "quantity",
    "bound": "quantity",
    "low": "quantity",
    "high": "quantity",
    "event": "event",
}
# Which ends of its value a bound needs, and leaves open.
ENDS: dict[str, tuple[bool, bool]] = {
    "exact": (True, True),
    "about": (True, True),
    "range": (True, True),
    "at least": (True, False),
    "more than": (True, False),
    "at most": (False, True),
    "less than": (False, True),
}
Words = Annotated[str, StringConstraints(pattern=r"\S")]


class RuledClaim(Entry):
    """The claim that a ruling is about: its text, kind and exact words."""

    doc: Words
    kind: KIND
    words: Words


class Guard(Entry):
    """What must still hold: the beginning of the text's SHA-256."""

    sha256: str = Field(pattern=r"^[0-9a-f]{8,64}$")


class Ruling(Entry):
    """One ruling: in this claim, this field says `from` and should say `to`, because …"""

    key: Words
    what: RuledClaim
    field: FIELD
    was: Value = Field(alias="from")
    to: Value
    why: str = Field(min_length=10)
    who: Words
    date: date
    guard: Guard

    @field_validator("was", "to", mode="before")
    @classmethod
    def _is_no_switch(cls, value: object) -> object:
        if isinstance(value, bool):
            raise ValueError("true and false are no values of a claim; give words in quotation marks, or a number")
        return value

    @model_validator(mode="after")
    def _says_what_can_be(self) -> "Ruling":
        choices = CHOICES.get(self.field)
        if choices and self.to not in choices:
            raise ValueError(f"{self.field} must be one of {', '.join(str(choice) for choice in choices)}")
        if isinstance(self.to, str) if self.field in NUMBERS else isinstance(self.to, float):
            raise ValueError(f"{self.field} must be {'a number' if self.field in NUMBERS else 'words'}, or null")
        if isinstance(self.to, str) and not all(part.strip() for part in self.to.split(THEN.strip())):
            raise ValueError(f"{self.field} has no words; say null where there is none")
        if isinstance(self.to, float) and not math.isfinite(self.to):
            raise ValueError(f"{self.field} must be a number that ends; say null where the value is open")
        if self.what.kind != ONLY.get(self.field, self.what.kind):
            raise ValueError(f"a {self.what.kind} has no {self.field}; only a claim of kind {ONLY[self.field]} has")
        if self.to == self.was:
            raise ValueError(f"{self.field} stays {self.to!r}; remove the ruling, for it changes nothing")
        return self

    def is_guarded(self, sha256: str) -> bool:
        """Say whether the text with this SHA-256 is the one that was ruled on."""
        return sha256.startswith(self.guard.sha256)


class _Rulings(RootModel[list[Ruling]]):
    """The file of rulings, which may be empty."""

    @model_validator(mode="before")
    @classmethod
    def _is_empty(cls, entries: object) -> object:
        return [] if entries is None else entries


def read_rulings(project: Project) -> list[Ruling]:
    """Return the rulings of `data/rulings.yml`.

    Raises:
        CodebookError: the file is not valid.
    """
    rulings = read_authored(project.rulings, _Rulings, error=CodebookError).root
    _refuse_same_keys(rulings)
    return rulings


def apply_rulings(
    drafts: Iterable[ClaimDraft], texts: Mapping[str, AnnotatedDocument], codebook: Codebook, rulings: Iterable[Ruling]
) -> list[ClaimDraft]:
    """Return the drafts with the rulings applied, each noted on the drafts that it changes.

    Who says a statement is known of all that it says: claims that it holds follow a ruling on its speaker, unless a
    ruling on who says them is their own.

    Raises:
        CodebookError: a ruling does not fit exactly one claim as it was when the ruling was written, names what the
            codebook does not know, or leaves a claim whose value cannot be.
    """
    ruled, rulings = list(drafts), list(rulings)
    _refuse_same_keys(rulings)
    own = {_selector(ruling) for ruling in rulings if ruling.field in RULED}
    values: dict[int, str] = {}
    for ruling in rulings:
        at = _find_draft(ruling, ruled, texts)
        before, document = ruled[at], texts[ruling.what.doc]
        ruled[at] = _apply(ruling, before, document.text, codebook)
        if ruling.field == "speaker" and isinstance(before.mention, Statement):
            for index, draft in enumerate(ruled):
                if index != at and draft.doc_id == before.doc_id and _selected(draft) not in own:
                    ruled[index] = _follow(ruling, draft, before, ruled[at], document, codebook)
        if ruling.field in ("measure", "bound", *NUMBERS):
            values[at] = ruling.key
    for at, key in values.items():
        _check_value(ruled[at], f"{WHERE}: {key}")
    return ruled


def _refuse_same_keys(rulings: Iterable[Ruling]) -> None:
    for key, number in Counter(ruling.key for ruling in rulings).items():
        if number > 1:
            raise CodebookError(f"{WHERE}: {key}", f"{number} rulings have this key", "give each a key of its own")


def _apply(ruling: Ruling, draft: ClaimDraft, text: str, codebook: Codebook) -> ClaimDraft:
    notes = (*draft.notes, _note(ruling))
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
    if isinstance(draft.mention, Quantity) and ruling.field == "measure":
        changed["unit"] = _unit_of(ruling, draft.mention, codebook)
    return replace(draft, **changed, notes=notes)


def _note(ruling: Ruling) -> str:
    was, now = (
        "empty" if value is None else f"{value:,.15g}" if isinstance(value, float) else value
        for value in (ruling.was, ruling.to)
    )
    return f"{ruling.field} was {was}, now {now}: {ruling.why} ({ruling.who}, {ruling.date})"


def _unit_of(ruling: Ruling, quantity: Quantity, codebook: Codebook) -> str | None:
    """Return the unit that a quantity has by a ruled measure, which must be of its dimension."""
    if ruling.to is None:
        return quantity.unit
    measure = codebook.measure(str(ruling.to))
    if measure.dimension != quantity.dimension:
        what = f"{measure.key} measures a {measure.dimension}, and {ruling.what.words!r} is a {quantity.dimension}"
        raise CodebookError(f"{WHERE}: {ruling.key}", what, "choose a measure of the same dimension")
    return measure.unit


def _follow(
    ruling: Ruling,
    draft: ClaimDraft,
    before: ClaimDraft,
    after: ClaimDraft,
    document: AnnotatedDocument,
    codebook: Codebook,
) -> ClaimDraft:
    """Return a draft as a ruling on the speaker of a statement around it has it, itself if it is of another one."""
    if not before.statements or (ruled := before.statements[0]) not in draft.statements:
        return draft
    if ruled != before.mention and not before.span.contains(draft.span):
        return draft
    speaker = after.attribution.speaker
    if ruled == draft.statements[0]:
        said = rule_attribution(
            draft.attribution, "speaker", after.speaker, passage=before.passage, text=document.text, codebook=codebook
        )
    else:
        # It came through whoever says that statement: read again how, with the ruled speaker in place.
        start, end = (speaker.span.start, speaker.span.end) if speaker and speaker.span else (None, None)
        name = replace(ruled, speaker=after.speaker, speaker_start=start, speaker_end=end, recipient=after.recipient)
        around = [name if each == ruled else each for each in draft.statements if speaker or each != ruled]
        said = find_attribution(document, codebook, draft.span, around)
        draft = replace(draft, statements=tuple(around))
    return replace(draft, attribution=said, notes=(*draft.notes, _note(ruling)))


def _check_value(draft: ClaimDraft, where: str) -> None:
    """Check the value of a quantity as ruled: what its ends are, in which order, and whether its bound has them."""
    low, high, bound = draft.low, draft.high, draft.bound
    ends = (low is not None, high is not None)
    value = f"{draft.quote.exact!r} would be {bound} {low} to {high}"
    if not any(ends):
        raise CodebookError(where, f"{draft.quote.exact!r} would have no value", "give one of its ends, or reject it")
    if low is not None and high is not None and low > high:
        raise CodebookError(where, value, "give the lower end as low")
    counts = isinstance(draft.mention, Quantity) and draft.mention.dimension in ("count", "share")
    if counts and min(end for end in (low, high) if end is not None) < 0:
        raise CodebookError(where, value, "what is counted is never less than nothing: correct the number")
    if (bound is not None and ENDS.get(bound, ends) != ends) or (bound == "exact" and low != high):
        raise CodebookError(where, value, "rule on its bound and on both ends so that they fit")


def _selector(ruling: Ruling) -> tuple[str, str, str]:
    return ruling.what.doc, ruling.what.kind, ruling.what.words


def _selected(draft: ClaimDraft) -> tuple[str, str, str]:
    return draft.doc_id, draft.kind, draft.quote.exact


def _find_draft(ruling: Ruling, drafts: list[ClaimDraft], texts: Mapping[str, AnnotatedDocument]) -> int:
    """Return which draft a ruling is about."""
    where, words = f"{WHERE}: {ruling.key}", f"{ruling.what.words!r} ({ruling.what.kind})"
    text = texts.get(ruling.what.doc)
    if text is None:
        raise CodebookError(where, f"there is no text {ruling.what.doc}", "correct its key, or remove the ruling")
    if not ruling.is_guarded(text.sha256):
        raise CodebookError(where, f"the text {ruling.what.doc} changed", "read it again, then renew the ruling")
    met = [at for at, draft in enumerate(drafts) if _selected(draft) == _selector(ruling)]
    if len(met) != 1:
        raise CodebookError(where, f"{len(met)} claims are {words}", "quote exactly one, or remove the ruling")
    found = getattr(drafts[met[0]], ruling.field)
    if found != ruling.was:
        what = f"{words} now has {ruling.field} {found!r}, not {ruling.was!r}"
        raise CodebookError(where, what, "remove the ruling if the reading is right, or renew it")
    return met[0]

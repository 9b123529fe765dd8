"""One ruling: which claim a person or a program looked at, what the library read, and what is right.

The words and the span of a record are the right ones; what the library read otherwise stands under `found`.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from tracebrief.model.columns import KIND, RULED_AS
from tracebrief.model.spans import Span
from tracebrief.project.authored import Entry
from tracebrief.rulings.claim_fields import FIELDS, ONLY, At, ClaimFields, Value, Words, check_value, is_same

# Fields that hang together: what a record leaves out of a group is as read where the rest of the group was read so.
GROUPS = (tuple(name for name in FIELDS if ONLY.get(name) == "quantity"), ("speaker", "cue", "via"))
TOGETHER = (*GROUPS, *((name,) for name in FIELDS if not any(name in group for group in GROUPS)))
# Fields whose correction is never obvious.
EXPLAINED = ("speaker", "modality")
# Hex digits of a paragraph's hash, after "p-", so that YAML takes none for a number; and what stands in its place once
# a text changed around words without one.
HASHED, UNKNOWN = 12, "unknown"
# When there was something to rule with: any other day is a slip.
RULED = range(2000, 2100)


class Ruling(Entry):
    """What someone ruled on one claim, or on words that should be one.

    Attributes:
        paragraph: the hash of the paragraph in which it was ruled on, its words marked; None where it was not written.
    """

    words: Words
    at: At
    paragraph: str | None = Field(None, pattern=rf"^(?:p-[0-9a-f]{{{HASHED}}}|{UNKNOWN})$")
    kind: KIND
    review_state: Literal["confirmed", "corrected", "rejected", "added"]
    found: ClaimFields | None = None
    right: ClaimFields | None = None
    why: Words | None = None
    ruled_by: Words
    ruled_as: RULED_AS
    ruled_on: date

    @property
    def span(self) -> Span:
        """Where the right words stand in the text that was read."""
        return Span(*self.at)

    @property
    def found_span(self) -> Span | None:
        """Where the library had found the claim, None where it had found none."""
        if self.found is None:
            return None
        return Span(*self.found.at) if self.found.at else self.span

    @property
    def truth(self) -> dict[str, Value] | None:
        """Every field of the claim as it is right, None where there is no claim."""
        if self.review_state == "rejected":
            return None
        found, right = (fields.stated if fields else {} for fields in (self.found, self.right))
        return dict.fromkeys(FIELDS) | found | right

    @property
    def is_unexplained_value(self) -> bool:
        """Whether it adds a value other than nothing, and does not say why."""
        right = self.right.stated if self.right and self.review_state == "added" and not self.why else {}
        return any(right.get(end) for end in ("low", "high"))

    def left_out(self, read: Mapping[str, Value]) -> dict[str, Value]:
        """Return the fields of what the library reads that the record says nothing of, not even that they are empty.

        Nobody ruled on them: they are as read, unless the record is about another value or another speaker.
        """
        if self.found is None or self.review_state == "rejected":
            return {}
        found, right = self.found.stated, self.right.stated if self.right else {}
        open_fields: dict[str, Value] = {}
        for group in TOGETHER:
            emptied = any(name in right and right[name] is None for name in group)
            others = any(name in found and not is_same(name, found[name], read.get(name)) for name in group)
            if not emptied and not others:
                open_fields |= {name: read[name] for name in group if name not in found | right and read.get(name)}
        return open_fields

    @property
    def corrected(self) -> list[str]:
        """The fields that were ruled to be otherwise than found, the words among them."""
        moved = self.found is not None and self.found_span != self.span
        return [*(["words"] if moved else []), *(self.right.stated if self.right and self.found else ())]

    @field_validator("ruled_on", mode="before")
    @classmethod
    def _is_day(cls, value: object) -> object:
        if not isinstance(value, date):
            if not (isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)):
                raise ValueError(f"{value!r:.60} is no day; write it as 2020-03-07")
            try:
                value = date.fromisoformat(value)
            except ValueError:
                raise ValueError(f"there is no day {value}; correct it") from None
        if value.year not in RULED:
            raise ValueError(f"nobody ruled in {value.year}; correct it")
        return value

    @model_validator(mode="after")
    def _says_what_can_be(self) -> "Ruling":
        for problem in (*self._misplaced(), *self._unexplained(), *self._impossible()):
            raise ValueError(problem)
        return self

    def _misplaced(self) -> Iterator[str]:
        """Yield what is wrong with the words, their spans, and the parts that a state has."""
        for words, at in ((self.words, self.at), (self.found and self.found.words, self.found and self.found.at)):
            if words and at and at[1] - at[0] != len(words):
                yield f"at has {at[1] - at[0]} characters, and {words!r} has {len(words)}"
        if self.right is not None and self.right.words is not None:
            yield "the right words stand in the record itself; found has those that the library read"
        if (self.found is None) != (self.review_state == "added"):
            todo = "was not found; leave found out" if self.found else "was found: say what"
            yield f"what is {self.review_state} {todo}"
        if (self.right is not None) > (self.review_state in ("corrected", "added")):
            yield f"what is {self.review_state} has nothing that is right instead; leave right out"

    def _unexplained(self) -> Iterator[str]:
        """Yield what a reader of the record would miss in it."""
        if self.review_state == "confirmed" and self.corrected:
            yield "other words were found; call it corrected"
        if self.review_state == "corrected" and not self.corrected:
            yield "nothing is corrected; call it confirmed"
        found, right = (fields.stated if fields else {} for fields in (self.found, self.right))
        for name, value in right.items() if self.found else ():
            if value == found.get(name):
                yield f"{name} stays {value!r}; leave it out of right"
            if name in EXPLAINED and not self.why:
                yield f"{name} is corrected; say why"
        if self.review_state == "rejected" and not self.why:
            yield "it is rejected; say why"

    def _impossible(self) -> Iterator[str]:
        """Yield why no claim could be so."""
        for name in {**(self.found.stated if self.found else {}), **(self.right.stated if self.right else {})}:
            if self.kind != ONLY.get(name, self.kind):
                yield f"a {self.kind} has no {name}; only a claim of kind {ONLY[name]} has"
        truth: dict[str, Any] | None = self.truth
        if truth is None:
            return
        if truth["modality"] is None:
            yield "modality is missing"
        if self.kind == "quantity":
            yield from check_value(truth)


class TextRulings(Entry):
    """The rulings on the claims of one text, and the SHA-256 of the text that was read."""

    text: str = Field(pattern=r"^[0-9a-f]{64}$")
    rulings: tuple[Ruling, ...]

    @field_validator("rulings", mode="before")
    @classmethod
    def _is_empty(cls, entries: object) -> object:
        return [] if entries is None else entries

    @field_validator("rulings", mode="after")
    @classmethod
    def _rules_once(cls, rulings: tuple[Ruling, ...]) -> tuple[Ruling, ...]:
        seen = set()
        for ruling in rulings:
            if (ruling.kind, ruling.at) in seen:
                raise ValueError(f"two rulings are on the {ruling.kind} {ruling.words!r}; keep one")
            seen.add((ruling.kind, ruling.at))
        return rulings

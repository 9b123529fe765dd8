"""One ruling: which claim a person or a program looked at, what the library read, and what is right.

The words and the span of a record are the right ones; what the library read otherwise stands under `found`.
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, Field, StringConstraints, field_validator, model_validator

from tracebrief.model.attributions import THEN
from tracebrief.model.columns import BOUND, KIND, MODALITY, REVIEWER
from tracebrief.model.days import interval, to_edtf
from tracebrief.model.spans import Span
from tracebrief.project.authored import Entry

Value = str | float | None
STATE = Literal["confirmed", "corrected", "rejected", "added"]
# What may be ruled on besides the words; everything else of a claim follows from these.
FIELD = Literal[
    "measure",
    "actor",
    "place",
    "event",
    "topic",
    "low",
    "high",
    "unit",
    "bound",
    "speaker",
    "cue",
    "via",
    "modality",
    "as_of",
]
FIELDS: tuple[FIELD, ...] = get_args(FIELD)
# The only kind of claim that has a field, where not every kind has it.
ONLY: dict[str, KIND] = {
    "measure": "quantity",
    "low": "quantity",
    "high": "quantity",
    "unit": "quantity",
    "bound": "quantity",
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
# Fields that hang together: what a record leaves out of a group is as read where the rest of the group was read so.
TOGETHER = (
    ("measure", "unit", "low", "high", "bound"),
    ("speaker", "cue", "via"),
    *((name,) for name in ("actor", "place", "event", "topic", "modality", "as_of")),
)
# Fields whose correction is never obvious.
EXPLAINED = ("speaker", "modality")


def _has_no_control(words: str) -> str:
    """Refuse characters that no person types and no page shows, besides the ends of lines."""
    for sign in words:
        if sign not in "\n\t" and unicodedata.category(sign) in ("Cc", "Cs"):
            raise ValueError(f"it has the control character U+{ord(sign):04X}; remove it")
    return words


Words = Annotated[str, StringConstraints(pattern=r"\S"), AfterValidator(_has_no_control)]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
# A day, month or year, or two of them with a slash between, either of which may be open.
DAYS = "write a day, or first/last with .. for an open end"
POINT = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
EDTF = re.compile(rf"{POINT}|(?:{POINT}|\.\.)/(?:{POINT}|\.\.)")
# When there was something to rule with: any other day is a slip.
RULED = range(2000, 2100)
At = tuple[Annotated[int, Field(strict=True, ge=0)], Annotated[int, Field(strict=True, ge=0)]]


def read_days(edtf: str) -> tuple[str | None, str | None]:
    """Return the first and last day of a date as rulings and the ledger write it.

    Raises:
        ValueError: it is written otherwise, is no day that there is, or ends before it begins.
    """
    if not EDTF.fullmatch(edtf):
        raise ValueError(f"{edtf!r:.60} is not an EDTF date as the ledger has it; {DAYS}")
    return interval(edtf)


class ClaimFields(Entry):
    """Fields of a claim as they were found or should be; which of them are stated is told from those that are null."""

    words: Words | None = None
    at: At | None = None
    measure: Words | None = None
    actor: Words | None = None
    place: Words | None = None
    event: Words | None = None
    topic: Words | None = None
    low: Number | None = None
    high: Number | None = None
    unit: Words | None = None
    bound: BOUND | None = None
    speaker: Words | None = None
    cue: Words | None = None
    via: Words | None = None
    modality: MODALITY | None = None
    as_of: str | None = None

    @field_validator("as_of", mode="before")
    @classmethod
    def _is_words(cls, value: object) -> object:
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value  # a year alone

    @model_validator(mode="after")
    def _says_what_can_be(self) -> "ClaimFields":
        if (self.words is None) != (self.at is None):
            raise ValueError("give words and at together, or neither")
        if self.via is not None and not all(part.strip() for part in self.via.split(THEN.strip())):
            raise ValueError("via has an intermediary without words")
        if self.as_of is not None and read_days(self.as_of) == (None, None):
            raise ValueError("as_of is open at both ends; say null where nothing is known")
        return self

    @property
    def stated(self) -> dict[str, Value]:
        """The fields that are stated, besides the words, in the order of a claim's columns."""
        return {name: getattr(self, name) for name in FIELDS if name in self.model_fields_set}


class Ruling(Entry):
    """What someone ruled on one claim, or on words that should be one."""

    words: Words
    at: At
    kind: KIND
    state: STATE
    found: ClaimFields | None = None
    right: ClaimFields | None = None
    why: Words | None = None
    who: Words
    by: REVIEWER
    date: date

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
        if self.state == "rejected":
            return None
        found, right = (fields.stated if fields else {} for fields in (self.found, self.right))
        return dict.fromkeys(FIELDS) | found | right

    @property
    def is_unexplained_value(self) -> bool:
        """Whether it adds a value other than nothing, and does not say why."""
        right = self.right.stated if self.right and self.state == "added" and not self.why else {}
        return any(right.get(end) for end in ("low", "high"))

    def left_out(self, read: Mapping[str, Value]) -> dict[str, Value]:
        """Return the fields of what the library reads that the record says nothing of, not even that they are empty.

        Nobody ruled on them: they are as read, unless the record is about another value or another speaker.
        """
        if self.found is None or self.state == "rejected":
            return {}
        found, right = self.found.stated, self.right.stated if self.right else {}
        open_fields: dict[str, Value] = {}
        for group in TOGETHER:
            emptied = any(name in right and right[name] is None for name in group)
            others = any(name in found and not _is_same(name, found[name], read.get(name)) for name in group)
            if not emptied and not others:
                open_fields |= {name: read[name] for name in group if name not in found | right and read.get(name)}
        return open_fields

    @property
    def corrected(self) -> list[str]:
        """The fields that were ruled to be otherwise than found, the words among them."""
        moved = self.found is not None and self.found_span != self.span
        return [*(["words"] if moved else []), *(self.right.stated if self.right and self.found else ())]

    @field_validator("date", mode="before")
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
        if (self.found is None) != (self.state == "added"):
            yield f"what is {self.state} {'was not found; leave found out' if self.found else 'was found: say what'}"
        if (self.right is not None) > (self.state in ("corrected", "added")):
            yield f"what is {self.state} has nothing that is right instead; leave right out"

    def _unexplained(self) -> Iterator[str]:
        """Yield what a reader of the record would miss in it."""
        if self.state == "confirmed" and self.corrected:
            yield "other words were found; call it corrected"
        if self.state == "corrected" and not self.corrected:
            yield "nothing is corrected; call it confirmed"
        found, right = (fields.stated if fields else {} for fields in (self.found, self.right))
        for name, value in right.items() if self.found else ():
            if value == found.get(name):
                yield f"{name} stays {value!r}; leave it out of right"
            if name in EXPLAINED and not self.why:
                yield f"{name} is corrected; say why"
        if self.state == "rejected" and not self.why:
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
            yield from _check_value(truth)


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


def _check_value(truth: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a value: which ends it has, in which order, and whether its bound fits them."""
    low, high, bound = truth["low"], truth["high"], truth["bound"]
    ends, value = (low is not None, high is not None), f"{bound} {low} to {high}"
    if not any(ends):
        if bound != "vague":
            yield "it has no value; give one of its ends, or call it vague"
    elif all(ends) and low > high:
        yield f"{value} ends before it begins"
    elif ENDS.get(bound, ends) != ends or (bound == "exact" and not math.isclose(low, high)):
        yield f"{value}: bound, low and high do not fit"


def _is_same(name: str, value: Value, other: Value) -> bool:
    """Say whether two values of a field are one; days are compared as days, however they are written."""
    if name == "as_of" and value and other:
        return to_edtf(*interval(str(value))) == to_edtf(*interval(str(other)))
    return value == other

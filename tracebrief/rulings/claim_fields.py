"""The fields of a claim that are ruled on: what each may be, and what they may not be together."""

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints, field_validator, model_validator

from tracebrief.model.columns import BOUND, KIND, MODALITY
from tracebrief.model.days import interval, to_edtf
from tracebrief.model.wording import THEN
from tracebrief.project.authored import Entry

Value = str | float | None
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
At = tuple[Annotated[int, Field(strict=True, ge=0)], Annotated[int, Field(strict=True, ge=0)]]


def read_days(edtf: str) -> tuple[str | None, str | None]:
    """Return the first and last day of a date as rulings and the ledger write it.

    Raises:
        ValueError: it is written otherwise, is no day that there is, or ends before it begins.
    """
    if not EDTF.fullmatch(edtf):
        raise ValueError(f"{edtf!r:.60} is not an EDTF date as the ledger has it; {DAYS}")
    return interval(edtf)


def _is_known(edtf: str) -> str:
    """Refuse days of which nothing is known, and what is no date."""
    if read_days(edtf) == (None, None):
        raise ValueError("it is open at both ends; say null where nothing is known")
    return edtf


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
    as_of: Annotated[str, AfterValidator(_is_known)] | None = None

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
        return self

    @property
    def stated(self) -> dict[str, Value]:
        """The fields that are stated, besides the words, in the order of a claim's columns."""
        return {name: getattr(self, name) for name in FIELDS if name in self.model_fields_set}


# What may be ruled on besides the words; everything else of a claim follows from these.
FIELDS = tuple(name for name in ClaimFields.model_fields if name not in ("words", "at"))


def check_value(truth: Mapping[str, Any]) -> Iterator[str]:
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


def is_same(name: str, value: Value, other: Value) -> bool:
    """Say whether two values of a field are one; days are compared as days, however they are written."""
    if name == "as_of" and value and other:
        return to_edtf(*interval(str(value))) == to_edtf(*interval(str(other)))
    return value == other

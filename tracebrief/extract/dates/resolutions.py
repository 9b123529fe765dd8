"""How to date an expression of time once the day that it counts from is known, and what the forms share in that."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from tracebrief.extract.dates.forms import form_pattern, time_word
from tracebrief.extract.dates.tense import FUTURE, PAST
from tracebrief.extract.dates.values import Days, days
from tracebrief.extract.numbers.numerals import find_numbers

# An undated day or month lies in the direction of its verb up to this far; beyond, the nearest is meant (days).
HORIZON = 200
# A past verb looks back further: only a date of the next two months may be one that was set then ("extended to May 3").
BACK = 305
Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Resolve = Callable[[date], str | None]


@dataclass(frozen=True)
class Resolution:
    """How to date an expression.

    `anchor` is what it counts from: "" (nothing), "published", "before" (the date mentioned before it) or "day" (one
    mentioned in the same sentence). `period` gives the days of a duration that lies at a known time, where the value
    does not. `part` is the part of a day or the time that is known even where the day is not.
    """

    type: Kind
    resolve: Resolve
    anchor: str = ""
    period: Callable[[date], Days | None] | None = None
    rule: str = ""
    part: str = ""
    # How to date it where the text speaks of a quarter of a year, whose first day is given.
    quarterly: Resolve | None = None


# What the match of a form means; the direction is that of its verb, for the forms that ask for it.
Read = Callable[[re.Match[str], str], Resolution | None]


def fixed(value: str | None, kind: Kind = "DATE") -> Resolution | None:
    """Return the resolution of a value that the words give alone; None where the calendar has no such day."""
    if value is None or (kind == "DATE" and value[0].isdigit() and days(value) is None):
        return None
    return Resolution(kind, lambda _: value)


def word_of(group: str, match: re.Match[str], part: str) -> str:
    """Return what the lexicon's group says of a part of a match; nothing where the match has no such part."""
    return str(time_word(group, match[part]) if match[part] else "")


def number_of(group: str, match: re.Match[str], part: str) -> int:
    """Return the number that the lexicon's group gives to a part of a match, which has one."""
    return int(time_word(group, match[part]) or 0)


def unit_of(match: re.Match[str], part: str = "u") -> str:
    """Return the unit that a part of a match names: D, W, WE, M, Q, Y, ..., or T and a unit of the clock."""
    word = match[part].lower()
    word = {"centuries": "century"}.get(word, word.removesuffix("s"))
    return "WE" if word == "weekend" else str(time_word("units", word))


@cache
def numbers_of(words: str) -> tuple[float | None, float | None]:
    """Return the lower and higher end of a written number; None where it is vague."""
    words = re.sub(r"\s+", " ", words.lower())
    if words in ("a", "an"):
        return 1.0, 1.0
    if words.startswith("half a"):
        return 0.5, 0.5
    if words.startswith("few") or form_pattern("vague number").match(words):
        return None, None
    found = list(find_numbers(words.replace("-", " to ") if re.match(r"\d+\s?[-–]\s?\d", words) else words))
    return (found[0].low, found[-1].high) if found else (None, None)


@cache
def most_of(words: str) -> float | None:
    """Return the highest number that vague words may mean: nine of "few"."""
    found = find_numbers(f"a {words.lower()} years" if words.lower() == "few" else f"{words.lower()} years")
    return max((number.high for number in found if number.high), default=None)


def yearless(rest: str, direction: str, *, horizon: int = HORIZON, back: int = BACK) -> Resolution | None:
    """Return how to date a month or its day without a year: on the verb's side of the anchor, or the nearest."""
    if days(f"2000-{rest}") is None:
        return None
    return Resolution("DATE", lambda anchor: _nearest(anchor, rest, direction, horizon, back), "published")


def _nearest(anchor: date, rest: str, direction: str, horizon: int, back: int) -> str | None:
    found = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        value = f"{year:04}-{rest}"
        found_days = days(value)
        if found_days is None:
            continue
        first, last = found_days
        distance = (first - anchor).days if first > anchor else min(0, (last - anchor).days)
        wrong = (direction == PAST and distance > 0) or (direction == FUTURE and distance < 0)
        far = abs(distance) > (back if direction == PAST else horizon)
        found.append((far or wrong, abs(distance), value))
    near = [item for item in found if not item[0]] or sorted(found, key=lambda item: item[1])
    return min(near, key=lambda item: item[1])[2] if near else None


def with_day_part(value: str | None, part: str) -> str | None:
    """Return a day's value with its part of the day, where both are known."""
    return f"{value}T{part}" if value and part else value

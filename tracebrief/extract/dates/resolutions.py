"""A reading: how to date an expression of time once its anchor is known, and the parts that readings share."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from tracebrief.extract.dates.forms import lexicon
from tracebrief.extract.dates.values import Days, days
from tracebrief.extract.numbers.numerals import find_numbers

PAST, FUTURE, UNKNOWN = "past", "future", "unknown"
# An undated day or month lies in the direction of its verb up to this far; beyond, the nearest is meant (days).
HORIZON = 200
Resolve = Callable[[date], str | None]


@dataclass(frozen=True)
class Reading:
    """How to date an expression.

    `anchor` is what it counts from: "" (nothing), "published", or "before" (the date mentioned before it).
    `span` gives the days of a duration that has a place in time.
    """

    type: str
    resolve: Resolve
    anchor: str = ""
    span: Callable[[date], Days | None] | None = None
    rule: str = ""
    part: str = ""


def fixed(value: str | None, kind: str = "DATE") -> Reading | None:
    """Return the reading of a value that the words give alone; None where the calendar has no such day."""
    if value is None or (kind == "DATE" and value[0].isdigit() and days(value) is None):
        return None
    return Reading(kind, lambda _: value)


def word_of(key: str, match: re.Match[str], group: str) -> str | int | None:
    """Return what the lexicon's group `key` says of a part of a match, or None where it has none."""
    found = match.groupdict().get(group)
    if not found:
        return None
    return lexicon()[key].get(re.sub(r"\s+", " ", found.lower().rstrip(".")))


def unit_of(match: re.Match[str], group: str = "u") -> str:
    """Return the unit that a part of a match names: D, W, WE, M, Q, Y, ..., or T and a unit of the clock."""
    word = match[group].lower()
    word = {"centuries": "century"}.get(word, word.removesuffix("s"))
    return "WE" if word == "weekend" else str(lexicon()["units"][word])


@cache
def numbers_of(words: str) -> tuple[float | None, float | None]:
    """Return the lower and higher end of a written number; None where it is vague."""
    words = re.sub(r"\s+", " ", words.lower())
    if words in ("a", "an"):
        return 1.0, 1.0
    if words.startswith("half a"):
        return 0.5, 0.5
    if re.match(r"a few|few|several|many|some|a couple|couple|dozens|a number|hundreds|thousands", words):
        return None, None
    found = list(find_numbers(words.replace("-", " to ") if re.match(r"\d+\s?[-–]\s?\d", words) else words))
    return (found[0].low, found[-1].high) if found else (None, None)


def yearless(rest: str, direction: str, *, horizon: int = HORIZON) -> Reading | None:
    """Read a month, or a day of one, without its year: on the verb's side of the anchor, or the nearest."""
    if days(f"2000-{rest}") is None:
        return None
    return Reading("DATE", lambda anchor: _nearest(anchor, rest, direction, horizon), "published")


def _nearest(anchor: date, rest: str, direction: str, horizon: int) -> str | None:
    found = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        value = f"{year:04}-{rest}"
        place = days(value)
        if place is None:
            continue
        distance = (place[0] - anchor).days if place[0] > anchor else min(0, (place[1] - anchor).days)
        wrong = (direction == PAST and distance > 0) or (direction == FUTURE and distance < 0)
        found.append((abs(distance) > horizon or wrong, abs(distance), value))
    near = [item for item in found if not item[0]] or sorted(found, key=lambda item: item[1])
    return min(near, key=lambda item: item[1])[2] if near else None


def parted(value: str | None, part: str) -> str | None:
    """Return a day's value with its part of the day, where both are known."""
    return f"{value}T{part}" if value and part else value

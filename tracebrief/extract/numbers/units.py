"""Units of measure beside a number: symbols, names, currencies and rates such as "per hour".

A unit found here is a convention; whatever else stands behind a number is a counted noun, read from the parse.
"""

import re
from dataclasses import dataclass
from functools import cache

from tracebrief.extract.lexicons import read_lexicon
from tracebrief.project.authored import Entry

# The longest currency sign before a number, as in "U.S. $", with its spaces (characters).
SIGN = 6
# The longest unit after a number, as in "percentage points", with room for a rate (characters).
REACH = 60


class UnitEntry(Entry):
    """One unit with its names and symbols."""

    unit: str
    dimension: str
    words: list[str]
    symbols: tuple[str, ...] = ()
    source: str
    example: str


@dataclass(frozen=True)
class Unit:
    """A unit at its place."""

    start: int
    end: int
    unit: str
    dimension: str


@cache
def lexicon() -> tuple[UnitEntry, ...]:
    """Return the units this room knows."""
    return read_lexicon("units", UnitEntry)


@cache
def names() -> dict[str, UnitEntry]:
    """Return every unit by its words in lower case and by its symbols as written."""
    found = {symbol: entry for entry in lexicon() for symbol in entry.symbols}
    return found | {word: entry for entry in lexicon() for word in entry.words}


def find_sign(text: str, start: int) -> Unit | None:
    """Return the currency that stands before the number at `start`."""
    match = _signs().search(text, max(0, start - SIGN), start)
    entry = names()[match["sign"]] if match else None
    return Unit(match.start(), match.end(), entry.unit, entry.dimension) if match and entry else None


def find_unit(text: str, end: int, suffix: str = "") -> Unit | None:
    """Return the unit that stands after the number ending at `end`, which `suffix` was cut from."""
    at = end - len(suffix)
    match = _units().match(text, at, at + REACH)
    if match is None or (suffix and match.end() < end):
        return None
    entry = names().get(match["symbol"] or "") or names()[re.sub(r"[\s-]+", " ", (match["word"] or "").lower())]
    return Unit(match.start("unit"), match.end("unit"), entry.unit, entry.dimension)


def find_rate(text: str, end: int) -> Unit | None:
    """Return what a unit ending at `end` is taken by: "per barrel", "a month"."""
    match = RATE.match(text, end, end + REACH)
    if match is None:
        return None
    return Unit(match.start(), match.end(), (match["by"] or match["period"]).lower(), "rate")


PERIODS = "hour|day|week|month|year|share|barrel|gallon|night|piece|person|head|pound|tonne|ton"
RATE = re.compile(
    rf"\s*(?:(?:per\s+|/\s*)(?P<by>(?:square|cubic|metric)\s+[a-z]+|[a-z]{{3,}})\b|(?:an?|each|every)\s+(?P<period>{PERIODS})\b)",
    re.IGNORECASE,
)


@cache
def _signs() -> re.Pattern[str]:
    signs = [symbol for entry in lexicon() if entry.dimension == "money" for symbol in entry.symbols]
    either = "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True) if sign not in ("p", "¢"))
    return re.compile(rf"(?<![A-Za-z])(?P<sign>{either})\s?$")


@cache
def _units() -> re.Pattern[str]:
    either = lambda items: "|".join(re.escape(item) for item in sorted(items, key=len, reverse=True))  # noqa: E731
    symbols = either({symbol for entry in lexicon() for symbol in entry.symbols if symbol[0] not in "$€£¥₹₽₪₺₱₩"})
    words = either({word for entry in lexicon() for word in entry.words}).replace(r"\ ", r"[\s-]+")
    return re.compile(rf"[\s-]?(?P<unit>(?P<symbol>{symbols})(?![\w²³])|(?i:(?P<word>{words}))(?!\w))")

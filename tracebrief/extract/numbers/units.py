"""Units of measure beside a number: symbols, names, currencies and rates such as "per hour".

A unit found here is a convention; whatever else stands behind a number is a counted noun, read from the parse.
"""

import re
from dataclasses import dataclass
from functools import cache

from tracebrief.extract.lexicons import Row, either, read_lexicon
from tracebrief.extract.numbers.numerals import number_pattern

# The longest currency sign before a number, as in "U.S. $", with its spaces (characters).
LONGEST_SIGN = 6
# The longest unit after a number, as in "percentage points", with room for a rate (characters).
LONGEST_UNIT = 60
# Signs of money that stand only before, or only after, its number.
BEFORE_ONLY, AFTER_ONLY = "$€£¥₹₽₪₺₱₩", {"p", "¢"}


class UnitEntry(Row):
    """One unit with its names and symbols."""

    unit: str
    dimension: str
    words: list[str]
    symbols: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unit:
    """A unit at its span."""

    start: int
    end: int
    unit: str
    dimension: str


@cache
def unit_names() -> dict[str, UnitEntry]:
    """Return every unit by its words in lower case and by its symbols as written."""
    found = {symbol: entry for entry in _entries() for symbol in entry.symbols}
    return found | {word: entry for entry in _entries() for word in entry.words}


def find_sign(text: str, start: int) -> Unit | None:
    """Return the currency that stands before the number at `start`."""
    match = _signs().search(text, max(0, start - LONGEST_SIGN), start)
    entry = unit_names()[match["sign"]] if match else None
    return Unit(match.start(), match.end(), entry.unit, entry.dimension) if match and entry else None


def find_unit(text: str, end: int, suffix: str = "") -> Unit | None:
    """Return the unit that stands after the number ending at `end`, which `suffix` was cut from."""
    at = end - len(suffix)
    match = _units().match(text, at, at + LONGEST_UNIT)
    if match is None or (suffix and match.end() < end):
        return None
    entry = (
        unit_names().get(match["symbol"] or "") or unit_names()[re.sub(r"[\s-]+", " ", (match["word"] or "").lower())]
    )
    return Unit(match.start("unit"), match.end("unit"), entry.unit, entry.dimension)


def find_rate(text: str, end: int) -> Unit | None:
    """Return what a unit ending at `end` is taken by: "per barrel", "a month"."""
    match = number_pattern("rate").match(text, end, end + LONGEST_UNIT)
    if match is None:
        return None
    words = match["symbol"] or (match["by"] or match["period"]).lower()
    entry = unit_names().get(re.sub(r"\.?\s", " ", words))
    return Unit(match.start(), match.end(), entry.unit if entry is not None else words, "rate")


@cache
def _signs() -> re.Pattern[str]:
    signs = {symbol for entry in _entries() if entry.dimension == "money" for symbol in entry.symbols} - AFTER_ONLY
    sign = either(signs, between=" ")
    return re.compile(rf"(?<![A-Za-z])(?P<sign>{sign})\s?$")


@cache
def _units() -> re.Pattern[str]:
    symbols = {symbol for entry in _entries() for symbol in entry.symbols if symbol[0] not in BEFORE_ONLY}
    words = {word for entry in _entries() for word in entry.words}
    symbol, word = either(symbols, between=" "), either(words, between=r"[\s-]+")
    return re.compile(rf"[\s-]?(?P<unit>(?P<symbol>{symbol})(?![\w²³])|(?i:(?P<word>{word}))(?!\w))")


def _entries() -> tuple[UnitEntry, ...]:
    return read_lexicon("units", UnitEntry)

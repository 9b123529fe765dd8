"""Amounts: numbers that count, with the unit written at them, and the two ends of a range as one.

"11,000 to 12,000", "$89 to $93 billion" and "between 5 and 7 per cent" are one amount each; "from 208 pounds to 193" is
two, because its ends are two states and nothing between them is claimed.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tracebrief.extract.numbers.counts import is_count
from tracebrief.extract.numbers.number_words import values_of
from tracebrief.extract.numbers.numerals import Kind, Number, find_numbers, number_pattern
from tracebrief.extract.numbers.units import Unit, find_rate, find_sign, find_unit
from tracebrief.extract.parsing import Article

# "five or six" is a range; "5 or 100" is a choice. The ends may differ by this factor.
CHOICE = 3
# How far before its lower end a range may open, as in "between about 5 and 7" (characters).
NEAR = 24
# How far before its first amount a change may be told, as in "rose by almost" (characters).
FAR = 32
# Written tight between its ends, a dash makes one range of two amounts with a unit each.
DASHES = ("-", "–", "—")
METRE = "m"
# "the 1990s", "2018s best", "in his 30s": letters that make a span of years, not seconds.
OF = re.compile(r"\s+of(?=\s)")
DECADE = re.compile(r"[1-9]0|(?:1[5-9]|20)\d\d")


@dataclass(frozen=True)
class Amount:
    """One number or range: `start` includes a currency sign, `end` a unit."""

    start: int
    end: int
    number_start: int
    number_end: int
    low: float
    high: float
    kind: Kind
    unit: Unit | None
    rate: Unit | None = None

    @property
    def has_numeral(self) -> bool:
        """Whether it holds a number word or digits; "several", "a few" and "most" hold none."""
        return self.kind != "majority" and (self.kind != "vague" or self.high >= 10)


def find_amounts(article: Article, is_taken: Callable[[int], bool]) -> Iterator[Amount]:
    """Yield the amounts of the story in order, without the numbers that begin where a character `is_taken` by dates."""
    for passage in article.story():
        amounts = []
        for number in find_numbers(article.text, passage.start, passage.end):
            amount = None if is_taken(number.start) else _amount(article.text, number)
            if amount is None:
                continue
            token, measured_to = article.token_at(number.start), amount.end if amount.unit else None
            if is_count(article, number, token, line_start=passage.start, measured_to=measured_to):
                amounts.append(amount)
        yield from _joined(article.text, amounts)


def _amount(text: str, number: Number) -> Amount | None:
    """Return a number with its unit, or None where the letters written against it are no unit."""
    sign = find_sign(text, number.start) if number.digits or text[number.start - 1 : number.start] == "$" else None
    named = find_unit(text, number.end) if number.suffix == METRE else None
    if number.suffix == METRE and (sign is not None or (named is not None and named.dimension == "money")):
        number = replace(number, low=number.low * 1e6, high=number.high * 1e6, suffix="", scale=1e6)
    unit = sign or _unit_after(text, number)
    if number.suffix and (unit is None or unit is sign or _is_decade(number)):
        return None
    end = max(number.end, unit.end if unit else 0)
    if sign is not None and (country := number_pattern("currency of").match(text, end)) is not None:
        end = country.end()
    if sign is not None and (named := find_unit(text, end)) is not None and named.dimension == "money":
        end = named.end
    rate = _rate(text, unit, end)
    return Amount(
        start=sign.start if sign else number.start,
        end=rate.end if rate else end,
        number_start=number.start,
        number_end=number.end - len(number.suffix),
        low=number.low,
        high=number.high,
        kind=number.kind,
        unit=unit,
        rate=rate,
    )


def _unit_after(text: str, number: Number) -> Unit | None:
    """Return the unit behind a number, also "of" which a vague one is: "tens of millions of dollars"."""
    of = OF.match(text, number.end) if number.kind == "vague" else None
    return find_unit(text, of.end() if of is not None else number.end, number.suffix)


def _is_decade(number: Number) -> bool:
    return number.suffix == "s" and DECADE.fullmatch(f"{number.low:g}") is not None


def _rate(text: str, unit: Unit | None, end: int) -> Unit | None:
    """Return what a unit is taken by; behind a duration, "a year" says no rate, "per year" does."""
    if unit is None or unit.dimension in ("age", "speed"):
        return None
    rate = find_rate(text, end)
    if (
        rate is not None
        and unit.dimension == "duration"
        and not text[rate.start : rate.end].lstrip().lower().startswith("per")
    ):
        return None
    return rate


def _joined(text: str, amounts: list[Amount]) -> Iterator[Amount]:
    """Yield amounts, the two ends of a range made one, and the sides of a thing with one unit."""
    index = 0
    while index < len(amounts):
        first = amounts[index]
        second = amounts[index + 1] if index + 1 < len(amounts) else None
        joined = _range(text, first, second) if second is not None else None
        yield joined or (_side(text, first, second) if second is not None else first)
        index += 2 if joined else 1


def _side(text: str, first: Amount, second: Amount) -> Amount:
    """Return the first side of a thing with the unit of the second: "30 by 40 feet"."""
    is_side = number_pattern("size").fullmatch(text[first.end : second.start]) is not None
    return replace(first, unit=second.unit) if is_side and first.unit is None else first


def _range(text: str, first: Amount, second: Amount) -> Amount | None:
    """Return one amount for the two ends of a range, or None where they are two."""
    join = number_pattern("join").fullmatch(text[first.end : second.start])
    if join is None or "share" in (first.kind, second.kind) or not _has_one_unit(first, second, join):
        return None
    scale = _scale(text, first, second)
    low, high = first.low * scale, second.high
    between = number_pattern("between").search(text, max(0, first.start - NEAR), first.start) if join["and"] else None
    if (
        not low < high
        or (join["and"] and between is None)
        or (join["to"] and scale == 1 and _is_change(text, first, high))
    ):
        return None
    if join["or"] and not _is_choice(first, second, high > low * CHOICE):
        return None
    return Amount(
        start=between.start() if between is not None else first.start,
        end=second.end,
        number_start=first.number_start,
        number_end=second.number_end,
        low=low,
        high=high,
        kind="vague" if "vague" in (first.kind, second.kind) else "range",
        unit=second.unit or first.unit,
        rate=second.rate,
    )


def _is_choice(first: Amount, second: Amount, is_wide: bool) -> bool:
    """Say whether "or" stands between two ends: "five or six", "hundreds or thousands"."""
    return first.kind == second.kind == "vague" or not (is_wide or first.unit is not None)


def _is_change(text: str, first: Amount, high: float) -> bool:
    """Say whether two amounts are two states, or how far something moved and where to: "rose $2 to $45"."""
    change = number_pattern("change").search(text, max(0, first.start - FAR), first.start)
    if change is None or change["from"] or first.unit is None:
        return change is not None and change["from"] is not None
    return first.unit.dimension == "money" or high > first.low * CHOICE


def _has_one_unit(first: Amount, second: Amount, join: re.Match[str]) -> bool:
    """Say whether the ends have one unit, written once; across a spaced dash, only a currency is written twice."""
    if first.unit is None:
        return True
    if second.unit is not None and first.unit.unit != second.unit.unit:
        return False
    return not (join["dash"] or join["spaced"]) or first.unit.dimension == "money" or join[0] in DASHES


def _scale(text: str, first: Amount, second: Amount) -> float:
    """Return what the first end is multiplied by: in "1 to 2 thousand" and "$89 to $93 billion" it shares the scale."""
    words = text[second.number_start : second.number_end]
    if first.kind == second.kind == "vague":
        return second.low / _scale_of(words.split()[0]) if first.low < 1000 and " of " in words else 1.0
    own = text[first.number_start : first.number_end]
    is_small = (own[0].isdigit() and re.search(r"[A-Za-z,]", own) is None) or own.lower() in values_of("ones")
    if number_pattern("closing scale").search(words) is None or not is_small:
        return 1.0
    scale = _scale_of(words)
    return scale if first.low < second.high / scale else 1.0


def _scale_of(words: str) -> float:
    lone = next(find_numbers(words), None)
    return lone.scale if lone is not None else 1.0

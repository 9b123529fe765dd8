"""Amounts: numbers that count, with the unit written at them, and the two ends of a range as one.

"11,000 to 12,000", "$89 to $93 billion" and "between 5 and 7 per cent" are one amount each; "from 208 pounds to 193" is
two, because its ends are two states and nothing between them is claimed.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tracebrief.extract.numbers.counting import counts, token_at, tokens_at
from tracebrief.extract.numbers.numerals import Number, find_numbers
from tracebrief.extract.numbers.units import Unit, find_rate, find_sign, find_unit
from tracebrief.extract.parsing import Article

JOIN = re.compile(
    r"\s*(?:(?P<to>to|through)[\s-]+(?:as\s+(?:many|much|high)\s+as\s+)?|(?P<or>or)\s+|(?P<and>and)\s+|(?P<dash>[-–—])\s*|\s(?P<spaced>[-–—])\s)"
)
BETWEEN = re.compile(r"\bbetween\s+(?:about\s+|around\s+|roughly\s+|the\s+)?(?:\S{1,4}\s?)?$", re.IGNORECASE)
# "five or six" is a range; "5 or 100" is a choice. The ends may differ by this factor.
CHOICE = 3
METRE = "m"
# "the 1990s", "2018s best", "in his 30s": letters that make a span of years, not seconds.
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
    kind: str
    unit: Unit | None
    rate: Unit | None = None

    @property
    def has_numeral(self) -> bool:
        """Whether it holds a number word or digits; "several", "a few" and "most" hold none."""
        return self.kind != "majority" and (self.kind != "vague" or self.high >= 10)


def find_amounts(article: Article, claimed: Callable[[int], bool]) -> Iterator[Amount]:
    """Yield the amounts of the story in order; numbers at places that are `claimed` (by dates) are left out."""
    starts = tokens_at(article)
    for passage in article.story():
        amounts = []
        for number in find_numbers(article.text, passage.start, passage.end):
            amount = None if claimed(number.start) else _amount(article.text, number)
            if amount is None:
                continue
            token, measured_to = token_at(article, starts, number.start), amount.end if amount.unit else None
            if counts(article, number, token, line_start=passage.start, measured_to=measured_to):
                amounts.append(amount)
        yield from _joined(article.text, amounts)


def _amount(text: str, number: Number) -> Amount | None:
    """Return a number with its unit, or None where the letters written against it are no unit."""
    sign = find_sign(text, number.start) if number.digits or text[number.start - 1 : number.start] == "$" else None
    if sign is not None and number.suffix == METRE:
        number = replace(number, low=number.low * 1e6, high=number.high * 1e6, suffix="", scale=1e6)
    unit = sign or find_unit(text, number.end, number.suffix)
    if number.suffix and (
        unit is None or unit is sign or (number.suffix == "s" and DECADE.fullmatch(f"{number.low:g}"))
    ):
        return None
    number_end = number.end - len(number.suffix)
    start, end = (sign.start if sign else number.start), max(number.end, unit.end if unit else 0)
    if sign is not None and (named := find_unit(text, end)) is not None and named.dimension == "money":
        end = named.end
    rate = find_rate(text, end) if unit is not None and unit.dimension not in ("age", "speed") else None
    if (
        unit is not None
        and unit.dimension == "duration"
        and rate is not None
        and not text[rate.start :].lstrip().lower().startswith("per")
    ):
        rate = None
    return Amount(
        start, rate.end if rate else end, number.start, number_end, number.low, number.high, number.kind, unit, rate
    )


def _joined(text: str, amounts: list[Amount]) -> Iterator[Amount]:
    """Yield amounts, the two ends of a range made one."""
    index = 0
    while index < len(amounts):
        first = amounts[index]
        second = amounts[index + 1] if index + 1 < len(amounts) else None
        joined = _range(text, first, second) if second is not None else None
        yield joined or first
        index += 2 if joined else 1


def _range(text: str, first: Amount, second: Amount) -> Amount | None:
    """Return one amount for the two ends of a range, or None where they are two."""
    join = JOIN.fullmatch(text[first.end : second.start])
    if join is None or first.kind == "share" or second.kind == "share" or not _same_unit(first, second):
        return None
    low, high = first.low, second.high
    scale = _scale(text, first, second)
    low = low * scale
    if not low < high:
        return None
    between = BETWEEN.search(text, max(0, first.start - 24), first.start)
    if join["and"] and between is None:
        return None
    if join["or"] and (high > low * CHOICE or first.unit is not None):
        return None
    if (
        (join["dash"] or join["spaced"])
        and first.unit is not None
        and first.unit is not second.unit
        and first.unit.dimension != "money"
    ):
        return None
    kind = "vague" if "vague" in (first.kind, second.kind) else "range"
    unit = second.unit or first.unit
    start = between.start() if between is not None and join["and"] else first.start
    return Amount(start, second.end, first.number_start, second.number_end, low, high, kind, unit, second.rate)


def _same_unit(first: Amount, second: Amount) -> bool:
    if first.unit is None or second.unit is None:
        return True
    return first.unit.unit == second.unit.unit


def _scale(text: str, first: Amount, second: Amount) -> float:
    """Return what the first end is multiplied by: in "1 to 2 thousand" and "$89 to $93 billion" it shares the scale."""
    words = text[second.number_start : second.number_end]
    match = re.search(r"[\s-]?(hundred|thousand|million|billion|trillion|bn|mn?|k)$", words, re.IGNORECASE)
    own = re.search(r"[A-Za-z,]", text[first.number_start : first.number_end])
    if match is None or own is not None or not text[first.number_start].isdigit():
        return 1.0
    lone = next(find_numbers(words), None)
    scale = lone.scale if lone is not None else 1.0
    return scale if first.low < second.high / scale else 1.0

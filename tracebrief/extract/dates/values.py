"""TIMEX3 values and the days they stand for.

Every arithmetic step keeps the precision of its words: a year ago from a day in March is a year, not a day in March.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
FORMS = {
    "day": re.compile(r"(\d{4})-(\d\d)-(\d\d)"),
    "month": re.compile(r"(\d{4})-(\d\d)"),
    "week": re.compile(r"(\d{4})-W(\d\d)"),
    "weekend": re.compile(r"(\d{4})-W(\d\d)-WE"),
    "quarter": re.compile(r"(\d{4})-Q([1-4])"),
    "half": re.compile(r"(\d{4})-H([12])"),
    "season": re.compile(r"(\d{4})-(SP|SU|FA|WI)"),
    "year": re.compile(r"(\d{4})"),
    "decade": re.compile(r"(\d{3})"),
    "century": re.compile(r"(\d\d)"),
}
Days = tuple[date, date]


def days(value: str | None) -> Days | None:
    """Return the first and last day of a TIMEX3 value, or None where it stands for none."""
    if not value:
        return None
    value = value.split("T")[0]
    for form, pattern in FORMS.items():
        if match := pattern.fullmatch(value):
            try:
                return _days(form, match.groups())
            except ValueError:
                return None
    return None


def _days(form: str, parts: tuple[str, ...]) -> Days:
    year = int(parts[0])
    if form == "day":
        day = date(year, int(parts[1]), int(parts[2]))
        return day, day
    if form in ("week", "weekend"):
        monday = date.fromisocalendar(year, int(parts[1]), 1)
        return (monday + timedelta(5 if form == "weekend" else 0), monday + timedelta(6))
    if form == "season":
        first, last = SEASONS[parts[1]]
        return date(year, first, 1), _month_end(year + (last < first), last)
    if form in ("decade", "century"):
        span = 10 if form == "decade" else 100
        return date(year * span, 1, 1), date(year * span + span - 1, 12, 31)
    size = {"month": 1, "quarter": 3, "half": 6, "year": 12}[form]
    number = int(parts[1]) if len(parts) > 1 else 1
    return date(year, size * (number - 1) + 1, 1), _month_end(year, size * number)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def shift(day: date, number: int, unit: str) -> date | None:
    """Return `day` moved by `number` of D, W, M, Q, Y (or 10Y, 100Y, 2W); None beyond the calendar."""
    count, letter = _parts(unit)
    number *= count
    try:
        if letter in ("D", "W"):
            return day + timedelta(number * (7 if letter == "W" else 1))
        months = number * {"M": 1, "Q": 3, "Y": 12}[letter] + day.month - 1
        year, month = day.year + months // 12, months % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    except (OverflowError, ValueError, KeyError):
        return None


def period(day: date, unit: str) -> str:
    """Return the value of the D, WE, W, M, Q, Y, 10Y or 100Y that `day` lies in."""
    week = day.isocalendar()
    return {
        "D": day.isoformat(),
        "W": f"{week.year:04}-W{week.week:02}",
        "WE": f"{week.year:04}-W{week.week:02}-WE",
        "M": f"{day.year:04}-{day.month:02}",
        "Q": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "Y": f"{day.year:04}",
        "10Y": f"{day.year:04}"[:3],
        "100Y": f"{day.year:04}"[:2],
    }[unit]


def moved(day: date, number: int, unit: str) -> str | None:
    """Return the period of `unit` that lies `number` of them from the one of `day`."""
    if unit == "2W":
        number, unit = number * 2, "W"
    there = shift(day.replace(day=1) if unit[-1] in "MQY" else day, number, "W" if unit == "WE" else unit)
    return period(there, unit) if there is not None else None


def weekday(day: date, number: int, direction: str) -> date | None:
    """Return the ISO weekday `number` nearest to `day`: on or before it ("past"), or on or after it ("future")."""
    try:
        if direction == "past":
            return day - timedelta((day.isoweekday() - number) % 7)
        return day + timedelta((number - day.isoweekday()) % 7)
    except OverflowError:
        return None


def nth_weekday(year: int, month: int, which: int, number: int) -> date:
    """Return one of a month's weekdays by its ISO number: the first (1), the second (2), ..., the last (-1)."""
    if which < 0:
        last = _month_end(year, month)
        return last - timedelta((last.isoweekday() - number) % 7)
    first = date(year, month, 1)
    return first + timedelta((number - first.isoweekday()) % 7 + 7 * (which - 1))


def duration(number: float | None, unit: str) -> str:
    """Return the TIMEX3 duration of `number` units; X where the number is vague."""
    count, letter = _parts(unit)
    size = "X" if number is None else f"{number * count:g}"
    if number is None:
        letter = {10: "DE", 100: "CE"}.get(count, letter)
    return f"PT{size}{letter[1]}" if letter[0] == "T" else f"P{size}{letter}"


def _parts(unit: str) -> tuple[int, str]:
    """Return how many of which letter a unit is made of: ten Y for a decade."""
    letters = unit.lstrip("0123456789")
    return int(unit.removesuffix(letters) or 1), letters

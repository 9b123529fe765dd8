"""Expressions of time that count from another day: "two weeks ago", "last month", "late Sunday night"."""

import re
from dataclasses import replace
from datetime import date, timedelta

from tracebrief.extract.dates.forms import form_pattern, time_word
from tracebrief.extract.dates.resolutions import (
    Read,
    Resolution,
    most_of,
    number_of,
    numbers_of,
    unit_of,
    with_day_part,
    word_of,
)
from tracebrief.extract.dates.tense import FUTURE, PAST, PRESENT
from tracebrief.extract.dates.values import Days, days, duration, moved, period, shift, weekday
from tracebrief.extract.lexicons import read_words


def _counted_periods(match: re.Match[str], _: str) -> Resolution | None:
    unit, (low, number) = unit_of(match), numbers_of(match["n"])
    which, step = match["which"].lower(), time_word("steps", match["which"])
    sign = int(step or 0)
    value = duration(number if low == number else None, unit)
    if step is None or unit[0] == "T":
        return Resolution("DURATION", lambda _: value, rule="dates.duration" if step is None else "")
    anchor = "before" if which in read_words("date_contexts")["from the mention before"] else "published"
    most = number if number is not None else most_of(match["n"])
    return Resolution("DURATION", lambda _: value, anchor, period=lambda day: _laid_off(day, sign, most, unit))


def _laid_off(day: date, sign: int, number: float | None, unit: str) -> Days | None:
    """Return the days from the anchor back or on over a duration; open where the number is vague."""
    if number is None or not float(number).is_integer():
        return None
    there = shift(day, sign * int(number), unit)
    if there is None:
        return None
    return (there, day) if sign < 0 else (day, there)


def _ago(match: re.Match[str], _: str) -> Resolution | None:
    unit, (low, number) = unit_of(match), numbers_of(match["n"])
    word = re.sub(r"\s+", " ", match["dir"].lower())
    sign = -1 if time_word("directions", word) == -1 else 1
    anchor = "published" if word in read_words("date_contexts")["from publication"] else "before"
    if match["n2"] and number is not None and unit[0] != "T":
        far = numbers_of(match["n2"])[1] or 0
        return _between(anchor, (sign * number, unit_of(match, "u0")), (sign * far, unit))
    if unit[0] == "T" or number is None or low is None:
        return _unanchored(word, number if unit[0] == "T" else None, unit)
    if low != number:
        return _between(anchor, (sign * low, unit), (sign * number, unit))
    if not float(number).is_integer():
        months = number * {"Y": 12, "10Y": 120}.get(unit, 0)
        if not months or not float(months).is_integer():
            return None
        return Resolution("DATE", lambda day: moved(day, sign * int(months), "M"), anchor)
    sums = form_pattern("amount").search(match.string[: match.start()][-120:])
    compared = sums is not None and (sign, number, unit) == (-1, 1, "Y")
    return Resolution(
        "DATE",
        lambda day: _step(day, sign * int(number), unit),
        anchor,
        quarterly=(lambda day: moved(day, -4, "Q")) if compared else None,
    )


def _year_ago(match: re.Match[str], _: str) -> Resolution | None:
    """Return how to date "the year-earlier quarter": a year before the one spoken of, else some day of last year."""
    if match["n"]:
        return _of_last_year(f"Q{number_of('ordinals', match, 'n')}")
    return Resolution("DATE", lambda day: moved(day, -1, "Y"), "published", quarterly=lambda day: moved(day, -4, "Q"))


def _of_last_year(rest: str) -> Resolution:
    return Resolution("DATE", lambda day: f"{day.year - 1:04}-{rest}", "published")


def _unanchored(word: str, number: float | None, unit: str) -> Resolution:
    """Return what is known of "three hours ago" and "a few weeks later", which lead to no day."""
    value, clock = duration(number, unit), unit[0] == "T"
    if word != "ago":
        return Resolution("DURATION", lambda _: value, rule="dates.duration" if clock else "")
    return Resolution("TIME", lambda _: value) if clock else Resolution("DATE", lambda _: "PAST_REF")


def _between(anchor: str, *steps: tuple[float, str]) -> Resolution:
    """Return how to date "two or three weeks ago", "a week or ten days ago": a day from the nearer to the farther."""
    return Resolution("DATE", lambda _: None, anchor, period=lambda day: _hull(day, *steps))


def _hull(day: date, *steps: tuple[float, str]) -> Days | None:
    """Return the days from the nearer to the farther of some steps from `day`."""
    ends = [days(_step(day, int(number), unit)) for number, unit in steps]
    known = [end for end in ends if end is not None]
    return (min(known)[0], max(known)[1]) if len(known) == len(steps) else None


def _step(day: date, number: int, unit: str) -> str | None:
    """Return the value `number` units from `day`, at the unit's precision: a decade ago is a year."""
    if unit == "2W":
        return moved(day, number * 2, "W")
    if unit in ("10Y", "100Y"):
        return moved(day, number * int(unit[:-1]), "Y")
    return moved(day, number, unit)


def _period_before_or_after(match: re.Match[str], _: str) -> Resolution | None:
    """Return how to date "the week before": counted from the date before it."""
    word, sign = match["u"].lower(), number_of("directions", match, "dir") or 1
    if word in ("day", "week", "month", "year"):
        return Resolution("DATE", lambda day: moved(day, sign, unit_of(match)), "before")
    part = word_of("parts", match, "u")
    return Resolution("TIME", lambda day: with_day_part(moved(day, sign, "D"), part), "before", part=f"T{part}")


def _relative(match: re.Match[str], direction: str) -> Resolution | None:
    which, step = re.sub(r"\s+", " ", match["which"].lower()), number_of("steps", match, "which")
    anchor = "before" if which in read_words("date_contexts")["from the mention before"] else "published"
    if which == "recent":
        return Resolution("DATE", lambda _: "PAST_REF") if match["u"] else None
    if match["u"]:
        return _relative_unit(match, which, step, anchor)
    if match["w"]:
        return _relative_weekday(match, which, step, "published" if step < 0 else anchor)
    if match["mn"] or match["s"]:
        rest = f"{number_of('months', match, 'mn'):02}" if match["mn"] else word_of("seasons", match, "s")
        if which in read_words("date_contexts")["of the period that runs"]:
            return Resolution("DATE", lambda day: f"{day.year:04}-{rest}", anchor)
        side = PAST if step < 0 else FUTURE if step > 0 else direction
        return Resolution("DATE", lambda day: _strictly(day, rest, side), anchor)
    part = word_of("parts", match, "p")
    steps = step if step >= 0 else -1 if part == "NI" and which == "last" else 0
    return Resolution("TIME", lambda day: with_day_part(moved(day, steps, "D"), part), anchor, part=f"T{part}")


def _relative_unit(match: re.Match[str], which: str, step: int, anchor: str) -> Resolution | None:
    unit, plural = unit_of(match), match["u"].lower().endswith("s") and not match["u"].lower().endswith("ss")
    contexts = read_words("date_contexts")
    if unit[0] == "T":
        return None
    if plural:
        if which in ("this", "that", "same", "current"):
            return None
        return Resolution("DURATION", lambda _: duration(None, unit))
    if unit == "D" and which in contexts["of days with a name of their own"]:
        return None
    if unit == "D" and which in contexts["of the day that follows"]:
        anchor = "before"
    if which == "past" and unit != "WE":
        return Resolution(
            "DURATION", lambda _: duration(1, unit), anchor, period=lambda day: _laid_off(day, -1, 1, unit)
        )
    if step == 0 and anchor == "published":
        return _running(unit, match["edge"])
    return Resolution("DATE", lambda day: moved(day, step, unit), anchor)


def _running(unit: str, edge: str | None) -> Resolution:
    """Return how to date the period that runs: "this week", "later in the year"."""
    later = edge is not None and edge.lower() == "later"
    rest = (lambda day: _rest_of(day, unit)) if later else None
    return Resolution("DATE", lambda day: moved(day, 0, unit), "published", period=rest)


def _rest_of(day: date, unit: str) -> Days | None:
    """Return the days of a period that are left after `day`; all of it where none is."""
    whole = days(moved(day, 0, unit))
    return (day + timedelta(1), whole[1]) if whole is not None and day < whole[1] else whole


def _relative_weekday(match: re.Match[str], which: str, step: int, anchor: str) -> Resolution:
    number, part = number_of("weekdays", match, "w"), word_of("parts", match, "wp")

    def resolve(day: date) -> str | None:
        if which == "this":
            monday = day - timedelta(day.isoweekday() - 1)
            return with_day_part((monday + timedelta(number - 1)).isoformat(), part)
        found = weekday(day + timedelta(step), number, PAST if step < 0 else FUTURE)
        return with_day_part(found.isoformat(), part) if found else None

    return Resolution("TIME" if part else "DATE", resolve, anchor, part=f"T{part}" if part else "")


def _strictly(day: date, rest: str, side: str) -> str | None:
    """Return the month or season before or after the one that `day` lies in."""
    for year in range(day.year - 1, day.year + 2)[:: -1 if side == PAST else 1]:
        found = days(f"{year:04}-{rest}")
        if found and (found[1] < day if side == PAST else found[0] > day):
            return f"{year:04}-{rest}"
    return None


def _bare_period(match: re.Match[str], direction: str) -> Resolution | None:
    """Return how to date "the end of the year" and "the weekend"; other periods only where something says which."""
    unit = unit_of(match)
    if unit == "WE":
        step = -1 if direction != FUTURE else 0
        return Resolution("DATE", lambda day: _weekend(day, step), "published")
    if unit == "Q" and not match["edge"]:
        last = Resolution("DATE", lambda day: moved(day, -1, "Q"), "published")
        return replace(last, quarterly=lambda day: moved(day, 0, "Q"))
    if unit == "D" or not match["edge"]:
        return None
    return _running(unit, match["edge"])


def _weekend(day: date, step: int) -> str:
    """Return the weekend that `day` lies in, else the one before (-1) or after (0)."""
    inside = day.isoweekday() >= 6
    return period(day if inside else day + timedelta(7 * step), "WE")


def _year_end(_: re.Match[str], __: str) -> Resolution | None:
    return Resolution("DATE", lambda day: moved(day, 0, "Y"), "published")


def _edge_of_period(match: re.Match[str], _: str) -> Resolution | None:
    unit = unit_of(match)
    if unit == "D":
        return None
    return _running(unit, match["edge"])


def _weekday(match: re.Match[str], direction: str) -> Resolution | None:
    """Return how to date a bare weekday: the last one up to the anchor; the next where the verb is of the future."""
    number, part = number_of("weekdays", match, "w"), word_of("parts", match, "p")
    if match["pl"] or match["pp"]:
        return Resolution("SET", lambda _: with_day_part(f"XXXX-WXX-{number}", part))
    side = FUTURE if direction in (FUTURE, PRESENT) else PAST

    def resolve(day: date) -> str | None:
        found = weekday(day, number, side)
        return with_day_part(found.isoformat(), part) if found else None

    return Resolution("TIME" if part else "DATE", resolve, "published", part=f"T{part}" if part else "")


def _named_day(match: re.Match[str], _: str) -> Resolution | None:
    step = number_of("deictics", match, "word")
    part = "NI" if match["word"].lower() == "tonight" else word_of("parts", match, "p")
    return Resolution(
        "TIME" if part else "DATE",
        lambda day: with_day_part(moved(day, step, "D"), part),
        "published",
        part=f"T{part}" if part else "",
    )


READERS: dict[str, Read] = {
    "counted_periods": _counted_periods,
    "ago": _ago,
    "year_ago": _year_ago,
    "period_before_or_after": _period_before_or_after,
    "relative": _relative,
    "edge_of_period": _edge_of_period,
    "bare_period": _bare_period,
    "year_end": _year_end,
    "weekday": _weekday,
    "named_day": _named_day,
}

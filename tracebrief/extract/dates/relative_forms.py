"""Expressions of time that count from another day: "two weeks ago", "last month", "late Sunday night"."""

import re
from datetime import date, timedelta

from tracebrief.extract.dates.forms import lexicon
from tracebrief.extract.dates.resolutions import FUTURE, PAST, Reading, numbers_of, parted, unit_of, word_of
from tracebrief.extract.dates.values import Days, days, duration, moved, period, shift, weekday

# How many of its unit each word moves.
STEPS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "preceding": -1,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "following": 1,
    "this": 0,
    "current": 0,
    "same": 0,
    "that": 0,
}


def _pastn(match: re.Match[str], _: str) -> Reading | None:
    unit, (low, number) = unit_of(match), numbers_of(match["n"])
    which = match["which"].lower()
    sign = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "recent": -1, "next": 1, "coming": 1}.get(which)
    value = duration(number if low == number else None, unit)
    if sign is None or unit[0] == "T":
        return Reading("DURATION", lambda _: value, rule="dates.duration" if sign is None else "")
    anchor = "before" if which in ("previous", "preceding") else "published"
    return Reading("DURATION", lambda _: value, anchor, span=lambda day: _reach(day, sign, number, unit))


def _reach(day: date, sign: int, number: float | None, unit: str) -> Days | None:
    """Return the days from the anchor back or on over a duration; open where the number is vague."""
    if number is None or not float(number).is_integer():
        return None
    there = shift(day, sign * int(number), unit)
    if there is None:
        return None
    return (there, day) if sign < 0 else (day, there)


def _ago(match: re.Match[str], _: str) -> Reading | None:
    unit, (low, number) = unit_of(match), numbers_of(match["n"])
    word = match["dir"].lower()
    sign = -1 if word in ("ago", "earlier", "prior", "before", "beforehand") else 1
    anchor = "published" if word in ("ago", "hence") or word.startswith("from") else "before"
    if match["n2"] and number is not None and unit[0] != "T":
        far, near = numbers_of(match["n2"])[1], unit_of(match, "u0")
        return Reading(
            "DATE",
            lambda _: None,
            anchor,
            span=lambda day: _hull(day, (sign * number, near), (sign * (far or 0), unit)),
        )
    if unit[0] == "T":
        return Reading(
            "TIME" if word == "ago" else "DURATION",
            lambda _: duration(number, unit),
            rule="" if word == "ago" else "dates.duration",
        )
    if number is None or low is None:
        value = duration(None, unit)
        return Reading("DATE" if word == "ago" else "DURATION", lambda _: "PAST_REF" if word == "ago" else value)
    if low != number:
        return Reading(
            "DATE", lambda _: None, anchor, span=lambda day: _hull(day, (sign * low, unit), (sign * number, unit))
        )
    if not float(number).is_integer():
        months = number * {"Y": 12, "10Y": 120}.get(unit, 0)
        if not months or not float(months).is_integer():
            return None
        return Reading("DATE", lambda day: moved(day, sign * int(months), "M"), anchor)
    return Reading("DATE", lambda day: _step(day, sign * int(number), unit), anchor)


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


def _thenn(match: re.Match[str], _: str) -> Reading | None:
    """Read "the week before": counted from the date before it."""
    word, sign = match["u"].lower(), -1 if match["dir"].lower() in ("before", "earlier") else 1
    if word in ("day", "week", "month", "year"):
        return Reading("DATE", lambda day: moved(day, sign, unit_of(match)), "before")
    part = str(lexicon()["parts"][word])
    return Reading("TIME", lambda day: parted(moved(day, sign, "D"), part), "before", part=f"T{part}")


def _rel(match: re.Match[str], direction: str) -> Reading | None:
    which = re.sub(r"\s+", " ", match["which"].lower())
    if which == "recent":
        return _recent(match)
    step = {"this past": -1, "this coming": 1, "that same": 0}.get(which, STEPS.get(which, 0))
    anchor = "before" if which in ("previous", "preceding", "following", "same", "that", "that same") else "published"
    if match["w"] and which in ("previous", "preceding"):
        anchor = "published"
    if match["u"]:
        return _relative_unit(match, which, step, anchor)
    if match["w"]:
        part = str(word_of("parts", match, "wp") or "")
        return _relative_weekday(match, which, step, anchor, part)
    if match["mn"] or match["s"]:
        rest = f"{word_of('months', match, 'mn'):02}" if match["mn"] else str(word_of("seasons", match, "s"))
        if which in ("this", "current"):
            return Reading("DATE", lambda day: f"{day.year:04}-{rest}", anchor)
        side = PAST if step < 0 else FUTURE if step > 0 else direction
        return Reading("DATE", lambda day: _strictly(day, rest, side), anchor)
    part = str(word_of("parts", match, "p"))
    back = 1 if part == "NI" and which == "last" else 0
    return Reading(
        "TIME", lambda day: parted(moved(day, -back if step < 0 else step, "D"), part), anchor, part=f"T{part}"
    )


def _recent(match: re.Match[str]) -> Reading | None:
    return Reading("DATE", lambda _: "PAST_REF") if match["u"] else None


def _relative_unit(match: re.Match[str], which: str, step: int, anchor: str) -> Reading | None:
    unit, plural = unit_of(match), match["u"].lower().endswith("s") and not match["u"].lower().endswith("ss")
    if unit[0] == "T":
        return None
    if plural:
        if which in ("this", "that", "same", "current"):
            return None
        return Reading("DURATION", lambda _: duration(None, unit))
    if unit == "D" and which in ("last", "past", "this", "current"):
        return None
    if unit == "D" and which in ("next", "coming"):
        anchor = "before"
    if which == "past" and unit != "WE":
        return Reading("DURATION", lambda _: duration(1, unit), anchor, span=lambda day: _reach(day, -1, 1, unit))
    return Reading("DATE", lambda day: moved(day, step, unit), anchor)


def _relative_weekday(match: re.Match[str], which: str, step: int, anchor: str, part: str) -> Reading:
    number = int(word_of("weekdays", match, "w") or 0)
    kind = "TIME" if part else "DATE"

    def resolve(day: date) -> str | None:
        if which == "this":
            monday = day - timedelta(day.isoweekday() - 1)
            return parted((monday + timedelta(number - 1)).isoformat(), part)
        side = PAST if step < 0 else FUTURE
        found = weekday(day + timedelta(step), number, side)
        return parted(found.isoformat(), part) if found else None

    return Reading(kind, resolve, anchor, part=f"T{part}" if part else "")


def _strictly(day: date, rest: str, side: str) -> str | None:
    """Return the month or season before or after the one that `day` lies in."""
    for year in range(day.year - 1, day.year + 2)[:: -1 if side == PAST else 1]:
        place = days(f"{year:04}-{rest}")
        if place and (place[1] < day if side == PAST else place[0] > day):
            return f"{year:04}-{rest}"
    return None


def _theperiod(match: re.Match[str], direction: str) -> Reading | None:
    """Read "the end of the year", "the weekend"; other bare periods only where something says which."""
    unit = unit_of(match)
    if unit == "WE":
        step = -1 if direction != FUTURE else 0
        return Reading("DATE", lambda day: _weekend(day, step), "published")
    if unit == "D" or not match["edge"]:
        return None
    return Reading("DATE", lambda day: moved(day, 0, unit), "published")


def _weekend(day: date, step: int) -> str:
    """Return the weekend that `day` lies in, else the one before (-1) or after (0)."""
    inside = day.isoweekday() >= 6
    return period(day if inside else day + timedelta(7 * step), "WE")


def _yearend(_: re.Match[str], __: str) -> Reading | None:
    return Reading("DATE", lambda day: moved(day, 0, "Y"), "published")


def _edged(match: re.Match[str], _: str) -> Reading | None:
    unit = unit_of(match)
    if unit == "D":
        return None
    return Reading("DATE", lambda day: moved(day, 0, unit), "published")


def _wday(match: re.Match[str], direction: str) -> Reading | None:
    """Read a bare weekday: the last one up to the anchor; the next one where the verb is of the future."""
    number, part = int(word_of("weekdays", match, "w") or 0), str(word_of("parts", match, "p") or "")
    if match["pl"] or match["pp"]:
        return Reading("SET", lambda _: parted(f"XXXX-WXX-{number}", part))
    side = FUTURE if direction == FUTURE else PAST

    def resolve(day: date) -> str | None:
        found = weekday(day, number, side)
        return parted(found.isoformat(), part) if found else None

    return Reading("TIME" if part else "DATE", resolve, "published", part=f"T{part}" if part else "")


def _deictic(match: re.Match[str], _: str) -> Reading | None:
    word = re.sub(r"\s+", " ", match["word"].lower())
    step = (
        0
        if word.startswith("to") and word != "tomorrow"
        else -2
        if "before" in word
        else 2
        if "after" in word
        else 1
        if word == "tomorrow"
        else -1
    )
    part = "NI" if word == "tonight" else str(word_of("parts", match, "p") or "")
    return Reading(
        "TIME" if part else "DATE",
        lambda day: parted(moved(day, step, "D"), part),
        "published",
        part=f"T{part}" if part else "",
    )


READERS = {
    "pastn": _pastn,
    "ago": _ago,
    "thenn": _thenn,
    "rel": _rel,
    "edged": _edged,
    "theperiod": _theperiod,
    "yearend": _yearend,
    "wday": _wday,
    "deictic": _deictic,
}

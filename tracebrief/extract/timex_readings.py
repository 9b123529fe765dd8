"""What each form of time expression means, as a function of the day that it is counted from.

A reading says how to find the value once the anchor is known; which day that is, and how wide, is decided in `dates`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from tracebrief.extract.numbers import find_numbers
from tracebrief.extract.timex import Days, days, duration, moved, period, shift, weekday
from tracebrief.extract.timex_forms import lexicon

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


def read_form(name: str, match: re.Match[str], direction: str) -> Reading | None:
    """Return the reading of a form, or None where it is no expression of time."""
    return READERS[name](match, direction)


def _fixed(value: str | None, kind: str = "DATE") -> Reading | None:
    if value is None or (kind == "DATE" and value[0].isdigit() and days(value) is None):
        return None
    return Reading(kind, lambda _: value)


def _word(key: str, match: re.Match[str], group: str) -> str | int | None:
    found = match.groupdict().get(group)
    if not found:
        return None
    return lexicon()[key].get(re.sub(r"\s+", " ", found.lower().rstrip(".")))


def _unit(match: re.Match[str], group: str = "u") -> str:
    word = match[group].lower()
    word = {"centuries": "century"}.get(word, word.removesuffix("s"))
    return "WE" if word == "weekend" else str(lexicon()["units"][word])


def _iso(match: re.Match[str], _: str) -> Reading | None:
    value = f"{match['y']}-{match['m']}-{match['d']}"
    return _fixed(value) if match["t"] is None else _fixed(f"{value}T{match['t']}", "TIME")


def _slash(match: re.Match[str], _: str) -> Reading | None:
    """Read "3/14/98"; where both day and month are possible, either order is, so the value is open."""
    year = match["y"] if len(match["y"]) == 4 else ("20" if int(match["y"]) < 50 else "19") + match["y"]
    first, second = int(match["a"]), int(match["b"])
    readings = {f"{year}-{month:02}-{day:02}" for month, day in ((first, second), (second, first))}
    possible = sorted(value for value in readings if days(value))
    if len(possible) == 1:
        return _fixed(possible[0])
    hull = (days(possible[0]), days(possible[1])) if possible else None
    return Reading("DATE", lambda _: None, span=lambda _: (hull[0][0], hull[1][1])) if hull else None  # type: ignore[index]


def _clock(match: re.Match[str], _: str) -> Reading | None:
    if match["word"]:
        time = "24:00" if match["word"].lower() == "midnight" else "12:00"
    elif match["hh"]:
        time = f"{match['hh'][:2]}:{match['hh'][2:]}"
    else:
        hour, minute = int(match["h"] or match["h2"]), match["min"] or match["min2"]
        if match["ap"]:
            hour = hour % 12 + (12 if match["ap"].lower().startswith("p") else 0)
        time = f"{hour:02}" + (f":{minute}" if minute else "")
    return Reading("TIME", lambda day: f"{day.isoformat()}T{time}", "day", part=f"T{time}")


def _mdy(match: re.Match[str], direction: str) -> Reading | None:
    month, day = _word("months", match, "mn"), int(re.sub(r"\D", "", match["d"]))
    if match["y"]:
        return _fixed(f"{match['y']}-{month:02}-{day:02}")
    if match.groupdict().get("rel"):
        return _of_year(f"{month:02}-{day:02}", match["rel"])
    return _yearless(f"{month:02}-{day:02}", direction)


def _yearless(rest: str, direction: str, *, horizon: int = HORIZON) -> Reading | None:
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


def _my(match: re.Match[str], _: str) -> Reading | None:
    return _fixed(f"{match['y']}-{_word('months', match, 'mn'):02}")


def _of_year(rest: str, words: str) -> Reading:
    """Read "June last year"."""
    step = {"last": -1, "this": 0, "next": 1}[words.lower().split()[0]]
    return Reading("DATE", lambda day: f"{day.year + step:04}-{rest}", "published")


def _month(match: re.Match[str], direction: str) -> Reading | None:
    if match["rel"]:
        return _of_year(f"{_word('months', match, 'mn'):02}", match["rel"])
    return _yearless(f"{_word('months', match, 'mn'):02}", direction)


def _holiday(match: re.Match[str], direction: str) -> Reading | None:
    rest = str(_word("holidays", match, "word"))
    return _fixed(f"{match['y']}-{rest}") if match["y"] else _yearless(rest, direction)


def _pastn(match: re.Match[str], _: str) -> Reading | None:
    unit, (low, number) = _unit(match), _numbers(match["n"])
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
    unit, (low, number) = _unit(match), _numbers(match["n"])
    word = match["dir"].lower()
    sign = -1 if word in ("ago", "earlier", "prior", "before", "beforehand") else 1
    anchor = "published" if word in ("ago", "hence") or word.startswith("from") else "before"
    if match["n2"] and number is not None and unit[0] != "T":
        far, near = _numbers(match["n2"])[1], _unit(match, "u0")
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
        return Reading("DATE", lambda day: moved(day, sign, _unit(match)), "before")
    part = str(lexicon()["parts"][word])
    return Reading("TIME", lambda day: _parted(moved(day, sign, "D"), part), "before", part=f"T{part}")


def _decade(match: re.Match[str], _: str) -> Reading | None:
    if match["y"]:
        return _fixed(match["y"][:3])
    tens = (
        int(match["yy"][0])
        if match["yy"]
        else ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties").index(
            match["word"]
        )
        + 2
    )
    # "the '30s" names a decade only where its century is plain: since the 1940s it is the last one gone by.
    return _fixed(f"19{tens}") if tens >= 4 or match["word"] else None


def _century(match: re.Match[str], _: str) -> Reading | None:
    return _fixed(f"{int(match['n']) - 1:02}") if 10 < int(match["n"]) < 30 else None


def _quarter(match: re.Match[str], direction: str) -> Reading | None:
    year = match["y"] or match["y2"] or match["y3"]
    number = (
        match["q"] or ("first", "second", "third", "fourth").index(match["n"].lower()) + 1
        if match["q"] or match["n"].lower() in ("first", "second", "third", "fourth")
        else None
    )
    letter = "H" if match["u"] and match["u"].lower() == "half" else "Q"
    if letter == "H" and not year and not match["rel"]:
        return None
    if number is None:
        return (
            Reading("DATE", lambda day: moved(day, -1, "Q"), "published")
            if letter == "Q" and match["n"].lower() in ("last", "latest")
            else None
        )
    rest = f"{letter}{number}"
    if year:
        return _fixed(f"{year}-{rest}")
    if match["rel"]:
        step = {"last": -1, "next": 1}.get(match["rel"].lower().split()[0], 0)
        return Reading("DATE", lambda day: f"{day.year + step:04}-{rest}", "published")
    # Quarters are reported after they end: one that is over a quarter ahead is the last one gone by.
    return _yearless(rest, PAST if direction == UNKNOWN else direction, horizon=120)


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
        part = str(_word("parts", match, "wp") or "")
        return _relative_weekday(match, which, step, anchor, part)
    if match["mn"] or match["s"]:
        rest = f"{_word('months', match, 'mn'):02}" if match["mn"] else str(_word("seasons", match, "s"))
        if which in ("this", "current"):
            return Reading("DATE", lambda day: f"{day.year:04}-{rest}", anchor)
        side = PAST if step < 0 else FUTURE if step > 0 else direction
        return Reading("DATE", lambda day: _strictly(day, rest, side), anchor)
    part = str(_word("parts", match, "p"))
    back = 1 if part == "NI" and which == "last" else 0
    return Reading(
        "TIME", lambda day: _parted(moved(day, -back if step < 0 else step, "D"), part), anchor, part=f"T{part}"
    )


def _recent(match: re.Match[str]) -> Reading | None:
    return Reading("DATE", lambda _: "PAST_REF") if match["u"] else None


def _relative_unit(match: re.Match[str], which: str, step: int, anchor: str) -> Reading | None:
    unit, plural = _unit(match), match["u"].lower().endswith("s") and not match["u"].lower().endswith("ss")
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
    number = int(_word("weekdays", match, "w") or 0)
    kind = "TIME" if part else "DATE"

    def resolve(day: date) -> str | None:
        if which == "this":
            monday = day - timedelta(day.isoweekday() - 1)
            return _parted((monday + timedelta(number - 1)).isoformat(), part)
        side = PAST if step < 0 else FUTURE
        found = weekday(day + timedelta(step), number, side)
        return _parted(found.isoformat(), part) if found else None

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
    unit = _unit(match)
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
    unit = _unit(match)
    if unit == "D":
        return None
    return Reading("DATE", lambda day: moved(day, 0, unit), "published")


def _season(match: re.Match[str], _: str) -> Reading | None:
    return _fixed(f"{match['y']}-{_word('seasons', match, 's')}")


def _bareseason(match: re.Match[str], direction: str) -> Reading | None:
    return _yearless(str(_word("seasons", match, "s")), direction)


def _wday(match: re.Match[str], direction: str) -> Reading | None:
    """Read a bare weekday: the last one up to the anchor; the next one where the verb is of the future."""
    number, part = int(_word("weekdays", match, "w") or 0), str(_word("parts", match, "p") or "")
    if match["pl"] or match["pp"]:
        return Reading("SET", lambda _: _parted(f"XXXX-WXX-{number}", part))
    side = FUTURE if direction == FUTURE else PAST

    def resolve(day: date) -> str | None:
        found = weekday(day, number, side)
        return _parted(found.isoformat(), part) if found else None

    return Reading("TIME" if part else "DATE", resolve, "published", part=f"T{part}" if part else "")


def _parted(value: str | None, part: str) -> str | None:
    return f"{value}T{part}" if value and part else value


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
    part = "NI" if word == "tonight" else str(_word("parts", match, "p") or "")
    return Reading(
        "TIME" if part else "DATE",
        lambda day: _parted(moved(day, step, "D"), part),
        "published",
        part=f"T{part}" if part else "",
    )


def _set(match: re.Match[str], _: str) -> Reading | None:
    if match["word"]:
        value = str(_word("sets", match, "word"))
    elif match["w"]:
        value = f"XXXX-WXX-{_word('weekdays', match, 'w')}"
    elif match["p"]:
        value = f"XXXX-XX-XXT{_word('parts', match, 'p')}"
    else:
        number = 2.0 if match["n"] == "other" else _numbers(match["n"])[1] if match["n"] else 1.0
        value = duration(number, _unit(match, "u2" if match["u2"] else "u"))
    return Reading("SET", lambda _: value)


def _years(match: re.Match[str], _: str) -> Reading | None:
    first, last = int(match["y"]), match["y2"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if not first < end < first + 150:
        return None
    return Reading("DURATION", lambda _: f"P{end - first}Y", span=lambda _: (date(first, 1, 1), date(end, 12, 31)))


def _year(match: re.Match[str], _: str) -> Reading | None:
    if match["yy"]:
        short = int(match["yy"][1:])
        return _fixed(f"{1900 + short if short > 30 else 2000 + short}")
    return _fixed(match["y"])


def _duration(match: re.Match[str], _: str) -> Reading | None:
    text, at = match.string, match.end()
    if _unit(match) == "Q" and (text[at : at + 3] == " of" or (match[0].endswith("s") and "-" in match[0])):
        return None  # "a quarter of" and "three-quarters" are shares
    if (
        match["n"].lower() in ("a", "an")
        and re.search(r"(?:\w|\$[\d.,]+)\s$", text[: match.start()][-12:])
        and _rate(text, match.start())
    ):
        return Reading("SET", lambda _: duration(1, _unit(match)))
    low, number = _numbers(match["n"])
    value = duration(number if low == number else None, _unit(match))
    return Reading("DURATION", lambda _: value, rule="dates.duration")


def _rate(text: str, at: int) -> bool:
    """Say whether "a week" stands straight behind a number's noun, as in "four flights a week"."""
    return (
        re.search(
            r"(?:\d|\d[\w%]*\s[a-z]+s?|million|billion|hundred|thousand|cents|dollars|hours|times|times|days|\b(?:four|five|six|two|three|seven|eight|nine|ten)\s\w+)\s$",
            text[max(0, at - 32) : at],
        )
        is not None
    )


def _vague(match: re.Match[str], _: str) -> Reading | None:
    word = (match["u"] or match["u2"] or match["u3"]).lower()
    unit = str(lexicon()["units"][{"centuries": "century"}.get(word, word.removesuffix("s"))])
    if match["which"] or match["dir"]:
        return Reading("DATE", lambda _: "PAST_REF" if (match["dir"] or "ago").lower() != "later" else "FUTURE_REF")
    return Reading("DURATION", lambda _: duration(None, unit))


def _reference(match: re.Match[str], _: str) -> Reading | None:
    return _fixed(str(_word("references", match, "word")))


@cache
def _numbers(words: str) -> tuple[float | None, float | None]:
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


READERS: dict[str, Callable[[re.Match[str], str], Reading | None]] = {
    "iso": _iso, "slash": _slash, "clock": _clock, "mdy": _mdy, "dmy": _mdy, "my": _my, "pastn": _pastn, "ago": _ago, "thenn": _thenn,
    "decade": _decade, "century": _century, "quarter": _quarter, "rel": _rel, "edged": _edged, "theperiod": _theperiod, "yearend": _yearend, "season": _season, "bareseason": _bareseason,
    "wday": _wday, "deictic": _deictic, "set": _set, "holiday": _holiday, "month": _month, "years": _years, "year": _year,
    "duration": _duration, "vague": _vague, "reference": _reference,
}  # fmt: skip

"""Expressions of time that name their day, month or length themselves: "3 May 1998", "in March", "three days"."""

import re
from datetime import date

from tracebrief.extract.dates.forms import lexicon
from tracebrief.extract.dates.resolutions import PAST, UNKNOWN, Reading, fixed, numbers_of, unit_of, word_of, yearless
from tracebrief.extract.dates.values import days, duration, moved

# "four flights a week", "$1.76 a year": straight behind a number and its noun, "a" means "each".
RATED = re.compile(
    r"(?:\d|\d[\w%]*\s[a-z]+|\b(?:two|three|four|five|six|seven|eight|nine|ten|hundred|[mb]illion|thousand)(?:\s[a-z]+)?)\s$"
)


def _iso(match: re.Match[str], _: str) -> Reading | None:
    value = f"{match['y']}-{match['m']}-{match['d']}"
    return fixed(value) if match["t"] is None else fixed(f"{value}T{match['t']}", "TIME")


def _slash(match: re.Match[str], _: str) -> Reading | None:
    """Read "3/14/98"; where both day and month are possible, either order is, so the value is open."""
    year = match["y"] if len(match["y"]) == 4 else ("20" if int(match["y"]) < 50 else "19") + match["y"]
    first, second = int(match["a"]), int(match["b"])
    readings = {f"{year}-{month:02}-{day:02}" for month, day in ((first, second), (second, first))}
    possible = sorted(value for value in readings if days(value))
    if len(possible) == 1:
        return fixed(possible[0])
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
    month, day = word_of("months", match, "mn"), int(re.sub(r"\D", "", match["d"]))
    if match["y"]:
        return fixed(f"{match['y']}-{month:02}-{day:02}")
    if match.groupdict().get("rel"):
        return _of_year(f"{month:02}-{day:02}", match["rel"])
    return yearless(f"{month:02}-{day:02}", direction)


def _my(match: re.Match[str], _: str) -> Reading | None:
    return fixed(f"{match['y']}-{word_of('months', match, 'mn'):02}")


def _of_year(rest: str, words: str) -> Reading:
    """Read "June last year"."""
    step = {"last": -1, "this": 0, "next": 1}[words.lower().split()[0]]
    return Reading("DATE", lambda day: f"{day.year + step:04}-{rest}", "published")


def _month(match: re.Match[str], direction: str) -> Reading | None:
    if match["rel"]:
        return _of_year(f"{word_of('months', match, 'mn'):02}", match["rel"])
    return yearless(f"{word_of('months', match, 'mn'):02}", direction)


def _holiday(match: re.Match[str], direction: str) -> Reading | None:
    rest = str(word_of("holidays", match, "word"))
    return fixed(f"{match['y']}-{rest}") if match["y"] else yearless(rest, direction)


def _decade(match: re.Match[str], _: str) -> Reading | None:
    if match["y"]:
        return fixed(match["y"][:3])
    tens = (
        int(match["yy"][0])
        if match["yy"]
        else ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties").index(
            match["word"]
        )
        + 2
    )
    # "the '30s" names a decade only where its century is plain: since the 1940s it is the last one gone by.
    return fixed(f"19{tens}") if tens >= 4 or match["word"] else None


def _century(match: re.Match[str], _: str) -> Reading | None:
    return fixed(f"{int(match['n']) - 1:02}") if 10 < int(match["n"]) < 30 else None


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
        return fixed(f"{year}-{rest}")
    if match["rel"]:
        step = {"last": -1, "next": 1}.get(match["rel"].lower().split()[0], 0)
        return Reading("DATE", lambda day: f"{day.year + step:04}-{rest}", "published")
    # Quarters are reported after they end: one that is over a quarter ahead is the last one gone by.
    return yearless(rest, PAST if direction == UNKNOWN else direction, horizon=120)


def _season(match: re.Match[str], _: str) -> Reading | None:
    return fixed(f"{match['y']}-{word_of('seasons', match, 's')}")


def _bareseason(match: re.Match[str], direction: str) -> Reading | None:
    return yearless(str(word_of("seasons", match, "s")), direction)


def _set(match: re.Match[str], _: str) -> Reading | None:
    if match["word"]:
        value = str(word_of("sets", match, "word"))
    elif match["w"]:
        value = f"XXXX-WXX-{word_of('weekdays', match, 'w')}"
    elif match["p"]:
        value = f"XXXX-XX-XXT{word_of('parts', match, 'p')}"
    else:
        number = 2.0 if match["n"] == "other" else numbers_of(match["n"])[1] if match["n"] else 1.0
        value = duration(number, unit_of(match, "u2" if match["u2"] else "u"))
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
        return fixed(f"{1900 + short if short > 30 else 2000 + short}")
    return fixed(match["y"])


def _duration(match: re.Match[str], _: str) -> Reading | None:
    text, at = match.string, match.end()
    if unit_of(match) == "Q" and (text.startswith(" of", at) or re.match(r"\w+-\w+s$", match[0])):
        return None  # "a quarter of" and "three-quarters" are shares
    if match["n"].lower() in ("a", "an") and RATED.search(text[max(0, match.start() - 32) : match.start()]):
        return Reading("SET", lambda _: duration(1, unit_of(match)))
    low, number = numbers_of(match["n"])
    value = duration(number if low == number else None, unit_of(match))
    return Reading("DURATION", lambda _: value, rule="dates.duration")


def _vague(match: re.Match[str], _: str) -> Reading | None:
    word = (match["u"] or match["u2"] or match["u3"]).lower()
    unit = str(lexicon()["units"][{"centuries": "century"}.get(word, word.removesuffix("s"))])
    if match["which"] or match["dir"]:
        return Reading("DATE", lambda _: "PAST_REF" if (match["dir"] or "ago").lower() != "later" else "FUTURE_REF")
    return Reading("DURATION", lambda _: duration(None, unit))


def _reference(match: re.Match[str], _: str) -> Reading | None:
    return fixed(str(word_of("references", match, "word")))


READERS = {
    "iso": _iso,
    "slash": _slash,
    "clock": _clock,
    "mdy": _mdy,
    "dmy": _mdy,
    "my": _my,
    "decade": _decade,
    "century": _century,
    "quarter": _quarter,
    "season": _season,
    "bareseason": _bareseason,
    "set": _set,
    "holiday": _holiday,
    "month": _month,
    "years": _years,
    "year": _year,
    "duration": _duration,
    "vague": _vague,
    "reference": _reference,
}

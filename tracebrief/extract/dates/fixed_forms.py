"""Expressions of time that name their day, month or length themselves: "3 May 1998", "in March", "three days"."""

import re
from datetime import date

from tracebrief.extract.dates.forms import form_pattern, time_word
from tracebrief.extract.dates.resolutions import (
    BACK,
    Read,
    Resolution,
    fixed,
    number_of,
    numbers_of,
    unit_of,
    word_of,
    yearless,
)
from tracebrief.extract.dates.tense import FUTURE, PAST, PRESENT, UNKNOWN
from tracebrief.extract.dates.values import days, duration, moved, nth_weekday
from tracebrief.extract.lexicons import read_words


def _iso(match: re.Match[str], _: str) -> Resolution | None:
    value = f"{match['y']}-{match['m']}-{match['d']}"
    return fixed(value) if match["t"] is None else fixed(f"{value}T{match['t']}", "TIME")


def _slash(match: re.Match[str], _: str) -> Resolution | None:
    """Return how to date "3/14/98"; where both day and month are possible, either order is, so the value is open."""
    year = match["y"] if len(match["y"]) == 4 else ("20" if int(match["y"]) < 50 else "19") + match["y"]
    first, second = int(match["a"]), int(match["b"])
    readings = {f"{year}-{month:02}-{day:02}" for month, day in ((first, second), (second, first))}
    possible = sorted(value for value in readings if days(value))
    if len(possible) == 1:
        return fixed(possible[0])
    ends = [found for value in possible if (found := days(value))]
    if not ends:
        return None
    return Resolution("DATE", lambda _: None, period=lambda _: (ends[0][0], ends[-1][1]))


def _clock(match: re.Match[str], _: str) -> Resolution | None:
    if match["word"]:
        time = "24:00" if match["word"].lower() == "midnight" else "12:00"
    elif match["hh"]:
        time = f"{match['hh'][:2]}:{match['hh'][2:]}"
    else:
        hour, minute = int(match["h"] or match["h2"]), match["min"] or match["min2"]
        if match["ap"]:
            hour = hour % 12 + (12 if match["ap"].lower().startswith("p") else 0)
        time = f"{hour:02}" + (f":{minute}" if minute else "")
    return Resolution("TIME", lambda day: f"{day.isoformat()}T{time}", "day", part=f"T{time}")


def _month_day_year(match: re.Match[str], direction: str) -> Resolution | None:
    month, day = number_of("months", match, "mn"), int(re.sub(r"\D", "", match["d"]))
    if match["y"]:
        return fixed(f"{match['y']}-{month:02}-{day:02}")
    if match.groupdict().get("rel"):
        return _of_year(f"{month:02}-{day:02}", match)
    return yearless(f"{month:02}-{day:02}", direction)


def _month_year(match: re.Match[str], _: str) -> Resolution | None:
    return fixed(f"{match['y']}-{number_of('months', match, 'mn'):02}")


def _month(match: re.Match[str], direction: str) -> Resolution | None:
    month = f"{number_of('months', match, 'mn'):02}"
    if match["rel"]:
        return _of_year(month, match)
    before = match.string[: match.start()].lower()
    within = before.endswith(tuple(f"{word} " for word in read_words("date_contexts")["before months gone by"]))
    return yearless(month, direction, back=366 if within else BACK)


def _of_year(rest: str, match: re.Match[str]) -> Resolution:
    """Return how to date "June last year" and "the third quarter of the year"."""
    step = int(time_word("steps", match["rel"].split()[0]) or 0)
    return Resolution("DATE", lambda day: f"{day.year + step:04}-{rest}", "published")


def _holiday(match: re.Match[str], direction: str) -> Resolution | None:
    rest = word_of("holidays", match, "word")
    return fixed(f"{match['y']}-{rest}") if match["y"] else yearless(rest, direction)


def _movable_holiday(match: re.Match[str], direction: str) -> Resolution | None:
    month, which, weekday = (int(part) for part in word_of("movable holidays", match, "word").split())
    if match["y"]:
        return fixed(nth_weekday(int(match["y"]), month, which, weekday).isoformat())

    def resolve(day: date) -> str:
        near = [nth_weekday(day.year + step, month, which, weekday) for step in (-1, 0, 1)]
        if direction in (PAST, FUTURE):
            near = [found for found in near if (found <= day if direction == PAST else found >= day)]
        return min(near, key=lambda found: abs((found - day).days)).isoformat()

    return Resolution("DATE", resolve, "published")


def _decade(match: re.Match[str], _: str) -> Resolution | None:
    if match["y"]:
        return fixed(match["y"][:3])
    tens = int(match["yy"][0]) if match["yy"] else number_of("decades", match, "word")
    # "the '30s" names a decade only where its century is plain: since the 1940s it is the last one gone by.
    return fixed(f"19{tens}") if tens >= 4 or match["word"] else None


def _century(match: re.Match[str], _: str) -> Resolution | None:
    return fixed(f"{int(match['n']) - 1:02}") if 10 < int(match["n"]) < 30 else None


def _quarter(match: re.Match[str], direction: str) -> Resolution | None:
    year, half = match["y"] or match["y2"] or match["y3"], (match["u"] or "").lower() == "half"
    number = int(match["q"] or 0) or number_of("ordinals", match, "n")
    if half and not year and not match["rel"]:
        return None
    if not number:
        newest = not half and match["n"].lower() in ("last", "latest")
        return Resolution("DATE", lambda day: moved(day, -1, "Q"), "published") if newest else None
    rest = f"{'H' if half else 'Q'}{number}"
    if year:
        return fixed(f"{year}-{rest}")
    if match["rel"]:
        return _of_year(rest, match)
    # Quarters are reported after they end: one that is over a quarter ahead is the last one gone by.
    return yearless(rest, PAST if direction in (PRESENT, UNKNOWN) else direction, horizon=120)


def _season(match: re.Match[str], _: str) -> Resolution | None:
    return fixed(f"{match['y']}-{word_of('seasons', match, 's')}")


def _bare_season(match: re.Match[str], direction: str) -> Resolution | None:
    return yearless(word_of("seasons", match, "s"), direction)


def _set(match: re.Match[str], _: str) -> Resolution | None:
    if match["word"]:
        value = word_of("sets", match, "word")
    elif match["w"]:
        value = f"XXXX-WXX-{word_of('weekdays', match, 'w')}"
    elif match["p"]:
        value = f"XXXX-XX-XXT{word_of('parts', match, 'p')}"
    else:
        number = 2.0 if match["n"] == "other" else numbers_of(match["n"])[1] if match["n"] else 1.0
        value = duration(number, unit_of(match, "u2" if match["u2"] else "u"))
    return Resolution("SET", lambda _: value)


def _years(match: re.Match[str], _: str) -> Resolution | None:
    first, last = int(match["y"]), match["y2"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if not first < end < first + 150:
        return None
    return Resolution("DURATION", lambda _: f"P{end - first}Y", period=lambda _: (date(first, 1, 1), date(end, 12, 31)))


def _year(match: re.Match[str], _: str) -> Resolution | None:
    if match["yy"]:
        short = int(match["yy"][1:])
        return fixed(f"{1900 + short if short > 30 else 2000 + short}")
    return fixed(match["y"])


def _duration(match: re.Match[str], _: str) -> Resolution | None:
    text, at = match.string, match.end()
    if unit_of(match) == "Q" and (text.startswith(" of", at) or re.match(r"\w+-\w+s$", match[0])):
        return None  # "a quarter of" and "three-quarters" are shares
    if match["n"].lower() in ("a", "an") and form_pattern("rated").search(
        text[max(0, match.start() - 32) : match.start()]
    ):
        return Resolution("SET", lambda _: duration(1, unit_of(match)))
    low, number = numbers_of(match["n"])
    value = duration(number if low == number else None, unit_of(match))
    return Resolution("DURATION", lambda _: value, rule="dates.duration")


def _vague(match: re.Match[str], _: str) -> Resolution | None:
    unit = unit_of(match, "u" if match["u"] else "u2" if match["u2"] else "u3")
    if match["which"] or match["dir"]:
        return Resolution("DATE", lambda _: "PAST_REF" if (match["dir"] or "ago").lower() != "later" else "FUTURE_REF")
    return Resolution("DURATION", lambda _: duration(None, unit))


def _reference(match: re.Match[str], _: str) -> Resolution | None:
    return fixed(word_of("references", match, "word"))


READERS: dict[str, Read] = {
    "iso": _iso,
    "slash": _slash,
    "clock": _clock,
    "month_day_year": _month_day_year,
    "day_month_year": _month_day_year,
    "month_year": _month_year,
    "decade": _decade,
    "century": _century,
    "quarter": _quarter,
    "season": _season,
    "bare_season": _bare_season,
    "set": _set,
    "holiday": _holiday,
    "movable_holiday": _movable_holiday,
    "month": _month,
    "years": _years,
    "year": _year,
    "duration": _duration,
    "vague": _vague,
    "reference": _reference,
}

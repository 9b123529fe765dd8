"""Times written in a build's output: read in the usual ways of writing them, and held against its clock and zone."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

from tracebrief.repro.surroundings import Surroundings

TIME = re.compile(
    r"(?P<pdf>D:\d{14}(?:[+-]\d\d'\d\d'?|Z)?)"
    r"|(?P<iso>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)"
    r"|(?P<unix>\b[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}\b)"
    r"|(?P<day>\b\d{4}-\d\d-\d\d\b)"
    r"|(?P<hour>\b\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?\b)"
    r"|(?P<epoch>\b\d{10}(?:\.\d+|\d{3}|\d{6}|\d{9})?\b)"
)
Moment = datetime | date | time
# A build reads the clock some seconds before or after it is started and ended.
SLACK = timedelta(minutes=2)


def are_zoned(a: str, b: str, one: Surroundings, other: Surroundings) -> bool:
    """Say whether times are all that differs, and each pair is one instant as the two zones write it."""
    pairs = find_pairs(a, b)
    return bool(pairs) and all(_same_instant(x, y, one, other) for x, y in pairs)


def are_now(a: str, b: str, one: Surroundings, other: Surroundings) -> bool:
    """Say whether times are all that differs, and each lies within its build."""
    pairs = find_pairs(a, b)
    return bool(pairs) and all(_is_now(x, one) and _is_now(y, other) for x, y in pairs)


def find_pairs(a: str, b: str) -> list[tuple[Moment, Moment]] | None:
    """Return the pairs of times that differ, None where something else differs or one cannot be read."""
    if TIME.sub("\0", a) != TIME.sub("\0", b):
        return None
    pairs = [(x, y) for x, y in zip(TIME.finditer(a), TIME.finditer(b), strict=True) if x[0] != y[0]]
    if any(x.lastgroup != y.lastgroup for x, y in pairs):
        return None
    with suppress(ValueError, OverflowError):
        return [(_read(x), _read(y)) for x, y in pairs]
    return None


def _read(match: re.Match[str]) -> Moment:
    text, kind = match[0], match.lastgroup
    if kind == "pdf":
        zoned = text[2:].replace("'", "").replace("Z", "+0000")
        return datetime.strptime(zoned, "%Y%m%d%H%M%S%z" if len(zoned) > len("YYYYmmddHHMMSS") else "%Y%m%d%H%M%S")
    if kind == "epoch":
        digits, _, fraction = text.partition(".")
        return datetime.fromtimestamp(float(f"{digits[:10]}.{digits[10:] or fraction or 0}"), UTC)
    if kind == "unix":
        return datetime.strptime(text, "%a %b %d %H:%M:%S %Y")
    return {"iso": datetime, "day": date, "hour": time}[kind or ""].fromisoformat(text)


def _same_instant(x: Moment, y: Moment, one: Surroundings, other: Surroundings) -> bool:
    if isinstance(x, datetime) and isinstance(y, datetime):
        return _aware(x, one) == _aware(y, other)
    if isinstance(x, time) and isinstance(y, time):
        # The day is not known: the zones' offsets of midwinter and of midsummer are both possible.
        days = [datetime(2000, month, 1, tzinfo=UTC) for month in (1, 7)]
        gaps = [day.astimezone(one.timezone).utcoffset() - day.astimezone(other.timezone).utcoffset() for day in days]
        apart = datetime.combine(date.min, x) - datetime.combine(date.min, y)
        return any((apart - gap) % timedelta(days=1) == timedelta() for gap in gaps)
    return False


def _aware(moment: datetime, around: Surroundings) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=around.timezone)


def _is_now(moment: Moment, around: Surroundings) -> bool:
    """Say whether a time, read in UTC or in the build's zone, lies between the build's start and end."""
    started, ended = (datetime.fromtimestamp(seconds, UTC) for seconds in (around.started, around.ended))
    for zone in (UTC, around.timezone):
        first, last = (started - SLACK).astimezone(zone), (ended + SLACK).astimezone(zone)
        if isinstance(moment, datetime):
            found = first <= (moment if moment.tzinfo else moment.replace(tzinfo=zone)) <= last
        elif isinstance(moment, date):
            found = first.date() <= moment <= last.date()
        else:
            found = any(first <= datetime.combine(day.date(), moment, zone) <= last for day in (first, last))
        if found:
            return True
    return False

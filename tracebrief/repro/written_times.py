"""Times written in a build's output: read in the usual ways of writing them, and compared with its clock and zone."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from tracebrief.repro.build_environments import BuildEnvironment
from tracebrief.repro.file_differences import FileDifference

TIME = re.compile(
    r"(?P<pdf>D:\d{14}(?:[+-]\d\d'\d\d'?|Z)?)"
    r"|(?P<iso>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)"
    r"|(?P<unix>\b[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}\b)"
    r"|(?P<day>\b\d{4}-\d\d-\d\d\b)"
    r"|(?P<hour>\b\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?\b)"
    r"|(?P<epoch>\b\d{10}(?:\.\d+|\d{3}|\d{6}|\d{9})?\b)"
)
WrittenTime = datetime | date | time
# A build reads the clock some seconds before or after it is started and ended.
SLACK = timedelta(minutes=2)


def is_zone_difference(difference: FileDifference, one: BuildEnvironment, other: BuildEnvironment) -> bool:
    """Say whether times are all that differs, and each pair is one instant as the two zones write it."""
    pairs = _read_pairs(*difference.texts)
    return bool(pairs) and all(_is_same_instant(x, y, one, other) for x, y in pairs)


def is_clock_difference(difference: FileDifference, one: BuildEnvironment, other: BuildEnvironment) -> bool:
    """Say whether times are all that differs, and each lies within its build."""
    pairs = _read_pairs(*difference.texts)
    return bool(pairs) and all(_is_within_build(x, one) and _is_within_build(y, other) for x, y in pairs)


def _read_pairs(a: str, b: str) -> list[tuple[WrittenTime, WrittenTime]]:
    """Return the pairs of times that differ; none where something else differs or one cannot be read."""
    if TIME.sub("\0", a) != TIME.sub("\0", b):
        return []
    pairs = [(x, y) for x, y in zip(TIME.finditer(a), TIME.finditer(b), strict=True) if x[0] != y[0]]
    if any(x.lastgroup != y.lastgroup for x, y in pairs):
        return []
    with suppress(ValueError, OverflowError):
        return [(_read(x), _read(y)) for x, y in pairs]
    return []


def _read(match: re.Match[str]) -> WrittenTime:
    text, kind = match[0], match.lastgroup
    if kind == "pdf":
        zoned = text[2:].replace("'", "").replace("Z", "+0000")
        return datetime.strptime(zoned, "%Y%m%d%H%M%S%z" if len(zoned) > len("YYYYmmddHHMMSS") else "%Y%m%d%H%M%S")
    if kind == "epoch":
        digits, _, fraction = text.partition(".")
        return datetime.fromtimestamp(float(f"{digits[:10]}.{digits[10:] or fraction or 0}"), UTC)
    if kind == "unix":
        return datetime.strptime(text, "%a %b %d %H:%M:%S %Y")
    kinds: dict[str, type[datetime] | type[date] | type[time]] = {"iso": datetime, "day": date, "hour": time}
    return kinds[kind or ""].fromisoformat(text)


def _is_same_instant(x: WrittenTime, y: WrittenTime, one: BuildEnvironment, other: BuildEnvironment) -> bool:
    if isinstance(x, datetime) and isinstance(y, datetime):
        return _in_zone(x, one.zone) == _in_zone(y, other.zone)
    if isinstance(x, time) and isinstance(y, time):
        apart = datetime.combine(date.min, x) - datetime.combine(date.min, y)
        return any((apart - gap) % timedelta(days=1) == timedelta() for gap in _zone_gaps(one, other))
    return False


def _zone_gaps(one: BuildEnvironment, other: BuildEnvironment) -> list[timedelta]:
    """Return how far apart the zones are in midwinter and in midsummer: of an hour alone the day is not known."""
    days = [datetime(2000, month, 1) for month in (1, 7)]
    return [day.replace(tzinfo=other.zone) - day.replace(tzinfo=one.zone) for day in days]


def _in_zone(moment: datetime, zone: tzinfo) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _is_within_build(moment: WrittenTime, environment: BuildEnvironment) -> bool:
    """Say whether a time, read in UTC or in the build's zone, lies between the build's start and end."""
    started, ended = (datetime.fromtimestamp(seconds, UTC) for seconds in (environment.started, environment.ended))
    for zone in (UTC, environment.zone):
        first, last = (started - SLACK).astimezone(zone), (ended + SLACK).astimezone(zone)
        if isinstance(moment, datetime):
            found = first <= _in_zone(moment, zone) <= last
        elif isinstance(moment, date):
            found = first.date() <= moment <= last.date()
        else:
            found = any(first <= datetime.combine(day.date(), moment, zone) <= last for day in (first, last))
        if found:
            return True
    return False

"""Why two builds of one commit differ, where the two values tell it.

A cause is named only when it accounts for the whole difference: what is left of both values without it is the same.
Where nothing does, there is no cause to tell.
"""

import calendar
import locale
import re
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import quote

from tracebrief.repro.build_environments import BuildEnvironment
from tracebrief.repro.file_differences import FileDifference
from tracebrief.repro.written_times import is_clock_difference, is_zone_difference

ORDER = "the same items in another order, as from a set or an unsorted listing (hash seed); sort them"
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
# What the order of a sum may change of a number; relative.
ROUNDING = 1e-9
MEASURED = re.compile(r"\d+(?:\.\d+)?(?=\s?(?:ns|µs|μs|us|ms|s|sec|seconds|min)\b)")
MEASURED_WHERE = re.compile(r"duration|elapsed|seconds|runtime", re.IGNORECASE)
RANDOM = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"  # UUID
    r"|\b0x[0-9a-f]{6,16}\b"  # address of an object
    r"|\btmp[a-z0-9_]{8}\b"  # Python's temporary files
    r"|\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,64}\b",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"(?<=\d)[.,'’\u00a0\u202f ](?=\d)")
BETWEEN_ITEMS = re.compile(r"[\s,;|{}()\[\]]+")
# What a table in a terminal is drawn with.
DRAWN = re.compile(r"[\s─━│┃╭╮╰╯┌┐└┘├┤┬┴┼═-]+")


def explain_difference(
    difference: FileDifference,
    one: BuildEnvironment,
    other: BuildEnvironment,
    *,
    digests: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset()),
) -> str | None:
    """Return the likely cause of a difference in words, with what to do; None where nothing accounts for all of it.

    Args:
        digests: of each build, the hashes of those of its outputs that differ.
    """
    a, b = difference.one, difference.other
    if a is None or b is None:
        return ORDER if _is_order(difference) else None
    if setting := _find_setting(a, b, one, other):
        return f"{setting}; write what does not depend on it"
    if _differ_only_in(RANDOM, a, b) and _are_digests(a, b, digests):
        return "the hash of another output that differs; fix that one first"
    return next((cause for cause, holds in CAUSES.items() if holds(difference, one, other)), None)


def _find_setting(a: str, b: str, one: BuildEnvironment, other: BuildEnvironment) -> str | None:
    """Return the setting whose two values, taken out, leave the same."""
    for name, value in one.settings.items():
        if value != other.settings[name] and _without(a, value) == _without(b, other.settings[name]) != a:
            return name
    return None


def _without(text: str, value: str) -> str:
    """Return a text without a setting's value, plain, as in a URL or escaped, where it is a whole word."""
    spelt = {value, quote(value), value.encode("ascii", "backslashreplace").decode()}
    words = "|".join(map(re.escape, sorted(spelt, key=len, reverse=True)))
    return re.sub(rf"{'' if value.startswith('/') else '(?<![.+0-9A-Za-z_])'}(?:{words})(?!\w|\.\w)", "\0", text)


def _are_digests(a: str, b: str, digests: tuple[frozenset[str], frozenset[str]]) -> bool:
    pairs = zip(RANDOM.findall(a), RANDOM.findall(b), strict=True)
    return all(x in digests[0] and y in digests[1] for x, y in pairs if x != y)


def _is_order(difference: FileDifference, *_: BuildEnvironment) -> bool:
    """Say whether the same items stand in another order, in the value or in the whole file."""
    in_value = (list(filter(None, BETWEEN_ITEMS.split(text or ""))) for text in (difference.one, difference.other))
    in_file = difference.values_one, difference.values_other
    return any(list(a) != list(b) and Counter(a) == Counter(b) for a, b in (in_value, in_file))


def _is_width(difference: FileDifference, one: BuildEnvironment, other: BuildEnvironment) -> bool:
    """Say whether only line breaks differ, and one file's lines are as short as its terminal."""
    both = difference.values_one, difference.values_other
    first, second = (DRAWN.sub("", "".join(values)) for values in both)
    longest = [max(map(len, values), default=0) for values in both]
    narrow = min(int(one.columns), int(other.columns))
    return first != "" and first == second and min(longest) <= narrow < max(longest)


def _is_random(difference: FileDifference, *_: BuildEnvironment) -> bool:
    return _differ_only_in(RANDOM, *difference.texts)


def _is_rounding(difference: FileDifference, *_: BuildEnvironment) -> bool:
    """Say whether only numbers with a fraction differ, by less than what the order of a sum may change."""
    a, b = difference.texts
    if not _differ_only_in(NUMBER, a, b):
        return False
    pairs = [(x, y) for x, y in zip(NUMBER.findall(a), NUMBER.findall(b), strict=True) if x != y]
    return all(not x.isdigit() and 0 < abs(float(x) - float(y)) <= ROUNDING * abs(float(x)) for x, y in pairs)


def _is_locale(difference: FileDifference, one: BuildEnvironment, other: BuildEnvironment) -> bool:
    """Say whether only the marks between digits, or the names of months and days, differ."""
    a, b = difference.texts
    if _differ_only_in(SEPARATOR, a, b):
        return True
    names = (list_calendar_names(each.locale) for each in (one, other))
    for number, (x, y) in enumerate(zip(*names, strict=True)):
        if x != y:
            a, b = (re.sub(rf"\b{re.escape(name)}(?!\w)", f"\0{number}\0", text) for name, text in ((x, a), (y, b)))
    return "\0" in a and a == b


def list_calendar_names(name: str) -> list[str]:
    """Return the months and days as a locale writes them, the full names first."""
    before = locale.setlocale(locale.LC_TIME)
    try:
        with suppress(locale.Error):
            locale.setlocale(locale.LC_TIME, name)
        tables = (calendar.month_name, calendar.day_name, calendar.month_abbr, calendar.day_abbr)
        return [word for table in tables for word in table if word]
    finally:
        locale.setlocale(locale.LC_TIME, before)


def _is_measured(difference: FileDifference, *_: BuildEnvironment) -> bool:
    a, b = difference.texts
    return _differ_only_in(MEASURED, a, b) or bool(
        MEASURED_WHERE.search(difference.where) and _differ_only_in(NUMBER, a, b)
    )


def _differ_only_in(pattern: re.Pattern[str], a: str, b: str) -> bool:
    """Say whether two texts that differ are the same where all that the pattern finds is left out."""
    return a != b and pattern.sub("\0", a) == pattern.sub("\0", b)


# In the order in which they are tried: what is exact comes before what is only alike.
CAUSES: dict[str, Callable[[FileDifference, BuildEnvironment, BuildEnvironment], bool]] = {
    ORDER: _is_order,
    "the width of the terminal; give the width yourself": _is_width,
    "the time zone; write times in UTC": is_zone_difference,
    "the clock; take the commit's time from SOURCE_DATE_EPOCH, or leave it out": is_clock_difference,
    "a random name, an id or an address; derive it from the content": _is_random,
    "floating point in the last digits, from sums in another order (threads, cores); round first": _is_rounding,
    "the format of numbers, months or days in a locale; write it without one": _is_locale,
    "a measured time; leave it out of what is published": _is_measured,
}

"""Days at the precision known: EDTF on paper, an interval of days in tables.

An interval is a pair of ISO days, both inclusive; None is an open end. Nothing is rounded to a point.
"""

import re
import time
from contextlib import suppress
from datetime import date
from functools import cache

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

# A day in full is its own bounds; EDTF's grammar needs some ten milliseconds to say so.
PLAIN = re.compile(r"\d{4}-\d\d-\d\d")


def interval(edtf: str) -> tuple[str | None, str | None]:
    """Return the first and last day that an EDTF string allows; None for an open or unknown end.

    Raises:
        ValueError: it is not EDTF, or ends before it begins.
    """
    start, slash, end = edtf.partition("/")
    first = None if start in ("", "..") else _bound(start, upper=False)
    last = None if slash and end in ("", "..") else _bound(end if slash else start, upper=True)
    if first and last and first > last:
        raise ValueError(f"{edtf!r} ends before it begins")
    return first, last


def _bound(edtf: str, *, upper: bool) -> str:
    if PLAIN.fullmatch(edtf):
        with suppress(ValueError):  # a day that there is not is for the grammar to refuse
            return date.fromisoformat(edtf).isoformat()
    try:
        parsed = parse_edtf(edtf)
    except EDTFParseException as problem:
        raise ValueError(f"{edtf!r} is not an EDTF date") from problem
    strict = parsed.upper_strict() if upper else parsed.lower_strict()
    return date(*strict[:3]).isoformat() if isinstance(strict, time.struct_time) else str(strict)


def days_between(first: str | None, last: str | None) -> int:
    """Return how many days lie from one ISO day to another, negative where it is earlier; 0 at an open end."""
    return _number(last) - _number(first) if first and last else 0


@cache
def _number(day: str) -> int:
    """Return an ISO day as a number: a few thousand days are asked for a million times."""
    return date.fromisoformat(day).toordinal()


def to_edtf(first: str | None, last: str | None) -> str | None:
    """Return an interval of days as EDTF: one day, or `first/last` with `..` for an open end."""
    if first is None and last is None:
        return None
    return first if first == last else f"{first or '..'}/{last or '..'}"

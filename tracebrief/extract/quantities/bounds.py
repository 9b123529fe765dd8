"""The words beside a number that bound it: "over", "some", "at least", "or more"."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tracebrief.extract.lexicons import Row, either, read_lexicon

# The longest cue with the words that may stand between it and its number (characters).
LONGEST = 48
CuedBound = Literal["about", "at least", "more than", "at most", "less than"]


class BoundCues(Row):
    """Cues of one bound, on one side of the number."""

    bound: CuedBound
    side: Literal["before", "after"]
    cues: list[str]
    nearly: bool = False  # whether the number is about right, too


@dataclass(frozen=True)
class BoundCue:
    """A cue at its span."""

    start: int
    end: int
    bound: CuedBound
    nearly: bool = False


def find_bound(text: str, start: int, *, floor: int = 0) -> BoundCue | None:
    """Return the cue that ends right before `start` (a determiner or bracket may stand between)."""
    match = _before().search(text, max(floor, start - LONGEST), start)
    return _bound(match, "before") if match else None


def find_bound_after(text: str, end: int) -> BoundCue | None:
    """Return the cue that begins right after `end`."""
    match = _after().match(text, end, end + LONGEST)
    return _bound(match, "after") if match else None


def _bound(match: re.Match[str], side: str) -> BoundCue:
    words = re.sub(r"\s+", " ", match["cue"].lower())
    cues = _cues()[side][words]
    return BoundCue(match.start("cue"), match.end("cue"), cues.bound, cues.nearly)


@cache
def _cues() -> dict[str, dict[str, BoundCues]]:
    entries = read_lexicon("bounds", BoundCues)
    sides = ("before", "after")
    return {side: {cue: one for one in entries if one.side == side for cue in one.cues} for side in sides}


@cache
def _before() -> re.Pattern[str]:
    between = (
        r"(?:\s*[(“\"‘']?\s*(?:(?:an?|another|the\s+(?=whopping|total|mere))\s+"
        r"(?:(?:whopping|total|mere)\s+(?:of\s+)?)?)?|-)"
    )
    return re.compile(rf"(?<![\w-])(?P<cue>{either(_cues()['before'])}){between}$", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"\s?(?P<cue>{either(_cues()['after'])})(?![\w])", re.IGNORECASE)

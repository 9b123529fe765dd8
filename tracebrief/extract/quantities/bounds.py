"""The words beside a number that bound it: "over", "some", "at least", "or more"."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tracebrief.extract.lexicons import read_lexicon
from tracebrief.project.authored import Entry

# The longest cue with the words that may stand between it and its number (characters).
REACH = 48


class BoundCue(Entry):
    """Cues of one bound, on one side of the number."""

    bound: Literal["about", "at least", "more than", "at most", "less than"]
    side: Literal["before", "after"]
    cues: list[str]
    source: str
    example: str


@dataclass(frozen=True)
class Bound:
    """A cue at its place."""

    start: int
    end: int
    bound: str


@cache
def lexicon() -> tuple[BoundCue, ...]:
    """Return the cues this room knows."""
    return read_lexicon("bounds", BoundCue)


def find_bound(text: str, start: int, *, floor: int = 0) -> Bound | None:
    """Return the cue that ends right before `start` (a determiner or bracket may stand between)."""
    match = _before().search(text, max(floor, start - REACH), start)
    return _bound(match, "before") if match else None


def find_bound_after(text: str, end: int) -> Bound | None:
    """Return the cue that begins right after `end`."""
    match = _after().match(text, end, end + REACH)
    return _bound(match, "after") if match else None


def _bound(match: re.Match[str], side: str) -> Bound:
    words = re.sub(r"\s+", " ", match["cue"].lower())
    return Bound(match.start("cue"), match.end("cue"), _cues()[side][words])


@cache
def _cues() -> dict[str, dict[str, str]]:
    return {
        side: {cue: entry.bound for entry in lexicon() if entry.side == side for cue in entry.cues}
        for side in ("before", "after")
    }


def _either(side: str) -> str:
    cues = sorted(_cues()[side], key=len, reverse=True)
    return "|".join(re.escape(cue).replace(r"\ ", r"\s+") for cue in cues)


@cache
def _before() -> re.Pattern[str]:
    between = (
        r"(?:\s*[(“\"‘']?\s*(?:(?:an?|another|the\s+(?=whopping|total|mere))\s+(?:(?:whopping|total"
        r"|mere)\s+(?:of\s+)?)?)?|-)"
    )
    return re.compile(rf"(?<![\w-])(?P<cue>{_either('before')}){between}$", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"\s?(?P<cue>{_either('after')})(?![\w])", re.IGNORECASE)

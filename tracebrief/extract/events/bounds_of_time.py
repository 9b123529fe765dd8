"""Days that bound when something was so, with the words that bound it, and how two such bounds go together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tracebrief.model.spans import Span


@dataclass(frozen=True)
class Bound:
    """The first and last day that words allow, ISO; None where they leave an end open."""

    first: str | None
    last: str | None
    words: Span
    # Whether the words themselves name these days, rather than what lies before or after them.
    at: bool = True

    def is_one_day(self) -> bool:
        """Say whether the words themselves name one day."""
        return self.at and self.first is not None and self.first == self.last

    def since(self, today: str | None) -> "Bound":
        """Return the bound of what was so from this time on, up to today."""
        last = None if today and self.first and self.first > today else today
        return replace(self, last=last, at=False)

    def until(self, today: str | None) -> "Bound":
        """Return the bound of what was so no later than this time, from today on where it lies ahead."""
        first = None if today and self.last and self.last < today else today
        return replace(self, first=first, at=False)

    def told(self, today: str | None) -> "Bound":
        """Return the bound without the days that lie ahead, for what is told to have been."""
        if today and self.last and self.last > today and (self.first or "") <= today:
            return replace(self, last=today)
        return self


def meet(bounds: Iterable[Bound]) -> Bound | None:
    """Return the days that all bounds allow, in the words of the narrowest; None where they allow none in common."""
    found = list(bounds)
    if not found:
        return None
    first = max((one.first for one in found if one.first), default=None)
    last = min((one.last for one in found if one.last), default=None)
    if first and last and first > last:
        return None
    words = min(
        found, key=lambda one: (not one.at, (one.first or "") != (first or ""), (one.last or "") != (last or ""))
    )
    return Bound(first, last, words.words, any(one.at for one in found))


def hull(one: Bound, other: Bound) -> Bound:
    """Return the days from the earlier of two bounds to the later one: "in May and June"."""
    first = min(one.first, other.first) if one.first and other.first else None
    last = max(one.last, other.last) if one.last and other.last else None
    words = Span(min(one.words.start, other.words.start), max(one.words.end, other.words.end))
    return Bound(first, last, words, one.at and other.at)

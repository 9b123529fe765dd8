"""What a hedged number leaves open, and whether two of them can both be true."""

import math
from dataclasses import dataclass

from tracebrief.model.claims import Claim

# "About 11,000" is read as within a tenth: round figures of reporters are seldom meant closer, or wider.
ABOUT = 0.1


@dataclass(frozen=True)
class Interval:
    """The values that words allow; an open end excludes its own value ("more than")."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def overlaps(self, other: "Interval") -> bool:
        """Say whether one value could satisfy both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low < high:
            return True
        open_ends = {i.low for i in (self, other) if i.low_open} | {i.high for i in (self, other) if i.high_open}
        return low == high and low not in open_ends

    def rest(self) -> "Interval":
        """Return what a share leaves over."""
        return Interval(1 - self.high, 1 - self.low, self.high_open, self.low_open)


def interval_of(claim: Claim, *, about: float = ABOUT) -> Interval:
    """Return the values that a quantity claim allows; `about` is how far that word reaches, as a share."""
    low = -math.inf if claim.low is None else claim.low
    # "Thousands" of prisoners may be eleven thousand: a vague word sets no upper end.
    high = math.inf if claim.high is None or claim.bound == "vague" else claim.high
    if claim.bound == "about":
        low, high = low * (1 - about), high * (1 + about)
    return Interval(low, high, claim.bound == "more than", claim.bound == "less than")

"""Numbers with their bounds and what they count."""

from tracebrief.extract.quantities.bounds import BoundCue
from tracebrief.extract.quantities.quantities import CountedAmount, find_counted_amounts, find_quantities

__all__ = ["BoundCue", "CountedAmount", "find_counted_amounts", "find_quantities"]

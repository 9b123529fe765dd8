"""Numbers with their bounds and what they count."""

from tracebrief.extract.quantities.bounds import BoundCue, find_bound, find_bound_after
from tracebrief.extract.quantities.quantities import CountedAmount, find_counted_amounts, find_quantities

__all__ = ["BoundCue", "CountedAmount", "find_bound", "find_bound_after", "find_counted_amounts", "find_quantities"]

"""Numbers as written, with their units: what they count is not known here yet."""

from tracebrief.extract.numbers.amounts import Amount, find_amounts
from tracebrief.extract.numbers.numerals import find_numbers

__all__ = ["Amount", "find_amounts", "find_numbers"]

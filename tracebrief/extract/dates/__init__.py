"""Expressions of time, the days they allow, and the side of the present on which a clause lies."""

from tracebrief.extract.dates.dates import days_counted_from, find_dates
from tracebrief.extract.dates.forms import time_word
from tracebrief.extract.dates.tense import FUTURE, PAST, side_of, verb_of

__all__ = ["FUTURE", "PAST", "days_counted_from", "find_dates", "side_of", "time_word", "verb_of"]

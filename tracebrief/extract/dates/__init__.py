"""Expressions of time, and the days they allow."""

from tracebrief.extract.dates.dates import find_dates

__all__ = ["find_dates"]

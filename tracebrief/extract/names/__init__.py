"""Persons, organisations and places by name."""

from tracebrief.extract.names.names import find_names

__all__ = ["find_names"]

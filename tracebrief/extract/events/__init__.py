"""What is told to have happened, to be planned, feared or denied, and when."""

from tracebrief.extract.events.clause_dates import find_clause_dates
from tracebrief.extract.events.events import find_events
from tracebrief.extract.events.triggers import find_triggers

__all__ = ["find_clause_dates", "find_events", "find_triggers"]

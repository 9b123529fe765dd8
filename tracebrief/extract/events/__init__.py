"""What is told to have happened, to be planned, feared or denied."""

from tracebrief.extract.events.events import find_events
from tracebrief.extract.events.triggers import find_triggers

__all__ = ["find_events", "find_triggers"]

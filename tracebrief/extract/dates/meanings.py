"""What each form of time expression means, as a function of the day that it is counted from.

A reading says how to find the value once the anchor is known; which day that is, and how wide, is decided in `dates`.
"""

import re

from tracebrief.extract.dates import fixed_forms, relative_forms
from tracebrief.extract.dates.resolutions import Reading

READERS = fixed_forms.READERS | relative_forms.READERS


def read_form(name: str, match: re.Match[str], direction: str) -> Reading | None:
    """Return the reading of a form, or None where it is no expression of time."""
    return READERS[name](match, direction)

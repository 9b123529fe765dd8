"""The type of incident that a short report tells, by the words of a lexicon.

Every word that counted can be shown: the score is a sum, and nothing was learnt from labelled reports.
"""

import re
from functools import cache
from pathlib import Path

from tracebrief.extract.lexicons import Row, read_lexicon

FOLDER = Path(__file__).parent
STRONG, WEAK, TELLING = 3, 1, 5
# A word that stands early says more of what a report is about; words that stand later than this count as much as at it.
EARLY, FAR = 1.0, 60
GAP = r"(?:\W+\w[\w'’-]*){0,6}?\W+"


class IncidentType(Row):
    """A type of incident and the words that show it."""

    key: str
    telling: bool = False
    strong: list[str]
    weak: list[str]


def incident_type(text: str) -> str | None:
    """Return the type whose words weigh most, the first of equals; None where no word of any type is in the text."""
    types = read_lexicon("event_types", IncidentType, folder=FOLDER)
    weights = {event.key: _weight(text, event) for event in types}
    heaviest = max(weights, key=lambda key: weights[key])
    return heaviest if weights[heaviest] > 0 else None


def _weight(text: str, event: IncidentType) -> float:
    """Return the weight of a type's words in a text."""
    total = 0.0
    for forms, weight in ((event.strong, TELLING if event.telling else STRONG), (event.weak, WEAK)):
        for form in forms:
            match = _pattern(form).search(text)
            if match:
                before = len(text[: match.start()].split())
                total += weight + EARLY * (1 - min(before, FAR) / FAR)
    return round(total, 6)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """Return a form as a pattern: "*" for a word's ending, "..." for a few words between."""
    parts = [
        r"\W+".join(re.escape(word).replace(r"\*", r"[\w'’-]*") for word in part.split())
        for part in form.split(" ... ")
    ]
    return re.compile(r"\b" + GAP.join(parts) + r"\b", re.IGNORECASE)

"""Events, factuality and event types for documents in the form of the public benchmarks.

Each function takes one document, `{"id", "text", "date"?, "gold"?}`, and returns its predictions.
"""

from typing import Any

from tracebrief.benchmarks.event_types import find_type
from tracebrief.extract.events import find_triggers
from tracebrief.extract.hedges import grade_words, head_at
from tracebrief.extract.parsing import Article, parse
from tracebrief.model.spans import Span

# The benchmark grades from -3 to 3 and calls "fact" what is at least half way to certain.
FULL, HALF = 3.0, 1.5


def event(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every word that tells an event, a saying or a state."""
    return [
        {"start": trigger.head.idx, "end": trigger.head.idx + len(trigger.head), "class": trigger.kind}
        for trigger in find_triggers(_article(document))
    ]


def fact(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return how far the text stands behind each event that the document names."""
    article = _article(document)
    grades = grade_words(article)
    found = []
    for target in document.get("gold") or ():
        head = head_at(article, Span(target["start"], target["end"]))
        value = FULL if head is None else round(FULL * grades.value(head), 2)
        label = "fact" if value >= HALF else "counterfact" if value <= -HALF else "uncertain"
        found.append({"start": target["start"], "end": target["end"], "value": value, "label": label})
    return found


def evtype(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the one type of incident that a snippet tells."""
    return [{"label": find_type(document["text"]) or "OTHER"}]


def _article(document: dict[str, Any]) -> Article:
    day = document.get("date")
    return parse(str(document["id"]), document["text"], first=day, last=day)

"""Events, factuality and types of incidents in the form that benchmarks of events expect."""

from tracebrief.benchmarks.event_types import incident_type
from tracebrief.benchmarks.formats import BenchmarkDocument, Prediction, parse_document
from tracebrief.extract.events import find_triggers
from tracebrief.extract.hedges import grade_words, head_at
from tracebrief.model.spans import Span

# The benchmark grades from -3 to 3 and calls "fact" what is at least half way to certain.
FULL, HALF = 3.0, 1.5


def event(document: BenchmarkDocument) -> list[Prediction]:
    """Return every word that tells an event, a saying or a state."""
    return [
        {"start": trigger.head.idx, "end": trigger.head.idx + len(trigger.head), "class": trigger.kind}
        for trigger in find_triggers(parse_document(document))
    ]


def fact(document: BenchmarkDocument) -> list[Prediction]:
    """Return how far the text stands behind each event that the document names."""
    article = parse_document(document)
    grades = grade_words(article)
    found: list[Prediction] = []
    for mark in document.get("gold") or ():
        head = head_at(article, Span(mark["start"], mark["end"]))
        value = FULL if head is None else round(FULL * grades.value(head), 2)
        label = "fact" if value >= HALF else "counterfact" if value <= -HALF else "uncertain"
        found.append({"start": mark["start"], "end": mark["end"], "value": value, "label": label})
    return found


def evtype(document: BenchmarkDocument) -> list[Prediction]:
    """Return the one type of incident that a snippet tells."""
    return [{"label": incident_type(document["text"]) or "OTHER"}]

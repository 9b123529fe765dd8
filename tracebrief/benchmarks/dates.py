"""Dates in the form that benchmarks of time expressions expect."""

from tracebrief.benchmarks.formats import BenchmarkDocument, Prediction, parse_document
from tracebrief.extract.dates import find_dates
from tracebrief.extract.dates.values import days
from tracebrief.model.mentions import Timex


def timex(document: BenchmarkDocument) -> list[Prediction]:
    """Return the dates of a benchmark document."""
    return [_prediction(date) for date in find_dates(parse_document(document))]


def gum_timex(document: BenchmarkDocument) -> list[Prediction]:
    """Return only the dates that stand for days: that corpus marks no others."""
    return [item for item in timex(document) if item["type"] in ("DATE", "TIME") and _has_days(item)]


def _prediction(date: Timex) -> Prediction:
    item: Prediction = {"start": date.start, "end": date.end, "type": date.type, "value": date.value}
    if date.value is None and date.first and date.last:
        item |= {"from": date.first, "to": date.last}
    return item


def _has_days(item: Prediction) -> bool:
    return "from" in item or days(item["value"]) is not None

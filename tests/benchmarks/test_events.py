"""Events, factuality and types of incidents in the form of their benchmarks."""

import pytest

from tracebrief.benchmarks.event_types import incident_type
from tracebrief.benchmarks.events import event, evtype, fact


@pytest.mark.parametrize("text", ["", "The cat sleeps.", "Ten green bottles."])
def test_no_type(text):
    assert incident_type(text) is None


def test_forms_of_the_benchmarks():
    text = "The dam may have burst."
    gold = [{"start": 17, "end": 22}, {"start": 900, "end": 901}]
    assert fact({"id": 1, "text": text, "gold": gold})[0]["label"] == "uncertain"
    assert [text[found["start"] : found["end"]] for found in event({"id": 1, "text": text})] == ["burst"]
    assert evtype({"id": 1, "text": "A flood cut the valley off."}) == [{"label": "NATURAL_DISASTER"}]

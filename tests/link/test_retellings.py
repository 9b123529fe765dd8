"""One event told twice in a text: the second telling names the first; two events stay two."""

import pytest

from tracebrief.extract.events import find_events
from tracebrief.extract.parsing import parse
from tracebrief.link.retellings import find_retellings

# A text, and the words of each telling that is not the first.
TEXTS = [
    ("The mill closed on Monday. A clerk said the mill closed.", ["the mill closed"]),
    ("Rebels burned the old depot. Rebels burned the depot at night, they said.", ["Rebels burned the depot at night"]),
    ("The firm sold the boat. It rained. The firm sold the boat.", ["The firm sold the boat"]),
    ("The boat was sold by the firm. The firm sold the boat.", ["The firm sold the boat"]),
    ("Rebels burned the depot. Guards burned the barn.", []),
    ("Rebels burned the depot. Rebels burned the barn.", []),
    ("The firm sold the boat. The firm did not sell the boat.", []),
    ("The mill closed on Monday. The mill closed on Wednesday.", []),
    ("The firm will sell the boat. The firm sold the boat.", []),
    ("Rebels fled. Guards fled.", []),
]


@pytest.mark.parametrize(("text", "later"), TEXTS, ids=[text for text, _ in TEXTS])
def test_retellings(text, later):
    events = find_events(parse("x", text, first="2019-10-11", last="2019-10-11"))
    found = sorted(find_retellings(events, text), key=lambda event: event.start)
    assert [text[event.start : event.end] for event in found if event.timely] == later

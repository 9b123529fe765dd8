"""Who does it and to whom: pronouns, plans and their owners, passives, nouns; and where the words leave it open."""

import pytest

from tracebrief.extract.events import find_events
from tracebrief.extract.parsing import parse

# Text → the trigger, its doer and whom or what it is done to.
CASES = [
    ("The firm said it would close the mill.", "close", "The firm", "the mill"),
    ("Anna Larsen said she sold the boat.", "sell", "Anna Larsen", "the boat"),
    ("The guards said they found a key.", "find", "The guards", "a key"),
    ("The mine was flooded as the firm closed its gates.", "flood", None, "The mine"),
    ("The duke's decision to sell the forest angered them.", "sell", "The duke", "the forest"),
    ("Its plan to drain the lake failed.", "drain", "Its", "the lake"),
    ("The barn was hit in an air raid.", "hit", "an air raid", "The barn"),
    ("The escape of two bears was filmed.", "escape", "two bears", None),
    ("The arrest of two clerks was filmed.", "arrest", None, "two clerks"),
    ("Rovers beat United on Saturday.", "beat", "Rovers", "United"),
    # No doer, or not the nearest noun.
    ("Anna Larsen said it closed the mill.", "close", "it", "the mill"),
    ("The guards said she found a key.", "find", "she", "a key"),
    ("The firm said they would close the mill.", "close", "they", "the mill"),
    ("The boat was sold.", "sell", None, "The boat"),
    ("Wednesday's game at Thornby was short.", "game", None, None),
]


@pytest.mark.parametrize(("text", "trigger", "doer", "undergoer"), CASES, ids=[text for text, *_ in CASES])
def test_doers(text, trigger, doer, undergoer):
    found = [event for event in find_events(parse("x", text)) if event.trigger == trigger]
    assert [(event.agent, event.patient) for event in found] == [(doer, undergoer)]


# The marked words are quoted for the event of the trigger.
QUOTED = [
    ("The duke's decision to sell the forest angered them.", "sell", "The duke's decision to sell the forest"),
    ("A case is due to go to trial in May.", "go", "A case is due to go to trial in May"),
    ("Shortly after the firm sold the mill on Friday, it rained.", "sell", "the firm sold the mill on Friday"),
    ("A clip released by the Port Authority (PA) was short.", "release", "A clip released by the Port Authority (PA)"),
    ("“Heavy rain” could “burst the dam.”", "burst", "“Heavy rain” could “burst the dam.”"),
    ("She shared the clip on Friday, with the warning that it was old.", "share", "She shared the clip on Friday"),
    ("They told the crew to leave the boat.", "leave", "the crew to leave the boat"),
]


@pytest.mark.parametrize(("text", "trigger", "words"), QUOTED, ids=[text for text, *_ in QUOTED])
def test_words_of_an_event(text, trigger, words):
    found = [event for event in find_events(parse("x", text)) if event.trigger == trigger]
    assert [text[event.start : event.end] for event in found] == [words]


# A heading in title case → the clauses of its events.
HEADINGS = [
    ("Mayor Closes Old Bridge After Storm", ["close"]),
    ("Mayor Fears Old Dam Will Unleash Great Flood", ["unleash"]),
    ("Miners Free Two Children From Flooded Shaft", ["free"]),
    ("Court To Free Two Northford Bakers On Monday", ["free"]),
    ("How To Bake A Small Plum Cake", []),
    ("The Long Quiet Winter Of Old Northford", []),
]


@pytest.mark.parametrize(("heading", "triggers"), HEADINGS, ids=[heading for heading, _ in HEADINGS])
def test_headings(heading, triggers):
    text = f"{heading}\n\nIt rained on the coast of Northford, a clerk said. The bakers were there for a week."
    found = find_events(parse("x", text, first="2019-10-11", last="2019-10-11"))
    assert [event.trigger for event in found if event.timely and event.end <= len(heading)] == triggers

"""Events: the clause a reader would quote, its trigger, its arguments; and the words that tell none."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracebrief.extract.events import find_events
from tracebrief.extract.parsing import parse
from tracebrief.model.tables import to_table

MARK = re.compile(r"\[\[(.*?)\]\]")
# A Friday.
DAY = "2019-10-11"


def _plain(marked):
    return MARK.sub(r"\1", marked)


def _find(text):
    return find_events(parse("x", text, first=DAY, last=DAY))


# The marked clauses are the events, in the order of their triggers.
CLAUSES = [
    ("[[Rebels attacked the depot near Northford]], a clerk said.", ["attack"]),
    ("The mayor said that [[rebels attacked the depot]].", ["attack"]),
    ("[[The depot was hit in an airstrike]].", ["hit"]),
    ("[[The firm suspended operations on Friday]].", ["suspend"]),
    ("[[Prisoners have attempted to escape from the yard]].", ["escape"]),
    ("There was [[a riot in the yard]].", None),
    ("The firm, the mayor said, was late.", []),
    ("The town lies by a lake.", []),
    ("The mayor did not comment.", []),
    ("The clerk has a boat and knows the coast.", []),
    ("According to the mayor, the town is small.", []),
    ("The fence is green.", []),
    ("He told reporters that he believes them.", []),
]


@pytest.mark.parametrize(("marked", "triggers"), CLAUSES, ids=[marked for marked, _ in CLAUSES])
def test_clauses(marked, triggers):
    text, found = _plain(marked), _find(_plain(marked))
    if triggers is None:
        assert [MARK.findall(marked)[0] in text[event.start : event.end] for event in found] == [True]
    else:
        cut = [
            text[event.start : event.end] for event in found if event.rule != "event.noun" or event.trigger in triggers
        ]
        assert cut == MARK.findall(marked)
        assert [event.trigger for event in found if event.trigger in triggers] == triggers


# Text → the first event's columns.
COLUMNS = [
    (
        "Rebels attacked the depot.",
        {"agent": "Rebels", "patient": "the depot", "tense": "past", "polarity": "positive"},
    ),
    ("The depot was attacked by rebels.", {"agent": "rebels", "patient": "The depot", "trigger": "attack"}),
    ("The depot was attacked.", {"agent": None, "patient": "The depot"}),
    ("Rebels did not attack the depot.", {"polarity": "negative", "modality": "denied"}),
    ("Rebels will attack the depot.", {"tense": "future", "modality": "planned"}),
    ("Rebels attack the depot on Saturday.", {"tense": "present", "modality": "planned"}),
    ("Rebels attacked the depot on Saturday.", {"tense": "past", "modality": "asserted"}),
    ("Rebels reportedly attacked the depot.", {"modality": "alleged"}),
    ("Prisoners tried to escape.", {"modality": "asserted", "rule": "event.attempt", "agent": "Prisoners"}),
    ("Prisoners could escape.", {"modality": "hypothetical", "rule": "event.verb"}),
    ("The arrest of a clerk by guards shocked them.", {"trigger": "arrest", "agent": "guards", "patient": "a clerk"}),
    ("The firm closed the mine on Wednesday.", {"first": "2019-10-09", "last": "2019-10-09"}),
    ("The firm closed the mine.", {"first": None, "last": None, "date_start": None, "place_start": None}),
    ("A clerk accused the firm of dumping oil.", {"trigger": "dump", "agent": "the firm", "modality": "alleged"}),
    ("Rebels, who burned the depot, fled.", {"trigger": "burn", "agent": "Rebels"}),
]


@pytest.mark.parametrize(("text", "columns"), COLUMNS, ids=[text for text, _ in COLUMNS])
def test_columns(text, columns):
    found = _find(text)[0]
    assert {name: getattr(found, name) for name in columns} == columns


PLACES = [
    ("Rebels attacked a depot in [[Canada]].", True),
    ("Guards fled from [[Paris]] on Friday.", True),
    ("Rebels attacked a depot in May.", False),
    ("Canada attacked the rebels.", False),
    ("Rebels invaded [[Canada]].", True),
    ("Rebels threatened Canada.", False),
    ("Guards fled in the wake of the Paris raid.", False),
]


@pytest.mark.parametrize(("marked", "named"), PLACES, ids=[marked for marked, _ in PLACES])
def test_places(marked, named):
    text = _plain(marked)
    found = _find(text)[0]
    cut = text[found.place_start : found.place_end] if found.place_start is not None else None
    assert cut == (MARK.findall(marked)[0] if named else None)


def test_two_dates_in_a_clause_are_none():
    found = _find("The firm closed the mine between Monday and Wednesday of the week.")
    assert all(event.first is None or event.first != event.last for event in found)


def test_furniture_tells_no_event():
    assert _find('{"video_id": "7f3a", "player_id": "22", "video": "Flood in the valley leaves 4 dead"}') == []


NEWS = "Rebels attacked attack in Paris on Friday who that and , ( ” “ . not to by was of the riot occurred said \n\n"
WORDS = NEWS.split(" ")


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)))
def test_no_text_raises_and_all_places_lie_within(text):
    found = _find(text)
    for one in found:
        assert 0 <= one.start <= one.trigger_start < one.trigger_end <= one.end <= len(text)
        for start, end in ((one.date_start, one.date_end), (one.place_start, one.place_end)):
            assert start is None or 0 <= start < end <= len(text)
    to_table("events", found)

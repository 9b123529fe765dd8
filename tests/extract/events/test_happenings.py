"""Which events have a time of their own: in each sentence the marked clauses, and no others."""

import re

import pytest

from tracebrief.extract.events import find_events
from tracebrief.extract.parsing import parse

MARK = re.compile(r"\[\[(.*?)\]\]")
# A Friday.
DAY = "2019-10-11"

FINITE = [
    "[[The bridge collapsed]].",
    "[[The council has sold the baths]].",
    "[[The baths will close in March]].",
    "[[Workers were digging a trench]] when [[the wall fell]].",
    "The clinic treats stray dogs.",
    "Barges carry gravel to the coast.",
    "The choir sings in four languages.",
    "Residents should boil their water.",
    "Owners must register their boats.",
    "Boil the water for ten minutes.",
    "The mill employs ninety weavers.",
    "The harbour remains shallow.",
    "[[The ferry leaves on Monday]].",
]
SAYING_AND_BEING = [
    "[[The clerk appeared in court on Tuesday]].",
    "[[The baker got a licence]].",
    "[[A judge is to hear the appeal on Monday]].",
    "[[The mill is to report its results on Tuesday]].",
    "[[The duke came to power in 1911]].",
    "[[She called the fire brigade]].",
    "[[The group claimed responsibility for the theft]].",
    "The clerk appeared calm.",
    "The baker got cold.",
    "Neighbours heard nothing.",
    "The mayor called him a liar.",
    "The mill reported that sales were flat.",
    "The duke comes from Wales.",
]
BEFORE_A_VERB = [
    "[[The mayor hoped to reopen the baths]].",
    "[[Police tried to clear the square]].",
    "The firm has money to repair the roof.",
    "The crew lacked the tools to dig.",
    "The town is free to choose.",
    "The farm continues to grow barley.",
    "Cyclists need to slow down.",
    "It is vital that the guard not allow a visitor to leave.",
    "The way to win is to wait.",
]
SUPPOSED = [
    "[[The dam could burst]].",
    "If the dam bursts, the valley is lost.",
    "Unless the mayor resigns, the council is weak.",
    "Nobody knows whether the firm paid.",
    "They oppose any firm that digs here.",
]
PARTICIPLES = [
    "[[A clip released by the zoo]] was popular.",
    "[[The church, built in 1820]], is small.",
    "[[The truck hit a wall]], [[injuring two men]].",
    "The clip shows [[a fox entering a shop]].",
    "Men armed with sticks were there.",
    "A club backed by brewers is there.",
    "The land surrounding the lake is flat.",
    "A course on digging wells is free.",
]
NOUNS = [
    "They spoke of [[the sale of the mill]].",
    "It was quiet after [[a fire at a depot]].",
    "[[There was a riot in the yard]].",
    "[[A strike is possible]].",
    "[[The rescue was successful]].",
    "The strike is long.",
    "They spoke of the campaign against litter.",
    "They dislike elections.",
    "The fight for clean air is old.",
    "It helps their cooperation with the port.",
]
ASKED = [
    "[[The town had asked for a bridge]].",
    "The clerk asked whether it rained.",
    "[[The mayor rejected the bill]].",
    "The mayor rejected the claim.",
    "The mayor ruled out a sale.",
    "The report found that the dam is old.",
    "[[A diver found a wreck]].",
    "Ten boats were missing.",
    "It was quiet at the end of June.",
    "[[The mayor asked for a bridge at the start of May]].",
    "[[The sides agreed terms]].",
]
SENTENCES = [*FINITE, *ASKED, *SAYING_AND_BEING, *BEFORE_A_VERB, *SUPPOSED, *PARTICIPLES, *NOUNS]


@pytest.mark.parametrize("marked", SENTENCES)
def test_happenings(marked):
    text = MARK.sub(r"\1", marked)
    found = [event for event in find_events(parse("x", text, first=DAY, last=DAY)) if event.timely]
    assert [text[event.start : event.end] for event in found] == MARK.findall(marked)

"""Quantities: the span, the interval, the unit and the bound; and the numbers that are none."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracebrief.extract.dates import find_dates
from tracebrief.extract.parsing import parse
from tracebrief.extract.quantities import find_quantities
from tracebrief.model.tables import to_table

MARK = re.compile(r"\[\[(.*?)\]\]")


def _plain(marked):
    return MARK.sub(r"\1", marked)


def _spans(marked):
    return [match[1] for match in MARK.finditer(marked)]


def _find(text):
    return find_quantities(parse("x", text))


# Marked text → one (low, high, unit, bound) per mark.
CASES = [
    ("The fire burned [[1,200 hectares]].", [(1200, 1200, "hectare", "exact")]),
    ("The guards hold [[over 11,000 armed sailors]].", [(11000, None, "sailor", "more than")]),
    ("The camp houses [[some 11,000 to 12,000 captured sailors]].", [(11000, 12000, "sailor", "range")]),
    ("Officials fear that [[several hundred of the miners]] left.", [(300, 999, "miner", "vague")]),
    ("[[Hundreds of miners]] left the valley.", [(100, 1000, "miner", "vague")]),
    ("[[Tens of thousands of students]] marched.", [(10000, 100000, "student", "vague")]),
    ("There were [[several failed landings]] in May.", [(3, 9, "landing", "vague")]),
    ("[[A few people]] drowned.", [(2, 9, "person", "vague")]),
    ("[[The majority of the schools]] reopened.", [(0.5, None, "school", "more than")]),
    ("[[Most of the people]] at the port are children.", [(0.5, None, "person", "more than")]),
    ("But [[less than half of the schools]] reopened.", [(None, 0.5, "school", "less than")]),
    ("[[Two-thirds of the schools]] reopened.", [(2 / 3, 2 / 3, "school", "share")]),
    ("[[At least 10 sailors]] drowned.", [(10, None, "sailor", "at least")]),
    ("It may cost [[up to 200 jobs]] in the town.", [(None, 200, "job", "at most")]),
    ("[[No more than 30 boats]] may enter.", [(None, 30, "boat", "at most")]),
    ("[[As many as 14 players]] left the club.", [(None, 14, "player", "at most")]),
    ("There are [[an estimated 8,000 nurses]] in the city.", [(8000, 8000, "nurse", "about")]),
    (
        "The port sent home [[eight of its own foreign sailors]] and [[13 children]].",
        [(8, 8, "sailor", "exact"), (13, 13, "child", "exact")],
    ),
    ("They planned a [[19-mile safe zone]] around the dam.", [(19, 19, "mile", "exact")]),
    ("The blast killed [[three]], the mayor said.", [(3, 3, "person", "exact")]),
    (
        "The port holds [[4,000 sailors]], [[500 of whom]] are foreigners.",
        [(4000, 4000, "sailor", "exact"), (500, 500, "sailor", "exact")],
    ),
    ("Prices rose [[between 5 and 7 per cent]].", [(5, 7, "percent", "range")]),
    ("The bridge cost [[$89 to $93 billion]].", [(89e9, 93e9, "dollar", "range")]),
    ("The fine was [[€2.5m]].", [(2.5e6, 2.5e6, "euro", "exact")]),
    ("[[Five or six boats]] sank.", [(5, 6, "boat", "range")]),
    ("It holds [[300 or more books]].", [(300, None, "book", "at least")]),
    ("[[One in five houses]] flooded.", [(0.2, 0.2, "house", "share")]),
    ("[[Two and a half million people]] voted.", [(2.5e6, 2.5e6, "person", "exact")]),
    ("He was jailed for [[three years]].", [(3, 3, "year", "exact")]),
    ("The mill fell from [[208 workers]] to [[193]].", [(208, 208, "worker", "exact"), (193, 193, None, "exact")]),
]
# What is counted is the thing, never whose it is or what it is part of.
CASES += [
    ("[[312 of Larsen's released letters]] were burned.", [(312, 312, "letter", "exact")]),
    ("[[Two ports]]’ mayors met.", [(2, 2, "port", "exact")]),
    ("[[Thousands of steam-driven looms]] were sold.", [(1000, 10000, "loom", "vague")]),
    ("A [[500-page report]] came out.", [(500, 500, "page", "exact")]),
    ("The [[27-nation bloc]] met.", [(27, 27, "nation", "exact")]),
    ("The [[four]]- and [[six-string guitars]] were sold.", [(4, 4, None, "exact"), (6, 6, "string", "exact")]),
    ("[[Tens of millions of dollars]] were lost.", [(1e7, 1e8, "dollar", "vague")]),
    ("[[Hundreds of thousands or millions]] more may lose their homes.", [(1e5, 1e7, None, "vague")]),
    ("[[Tens or hundreds of thousands of birds]] fly south.", [(1e4, 1e6, "bird", "vague")]),
    ("[[Dozens, if not hundreds]], of boats sank.", [(12, 1000, None, "vague")]),
    ("Shares rose [[$1.20]] to [[$45.30]].", [(1.2, 1.2, "dollar", "exact"), (45.3, 45.3, "dollar", "exact")]),
    (
        "It grew by [[$4 million]] to [[$9 million]].",
        [(4e6, 4e6, "dollar", "exact"), (9e6, 9e6, "dollar", "exact")],
    ),
    ("The crew grew from [[5]] to [[10 sailors]].", [(5, 5, None, "exact"), (10, 10, "sailor", "exact")]),
    ("From [[5 to 10 sailors]] drowned.", [(5, 10, "sailor", "range")]),
    ("Rents rose [[5%-6%]] in May.", [(5, 6, "percent", "range")]),
    ("The hall is [[30]] by [[40 feet]].", [(30, 30, "foot", "exact"), (40, 40, "foot", "exact")]),
    ("Oil sold at [[$75 U.S. per barrel]].", [(75, 75, "dollar per barrel", "exact")]),
    ("The mill sends [[three thousand parcels]] per day.", [(3000, 3000, "parcel per day", "exact")]),
    ("The error is plus or minus [[3 points]].", [(3, 3, "point", "exact")]),
    ("The top [[1 percent]] own the hill.", [(1, 1, "percent", "exact")]),
    ("The top [[10 clubs]] signed.", [(10, 10, "club", "exact")]),
]
CASES += [
    ("[[Two to three million homes]] lost power.", [(2e6, 3e6, "home", "range")]),
    ("The profit was [[5.6m euros]].", [(5.6e6, 5.6e6, "euro", "exact")]),
    ("The wall is [[5.6m]] high.", [(5.6, 5.6, "metre", "exact")]),
    ("A [[7.2 magnitude quake]] was felt.", [(7.2, 7.2, "magnitude", "exact")]),
    ("The eel is [[longer than 3 metres]].", [(3, None, "metre", "more than")]),
    ("It is open to pupils aged [[12 and under]].", [(None, 12, "year of age", "at most")]),
    ("[[Hundreds upon hundreds]] came.", [(100, 1000, None, "vague")]),
]
# A number that no noun follows.
CASES += [
    ("Roe, who is [[25]], was hurt.", [(25, 25, "year of age", "exact")]),
    ("Children aged [[5 to 11]] may enter.", [(5, 11, "year of age", "range")]),
    ("She died at the age of [[81]].", [(81, 81, "year of age", "exact")]),
    ("It is free for children [[under 12]].", [(None, 12, "year of age", "less than")]),
    ("The toll is [[25]].", [(25, 25, None, "exact")]),
    ("The number of boats rose to [[45]].", [(45, 45, "boat", "exact")]),
    ("The price of boats rose to [[45]].", [(45, 45, None, "exact")]),
    ("The blast left [[45]] dead and [[120]] wounded.", [(45, 45, "person", "exact"), (120, 120, "person", "exact")]),
    ("A magnitude [[6.1 quake]] was felt.", [(6.1, 6.1, "magnitude", "exact")]),
    ("[[One of her sons]] drowned.", [(1, 1, "son", "exact")]),
    ("The houses, all [[under 30]], won.", [(None, 30, None, "less than")]),
    ("The pupils, all [[under 12]], won.", [(None, 12, "year of age", "less than")]),
    ("He is [[older than 40]] and poor.", [(40, None, "year of age", "more than")]),
    ("It was found by the baker Ana Roe, [[68]].", [(68, 68, "year of age", "exact")]),
]
# A part of a whole, and what is not quite reached.
CASES += [
    ("[[About 12% of the nurses]] left.", [(12, 12, "percent", "about")]),
    (
        "The port lost [[8 percent of its sailors]] and [[5 percent]] in May.",
        [(8, 8, "percent", "exact"), (5, 5, "percent", "exact")],
    ),
    ("[[Nearly 300 books]] burned.", [(None, 300, "book", "less than")]),
    ("It cost [[almost €80m]].", [(None, 80e6, "euro", "less than")]),
    ("Rents fell by [[a fifth]] last year.", [(0.2, 0.2, None, "share")]),
    ("Tickets cost [[12%]] of late.", [(12, 12, "percent", "exact")]),
]
NOT = {
    "achievement": "The bridge is one of his main achievements.",
    "superlative": "One of the biggest worries is rust.",
    "year and noun": "The 2012 attacks were recalled in the 2014 and 2018 campaigns.",
    "year of a model": "They printed the Harbour 2019 review.",
    "year to come": "Seas may rise by 2120.",
    "name with a number word": "World War Three was the title of the film.",
    "phase": "Phase two began at dawn.",
    "numbers of rooms": "Rooms 5 and 6 were closed.",
    "club of states": "The Group of 20 did not meet.",
    "phone abroad": "Call 020 7946 0123 or +44 20 7946 0123 for tickets.",
    "odds": "It was a two-for-one sale at odds of 20 to 1.",
    "vote": "It passed by a 5-to-4 vote.",
    "house number with a letter": "She lived at 221B Elm Street.",
    "day by its numbers": "The 9/11 ferry was renamed.",
    "dimensions of a kind": "It gave a three-dimensional view and a two-pronged plan.",
    "gesture": "She gave him a high-five.",
    "hour in words": "The boat leaves at 4 in the morning.",
    "second day of a span": "The fair was held July 11-14.",
    "none": "Not one of the boats sank.",
    "first of its kind": "The song rose to No. 1 in 12 states.",
    "age in round numbers": "The 30-something singer left.",
    "rank": "Few of them are in the top 10.",
    "year": "The bridge opened in 1998.",
    "date": "The bridge opened on 12 March 1998.",
    "duration tied to a day": "The bridge opened two weeks ago.",
    "the past two years": "The bridge was closed over the past two years.",
    "hour in the morning": "The mill opens at five in the morning.",
    "third party": "The boat was sold by a third party.",
    "fifth of its kind": "They were met by a fifth officer.",
    "clock": "The bridge opened at 10:35 a.m. on Friday.",
    "decade": "Bridges of the 1990s were light.",
    "ordinal": "The 3rd bridge opened before the second one.",
    "list number": "1. A boat sank near the harbour.",
    "phone": "Call 555-867-5309 for tickets.",
    "link": "See https://example.org/4821/page for the map.",
    "handle": "The post by @boat99 was deleted.",
    "score": "The home side won 2-0 at night.",
    "name": "The minister drove a Model 3 to work.",
    "label": "Read Chapter 12 before the flood.",
    "address": "She lived at 49 Elm Road.",
    "code": "The Covid-19 rules ended.",
    "pronoun one": "No one was hurt and this one sank.",
    "version": "They installed version 1.2.3 at night.",
    "bare few": "Few boats sank and several sailed.",
}


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[_plain(case[0]) for case in CASES])
def test_finds(marked, expected):
    text = _plain(marked)
    found = _find(text)
    assert [text[quantity.start : quantity.end] for quantity in found] == _spans(marked)
    values = [(quantity.low, quantity.high, quantity.unit, quantity.bound) for quantity in found]
    for value, want in zip(values, expected, strict=True):
        assert value == pytest.approx(want) if None not in value and isinstance(value[0], float) else value == want


@pytest.mark.parametrize("text", NOT.values(), ids=NOT.keys())
def test_is_no_quantity(text):
    assert _find(text) == []


def test_a_date_that_was_handed_on_is_no_quantity_again():
    article = parse("x", "The bridge opened two weeks ago with 12 boats.")
    assert [(one.low, one.unit) for one in find_quantities(article, dates=find_dates(article))] == [(12, "boat")]
    assert [(one.low, one.unit) for one in find_quantities(article, dates=[])] == [(2, "week"), (12, "boat")]


def test_number_span_is_the_number_alone():
    text = "The guards hold over 11,000 to 12,000 armed sailors."
    quantity = _find(text)[0]
    assert text[quantity.number_start : quantity.number_end] == "11,000 to 12,000"


def test_concept_names_what_is_counted():
    concept = _find("There are 8,000 foreign sailors imprisoned in the port.")[0].concept
    assert {"foreign", "sailor", "imprison"} <= set(concept.split())


def test_boilerplate_yields_nothing():
    text = 'The dam burst on Friday and the valley flooded.\n\n{"video":"Storm Leaves 11 Sailors Dead"}'
    assert _find(text) == []


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="0123456789.,-–$%/:½ \n\"“”'andofthmilonre", max_size=80))
def test_no_text_raises(text):
    to_table("quantities", _find(text))

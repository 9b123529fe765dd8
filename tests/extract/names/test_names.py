"""Names: their borders, their one type per text, and the fullest form that the text has for each."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracebrief.extract.names import find_names
from tracebrief.extract.parsing import parse
from tracebrief.model.tables import to_table

MARK = re.compile(r"\[\[(.*?)\]\]")


def _find(text):
    return [(text[name.start : name.end], name.type, name.name) for name in find_names(parse("x", text))]


# Marked text → type and fullest form of each mark.
CASES = {
    "title outside": ("We met President [[Ada Quillon]] at noon.", [("PER", "Ada Quillon")]),
    "an honorific makes a person": ("At noon on Tuesday, Dr [[Tamra]] said so.", [("PER", "Tamra")]),
    "no honorific": ("At noon on Tuesday, the [[Tamra Company]] said so.", [("ORG", "Tamra Company")]),
    "possessive outside": ("We read [[Ada Quillon]]’s letter.", [("PER", "Ada Quillon")]),
    "article outside": ("He joined the [[Quillon Harbour Authority]] in May.", [("ORG", "Quillon Harbour Authority")]),
    "acronym": (
        "The [[Free Harbour Union]] ([[FHU]]) met on Monday. The [[FHU]] will meet again.",
        [("ORG", "Free Harbour Union")] * 3,
    ),
    "acronym never defined": (
        "The [[FHU]] met on Monday. Later the [[Free Harbour Union]] said it would meet again.",
        [("ORG", "Free Harbour Union")] * 2,
    ),
    "epithet before a defined name": (
        "The [[Portuguese]] [[Free Harbour Union]] ([[FHU]]) met on Monday.",
        [("MISC", "Portuguese"), ("ORG", "Free Harbour Union"), ("ORG", "Free Harbour Union")],
    ),
    "surname": (
        "Engineer [[Ada Quillon]] built the dam. [[Quillon]] retired in May.",
        [("PER", "Ada Quillon"), ("PER", "Ada Quillon")],
    ),
    "two of one surname": (
        "[[Ada Brook]] met [[John Brook]] at the dam. [[Brook]] smiled at the crowd.",
        [("PER", "Ada Brook"), ("PER", "John Brook"), ("PER", "Brook")],
    ),
    "who is told is no place": ("The clerk told the [[Evening Herald]] that it rained.", [("ORG", "Evening Herald")]),
    "a small place word": (
        "Rain fell on the [[Quillon camp]] in [[Portugal]].",
        [("LOC", "Quillon camp"), ("LOC", "Portugal")],
    ),
    "a dateline": ("[[CHARLOTTE]] – The dam broke.", [("LOC", "CHARLOTTE")]),
    "a dateline with a country": (
        "[[Kirsten]], [[Denmark]] – The dam broke.",
        [("LOC", "Kirsten"), ("LOC", "Denmark")],
    ),
    "a dateline with an agency": ("[[PARIS]] ([[Reuters]]) - It rained.", [("LOC", "PARIS"), ("ORG", "Reuters")]),
    "an apposition before a dash": (
        "[[Ada Quillon]], [[Denmark]]’s envoy — no fool — left.",
        [("PER", "Ada Quillon"), ("LOC", "Denmark")],
    ),
    "no dateline": ("[[Ada Quillon]] — the mayor — spoke.", [("PER", "Ada Quillon")]),
    "a given name tells a person": (
        "[[Ada Quillon]] met [[Bert Harrow]] there.",
        [("PER", "Ada Quillon"), ("PER", "Bert Harrow")],
    ),
    "an office between commas": (
        "[[Renata Oyelaran]], [[Denmark]]’s envoy, left.",
        [("PER", "Renata Oyelaran"), ("LOC", "Denmark")],
    ),
    "ministry of": (
        "The [[Ministry of Fisheries]] closed the port of [[Lisbon]].",
        [("ORG", "Ministry of Fisheries"), ("LOC", "Lisbon")],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_names_are_found_with_type_and_fullest_form(case):
    marked, wanted = case
    text = MARK.sub(r"\1", marked)
    assert _find(text) == [(words, *one) for words, one in zip(MARK.findall(marked), wanted, strict=True)]


NOTHING = {
    "no capitals": "the mayor opened the old dam on monday.",
    "first word of a sentence": "Rain fell all day. Nobody left.",
    "an office of its own": "The Fisheries Minister spoke first.",
    "a heading in capitals": "The pier fell.\nOFFICE BET.\nIt sank.",
    "an office": "The President spoke to the Minister.",
    "a headline": "Old Dam Will Unleash Great Flood On Town",
    "a month": "It rained in March and on Tuesday.",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_capitals_alone_are_no_name(text):
    assert _find(text) == []


def test_boilerplate_names_nobody():
    credit = "Staff writer Ada Quillon contributed to this article."
    assert _find(f"The old dam held for many years.\n\n{credit}\n\nPhoto: Bert Harrow\n") == []


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(alphabet="AbC .,’'\"()-&/\n—é", max_size=60))
def test_no_text_raises_or_has_names_outside_it(text):
    names = find_names(parse("x", text))
    to_table("names", names)
    assert all(0 <= name.start < name.end <= len(text) and name.name for name in names)
    assert all(one.end <= other.start for one, other in pairwise(names))

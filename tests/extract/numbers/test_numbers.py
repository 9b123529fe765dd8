"""Numbers: the span, the interval and the kind; the numbers that count, and those that name."""

import pytest

from tracebrief.extract.numbers import find_amounts, find_numbers
from tracebrief.extract.parsing import parse

# Text → (words, lowest, highest, kind) of each numeral.
CASES = [
    ("two hundred and six boats", [("two hundred and six", 206, 206, "exact")]),
    ("4 hundred million boats", [("4 hundred million", 4e8, 4e8, "exact")]),
    ("tens of thousands of boats", [("tens of thousands", 1e4, 1e5, "vague")]),
    ("several hundred boats", [("several hundred", 300, 999, "vague")]),
    ("a pair of boats", [("a pair", 2, 2, "exact")]),
    ("3 1/2 boats", [("3 1/2", 3.5, 3.5, "exact")]),
    ("half a dozen boats", [("half a dozen", 6, 6, "exact")]),
    ("one in five boats", [("one in five", 0.2, 0.2, "share")]),
    ("most of the boats", [("most", 0.5, 1, "majority")]),
    ("twenty thirty boats", [("twenty", 20, 20, "exact"), ("thirty", 30, 30, "exact")]),
    ("by −3.5%", [("−3.5", -3.5, -3.5, "exact")]),
]
NOT = {
    "ordinal": "the twentieth boat",
    "a scale of nothing": "the dozen boats",
    "identifier": "order 1234567890123456",
    "part greater than the whole": "nine in five boats",
    "bare vague word": "few boats, several.",
}
# Text → the words of each amount that counts.
AMOUNTS = [
    ("The loan was $89 to $93 billion.", ["$89 to $93 billion"]),
    ("Between 5 and 7 per cent of boats sank.", ["Between 5 and 7 per cent"]),
    ("It fell from 208 pounds to 193.", ["208 pounds", "193"]),
    ("Five or six boats sank.", ["Five or six"]),
    ("Five or 100 boats sank.", ["Five", "100"]),
    ("Oil cost $5 a barrel.", ["$5 a barrel"]),
    ("The 2-0 score stood.", []),
    ("Read Chapter 12 now.", []),
    ("Call 555-867-5309 now.", []),
    ("1. A boat sank.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_finds_numbers(text, expected):
    assert [(text[n.start : n.end], n.low, n.high, n.kind) for n in find_numbers(text)] == expected


@pytest.mark.parametrize("text", NOT.values(), ids=NOT.keys())
def test_is_no_number(text):
    assert list(find_numbers(text)) == []


@pytest.mark.parametrize(("text", "expected"), AMOUNTS, ids=[case[0] for case in AMOUNTS])
def test_finds_amounts(text, expected):
    found = find_amounts(parse("x", text), lambda at: False)
    assert [text[amount.start : amount.end] for amount in found] == expected


def test_what_is_taken_is_left_out():
    assert list(find_amounts(parse("x", "Five boats sank."), lambda at: at == 0)) == []


def test_an_endless_line_is_read_to_its_end():
    text = "a hundred and 1,2 of three to 4-5 half a " * 5000
    assert sum(1 for _ in find_numbers(text)) > 5000

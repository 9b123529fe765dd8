"""Marks: every claim has one anchor, every character stays, also where claims share words or cross."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracebrief.render.claim_marks import Mark, Marker

TEXT = "ab <cd> & ef\r\ngh"


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        pytest.param({}, "ab", id="no claim, no mark"),
        pytest.param({"c-1": (0, 1)}, '<mark id="c-1">a</mark>b', id="one claim"),
        pytest.param(
            {"c-1": (0, 2), "c-2": (1, 2)}, '<mark id="c-1">a<mark id="c-2">b</mark></mark>', id="one within another"
        ),
        pytest.param(
            {"c-1": (0, 2), "c-2": (0, 2)}, '<mark id="c-1"><mark id="c-2">ab</mark></mark>', id="the same words"
        ),
        pytest.param({"c-1": (5, 7)}, "ab", id="a claim elsewhere"),
        pytest.param({"c-1": (1, 1)}, "ab", id="a claim of no words"),
    ],
)
def test_marks(places: dict[str, tuple[int, int]], expected: str) -> None:
    marker = Marker(TEXT, [Mark(start, end, anchor) for anchor, (start, end) in places.items()])
    assert marker.html(0, 2) == expected


def test_a_crossing_claim_is_cut_and_lights_up_whole() -> None:
    marker = Marker("abc", [Mark(0, 2, "c-1"), Mark(1, 3, "c-2")])
    html = marker.html(0, 3)
    assert html == '<mark id="c-1">a<mark id="c-2">b</mark></mark><mark data-of="c-2">c</mark>'
    assert marker.cut == {"c-2"}


def test_a_claim_over_two_paragraphs_has_one_anchor() -> None:
    marker = Marker("ab\ncd", [Mark(0, 5, "c-1")])
    assert (marker.html(0, 2), marker.html(3, 5)) == ('<mark id="c-1">ab</mark>', '<mark data-of="c-1">cd</mark>')


@given(st.lists(st.tuples(st.integers(0, 16), st.integers(0, 16)), max_size=7))
def test_characters_and_anchors_survive_any_claims(places: list[tuple[int, int]]) -> None:
    marks = [Mark(min(place), max(place), f"c-{number}") for number, place in enumerate(places)]
    html = Marker(TEXT, marks).html(0, len(TEXT))
    assert unescape(re.sub(r"</?mark[^>]*>", "", html)).replace("&#13;", "\r") == TEXT
    anchors = re.findall(r'id="(c-\d+)"', html)
    assert sorted(anchors) == sorted(mark.anchor for mark in marks if mark.start < mark.end)
    assert html.count("<mark") == html.count("</mark>")

"""Days, quantities, outlets and counts are worded alike wherever they are told, and nothing unknown is made up."""

import pytest

from tracebrief.model.wording import (
    counted,
    days_in_brief,
    days_in_words,
    in_one_line,
    modality_in_words,
    outlet_in_words,
    quantity_in_full,
    quantity_in_words,
    shorten,
    shorten_after,
    shorten_before,
)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2020-03-04", "2020-03-04", "4 March 2020"),
        ("2020-03-04", "2020-03-09", "between 4 and 9 March 2020"),
        ("2020-02-28", "2020-03-04", "between 28 February and 4 March 2020"),
        ("2019-12-30", "2020-01-02", "between 30 December 2019 and 2 January 2020"),
        ("2020-03-04", None, "not before 4 March 2020"),
        (None, "2020-03-04", "not after 4 March 2020"),
        (None, None, None),
    ],
)
def test_days_in_a_sentence_are_whole(first, last, words):
    assert days_in_words(first, last) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        pytest.param("2031-05-02", "2031-05-02", "2 May 2031", id="a day"),
        pytest.param("2031-05-02", "2031-05-09", "2–9 May 2031", id="within a month"),
        pytest.param("2031-04-28", "2031-05-09", "28 Apr – 9 May 2031", id="across months"),
        pytest.param("2030-12-30", "2031-01-02", "30 Dec 2030 – 2 Jan 2031", id="across years"),
        pytest.param("2031-05-02", None, "from 2 May 2031", id="no end: none is made up"),
        pytest.param(None, "2031-05-09", "until 9 May 2031", id="no beginning: none is made up"),
        pytest.param(None, None, "undated", id="nothing known: no day"),
    ],
)
def test_days_in_a_figure_are_brief(first, last, words):
    assert days_in_brief(first, last) == words


@pytest.mark.parametrize(
    ("outlet", "via", "words"),
    [
        pytest.param("Gull Post", "Reef Wire, then Gull Post", "Gull Post", id="its outlet"),
        pytest.param(
            None, "Gull Post, then Reef Wire, then a site", "after Reef Wire", id="the nearest intermediary with a name"
        ),
        pytest.param(None, "the crew, then a site", "unnamed outlet", id="described, not named: no name"),
        pytest.param(None, None, "unnamed outlet", id="nothing known: no name"),
    ],
)
def test_a_text_is_named_by_its_outlet(outlet, via, words):
    assert outlet_in_words({"outlet": outlet, "via": via}) == words


IN_WORDS = {
    "one number, its bound before it": ((120.0, 120.0, "boat", "about"), "about 120 boat"),
    "an exact number says no bound": ((1200.0, 1200.0, "boat", "exact"), "1,200 boat"),
    "two ends": ((120.0, 130.0, "boat", "range"), "120–130 boat"),
    "an open end is not made up": ((5.0, None, "boat", "at least"), "at least 5 boat"),
    "no number": ((None, None, "boat", "vague"), "vague boat"),
    "no unit": ((0.25, 0.25, None, "share"), "0.25"),
    "millions in full": ((2500000.0, 2500000.0, None, "exact"), "2,500,000"),
}


@pytest.mark.parametrize("case", IN_WORDS)
def test_a_quantity_in_words_is_as_a_reader_says_it(case):
    cells, words = IN_WORDS[case]
    assert quantity_in_words(dict(zip(("low", "high", "unit", "bound"), cells, strict=True))) == words


IN_FULL = {
    "one number": ({"low": 120.0, "high": 120.0, "unit": "boat", "bound": "about"}, "120 boat (about)"),
    "a ledger's cells": ({"low": "1000", "high": "10000", "unit": "", "bound": "vague"}, "1,000–10,000 (vague)"),
    "an open end": ({"low": 0.5, "high": None, "unit": "ship", "bound": "more than"}, "0.5–… ship (more than)"),
    "no number": ({"low": "many", "high": "", "unit": "", "bound": ""}, "many–… ()"),
}


@pytest.mark.parametrize("case", IN_FULL)
def test_a_quantity_in_full_has_every_part(case):
    row, told = IN_FULL[case]
    assert quantity_in_full(row) == told


@pytest.mark.parametrize(
    ("given", "words"),
    [((1, "boat"), "1 boat"), ((0, "boat"), "0 boats"), ((1200, "entry", "entries"), "1,200 entries")],
)
def test_a_count_agrees_with_what_it_counts(given, words):
    assert counted(*given) == words


SHORTENED = {
    "cut anywhere": (shorten, 12, "Two old boa…"),
    "cut after white space": (shorten, 9, "Two old…"),
    "cut after a word": (shorten_after, 12, "Two old …"),
    "cut before a word": (shorten_before, 12, "… boats sank"),
    "as long as allowed": (shorten, 18, "Two old boats sank"),
    "shorter than allowed, its end": (shorten_after, 90, "Two old boats sank"),
    "shorter than allowed, its beginning": (shorten_before, 90, "Two old boats sank"),
}


@pytest.mark.parametrize("case", SHORTENED)
def test_what_is_left_out_shows(case):
    cut, length, words = SHORTENED[case]
    assert cut("Two old boats sank", length) == words


def test_words_over_several_lines_are_put_in_one():
    assert in_one_line(" Two\r\n old\u00a0 boats ") == "Two old boats"


@pytest.mark.parametrize(
    ("modality", "words"), [("denied", "said not to be so"), ("asserted", "asserted"), ("alleged", "alleged")]
)
def test_what_is_negated_does_not_read_as_disputed(modality, words):
    assert modality_in_words(modality) == words

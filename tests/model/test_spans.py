"""Places, quotes and claim ids."""

import pytest

from tracebrief.model.claims import claim_id, quantity_value
from tracebrief.model.spans import Span, quote


def test_a_quote_is_cut_with_its_context():
    text = "a" * 40 + "WORDS" + "b" * 40
    cut = quote(text, Span(40, 45))
    assert (cut.exact, cut.prefix, cut.suffix) == ("WORDS", "a" * 32, "b" * 32)


def test_context_stops_at_the_ends_of_the_text():
    assert quote("ab", Span(0, 2)).prefix == "" and quote("ab", Span(0, 2)).suffix == ""


def test_offsets_count_code_points():
    assert Span(1, 2).cut("😀é") == "é"


@pytest.mark.parametrize("place", [(-1, 2), (3, 2)])
def test_not_a_place(place):
    with pytest.raises(ValueError):
        Span(*place)


def test_neighbours_do_not_overlap():
    assert not Span(0, 2).overlaps(Span(2, 3))
    assert Span(0, 3).overlaps(Span(2, 3))


def test_trimmed_never_turns_inside_out():
    assert len(Span(0, 3).trimmed("   ")) == 0
    assert Span(0, 4).trimmed(" ab ") == Span(1, 3)


def test_the_same_finding_has_the_same_name():
    value = quantity_value(11000, None, "fighter", "more than")
    assert value == "11000||fighter|more than"
    assert claim_id("0" * 64, 1, 5, "quantity", value) == claim_id("0" * 64, 1, 5, "quantity", value)


@pytest.mark.parametrize("other", [(2, 5, "quantity", "v"), (1, 5, "quote", "v"), (1, 5, "quantity", "w")])
def test_another_finding_has_another_name(other):
    assert claim_id("0" * 64, *other) != claim_id("0" * 64, 1, 5, "quantity", "v")

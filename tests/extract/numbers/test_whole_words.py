"""A part of a word or of a number is other words than the whole."""

import pytest

from tracebrief.extract import has_whole_words


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("over 13,000 lamps", "13,000", True),
        ("over 13,000 lamps", "over 13,000", True),
        ("over 13,000 lamps", "over 13", False),
        ("over 13,000 lamps", "000 lamps", False),
        ("some 16 million tons", "some 16", False),
        ("some 16 million tons", "16 million", True),
        ("the lamps often burned", "ten", False),
        ("the lamps often burned, ten of them", "ten", True),
        ("“we heard it first”", "heard it", True),
        ("“we heard it first”", "eard it", False),
        ("the lamps burned", "candles", False),
    ],
)
def test_words_stand_whole_in_a_text(text, words, whole):
    assert has_whole_words(text, words) is whole

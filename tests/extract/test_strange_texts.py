"""Nothing that stands in a file bends a reading: it raises nothing, and every span cuts words from the text."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracebrief.extract import read_article
from tracebrief.extract.parsing import parse
from tracebrief.extract.parsing.pieces import BEGINS, LONGEST_RUN, OPEN, SURELY_ENDED, cut_long_sentences
from tracebrief.extract.parsing.trees import LONGEST_SENTENCE

# Pairs of columns that hold a span, beside `start` and `end`.
SPANS = ("number", "speaker", "cue", "recipient", "trigger", "date", "place", "sentence", "scope")
DAY = {"first": "2019-05-04", "last": "2019-05-04"}
PILES = {
    "one sentence": "the mayor said that 12 boats had left in May, and she told the crew it might rain, while ",
    "words without a full stop": "the man who saw a dog near old walls and two women of every town ",
    "quotation marks": '" ',
    "quotation marks side by side": '"',
    "opening marks": "“",
    "marks of all kinds": "“a” ‘b' \"c« ",
    "words in brackets": "(so ",
    "numbers": "1, 22, 333, ",
    "number words": "twenty one hundred ",
    "dashes": "-",
    "tabs": "\t",
    "digits and strokes": "1/",
    "acts of saying": "said she said he said that ",
    "full stops": ". ",
    "initials": "U.S. ",
    "emoji": "\U0001f469\u200d\U0001f467",
}


def assert_sound(text):
    reading = read_article(text, **DAY)
    spans = [(one.start, one.end) for one in reading.sentences]
    spans += [(part.start, part.end) for parts in reading.quotations for part in parts]
    for table, found in reading.mentions.items():
        for row in found:
            spans += [(row["start"], row["end"])] if table != "dates" else []
            spans += [
                (row[f"{name}_start"], row[f"{name}_end"]) for name in SPANS if row.get(f"{name}_start") is not None
            ]
            spans += json.loads(row.get("content", "[]"))
            assert 0 <= row["start"] < row["end"] <= len(text)
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(
        st.one_of(st.text(max_size=12), st.sampled_from([*PILES.values(), "\n\n", "\x00", "5", " May ", "Ada Roe"]))
    )
)
def test_no_text_raises_or_is_cut_elsewhere(pieces):
    assert_sound("".join(pieces))


@pytest.mark.parametrize("pile", PILES)
def test_no_pile_raises_or_makes_an_endless_sentence(pile):
    text = PILES[pile] * (3_000 // len(PILES[pile]))
    article = parse("x", text)
    assert article.doc.text == text
    assert max((len(sentence) for sentence in article.doc.sents), default=0) <= SURELY_ENDED
    assert max((len(token) for token in article.doc if not token.is_space), default=0) <= LONGEST_RUN
    assert_sound(text)


def cuts(words):
    starts = [BEGINS] + [OPEN] * (len(words) - 1)
    cut_long_sentences(words, starts)
    return [index for index, start in enumerate(starts) if start == BEGINS and index]


CUT = {
    "behind a clause": (["so"] * 300 + [","] + ["so"] * 200, [301]),
    "between words where there is no clause": (["so"] * 500, [LONGEST_SENTENCE]),
    "behind a full stop, after very many": ((["so"] * 99 + ["."]) * 25, [SURELY_ENDED]),
}
WHOLE = {
    "a long sentence": ["so"] * (LONGEST_SENTENCE - 1),
    "sentences": (["so"] * 99 + ["."]) * 15,
    "nothing": ["so"],
}


@pytest.mark.parametrize("case", CUT)
def test_what_is_longer_than_any_sentence_is_cut(case):
    words, expected = CUT[case]
    assert cuts(words) == expected


@pytest.mark.parametrize("case", WHOLE)
def test_what_may_be_a_sentence_is_not_cut(case):
    assert cuts(WHOLE[case]) == []


def test_an_ordinary_address_is_read_by_the_tokenizer():
    address = "https://a.example/" + "b-" * 200
    assert address in {token.text for token in parse("x", f"See {address} now.").doc}

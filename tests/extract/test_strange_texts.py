"""Nothing that stands in a file bends a reading: it raises nothing, and every span cuts words from the text."""

import json
import math
from cProfile import Profile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracebrief.extract import parsing, read_article
from tracebrief.extract.parsing import parse
from tracebrief.extract.parsing.pieces import BEGINS, LONGEST_RUN, OPEN, RUN_PIECE, SURELY_ENDED, cut_long_sentences
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
    "number words that are several numbers": "one two ",
    "dashes": "-",
    "tabs": "\t",
    "digits and strokes": "1/",
    "acts of saying": "said she said he said that ",
    "full stops": ". ",
    "initials": "U.S. ",
    "emoji": "\U0001f469\u200d\U0001f467",
    "brackets that never close": "(so (they (",
    "ranges": "5-10 to 20 or 30 by 40 x ",
    "money": "$5 million (€4m) ",
    "paragraphs that open a quotation": "“we\n\n",
    "spaced rules": "_ - = ",
    "owners": "5 of Ann's ",
    "names": "Ada Roe, ",
}


NUMERALS = (
    *("5", "0", "007", "1,200", ".5", "-3", "1/2", "9/11", "3½", "½", "10^6", "1.5×10^3", "2e9", "5m", "$5bn", "221B"),
    *("five", "a hundred", "hundreds", "tens", "several", "a few", "half", "most of", "one of", "one in five", "dozen"),
    *("to", "or", "and", "by", "x", "×", "between", "from", "rose", "if not", "more than", "aged", "top", "No."),
    *("%", "percent", "U.S.", "km", "boats", "'s", "-strong", "per day", "(", "“"),
)
# How long a pile is whose double is weighed against it (characters), and how many times its work the double may take.
SIZE, MOST = 1_000, 2.3


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
    for row in reading.mentions["quantities"]:
        assert row["start"] <= row["number_start"] < row["number_end"] <= row["end"]
        ends = [row[end] for end in ("low", "high") if row[end] is not None]
        assert ends and all(map(math.isfinite, ends)) and ends == sorted(ends)
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


@pytest.fixture
def parsed(monkeypatch):
    """The articles that were parsed to be read."""
    articles = []
    monkeypatch.setattr(parsing, "parse", lambda *text, **days: articles.append(parse(*text, **days)) or articles[-1])
    return articles


@pytest.mark.parametrize("pile", PILES)
def test_no_pile_raises_or_makes_an_endless_sentence(pile, parsed):
    text = PILES[pile] * (3_000 // len(PILES[pile]))
    assert_sound(text)
    [article] = parsed
    assert article.doc.text == text
    assert max((len(sentence) for sentence in article.doc.sents), default=0) <= SURELY_ENDED
    assert max((len(token) for token in article.doc if not token.is_space), default=0) <= LONGEST_RUN


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(NUMERALS), min_size=1, max_size=14), st.sampled_from(["", " ", "\n", "-", ", "]))
def test_no_row_of_numerals_raises_or_is_cut_elsewhere(pieces, between):
    assert_sound(between.join(pieces))


def calls(text):
    """Return how often reading a text calls a function: its work, whatever else the machine does."""
    profile = Profile()
    profile.runcall(read_article, text, **DAY)
    return sum(each.callcount for each in profile.getstats())


@pytest.mark.parametrize("pile", PILES)
def test_twice_the_text_is_twice_the_work(pile):
    once = PILES[pile] * (SIZE // len(PILES[pile]))
    assert calls(once * 2) < MOST * calls(once)


RUNS = {
    "marks with spaces": ('" ' * 500, 99),
    "marks within one run": ("a" * 700 + "!" * 700 + "b" * 700, RUN_PIECE),
    "marks, then a run": ("- " * 400 + "x" * 700, RUN_PIECE),
}


@pytest.mark.parametrize("case", RUNS)
def test_what_no_person_typed_becomes_few_tokens(case):
    text, longest = RUNS[case]
    doc = parse("x", f"See {text} now.").doc
    assert doc.text == f"See {text} now."
    assert len(doc) < 60
    assert max(map(len, doc)) == longest


def test_a_ruled_line_of_a_table_is_read_by_the_tokenizer():
    assert len(parse("x", "Boats - - - - - - - - sank.").doc) == 11


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

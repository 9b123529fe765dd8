"""The words behind a score, and how far two readings of a day lie apart."""

from types import SimpleNamespace

import pandas as pd
import pytest

from tracebrief.audit.disagreements import compare_days, count_marks, list_disagreements, list_misses
from tracebrief.audit.gold import Gold, Mark
from tracebrief.audit.scores import FoundMention, Match
from tracebrief.model.spans import Span


def marked(ferry, **fields):
    start = ferry.index("Monday night")
    return Gold("ferry2020", Span(start, start + 12), Mark(kind="date", words="Monday night", **fields))


def found(gold, first, last):
    return FoundMention("ferry2020", gold.span, "date", SimpleNamespace(first=first, last=last, modality=None))


DAYS = {
    "the same day": (("2020-03-02", "2020-03-02"), ("2020-03-02", "2020-03-02"), "same"),
    "open and open": ((None, None), (None, None), "same"),
    "cautious": (("2020-03-02", "2020-03-02"), ("2020-03-01", "2020-03-07"), "wider"),
    "cautious at an open end": (("2020-03-02", "2020-03-02"), (None, "2020-03-02"), "wider"),
    "bold": ((None, None), (None, "2020-03-02"), "narrower"),
    "half right": (("2020-03-02", "2020-03-05"), ("2020-03-04", "2020-03-09"), "overlapping"),
    "wrong": (("2020-03-02", "2020-03-02"), ("2020-03-03", "2020-03-03"), "apart"),
    "wrong with an open end": (("2020-03-02", None), (None, "2020-03-01"), "apart"),
}


@pytest.mark.parametrize("case", DAYS)
def test_days_are_compared(ferry, case):
    (first, last), answer, kind = DAYS[case]
    gold = marked(ferry, first=first, last=last)
    match = Match(gold, found(gold, *answer))
    assert compare_days([match]).loc["date days", kind] == 1
    told = list_disagreements([match], {"ferry2020": ferry})
    assert len(told) == (kind != "same")
    assert case != "wrong" or list(told.iloc[0]) == [
        "ferry2020",
        "date days",
        "Monday night",
        "2020-03-02 to 2020-03-02",
        "2020-03-03 to 2020-03-03",
    ]


def test_what_is_unmatched_is_told_in_words(ferry):
    gold = marked(ferry)
    told = list_misses([Match(gold, None), Match(None, found(gold, None, None))], {"ferry2020": ferry})
    assert list(told.what) == ["missed", "not marked"] and set(told.words) == {"Monday night"}
    assert list_misses([Match(gold, found(gold, None, None))], {"ferry2020": ferry}).empty


def test_sentences_that_hold_a_mark_are_counted_by_kind(ferry):
    sentences = pd.DataFrame(
        {"doc_id": ["ferry2020", "ferry2020", "storm2020"], "start": [0, 30, 0], "end": [24, 80, 99]}
    )
    assert list(count_marks(sentences, [marked(ferry)], kinds=("date",))) == [0, 1, 0]
    assert list(count_marks(sentences, [marked(ferry)], kinds=("quote",))) == [0, 0, 0]

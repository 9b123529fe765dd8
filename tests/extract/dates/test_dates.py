"""Dates: the span, the TIMEX3 value, the days allowed; and the words that are no dates."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracebrief.extract.dates import find_dates
from tracebrief.extract.dates.forms import find_forms
from tracebrief.extract.parsing import parse
from tracebrief.model.tables import to_table

MARK = re.compile(r"\[\[(.*?)\]\]")
# A Friday.
DAY = "2019-10-11"


def _plain(marked):
    return MARK.sub(r"\1", marked)


def _find(text, first=DAY, last=DAY):
    return find_dates(parse("x", text, first=first, last=last))


# Marked text → one (type, value, first, last) per mark, published on Friday 11 October 2019.
CASES = [
    ("The dam burst on [[Friday]].", [("DATE", "2019-10-11", "2019-10-11", "2019-10-11")]),
    ("The dam burst on [[Wednesday]].", [("DATE", "2019-10-09", "2019-10-09", "2019-10-09")]),
    ("The dam will reopen on [[Wednesday]].", [("DATE", "2019-10-16", "2019-10-16", "2019-10-16")]),
    ("The mayor plans to speak on [[Monday]].", [("DATE", "2019-10-14", "2019-10-14", "2019-10-14")]),
    ("[[Two weeks ago]], the dam burst.", [("DATE", "2019-W39", "2019-09-23", "2019-09-29")]),
    ("The dam burst [[late Sunday night]].", [("TIME", "2019-10-06TNI", "2019-10-06", "2019-10-06")]),
    ("On [[Wednesday afternoon]], the dam burst.", [("TIME", "2019-10-09TAF", "2019-10-09", "2019-10-09")]),
    ("The dam burst on [[October 11, 2019]].", [("DATE", "2019-10-11", "2019-10-11", "2019-10-11")]),
    ("It was published on [[September 26th, 2019]].", [("DATE", "2019-09-26", "2019-09-26", "2019-09-26")]),
    ("The dam burst on [[3 May 1998]].", [("DATE", "1998-05-03", "1998-05-03", "1998-05-03")]),
    ("The dam burst [[last month]].", [("DATE", "2019-09", "2019-09-01", "2019-09-30")]),
    ("The dam, which had burst in [[March]], leaked.", [("DATE", "2019-03", "2019-03-01", "2019-03-31")]),
    ("The dam will reopen in [[January]].", [("DATE", "2020-01", "2020-01-01", "2020-01-31")]),
    (
        "She ran the dam from [[2016]] to [[2019]].",
        [("DATE", "2016", "2016-01-01", "2016-12-31"), ("DATE", "2019", "2019-01-01", "2019-12-31")],
    ),
    ("It leaked over [[the last few months]].", [("DURATION", "PXM", "2019-01-11", "2019-10-11")]),
    ("It leaked over [[the past two years]].", [("DURATION", "P2Y", "2017-10-11", "2019-10-11")]),
    ("The dam burst [[this week]].", [("DATE", "2019-W41", "2019-10-07", "2019-10-13")]),
    ("The dam will reopen [[later this week]].", [("DATE", "2019-W41", "2019-10-12", "2019-10-13")]),
    ("The dam will reopen [[later this month]].", [("DATE", "2019-10", "2019-10-12", "2019-10-31")]),
    ("The dam will reopen [[later in the year]].", [("DATE", "2019", "2019-10-12", "2019-12-31")]),
    ("The dam leaked [[earlier this week]].", [("DATE", "2019-W41", "2019-10-07", "2019-10-13")]),
    ("They spoke of a test booked for [[Tuesday]].", [("DATE", "2019-10-15", "2019-10-15", "2019-10-15")]),
    ("A test booked for [[Tuesday]] was called off.", [("DATE", "2019-10-08", "2019-10-08", "2019-10-08")]),
    ("They spoke of a test praised for [[Tuesday]].", [("DATE", "2019-10-08", "2019-10-08", "2019-10-08")]),
    ("Dams of [[the 1990s]] were thin.", [("DATE", "199", "1990-01-01", "1999-12-31")]),
    ("The dam opened in [[summer 1998]].", [("DATE", "1998-SU", "1998-06-01", "1998-08-31")]),
    ("Profit fell in [[the third quarter of 2018]].", [("DATE", "2018-Q3", "2018-07-01", "2018-09-30")]),
    ("The dam burst at [[9 a.m. Tuesday]].", [("TIME", "2019-10-08T09", "2019-10-08", "2019-10-08")]),
    ("The dam is [[now]] closed.", [("DATE", "PRESENT_REF", None, None)]),
    ("The ferry runs [[every day]].", [("SET", "P1D", None, None)]),
    ("The talks went on for [[three days]].", [("DURATION", "P3D", None, None)]),
    ("The dam burst on [[Friday]]. Schools closed on [[the same day]].", [("DATE", DAY, DAY, DAY)] * 2),
    ("The dam burst on [[3/4/2018]].", [("DATE", None, "2018-03-04", "2018-04-03")]),
]
# Text of an earnings report and the like, published on the same day → the value of its last expression.
VALUES = [
    ("Profit rose in the third quarter. It was $3 million, up from $2 million a year earlier.", "2018-Q3"),
    ("Profit rose in the third quarter. Sales fell in the quarter.", "2019-Q3"),
    ("Profit rose in the third quarter from a loss in the year-earlier quarter.", "2018-Q3"),
    ("Profit rose in the third quarter. The firm opened a mill a year earlier.", "2018"),
    ("The dam burst on Thanksgiving Day.", "2018-11-22"),
    ("The dam will reopen on Labor Day.", "2020-09-07"),
    ("The dam burst on Memorial Day 1998.", "1998-05-25"),
    ("The dam burst in November.", "2018-11"),
    ("The dam has leaked since December.", "2018-12"),
    ("The deadline was extended to Nov. 16.", "2019-11-16"),
    ("The dam could reopen as early as Tuesday.", "2019-10-15"),
    ("The chairman, effective Feb. 1, is Ann Lee.", "2020-02-01"),
    ("The mayor said on Monday he would go.", "2019-10-07"),
    ("The sides meet on Tuesday.", "2019-10-15"),
    ("Shares hold after Tuesday's close.", "2019-10-08"),
    ("The dam burst at the end of May.", "2019-05"),
]
NOT = {
    "as soon as": "He left as soon as he could.",
    "a programme": "She was on “60 Minutes”.",
    "thanks": "They gave thanksgiving.",
    "a count": "The dam drowned 1600 sheep.",
    "a grouped count": "The dam drowned 2,000 sheep.",
    "may, the verb": "The dam may burst.",
    "march, the verb": "They march to the dam.",
    "fall, the noun": "After the fall of the dam, he left.",
    "second, the ordinal": "A second dam burst.",
    "an age": "A 16-year-old girl swam.",
    "a share": "Three-quarters of the dam fell.",
    "a named day": "Crowds filled the shops on Black Friday.",
    "impossible day": "The code was 2019-02-31 exactly.",
    "a score": "The home side won 2-0.",
    "a price": "It cost $1998 in total.",
    "a name": "The Daily Herald wrote of the dam.",
}


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_values(text, value):
    assert _find(text)[-1].value == value


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[_plain(case[0]) for case in CASES])
def test_finds(marked, expected):
    text = _plain(marked)
    found = _find(text)
    assert [text[date.start : date.end] for date in found] == [match[1] for match in MARK.finditer(marked)]
    assert [(date.type, date.value, date.first, date.last) for date in found] == expected


@pytest.mark.parametrize("text", NOT.values(), ids=NOT.keys())
def test_is_no_date(text):
    assert _find(text) == []


def test_publication_interval_widens_what_it_must():
    friday, tuesday = _find("The dam burst on Friday, the mayor said on Tuesday.", "2019-10-11", "2019-10-17")
    assert (friday.value, friday.first, friday.last) == ("2019-10-11", "2019-10-11", "2019-10-11")
    assert (tuesday.value, tuesday.first, tuesday.last) == ("XXXX-WXX-2", "2019-10-08", "2019-10-15")
    assert tuesday.basis == "published 2019-10-11/2019-10-17"


@pytest.mark.parametrize(("first", "last"), [(None, None), (None, DAY), (DAY, None)])
def test_unknown_publication_leaves_ends_open(first, last):
    (date,) = _find("The dam burst yesterday.", first, last)
    assert (date.value, date.first, date.last) == (None, first and "2019-10-10", last and "2019-10-10")


WORDS = [
    "the",
    "last",
    "31",
    "Feb",
    "May",
    "0000",
    "2019",
    "ago",
    "years",
    "two",
    "99/99/99",
    "9999",
    "weeks",
    "Friday",
    ",",
    ".",
    "25:61",
    "a.m.",
    "-",
    "in",
    "300000",
    "Q4",
    "of",
    "later",
    "centuries",
    "next",
    "quarter",
    "Christmas",
    "every",
    "1/2",
    "half",
    "an",
    "hour",
    "before",
    "Monday",
    "night",
    "12:30",
]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=12),
    st.sampled_from([(DAY, DAY), (None, None), ("0001-01-01", "9999-12-31"), (None, DAY)]),
)
def test_no_text_raises(words, published):
    to_table("dates", _find(" ".join(words), *published))


def test_an_endless_line_is_read_to_its_end():
    text = "the last two or three May 19 of years and a few days Friday late " * 3000
    assert sum(1 for _ in find_forms(text, 0, len(text))) > 3000

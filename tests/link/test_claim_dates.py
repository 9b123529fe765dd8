"""When a quantity, a statement or an event is true of, as its words and the telling bound it."""

from dataclasses import replace

import pytest

from tracebrief.extract import read_article
from tracebrief.link.attributions import find_statements_of
from tracebrief.link.claim_dates import find_date, find_event_date
from tracebrief.link.codebook_examples import annotate
from tracebrief.model.days import to_edtf
from tracebrief.model.spans import span_of

# A Friday.
DAY = {"first": "2019-10-11", "last": "2019-10-11"}
STATEMENTS = [
    ("The mayor said on Tuesday that the pool closed in May.", "2019-10-08"),
    ("“The pool is old,” the mayor said on Tuesday.", "2019-10-08"),
    ("“The pool is old,” said the mayor, who took office in May.", "2019-10-11"),
    ("The mayor said that the pool closed in May.", "2019-10-11"),
    ("The mayor has said that the pool is old.", "../2019-10-11"),
    ("The mayor has long warned that the pool is old.", "../2019-10-11"),
    ("In a letter published on Monday, the mayor said that the pool is old.", "2019-10-07"),
    ("The mayor said the pool would open on Monday.", "2019-10-11"),
    ("The mayor, elected in 2014, said that the pool is old.", "2019-10-11"),
    ("The mayor said late on Sunday that the pool is old.", "2019-10-06"),
]
# A second statement, behind a first one.
NEXT = [
    ("“We tried,” Ann Lee said on Tuesday.\n\n“It was late,” she added.", "2019-10-08"),
    ("“We tried,” Ann Lee said on Tuesday.\n\n“It was late,” Ann Lee said.", "2019-10-08"),
    ("“We tried,” Ann Lee said two weeks ago.\n\n“It was late,” Ann Lee said.", "2019-09-23/2019-10-11"),
    ("“We tried,” Ann Lee said on Tuesday.\n\n“It was late,” Tom Hale said.", "2019-10-11"),
    ("“We tried,” Ann Lee said.\n\n“It was late,” Ann Lee said.", "2019-10-11"),
    ("“We tried,” Ann Lee said on Tuesday.\n\n“It was late,” Ann Lee said on Thursday.", "2019-10-10"),
]
# The last statement of a scene.
SCENES = [
    ("Opening the inquiry on Tuesday, Ann Lee said that the dam was old. She said that it leaked.", "2019-10-08"),
    ("Ann Lee said on Tuesday that it leaked. “No,” Tom Hale said. “It leaked,” Ann Lee said.", "2019-10-08"),
    ("Reached by telephone on Tuesday, the mayor was brief. “It is old,” he said.", "2019-10-08"),
    ("The mayor testified on Tuesday. “It is old,” she said.", "2019-10-08"),
    ("Ann Lee urged Tom Hale on Tuesday to resign and accused him of hiding the plans.", "2019-10-08"),
    ("Ann Lee said on Tuesday that it leaked. “It did,” Tom Hale replied.", "2019-10-08"),
    ("“Did it leak?” Ann Lee asked on Tuesday. “It did,” Tom Hale said.", "2019-10-08"),
    ("“It leaked,” Ann Lee said on Tuesday. “It did,” Tom Hale said.", "2019-10-11"),
    ("The mayor resigned on Tuesday. “It is old,” she said.", "2019-10-11"),
    ("The mayor testified on Tuesday.\n\n“It is old,” she said.", "2019-10-11"),
    ("The mayor testified on Tuesday, after the flood on Sunday. “It is old,” she said.", "2019-10-11"),
    ("Elected on Tuesday, Ann Lee said that the dam was old. She said that it leaked.", "2019-10-11"),
    ("Ann Lee said on Monday it leaked. Tom Hale said on Tuesday it held. Ann Lee said it leaked.", "2019-10-11"),
]
# The last event of a scene.
SCENE_EVENTS = [
    ("The mill burned on Monday. The roof fell shortly before 3 a.m.", "fall", "2019-10-07"),
    ("The mill burned on Monday. By midday, the roof fell.", "fall", "2019-10-07"),
    ("The mill burned on Monday. Minutes later the roof fell.", "fall", "2019-10-07"),
    ("The mill burned on Monday. The roof fell.", "fall", "../2019-10-11"),
    ("The mill burned on Monday. The roof had fallen at noon.", "fall", "../2019-10-11"),
    ("The mill burned in May. The roof fell at noon.", "fall", "../2019-10-11"),
    ("The mill burned on Monday, two days after the vote of Saturday. The roof fell at noon.", "fall", "../2019-10-11"),
]
QUANTITIES = [
    ("The flood killed 31 people on Monday.", "2019-10-07"),
    ("In 2016 a flood killed 31 people.", "2016-01-01/2016-12-31"),
    ("The flood killed 31 people.", "../2019-10-11"),
    ("The port employs 310 people.", "2019-10-11"),
    ("There are 31 boats in the harbour, the mayor said on Tuesday.", "2019-10-08"),
    ("The flood killed 31 people, the mayor said on Tuesday.", "../2019-10-08"),
    ("The flood, which began on Monday, killed 31 people.", "../2019-10-11"),
    ("31 people have fled since Monday.", "2019-10-07/2019-10-11"),
    ("The mayor, who resigned on Monday, owns 31 boats.", "2019-10-11"),
]
EVENTS = [
    ("The mill burned on Monday.", "burn", "2019-10-07"),
    ("The mill burned.", "burn", "../2019-10-11"),
    ("The mill burned, a clerk said on Tuesday.", "burn", "../2019-10-08"),
    ("The mill burned this week, a clerk said on Tuesday.", "burn", "2019-10-07/2019-10-08"),
    ("The mill burns wood.", "burn", "2019-10-11"),
    ("A clerk said on Tuesday that the mill would reopen.", "reopen", "2019-10-08"),
    ("The firm plans to rebuild the mill.", "rebuild", "2019-10-11"),
    ("The mill will reopen on Monday.", "reopen", "2019-10-14"),
    ("The firm’s shares fell by a fifth.", "fall", "2019-10-11"),
    ("A clerk said on Tuesday that crews were still digging.", "dig", "2019-10-08"),
    ("A clerk said on Tuesday that crews had dug.", "dig", "../2019-10-08"),
    ("Crews were still digging.", "dig", "../2019-10-11"),
    ("The firm’s shares have fallen.", "fall", "../2019-10-11"),
    ("The firm’s profits fell by a fifth.", "fall", "../2019-10-11"),
    ("The mill had burned before the strike, which began on Monday.", "burn", "../2019-10-07"),
]


def _read(text):
    return replace(annotate(read_article(text, doc_id="a", **DAY), **DAY), chain=())


@pytest.mark.parametrize(("text", "as_of"), STATEMENTS)
def test_a_statement_is_dated_by_its_saying(text, as_of):
    document = _read(text)
    assert to_edtf(*_days(find_date(document, document.statements[0]))) == as_of


@pytest.mark.parametrize(("text", "as_of"), NEXT + SCENES)
def test_a_speaker_who_goes_on_does_so_on_the_same_occasion(text, as_of):
    document = _read(text)
    assert to_edtf(*_days(find_date(document, document.statements[-1]))) == as_of


@pytest.mark.parametrize(("text", "as_of"), QUANTITIES)
def test_a_number_is_dated_by_its_clause_else_by_its_telling(text, as_of):
    document = _read(text)
    number = document.quantities[0]
    around = find_statements_of(document, number, span_of(number))
    assert to_edtf(*_days(find_date(document, number, statements=around))) == as_of


@pytest.mark.parametrize(("text", "trigger", "as_of"), EVENTS + SCENE_EVENTS)
def test_an_event_is_no_later_than_it_was_told(text, trigger, as_of):
    document = _read(text)
    [event] = [event for event in document.events if event.trigger == trigger]
    around = find_statements_of(document, event, span_of(event))
    assert to_edtf(*_days(find_event_date(document, event, statements=around))) == as_of


def _days(date):
    return date.first, date.last

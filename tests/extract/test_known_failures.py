"""Sentences that are read wrongly today, as a careful reader would read them: whoever fixes one is told by its row."""

import json

import pytest

from tracebrief.extract.events import find_events
from tracebrief.extract.parsing import parse
from tracebrief.extract.statements import find_statements


def words_said(text):
    return [text[start:end] for found in find_statements(parse("t", text)) for start, end in json.loads(found.content)]


def triggers(text):
    return [found.trigger for found in find_events(parse("t", text))]


KNOWN = {
    "a claim's content ends before the main verb": (
        words_said,
        ("The mayor’s claim that the bridge was unsafe drew crowds.",),
        ["that the bridge was unsafe"],
    ),
    "a light verb": (triggers, ("The harbour staged a regatta on Sunday.",), ["regatta"]),
    "a copular event": (triggers, ("The committee is to report on Friday.",), ["report"]),
}


@pytest.mark.xfail(strict=True, reason="read wrongly today")
@pytest.mark.parametrize("case", KNOWN)
def test_a_sentence_that_is_read_wrongly(case):
    find, arguments, right = KNOWN[case]
    assert find(*arguments) == right

"""Marks are found at their words in their texts, and every mistake of marking is refused."""

import pytest

from tracebrief.project.errors import CodebookError


def test_marks_stand_at_their_words(mark, ferry):
    assert [one.span.cut(ferry) for one in mark()] == [
        "About 120 passengers",
        "Monday",
        "Port Ellery",
        "“We could not dock,”",
    ]


BAD = {
    "words that are not there": ("- {kind: name, words: Port Elery}", "not at all"),
    "too few of them": ("- {kind: name, words: Monday, nth: 2}", "1 times, not 2"),
    "an unknown kind": ("- {kind: rumour, words: Monday}", "kind"),
    "an unknown field": ("- {kind: name, words: Monday, sort: LOC}", "sort"),
    "broken YAML": ("- {kind: name", "not YAML"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_mistake_of_marking_is_refused(mark, case):
    text, told = BAD[case]
    with pytest.raises(CodebookError, match=told):
        mark(text)


def test_marks_of_an_unknown_text_are_refused(mark):
    with pytest.raises(CodebookError, match="no text has the key 'nowhere'"):
        mark(name="nowhere.yml")

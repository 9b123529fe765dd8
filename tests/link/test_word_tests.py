import pytest
from pydantic import ValidationError

from tracebrief.link.word_tests import Marked, Words


@pytest.mark.parametrize(
    ("test", "text", "fits"),
    [
        pytest.param(Words(), "anything", True, id="an empty test passes everything"),
        pytest.param(Words(any=("sailor*",)), "Forty SAILORS left", True, id="rest of a word, any case"),
        pytest.param(Words(any=("taken  back",)), "was taken\nback", True, id="any white space between words"),
        pytest.param(Words(any=("crew's",)), "the crew’s cabin", True, id="any apostrophe"),
        pytest.param(Words(any=("sail",)), "sailors", False, id="not part of a word"),
        pytest.param(Words(any=("a.c",)), "abc", False, id="no regular expressions"),
        pytest.param(Words(all=("port", "storm")), "the port", False, id="all means every one"),
        pytest.param(Words(any=("port",), none=("storm",)), "the port in the storm", False, id="none forbids"),
    ],
)
def test_words(test, text, fits):
    assert test.fit(text) is fits


def test_mark_is_read_and_taken_out():
    marked = Marked(text="The fire burned [[1,200 hectares]].")
    assert marked.span.cut(marked.sentence) == "1,200 hectares"


@pytest.mark.parametrize("text", ["no mark", "[[two]] and [[marks]]", "[[]]"])
def test_one_mark_or_none_is_accepted(text):
    with pytest.raises(ValidationError, match="double brackets"):
        Marked(text=text)

import pytest
from pydantic import ValidationError

from tracebrief.link.word_conditions import MarkedExample, WordCondition


@pytest.mark.parametrize(
    ("condition", "text", "met"),
    [
        pytest.param(WordCondition(), "anything", True, id="everything meets an empty one"),
        pytest.param(WordCondition(any=("sailor*",)), "Forty SAILORS left", True, id="rest of a word, any case"),
        pytest.param(WordCondition(any=("taken  back",)), "was taken\nback", True, id="any white space between words"),
        pytest.param(WordCondition(any=("crew's",)), "the crew’s cabin", True, id="any apostrophe"),
        pytest.param(WordCondition(any=("sail",)), "sailors", False, id="not part of a word"),
        pytest.param(WordCondition(any=("a.c",)), "abc", False, id="no regular expressions"),
        pytest.param(WordCondition(all=("port", "storm")), "the port", False, id="all means every one"),
        pytest.param(WordCondition(any=("port",), none=("storm",)), "the port in the storm", False, id="none forbids"),
    ],
)
def test_conditions(condition, text, met):
    assert condition.is_met(text) is met


def test_mark_is_read_and_taken_out():
    marked = MarkedExample(text="The fire burned [[1,200 hectares]].")
    assert marked.span.cut(marked.sentence) == "1,200 hectares"


@pytest.mark.parametrize("text", ["no mark", "[[two]] and [[marks]]", "[[]]"])
def test_one_mark_or_none_is_accepted(text):
    with pytest.raises(ValidationError, match="double brackets"):
        MarkedExample(text=text)


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        pytest.param({"any": ("boat*", "ship*")}, "has boat*", id="one of several"),
        pytest.param({"any": ("ship*",)}, "has none of ship*", id="none of them"),
        pytest.param({"all": ("boats", "storm")}, "has boats; lacks storm", id="one is missing"),
        pytest.param({"none": ("boats",)}, "must not have boats", id="one is forbidden"),
        pytest.param({}, "nothing is asked", id="empty"),
    ],
)
def test_the_words_that_decide_are_named(condition, told):
    assert told in WordCondition(**condition).explain("Two boats sank.")

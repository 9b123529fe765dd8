"""Facts from outside the texts stand among their records, and are no texts."""

import pytest

from tracebrief.project.errors import SourceError
from tracebrief.read import read_outside_facts, read_sources

TIDE = "- {outside: tide.high, says: High tide was at noon., grounds: a tide table}\n"


@pytest.fixture
def add(project):
    """Return a function that adds lines to the records of two texts."""

    def append(lines: str):
        project.sources.write_text(project.sources.read_text("utf-8") + lines, "utf-8")
        return project

    return append


def test_a_fact_is_read_and_is_no_text(add):
    project = add(TIDE)
    (fact,) = read_outside_facts(project)
    assert (fact.outside, fact.says, fact.grounds) == ("tide.high", "High tide was at noon.", "a tide table")
    assert [source.key for source in read_sources(project)] == ["ferry2020", "storm2020"]


def test_without_facts_there_are_none(project):
    assert read_outside_facts(project) == []


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        pytest.param(TIDE + TIDE, "two facts from outside are called 'tide.high'", id="one name twice"),
        pytest.param(
            "- {outside: tide, says: High.}\n", "sources.yml:28: entry 3: grounds: it is missing", id="no grounds"
        ),
        pytest.param("- {outside: Tide!, says: A, grounds: B}\n", "outside: 'Tide!' is not written as", id="no name"),
        pytest.param("- {outside: tide, says: A, grounds: B, key: c}\n", "c: key: there is no such field", id="both"),
        pytest.param("- {says: A, grounds: B}\n", "key: it is missing", id="neither"),
    ],
)
def test_a_fact_that_is_not_whole_is_refused_with_its_line(add, lines, said):
    with pytest.raises(SourceError) as refused:
        read_outside_facts(add(lines))
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_mistake_in_a_text_keeps_its_field_and_line(project):
    project.sources.write_text(project.sources.read_text("utf-8").replace("grade: direct", "grade: fine", 1), "utf-8")
    with pytest.raises(SourceError, match=r"sources\.yml:13: ferry2020: reliability\.grade: 'fine' is none of"):
        read_sources(project)

"""What people set side by side becomes a row; what they wrote wrongly is a mistake that names its line."""

import pytest

from tests.weigh.invented_claims import claim
from tracebrief.model.tables import to_table
from tracebrief.model.weighed import ClaimComparison
from tracebrief.project.errors import CodebookError
from tracebrief.project.paths import Project
from tracebrief.weigh import read_comparisons

FILE = """\
comparisons:
- key: quays
  claims:
  - {doc: a, kind: statement, words: the quays are safe}
  - {doc: b, kind: statement, words: two quays have sunk}
  relation: differ
  reason: one calls safe what the other has sunk
  guard: nobody says which quays
  who: the harbour office
  date: 2020-03-10
left_out:
- claims:
  - {doc: a, kind: statement, words: the quays are safe}
  - {doc: b, kind: statement, words: two quays have sunk}
  reason: the brief is about boats
  who: the harbour office
  date: 2020-03-10
"""
WORDS = {"a": "the quays are safe, and the quays are dry", "b": "two quays have sunk", "c": "a quay, the mayor said"}


@pytest.fixture
def project(tmp_path) -> Project:
    (tmp_path / "data").mkdir()
    return Project(tmp_path)


def read(project: Project, text: str):
    project.comparisons.write_text(text, "utf-8")
    return read_comparisons(project, to_table("claims", [claim(key, exact=exact) for key, exact in WORDS.items()]))


def computed(relation: str) -> ClaimComparison:
    return ClaimComparison("", "", "c-a", "c-b", relation, "in like words", None, None, "computed", None)


def test_a_person_s_word_stands_beside_what_is_computed(project):
    [row] = read(project, FILE).judge([], {"c-a", "c-b"})
    assert (row.claim_a, row.claim_b, row.relation, row.key) == ("c-a", "c-b", "differs", "quays")
    assert (row.set_by, row.guard, row.left_out) == (
        "the harbour office",
        "nobody says which quays",
        "the brief is about boats",
    )


def test_of_one_pair_the_person_s_word_counts(project):
    [row] = read(project, FILE).judge([computed("agrees")], {"c-a", "c-b"})
    assert row.relation == "differs"


def test_what_is_said_of_a_claim_that_is_gone_goes_with_it(project):
    assert read(project, FILE).judge([], {"c-a"}) == []


def test_no_file_says_nothing(project):
    assert read_comparisons(project, to_table("claims", [])).judge([computed("agrees")], {"c-a", "c-b"}) == [
        computed("agrees")
    ]


def test_what_does_not_disagree_cannot_be_left_out(project):
    said = read(project, FILE.replace("differ\n", "agree\n"))
    with pytest.raises(CodebookError, match="do not disagree"):
        said.judge([], {"c-a", "c-b"})


MISTAKES = {
    "words of no claim": (
        "two quays have sunk",
        "ten quays have sunk",
        "comparisons.yml:2: quays: no statement of b has",
    ),
    "words of another text": ("{doc: b", "{doc: c", "no statement of c has"),
    "another kind": ("kind: statement", "kind: quote", "no quote of a has"),
    "no guard": ("  guard: nobody says which quays\n", "", "has a guard"),
    "no reason": ("  reason: one calls safe what the other has sunk\n", "", "reason: it is missing"),
    "an unknown relation": ("relation: differ", "relation: doubt", "relation: 'doubt' is none of the choices"),
    "one claim twice": (
        "{doc: b, kind: statement, words: two quays have sunk}",
        "{doc: a, kind: statement, words: the quays are dry}",
        "the same two claims",
    ),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_named_with_its_line(project, case):
    old, new, message = MISTAKES[case]
    assert old in FILE
    with pytest.raises(CodebookError) as caught:
        read(project, FILE.replace(old, new, 1))
    assert message in str(caught.value) and "data/comparisons.yml:" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_key_that_stands_twice_is_refused(project):
    entry = FILE.partition("left_out")[0]
    with pytest.raises(CodebookError, match="'quays' stands twice"):
        read(project, entry + entry.partition("comparisons:\n")[2])


def test_the_first_claim_is_set_beside_each_of_the_others(project):
    more = FILE.partition("left_out")[0].replace(
        "two quays have sunk}\n", "two quays have sunk}\n  - {doc: c, kind: statement, words: a quay}\n", 1
    )
    found = read(project, more).judge([], {"c-a", "c-b", "c-c"})
    assert [(row.claim_a, row.claim_b) for row in found] == [("c-a", "c-b"), ("c-a", "c-c")]


def test_the_paragraph_tells_apart_words_that_stand_twice(project):
    project.comparisons.write_text(FILE.replace("doc: a,", "doc: a, paragraph: 2,"), "utf-8")
    again = claim("a", claim_id="c-z", exact=WORDS["a"], passage=2)
    rows = [claim("a", exact=WORDS["a"]), again, claim("b", exact=WORDS["b"])]
    [row] = read_comparisons(project, to_table("claims", rows)).judge([], {"c-a", "c-b", "c-z"})
    assert row.claim_a == "c-z"


def test_words_of_two_claims_are_refused(project):
    project.comparisons.write_text(FILE, "utf-8")
    twice = [claim("a", exact=WORDS["a"]), claim("a", claim_id="c-z", exact=WORDS["a"]), claim("b", exact=WORDS["b"])]
    with pytest.raises(CodebookError, match="2 claims of a have"):
        read_comparisons(project, to_table("claims", twice))

"""What no text says: found by a search that stops the build at an answer which nobody set aside."""

import pytest

from tracebrief.draw.values import compute_values
from tracebrief.model.tables import rows, to_table, write_table
from tracebrief.project.errors import CodebookError
from tracebrief.read.passages import find_passages
from tracebrief.read.raw_texts import read_documents


@pytest.fixture
def search(project, claims):
    """Return a function that makes one value of the texts about a ferry and a storm."""
    documents = write_table(project, "documents", read_documents(project))
    found = [
        {"doc_id": row["doc_id"], **vars(passage)}
        for row in rows(documents)
        for passage in find_passages(row["text"], title=row["title"])
    ]
    write_table(project, "passages", to_table("passages", found))

    def make(entry: str, prose: str = ""):
        (project.root / "data" / "values.yml").write_text(f"v: {{absence: {entry}}}\n", "utf-8")
        (project.report / "index.qmd").write_text(prose, "utf-8")
        return compute_values(project, claims).set_index("name").loc["v"]

    return make


ASIDE = "[{doc: storm2020, words: sank three boats, why: boats are not the ferry}]"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        pytest.param("{patterns: [volcano]}", "a search of the own words of 2 texts for “volcano”", id="no text"),
        pytest.param("{patterns: [volcano, lava flow]}", "“volcano” or “lava flow” finds no answer", id="two patterns"),
        pytest.param(f"{{patterns: [sank three], except: {ASIDE}}}", "(storm2020: boats are not", id="set aside"),
        pytest.param("{patterns: [three boats], texts: [ferry2020]}", "own words of ferry2020 for", id="in one text"),
    ],
)
def test_what_no_text_says(search, entry, said):
    value = search(entry)
    assert (value.text, value.number, value.rests_on) == ("no", 0, "search")
    assert said in value.how


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        pytest.param("{patterns: [THREE  BOATS]}", "storm2020 says “three boats” in “The storm sank", id="answered"),
        pytest.param('{patterns: ["sank|volcano"]}', "storm2020 says “sank”", id="by one of two"),
        pytest.param(f"{{patterns: [boats, on tuesday], except: {ASIDE}}}", "says “on Tuesday”", id="other words"),
        pytest.param(f"{{patterns: [volcano], except: {ASIDE}}}", "where no pattern finds", id="nothing aside"),
        pytest.param("{patterns: [x], texts: [none2020]}", "there is no text 'none2020'", id="no such text"),
        pytest.param(
            "{patterns: [volcano], except: [{doc: none2020, words: x, why: y}]}",
            "no text 'none2020'",
            id="aside in none",
        ),
        pytest.param(
            "{patterns: [three boats], except: [{doc: storm2020, words: three shops, why: y}]}",
            "“three shops” of storm2020 aside, which stands nowhere in it",
            id="aside stands nowhere",
        ),
        pytest.param(
            "{patterns: [sank], except: [{doc: storm2020, words: sank three boats, why: ' '}]}", "why: ", id="no reason"
        ),
        pytest.param("{patterns: [x], texts: []}", "texts", id="in no text"),
        pytest.param(r"{patterns: ['three\ boats']}", "storm2020 says “three boats”", id="an escaped space"),
        pytest.param("{patterns: ['(?<=three )boats']}", "is no regular expression", id="a look-behind of any width"),
        pytest.param('{patterns: ["("]}', "is no regular expression", id="no pattern"),
        pytest.param("{patterns: []}", "patterns", id="nothing to look for"),
    ],
)
def test_an_answer_stops_the_build(search, entry, said):
    with pytest.raises(CodebookError) as refused:
        search(entry)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_sentence_that_rests_on_it_is_named(search):
    prose = 'One.\n[No boat was lost]{.claim key="w v"} [@storm2020].\n'
    with pytest.raises(CodebookError, match=r"on the search rests report/index\.qmd:2 “\[No boat was lost\]"):
        search("{patterns: [three boats]}", prose)


def test_a_page_that_rests_on_other_values_is_not_named(search):
    with pytest.raises(CodebookError) as refused:
        search("{patterns: [three boats]}", '[No boat was lost]{.claim key="w"} [@storm2020].\n')
    assert "rests" not in str(refused.value)

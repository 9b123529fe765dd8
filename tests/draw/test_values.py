"""Values of the prose: cut from one claim with its hedge, or counted; anything else is refused in one line."""

import pytest

from tracebrief.draw.values import compute_values, write_values
from tracebrief.model.claims import claim_id
from tracebrief.model.tables import TABLES, to_table, write_table
from tracebrief.project.errors import CodebookError
from tracebrief.project.paths import Project

EMPTY = dict.fromkeys(TABLES["claims"].columns)


def claim(start, exact, *, kind="quantity", low=None, high=None, bound=None, doc_id="paper2020"):
    end = start + len(exact)
    return EMPTY | {
        "claim_id": claim_id("0" * 64, start, end, kind, exact),
        "doc_id": doc_id,
        "start": start,
        "end": end,
        "kind": kind,
        "low": low,
        "high": high,
        "bound": bound,
        "modality": "asserted",
        "exact": exact,
        "prefix": "",
        "suffix": "",
        "passage": 2,
        "rule": "test",
        "rule_version": "1",
        "status": "accepted",
        "review_state": "found",
    }


CLAIMS = [
    claim(0, "over 40 miners", low=40, bound="more than"),
    claim(50, "Five miners", low=5, high=5, bound="exact"),
    claim(90, "Five miners", low=5, high=5, bound="exact", doc_id="wire2020"),
    claim(100, "“we were left alone down there,”", kind="quote"),
    claim(99, "that they were told “we were left alone down there,”", kind="statement"),
    claim(200, "two shafts", low=2, high=2, bound="exact"),
    claim(250, "two shafts", low=2, high=2, bound="exact"),
    claim(300, "13,000 lamps", low=13_000, high=13_000, bound="exact"),
    claim(350, "some 16 million tons", low=16_000_000, high=16_000_000, bound="about"),
]

COMPARED = {"comparison_id": "k-1", "group": "g", "relation": "agrees", "reason": "the same", "guard": None}
COMPARED |= {"key": "boats or ships", "set_by": "an editor", "left_out": None}


@pytest.fixture
def project(tmp_path):
    project = Project(tmp_path)
    (tmp_path / "data").mkdir()
    write_table(project, "claims", to_table("claims", CLAIMS))
    return project


def values(project, text):
    (project.root / "data" / "values.yml").write_text(text, "utf-8")
    found = compute_values(project, to_table("claims", CLAIMS))
    return found.set_index("name")


@pytest.mark.parametrize(
    ("entry", "text", "number"),
    [
        pytest.param('{doc: paper2020, words: "over 40 miners"}', "over 40 miners", 40, id="a number with its hedge"),
        pytest.param('{doc: paper2020, words: "over 40"}', "over 40", 40, id="without the thing counted"),
        pytest.param('{doc: paper2020, words: "13,000"}', "13,000", 13_000, id="a whole number"),
        pytest.param('{doc: paper2020, words: "some 16 million"}', "some 16 million", 16_000_000, id="and its million"),
        pytest.param('{doc: paper2020, words: "Five", lower: true}', "five", 5, id="in running text"),
        pytest.param(
            '{doc: paper2020, kind: quote, words: "left alone", quoted: true}',
            "“left alone”",
            None,
            id="a part",
        ),
        pytest.param("{count: claims}", "nine", 9, id="a count"),
        pytest.param("{count: claims, where: {kind: [quote, statement]}}", "two", 2, id="a count over a filter"),
        pytest.param("{count: claims, where: {kind: event}}", "no", 0, id="a count of none"),
        pytest.param("{count: claims, sum: low}", "16,013,054", 16_013_054, id="a sum"),
        pytest.param("{count: claims, same: [low, high]}", "six", 6, id="columns that are equal"),
        pytest.param("{count: claims, each: doc_id}", "paper2020 and wire2020", 2, id="each word of a column"),
        pytest.param("{count: claims, each: speaker}", "nobody", 0, id="no word in a column"),
    ],
)
def test_a_value(project, entry, text, number):
    row = values(project, f"v: {entry}\n").loc["v"]
    assert row.text == text
    assert row.number == number if number is not None else row.isna().number


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        pytest.param('{doc: paper2020, words: "40 miners"}', "leaves out the hedge of “over 40 miners”", id="no hedge"),
        pytest.param('{doc: paper2020, words: "six miners"}', "no quantity of paper2020 has", id="no claim"),
        pytest.param('{doc: wire2020, words: "over 40"}', "no quantity of wire2020", id="another text's claim"),
        pytest.param('{doc: paper2020, words: "two shafts"}', "2 claims of paper2020", id="two claims"),
        pytest.param('{doc: paper2020, kind: quote, words: "Left alone"}', "no quote", id="changed words"),
        pytest.param("{count: claims, where: {colour: red}}", "claims has no column 'colour'", id="no such column"),
        pytest.param('{doc: paper2020, words: "13"}', "“13” cuts into “13,000 lamps”", id="a number cut short"),
        pytest.param('{doc: paper2020, words: "3,000 lamps"}', "cuts into “13,000 lamps”", id="a number's end"),
        pytest.param('{doc: paper2020, words: "some 16"}', "cuts into “some 16 million tons”", id="no million"),
        pytest.param('{doc: paper2020, kind: quote, words: "we were left al"}', "cuts into", id="a word cut short"),
        pytest.param("{count: claims, sum: weight}", "claims has no column 'weight'", id="no column to sum"),
        pytest.param("{count: claims, sum: exact}", "“exact” holds no numbers", id="a sum of words"),
        pytest.param("{count: claims, each: colour}", "claims has no column 'colour'", id="no column to list"),
        pytest.param("{count: claims, same: [low, heigh]}", "no column 'heigh'", id="no column to compare"),
        pytest.param("{count: lamps}", "there is no table 'lamps'", id="no such table"),
        pytest.param("{doc: paper2020}", "give either doc and words, or count, or absence", id="half a selector"),
        pytest.param('{doc: paper2020, words: "over 40", count: claims}', "give either", id="two selectors"),
        pytest.param('{doc: paper2020, word: "over 40"}', "v: v.word", id="unknown field"),
    ],
)
def test_what_names_no_value_is_refused(project, entry, message):
    with pytest.raises(CodebookError) as refused:
        values(project, f"v: {entry}\n")
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("entry", "number"),
    [
        pytest.param("{count: claims}", 9, id="a count"),
        pytest.param("{count: claims, sum: high}", 9, id="a sum"),
        pytest.param("{count: claims, each: doc_id}", 9, id="words of a column"),
        pytest.param("{count: claims, where: {kind: [quantity, quote, statement, event]}}", 9, id="a filter of all"),
        pytest.param("{count: claims, where: {kind: quote}}", 1, id="a filter"),
        pytest.param("{count: comparisons}", 2, id="claims side by side"),
        pytest.param("{count: origins, each: origin}", 1, id="origins of claims"),
    ],
)
def test_a_count_rests_on_every_claim_that_its_rows_name(project, entry, number):
    one, other = CLAIMS[0]["claim_id"], CLAIMS[1]["claim_id"]
    write_table(project, "comparisons", to_table("comparisons", [COMPARED | {"claim_a": one, "claim_b": other}]))
    origin = {"claim_id": one, "origin_id": "o", "origin": "a union", "actors": None, "outlet": None, "how": "told"}
    write_table(project, "origins", to_table("origins", [origin]))
    row = values(project, f"v: {entry}\n").loc["v"]
    assert (len(set(row.claims.split())), row.rests_on) == (number, "count")


@pytest.mark.parametrize("table", [name for name, table in TABLES.items() if table.is_reading])
def test_a_count_over_readings_says_so(project, table):
    write_table(project, table, to_table(table, []))
    row = values(project, f"v: {{count: {table}}}\n").loc["v"]
    assert row.rests_on == "reading" and row.isna().claims


@pytest.mark.parametrize("table", ["documents", "review_states", "ledger_scores"])
def test_a_count_of_texts_or_of_the_work_rests_on_no_claim(project, table):
    write_table(project, table, to_table(table, []))
    row = values(project, f"v: {{count: {table}}}\n").loc["v"]
    assert row.rests_on == "count" and row.isna().claims


def test_values_for_the_prose_are_the_same_bytes_each_time(project):
    table = values(project, 'v: {doc: paper2020, words: "over 40"}\nn: {count: claims}\n').reset_index()
    write_values(project, table)
    first = (project.tables / "values.json").read_bytes()
    write_values(project, table.iloc[::-1])
    assert (project.tables / "values.json").read_bytes() == first

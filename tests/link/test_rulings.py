import json

import pytest

from tracebrief.extract import read_article
from tracebrief.link import Ruling, link_claims, read_rulings
from tracebrief.link.codebook_examples import annotate
from tracebrief.model.tables import rows
from tracebrief.project.errors import CodebookError
from tracebrief.project.paths import Project

TEXT = "The port holds over 400 sailors stranded by the storm."
RULING = {
    "key": "a_ruling",
    "what": {"doc": "a", "kind": "quantity", "words": "over 400 sailors"},
    "field": "status",
    "from": "accepted",
    "to": "rejected",
    "why": "the number is a misprint",
    "who": "an editor",
    "date": "2020-03-07",
}


@pytest.fixture(scope="module")
def annotated():
    return annotate(read_article(TEXT, doc_id="a"))


def ruled(annotated, codebook, **changes):
    guard = {"sha256": annotated.sha256[:12]}
    ruling = Ruling.model_validate(RULING | {"guard": guard} | changes)
    return [row for row in rows(link_claims([annotated], codebook, [ruling]).claims) if row["kind"] == "quantity"]


def test_a_ruling_is_applied_and_noted(annotated, codebook):
    [claim] = ruled(annotated, codebook)
    assert claim["status"] == "rejected"
    assert "status was accepted, now rejected: the number is a misprint (an editor, 2020-03-07)" in claim["note"]


def test_a_ruling_on_the_value_names_the_claim_anew(annotated, codebook):
    [before], [after] = (
        ruled(annotated, codebook, **change) for change in ({}, {"field": "low", "from": 400, "to": 40})
    )
    assert (after["low"], before["low"]) == (40, 400)
    assert after["claim_id"] != before["claim_id"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"guard": {"sha256": "0" * 12}}, "the text a changed", id="another text"),
        pytest.param({"what": RULING["what"] | {"words": "400"}}, "0 claims are", id="words not found"),
        pytest.param({"what": RULING["what"] | {"kind": "quote"}}, "0 claims are", id="another kind"),
        pytest.param(
            {"field": "topic", "from": "work", "to": None}, "now has topic 'storm', not 'work'", id="read otherwise"
        ),
    ],
)
def test_a_ruling_that_meets_nothing_fails(annotated, codebook, change, message):
    with pytest.raises(CodebookError) as caught:
        ruled(annotated, codebook, **change)
    assert str(caught.value).startswith("data/rulings.yml: a_ruling: ")
    assert message in str(caught.value)


LOW = {"field": "low", "from": 400}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"field": "speaker", "from": None, "to": " "}, "speaker has no words", id="blank"),
        pytest.param({"field": "via", "from": None, "to": "Gazette, then "}, "via has no words", id="half blank"),
        pytest.param({"key": " "}, "key", id="a blank key"),
        pytest.param(LOW | {"to": True}, "true and false", id="a switch"),
        pytest.param(LOW | {"to": float("inf")}, "a number that ends", id="without end"),
        pytest.param(LOW | {"to": float("nan")}, "a number that ends", id="no number"),
        pytest.param({"to": "accepted"}, "changes nothing", id="nothing changes"),
        pytest.param(
            LOW | {"what": RULING["what"] | {"kind": "quote"}, "to": 4}, "a quote has no low", id="a quote is no number"
        ),
        pytest.param({"field": "event", "from": None, "to": "strike"}, "a quantity has no event", id="no event"),
        pytest.param(
            {"what": RULING["what"] | {"kind": "event"}, "field": "measure", "from": None, "to": "drowned"},
            "an? event has no measure",
            id="an event measures nothing",
        ),
    ],
)
def test_what_no_claim_could_say_is_refused_when_read(annotated, codebook, change, message):
    with pytest.raises(ValueError, match=message):
        ruled(annotated, codebook, **change)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param([LOW | {"to": -5}], "less than nothing", id="a negative count"),
        pytest.param([LOW | {"to": None}], "no value", id="no end"),
        pytest.param([{"field": "high", "from": None, "to": 5}], "400.0 to 5", id="the ends in the wrong order"),
        pytest.param([{"field": "bound", "from": "more than", "to": "exact"}], "exact 400", id="an open end"),
        pytest.param([{"field": "high", "from": None, "to": 500}], "more than 400", id="an end that the bound opens"),
        pytest.param(
            [{"field": "measure", "from": "stranded", "to": "open_share"}],
            "the same dimension",
            id="a share is no count",
        ),
        pytest.param([{}, LOW | {"to": 40}], "2 rulings", id="two with one key"),
        pytest.param([{"what": RULING["what"] | {"doc": "b"}}], "there is no text b", id="an unknown text"),
    ],
)
def test_a_ruling_that_leaves_what_cannot_be_is_refused(annotated, codebook, changes, message):
    guard = {"sha256": annotated.sha256[:12]}
    rulings = [Ruling.model_validate(RULING | {"guard": guard} | change) for change in changes]
    with pytest.raises(CodebookError, match=f"a_ruling: .*{message}"):
        link_claims([annotated], codebook, rulings)


def test_rulings_on_one_value_are_checked_together(annotated, codebook):
    guard = {"sha256": annotated.sha256[:12]}
    changes = [{"field": "high", "from": None, "to": 500}, {"field": "bound", "from": "more than", "to": "range"}]
    rulings = [
        Ruling.model_validate(RULING | {"guard": guard} | change | {"key": change["field"]}) for change in changes
    ]
    [claim] = [row for row in rows(link_claims([annotated], codebook, rulings).claims) if row["kind"] == "quantity"]
    assert (claim["low"], claim["high"], claim["bound"]) == (400, 500, "range")


def test_the_unit_follows_a_ruled_measure(annotated, codebook):
    [claim] = ruled(annotated, codebook, field="measure", **{"from": "stranded"}, to="drowned")
    assert (claim["measure"], claim["unit"]) == ("drowned", "person")


@pytest.mark.parametrize("text", [pytest.param("", id="empty"), pytest.param("# none yet\n", id="a comment")])
def test_a_file_without_rulings_is_none(tmp_path, text):
    project = Project(tmp_path)
    project.rulings.parent.mkdir(parents=True)
    project.rulings.write_text(text, "utf-8")
    assert read_rulings(project) == []


def test_a_mistake_names_the_ruling_and_its_field(tmp_path):
    project = Project(tmp_path)
    project.rulings.parent.mkdir(parents=True)
    first = RULING | {"guard": {"sha256": "0" * 12}}
    project.rulings.write_text(json.dumps([first, first | {"key": "another", "field": "colour"}]), "utf-8")
    with pytest.raises(CodebookError, match=r": another: field: "):
        read_rulings(project)


NESTED = """\
Tom Ellis said that the long wooden pier was lost to the storm on Monday after the night watch had left the harbour, \
and that pilots said that over 400 sailors were stranded.

Sixty foreign sailors were stuck."""


def said_by(codebook, *changes):
    """Return who says each claim of a text and through whom it came, with rulings on its statements."""
    document = annotate(read_article(NESTED, doc_id="a"))
    linked = link_claims([document], codebook)
    rulings = []
    for number, (words, was, to, kind) in enumerate(changes):
        [exact] = [row["exact"] for row in rows(linked.claims) if row["kind"] == kind and words(row)]
        what = {"doc": "a", "kind": kind, "words": exact}
        change = {"key": f"r{number}", "what": what, "field": "speaker", "from": was, "to": to}
        rulings.append(Ruling.model_validate(RULING | {"guard": {"sha256": document.sha256[:12]}} | change))
    claims = link_claims([document], codebook, rulings).claims
    return {(row["kind"], row["exact"]): (row["speaker"], row["via"]) for row in rows(claims)}


def of(speaker):
    return lambda row: row["speaker"] == speaker


COUNT, OTHER = ("quantity", "over 400 sailors"), ("quantity", "Sixty foreign sailors")
INNER = (of("pilots"), "pilots", "Ann Lee", "statement")
OUTER = (of("Tom Ellis"), "Tom Ellis", "Ann Lee", "statement")


@pytest.mark.parametrize(
    ("changes", "speaker", "via"),
    [
        pytest.param([], "pilots", "Tom Ellis", id="as read"),
        pytest.param([INNER], "Ann Lee", "Tom Ellis", id="who says it"),
        pytest.param([OUTER], "pilots", "Ann Lee", id="who passes it on"),
        pytest.param([(*INNER[:2], None, "statement")], None, None, id="nobody says it"),
        pytest.param([(*OUTER[:2], None, "statement")], "pilots", None, id="nobody passes it on"),
        pytest.param(
            [INNER, (of("pilots"), "pilots", "a clerk", "quantity")], "a clerk", "Tom Ellis", id="a ruling of its own"
        ),
    ],
)
def test_what_a_statement_holds_follows_a_ruling_on_its_speaker(codebook, changes, speaker, via):
    said = said_by(codebook, *changes)
    assert said[COUNT] == (speaker, via)
    assert said[OTHER] == (None, None)

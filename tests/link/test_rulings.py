import pytest

from tracebrief.extract import read_article
from tracebrief.link import Ruling, link_claims
from tracebrief.link.codebook_examples import annotate
from tracebrief.model.tables import rows
from tracebrief.project.errors import CodebookError

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
    assert "status was accepted: the number is a misprint (an editor, 2020-03-07)" in claim["note"]


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
        pytest.param({"from": "rejected"}, "now has status 'accepted', not 'rejected'", id="read otherwise"),
    ],
)
def test_a_ruling_that_meets_nothing_fails(annotated, codebook, change, message):
    with pytest.raises(CodebookError) as caught:
        ruled(annotated, codebook, **change)
    assert str(caught.value).startswith("data/rulings.yml: a_ruling: ")
    assert message in str(caught.value)

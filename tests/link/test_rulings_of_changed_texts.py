"""A ruling holds in the paragraph in which it was made; in a changed one, nobody has looked at its claim."""

import pytest

from tracebrief.extract import read_article
from tracebrief.link import link_claims
from tracebrief.link.codebook_examples import annotate
from tracebrief.model.claims import RuledField
from tracebrief.model.spans import Span
from tracebrief.model.tables import rows, rows_of
from tracebrief.rulings import TextRulings, find_standing, hash_paragraph, list_outdated, list_strays

LINE = "The port holds over 400 sailors stranded by the storm."
TEXT = f"{LINE}\nTom Ellis said that the quay was open."
WORDS = "over 400 sailors"
WRONG = LINE.replace("holds", "no longer holds")


def read(text: str):
    return annotate(read_article(text, doc_id="a"))


@pytest.fixture(scope="module")
def document():
    return read(TEXT)


@pytest.fixture(scope="module")
def found(document, codebook):
    [row] = [row for row in rows(link_claims([document], codebook).claims) if row["exact"] == WORDS]
    return row


@pytest.fixture
def link(document, codebook, found, rule_on):
    """Return a function that links another version of the text with a ruling on the sailors."""

    def link(text: str, *, renewed: bool = False, sealed: bool = True, **parts):
        known = {"paragraph": hash_paragraph(TEXT, Span(found["start"], found["end"]))} if sealed else {}
        ruling, changed = rule_on(found, **known | parts), read(text)
        sha256 = changed.sha256 if renewed else document.sha256
        rulings = TextRulings(text=sha256, rulings=(ruling,))
        linked = link_claims([changed], codebook, {"a": rulings})
        told = [*list_outdated(find_standing("a", rulings, text=text, sha256=changed.sha256))]
        told += list_strays(rows_of(linked.ruled_fields, RuledField))
        return [row for row in rows(linked.claims) if row["exact"] == WORDS], told

    return link


OTHER = TEXT.replace("Tom Ellis", "Ann Lee")


@pytest.mark.parametrize(
    ("text", "start", "renewed"),
    [
        pytest.param(TEXT, 15, False, id="the same text"),
        pytest.param(f"{TEXT}\n", 15, False, id="a line end more"),
        pytest.param(OTHER, 15, False, id="another paragraph changed"),
        pytest.param(OTHER, 15, True, id="another paragraph changed, and the hash was typed anew"),
        pytest.param(f"Rain fell.\n{TEXT}", 26, False, id="moved on"),
        pytest.param(f"{WRONG}\n{TEXT}", len(WRONG) + 16, False, id="the same words in a paragraph before it"),
    ],
)
def test_it_holds_where_its_paragraph_stands(link, text, start, renewed):
    claims, told = link(text, renewed=renewed)
    assert [row["start"] for row in claims if row["review_state"] == "confirmed"] == [start]
    assert told == []


CHANGED = [
    pytest.param({}, TEXT.replace("stranded by", "safe from"), id="its sentence changed"),
    pytest.param({"renewed": True}, TEXT.replace("stranded by", "safe from"), id="and the hash was typed anew"),
    pytest.param({}, f"{LINE} So the clerk says.\nThat is all.", id="its paragraph goes on"),
    pytest.param({"sealed": False}, f"Rain fell.\n{TEXT}", id="its paragraph was not written down"),
    pytest.param({"paragraph": "unknown", "renewed": True}, TEXT, id="nor before the text changed"),
]


@pytest.mark.parametrize(("how", "text"), CHANGED)
def test_nobody_has_looked_at_it_in_a_changed_paragraph(link, how, text):
    [claim], [told] = link(text, **how)
    assert (claim["review_state"], claim["ruled_by"], claim["ruled_as"]) == ("found", None, None)
    assert "nobody has looked at it since" in claim["note"]
    assert told.startswith("data/rulings/a.yml: quantity “over 400 sailors”: its paragraph changed")


def test_what_was_right_is_kept_until_somebody_looks(link):
    [claim], _ = link(WRONG, review_state="corrected", right={"low": 40})
    assert (claim["low"], claim["review_state"]) == (40, "found")


def test_what_was_rejected_is_as_read_until_somebody_looks(link):
    [claim], _ = link(WRONG, review_state="rejected")
    assert (claim["status"], claim["review_state"]) == ("accepted", "found")


def test_by_hand_the_hash_of_the_paragraph_may_be_left_out(link):
    [claim], told = link(TEXT, sealed=False)
    assert claim["review_state"] == "confirmed" and told == []


def test_each_place_in_a_paragraph_has_its_own_hash():
    twice = "A boat left, then a boat came back."
    hashes = {hash_paragraph(twice, Span(at, at + 4)) for at in (2, 20)}
    assert len(hashes) == 2 and hash_paragraph(f"It rained.\n{twice}\n", Span(13, 17)) in hashes

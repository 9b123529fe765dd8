"""What is left to rule on by the files as they are now, and which rulings to look at again."""

import hashlib

import pytest

from tracebrief.model.claims import Claim, RuledField
from tracebrief.model.documents import Document
from tracebrief.model.tables import rows, rows_of
from tracebrief.read import read_documents
from tracebrief.rulings import TextRulings, count_added, find_progress, find_standing, list_moved, list_strays


def progress(project, claims, *rulings):
    documents = rows_of(read_documents(project), Document)
    of_text = TextRulings(text=documents[0].sha256, rulings=rulings)
    found = find_progress(rows_of(claims, Claim), documents, {documents[0].doc_id: of_text} if rulings else {})
    return {(each.doc_id, each.kind): (each.claims, each.by_reader, each.by_program, each.left) for each in found}


@pytest.fixture
def passengers(claims):
    return next(row for row in rows(claims) if row["exact"] == "About 120 passengers")


def test_without_rulings_everything_is_left(project, claims):
    assert progress(project, claims) == {
        ("ferry2020", "quantity"): (1, 0, 0, 1),
        ("ferry2020", "quote"): (1, 0, 0, 1),
        ("storm2020", "quantity"): (1, 0, 0, 1),
        ("storm2020", "event"): (1, 0, 0, 1),
    }


@pytest.mark.parametrize(
    ("ruled_as", "expected"),
    [pytest.param("reader", (1, 1, 0, 0), id="a reader"), pytest.param("program", (1, 0, 1, 0), id="a program")],
)
def test_a_ruling_that_no_build_has_seen_counts(project, claims, rule_on, passengers, ruled_as, expected):
    assert progress(project, claims, rule_on(passengers, ruled_as=ruled_as))["ferry2020", "quantity"] == expected


def test_what_is_added_counts_though_no_build_has_it(project, claims, rule_on, passengers):
    missed = passengers | {"exact": "a ferry", "start": 68, "end": 75, "kind": "event"}
    ruling = rule_on(missed, review_state="added", right={"modality": "asserted"})
    text = rows_of(read_documents(project), Document)[0].text
    ruling = ruling.model_copy(update={"at": (text.index("a ferry"), text.index("a ferry") + 7)})
    assert progress(project, claims, ruling)["ferry2020", "event"] == (1, 1, 0, 0)


def test_what_was_rejected_and_is_gone_is_not_counted(project, claims, rule_on, passengers):
    gone = rule_on(passengers | {"exact": "It rained", "start": 189, "end": 198}, review_state="rejected")
    text = rows_of(read_documents(project), Document)[0].text
    gone = gone.model_copy(update={"at": (text.index("It rained"), text.index("It rained") + 9)})
    assert progress(project, claims, gone)["ferry2020", "quantity"] == (1, 0, 0, 1)


FIELD = {
    "claim_id": "c-1",
    "doc_id": "a",
    "start": 1,
    "end": 5,
    "kind": "event",
    "words": "the\npier",
    "ruled_as": "reader",
}

CLAIM = {"field": "claim", "found": None, "right": "claim", "agrees": True, "strays": False}


def field(name: str, now: str | None, *, strays: bool = True) -> RuledField:
    return RuledField(**FIELD, field=name, found="y", read_now=now, right="x", agrees=False, strays=strays)


def test_one_line_says_all_that_is_read_otherwise():
    [line] = list_strays([field("low", "5"), field("place", None), field("via", "y", strays=False)])
    assert line == (
        "data/rulings/a.yml: event “the pier”: the library now reads low 5, place empty; look at this ruling"
    )


def test_a_claim_that_is_found_no_more_is_told():
    assert list_strays([field("claim", None)])[0].endswith(
        "the library finds no such claim any more; look at this ruling"
    )


def test_what_is_read_as_it_was_needs_no_look():
    assert list_strays([field("low", "5", strays=False)]) == []


@pytest.mark.parametrize(
    ("review_state", "found", "expected"),
    [("added", "claim", (1, 1)), ("added", None, (1, 0)), ("corrected", "claim", (0, 0))],
)
def test_what_was_added_may_be_read_by_now(claims, passengers, review_state, found, expected):
    claim = rows_of(claims[claims.claim_id == passengers["claim_id"]].assign(review_state=review_state), Claim)
    read = RuledField(**FIELD | {"claim_id": passengers["claim_id"]}, **CLAIM | {"read_now": found})
    assert count_added(claim, [read]) == expected


def test_words_that_moved_are_told_with_their_place(project, claims, rule_on, passengers):
    text = rows_of(read_documents(project), Document)[0].text
    rulings = TextRulings(text=hashlib.sha256(text.encode()).hexdigest(), rulings=[rule_on(passengers)])
    stands = find_standing("ferry2020", rulings, text=text, sha256=rulings.text)
    assert list(list_moved(stands)) == []
    moved = find_standing("ferry2020", rulings, text=f"New. {text}", sha256="0f" * 32)
    start, end = passengers["start"] + 5, passengers["end"] + 5
    assert [line.partition(": the text changed")[2] for line in list_moved(moved)] == [
        f"; renew at to [{start}, {end}]"
    ]

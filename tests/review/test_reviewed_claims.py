"""A claim of the last build meets the ruling on it, whichever of the two is newer."""

import hashlib

import pytest

from tracebrief.model.spans import Span
from tracebrief.review.built_texts import BuiltText
from tracebrief.review.reviewed_claims import fields_of, find_claims
from tracebrief.rulings import TextRulings, find_standing

TEXT = "At noon some 40 gulls sat on the old pier, and 40 gulls flew."
WORDS = "some 40 gulls"
READ = {"low": 40.0, "high": 40.0, "unit": "gull", "bound": "about", "modality": "asserted"}
SHA = hashlib.sha256(TEXT.encode()).hexdigest()


def row(words: str = WORDS, review_state: str = "found", **fields) -> dict:
    start = TEXT.index(words)
    known = dict.fromkeys(fields_of("quantity")) | READ | fields
    place = {
        "start": start,
        "end": start + len(words),
        "kind": "quantity",
        "claim_id": "c-0",
        "review_state": review_state,
    }
    return known | place


def text(*rows: dict, found: dict | None = None) -> BuiltText:
    """The text as built; `found` is what was read by itself where there was a ruling already."""
    ruled = {(each["start"], each["end"], "quantity"): found for each in rows if found is not None}
    return BuiltText("gulls", "gulls.txt", SHA, "", "", TEXT, [], list(rows), ruled)


def standing(state: str = "confirmed", words: str = WORDS, **parts) -> list:
    at = [TEXT.index(words), TEXT.index(words) + len(words)]
    record = {
        "words": words,
        "at": at,
        "kind": "quantity",
        "review_state": state,
        "ruled_by": "A",
        "ruled_as": "reader",
    }
    record |= {"ruled_on": "2020-03-07"} | ({} if state == "added" else {"found": READ}) | parts
    rulings = TextRulings.model_validate({"text": SHA, "rulings": [record]})
    return find_standing("gulls", rulings, text=TEXT, sha256=SHA)


CHANGED = {
    "read as it was found": ({}, standing(), []),
    "read otherwise than confirmed": ({"bound": "exact"}, standing(), ["bound"]),
    "read as it was corrected": (
        {"bound": "exact"},
        standing("corrected", right={"bound": "exact"}, why="it is a count"),
        [],
    ),
    "read as a third thing": ({"bound": "at least"}, standing("corrected", right={"bound": "exact"}), []),
    "a field let stand is read otherwise": (
        {"unit": "bird"},
        standing("corrected", right={"bound": "exact"}),
        ["unit"],
    ),
    "read with days that are not": ({"as_of": "2020-03-01"}, standing(), ["as_of"]),
    "read with the same days, written otherwise": (
        {"as_of": "2020-03-01/2020-03-31"},
        standing("corrected", right={"as_of": "2020-03"}),
        [],
    ),
    "read where the record says nothing": ({"topic": "birds"}, standing(), ["topic"]),
    "rejected, and read otherwise": ({"unit": "bird"}, standing("rejected", why="no count"), []),
    "rejected, and read as it was": ({}, standing("rejected", why="no count"), []),
}


@pytest.mark.parametrize("case", CHANGED)
def test_what_is_read_otherwise_since_is_named(case):
    fields, rulings, changed = CHANGED[case]
    [claim] = find_claims(text(row(**fields)), rulings)
    assert claim.changed == changed


def test_what_a_record_leaves_out_is_as_read():
    [claim] = find_claims(text(row(topic="birds")), standing())
    assert claim.fields["topic"] == "birds" and claim.fields["speaker"] is None


def test_other_words_are_named():
    [claim] = find_claims(text(row("40 gulls")), standing())
    assert claim.changed == ["words"] and claim.span.cut(TEXT) == WORDS


def test_a_ruling_that_the_build_applied_shows_what_is_read_by_itself():
    found = {name: str(value) for name, value in READ.items()} | {"claim": "claim", "words": "40 gulls"}
    found = dict.fromkeys(fields_of("quantity")) | found
    [claim] = find_claims(text(row(review_state="corrected", bound="exact"), found=found), standing())
    assert claim.read.span == Span(TEXT.index("40 gulls"), TEXT.index("40 gulls") + 8)
    assert claim.read.fields == dict.fromkeys(fields_of("quantity")) | READ


@pytest.mark.parametrize(("rulings", "states"), [(standing("added", right=READ), ["added"]), ([], [])])
def test_what_only_a_ruling_made_goes_with_it(rulings, states):
    claims = find_claims(text(row(review_state="added"), found={"claim": None}), rulings)
    assert [claim.as_json()["review_state"] for claim in claims] == states
    assert all(claim.found is None for claim in claims)


def test_a_ruling_on_words_that_are_not_read_is_shown():
    [claim] = find_claims(text(), standing())
    assert claim.read is None and claim.found.fields["low"] == 40 and claim.as_json()["stands"]
    [gone] = find_claims(text(), standing("rejected", why="no count"))
    assert not gone.as_json()["stands"]

"""The ledger keeps every claim to the letter, and says what a build changes in it."""

import pandas as pd
import pytest

from tracebrief.audit.ledger import compare_ledger, read_ledger, write_ledger
from tracebrief.errors import LedgerError
from tracebrief.tables import to_table


def test_what_is_written_is_read_back(project, claims):
    write_ledger(project, claims)
    pd.testing.assert_frame_equal(read_ledger(project), claims)
    assert compare_ledger(read_ledger(project), claims) == []


def test_the_same_claims_are_the_same_bytes_in_the_order_of_the_texts(project, claims):
    write_ledger(project, claims)
    written = project.ledger.read_bytes()
    write_ledger(project, claims.sample(frac=1, random_state=1))
    assert project.ledger.read_bytes() == written
    assert b"\r" not in written and b"120.0" not in written
    assert written.index(b"About 120") < written.index(b"We could not dock") < written.index(b"three boats")


def changed(claims, passengers):
    """Return the claims with the one on passengers read otherwise."""
    others = claims[claims.exact != "About 120 passengers"].to_dict("records")
    others = [{key: None if pd.isna(value) else value for key, value in row.items()} for row in others]
    return to_table("claims", [*others, passengers])


CHANGES = {
    "a value read anew": (lambda c, p: (c, changed(c, p(bound="exact"))), ["changed", "bound “about” → “exact”"]),
    "a hedge lost": (
        lambda c, p: (c, changed(c, p(modality="alleged"))),
        ["changed", "modality “asserted” → “alleged”"],
    ),
    "a new claim": (lambda c, _: (c.iloc[1:], c), ["added"]),
    "a claim gone": (lambda c, _: (c, c.iloc[1:]), ["withdrawn"]),
    "a first ledger": (lambda c, _: (c.iloc[:0], c), ["added"] * 4),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_change_is_told(claims, passengers, case):
    make, told = CHANGES[case]
    changes = compare_ledger(*make(claims, passengers))
    kinds = [word for word in told if "→" not in word]
    assert [change.kind for change in changes] == kinds
    assert all(word in str(changes[0]) for word in told)


def test_a_change_names_the_text_the_words_and_the_value(claims, passengers):
    (change,) = compare_ledger(claims, changed(claims, passengers(high=130.0)))
    assert "ferry2020 quantity “About 120 passengers” = 120–130 passenger (about): " in str(change)
    assert "high 120 → 130" in str(change)


BAD = {
    "missing": (lambda path: path.unlink(), "no ledger yet"),
    "not a table": (lambda path: path.write_text("nonsense\n"), "columns missing"),
    "a column gone": (lambda path: path.write_text(path.read_text().replace("suffix", "sufix")), "columns missing"),
    "a word for a number": (lambda path: path.write_text(path.read_text().replace(",120,", ",many,", 1)), "many"),
    "not UTF-8": (lambda path: path.write_bytes(b"\xff" + path.read_bytes()), "decode"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_broken_ledger_is_refused_in_one_line(project, claims, case):
    break_it, told = BAD[case]
    write_ledger(project, claims)
    break_it(project.ledger)
    with pytest.raises(LedgerError, match=told) as refused:
        read_ledger(project)
    assert "\n" not in str(refused.value) and str(refused.value).startswith("report/claims.csv: ")

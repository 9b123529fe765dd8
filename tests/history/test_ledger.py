"""The ledger keeps every claim to the letter, and every conflict, and nothing that only agrees."""

import pandas as pd
import pytest

from tracebrief.history.ledger import read_ledger, write_ledger
from tracebrief.history.snapshots import read_claims, read_conflicts
from tracebrief.model.tables import to_table
from tracebrief.model.weighed import RELATIONS
from tracebrief.project.errors import LedgerError


def test_what_is_written_is_read_back(project, claims):
    write_ledger(project, claims)
    pd.testing.assert_frame_equal(read_ledger(project), claims)
    assert list(read_claims(project.ledger.read_bytes(), "claims.csv")) == list(ordered(claims).claim_id)


def test_the_same_claims_are_the_same_bytes_in_the_order_of_the_texts(project, claims):
    write_ledger(project, claims)
    written = project.ledger.read_bytes()
    write_ledger(project, claims.sample(frac=1, random_state=1))
    assert project.ledger.read_bytes() == written
    assert b"\r" not in written and b"120.0" not in written
    assert written.index(b"About 120") < written.index(b"We could not dock") < written.index(b"three boats")


def ordered(claims):
    """Return claims in the order of the texts."""
    return claims.sort_values(["doc_id", "start", "end", "kind", "claim_id"])


def test_conflicts_and_differences_are_written_and_nothing_else_that_was_compared(project, claims):
    pair = {"group": "g", "claim_a": "c-1", "claim_b": "c-2", "reason": "2 is not 3", "guard": None, "key": None}
    pairs = [
        {"comparison_id": f"x-{number}", "relation": relation, "set_by": "computed", "left_out": None} | pair
        for number, relation in enumerate(RELATIONS)
    ]
    write_ledger(project, claims, to_table("comparisons", pairs))
    found = read_conflicts(project.conflicts.read_bytes(), "conflicts.csv")
    assert {row["relation"] for row in found.values()} == {"conflicts", "differs"}
    assert {row["reason"] for row in found.values()} == {"2 is not 3"}


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


@pytest.mark.parametrize("words", ["a\rb", "\r", 'a "b"\r\n', "a,\nb"])
def test_words_with_line_ends_are_read_back(project, claims, words):
    claims = claims.assign(prefix=words)
    write_ledger(project, claims)
    assert set(read_ledger(project).prefix) == {words}

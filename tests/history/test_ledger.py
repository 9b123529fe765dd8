"""The ledger keeps every claim to the letter, and every conflict, and nothing that only agrees."""

import pandas as pd
import pytest

from tracebrief.history.ledger import read_ledger, write_ledger
from tracebrief.history.snapshots import read_claims, read_conflicts, read_records
from tracebrief.model.tables import to_table
from tracebrief.project.errors import LedgerError, SourceError


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


def test_conflicts_are_written_and_nothing_else_that_was_compared(project, claims):
    relations = ("agrees", "conflicts", "not comparable")
    pairs = [
        {"comparison_id": f"x-{number}", "group": "g", "claim_a": "c-1", "claim_b": "c-2", "relation": relation}
        for number, relation in enumerate(relations)
    ]
    write_ledger(project, claims, to_table("comparisons", [pair | {"reason": "2 is not 3"} for pair in pairs]))
    row = {"comparison_id": "x-1", "group": "g", "claim_a": "c-1", "claim_b": "c-2", "reason": "2 is not 3"}
    assert read_conflicts(project.conflicts.read_bytes(), "conflicts.csv") == {"x-1": row}


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


HEAD = "claim_id,doc_id,start,end,kind,exact\n"
NO_LEDGER = {
    "a merge not resolved": (HEAD + "<<<<<<< HEAD\n", "old.csv:2: a merge left both versions; keep one"),
    "a row too short": (HEAD + "c-1,ferry\n", "old.csv:2: not a ledger: a row with more or fewer cells"),
    "a row too long": (
        HEAD + "c-1,ferry,1,2,quote,it,more\n",
        "old.csv:2: not a ledger: a row with more or fewer cells",
    ),
    "a claim twice": (HEAD + 2 * "c-1,ferry,1,2,quote,it\n", "old.csv:3: not a ledger: c-1 twice"),
    "a quotation mark open": (HEAD + 'c-1,ferry,1,2,quote,"it\n', "old.csv: not a ledger: unexpected end of data"),
    "no column of names": ("id\n1\n", "old.csv: not a ledger: columns missing"),
    "a place that is none": (HEAD + "c-1,ferry,one,2,quote,it\n", "c-1 stands at 'one' to '2'"),
    "nothing": ("", "columns missing"),
    "not UTF-8": (HEAD.encode() + b"\xff", "decode"),
}


@pytest.mark.parametrize("case", NO_LEDGER)
def test_a_ledger_of_any_age_is_refused_where_it_is_broken(case):
    content, told = NO_LEDGER[case]
    with pytest.raises(LedgerError) as refused:
        read_claims(content if isinstance(content, bytes) else content.encode(), "old.csv")
    assert told in str(refused.value) and "\n" not in str(refused.value)


LEDGERS = {
    "of another format": (HEAD.replace("exact", "exact,colour") + "c-1,ferry,1,2,quote,it,blue\n", ["c-1"]),
    "with words over two lines, as of a merge": (HEAD + 'c-1,ferry,1,2,quote,"a\n=======\nb"\n', ["c-1"]),
    "with nothing in it": (HEAD, []),
}


@pytest.mark.parametrize("case", LEDGERS)
def test_a_ledger_of_any_age_is_read(case):
    content, names = LEDGERS[case]
    assert list(read_claims(content.encode(), "old.csv")) == names


def test_texts_are_read_from_records_whatever_else_stands_there():
    records = b"- {key: ferry, sha256: ab, published: {edtf: 2020-03-03}, colour: blue}\n- {key: storm}\n"
    found = read_records(records, "sources.yml")
    assert found["ferry"] == {"sha256": "ab", "title": "", "outlet": "", "published": "2020-03-03"}
    assert list(found) == ["ferry", "storm"] and read_records(b"", "sources.yml") == {}


@pytest.mark.parametrize("content", [b"- ferry\n", b"- {file: a}\n", b"- [\n", b"3\n", b"\xff"])
def test_what_is_no_list_of_texts_is_refused(content):
    with pytest.raises(SourceError, match=r"^sources.yml: no list of texts with their keys"):
        read_records(content, "sources.yml")


@pytest.mark.parametrize("words", ["a\rb", "\r", 'a "b"\r\n', "a,\nb"])
def test_words_with_line_ends_are_read_back(project, claims, words):
    claims = claims.assign(prefix=words)
    write_ledger(project, claims)
    assert set(read_ledger(project).prefix) == {words}

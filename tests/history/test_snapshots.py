"""Ledgers and lists of texts of any age are read as they were written, and refused where they are broken."""

import pytest

from tracebrief.history.snapshots import read_claims, read_records
from tracebrief.project.errors import LedgerError, SourceError

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
    "a position that is none": (HEAD + "c-1,ferry,one,2,quote,it\n", "c-1 stands at 'one' to '2'"),
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

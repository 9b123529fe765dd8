"""A claim stands only where its words, what is around them and its id agree with the text on disk."""

import pytest

from tracebrief.audit.quotation_checks import check_quotations, describe_mismatch
from tracebrief.model.claims import Claim
from tracebrief.model.documents import Document
from tracebrief.model.tables import rows, rows_of
from tracebrief.read import read_documents


def test_claims_at_their_spans_are_found(project, claims):
    checked = check_quotations(project)
    assert len(checked) == 4 and checked.found.all() and checked.problem.isna().all()


WRONG = {
    "one letter further": (lambda row: {"start": row["start"] + 1}, "exact is "),
    "other words": (lambda row: {"exact": "About 210 passengers"}, "exact is 'About 210"),
    "other words before": (lambda row: {"prefix": "x"}, "prefix is 'x'"),
    "other words behind": (lambda row: {"suffix": "x"}, "suffix is 'x'"),
    "beyond the text": (lambda row: {"end": 9999}, "no span of a text"),
    "an empty span": (lambda row: {"end": row["start"]}, "no span of a text"),
    "another value under the old id": (lambda row: {"high": 200.0}, "its content has the id c-"),
    "another text": (lambda row: {"doc_id": "nowhere"}, "no text 'nowhere'"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_claim_that_is_not_there_is_told(project, claims, case):
    change, told = WRONG[case]
    documents = {document.doc_id: document for document in rows_of(read_documents(project), Document)}
    row = next(row for row in rows(claims) if row["unit"] == "passenger")
    row |= change(row)
    assert told in describe_mismatch(Claim(**row), documents.get(row["doc_id"]))

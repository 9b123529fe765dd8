"""A claim stands only where its words, what is around them and its id agree with the text on disk."""

import hashlib

import pytest

from tracebrief.audit.quotation_checks import check_quotations, describe_mismatch
from tracebrief.model.tables import rows


def test_claims_at_their_places_are_found(project, claims):
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
def test_a_claim_that_is_not_there_is_told(claims, ferry, case):
    change, told = WRONG[case]
    document = {"text": ferry, "sha256": hashlib.sha256(ferry.encode()).hexdigest()}
    row = next(row for row in rows(claims) if row["unit"] == "passenger")
    row |= change(row)
    assert told in describe_mismatch(row, document if row["doc_id"] == "ferry2020" else None)

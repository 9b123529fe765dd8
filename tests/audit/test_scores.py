"""Marks are found in their texts, matched to what was found one to one, and counted."""

from types import SimpleNamespace

import pytest

from tracebrief.audit.scores import FoundMention, count_scores, match_gold, match_ledger, match_mentions, overlap
from tracebrief.model.claims import Claim, ReadClaim
from tracebrief.model.spans import Span
from tracebrief.model.tables import rows_of, to_table, write_table
from tracebrief.read import read_documents


@pytest.fixture
def scores(mark, ferry):
    """Return the scores of found mentions, each (words, kind, what it says), over all texts."""

    def score(*mentions):
        nothing = dict.fromkeys(("low", "high", "bound", "speaker", "first", "last", "modality", "type"))
        found = [
            FoundMention("ferry2020", span(ferry, words), kind, SimpleNamespace(**nothing | row))
            for words, kind, row in mentions
        ]
        matches = match_mentions(mark(), found, {"ferry2020": ferry})
        return {score.task: score for score in count_scores(matches) if score.doc_id == "all"}

    return score


def span(text, words):
    return Span(text.index(words), text.index(words) + len(words))


OVERLAPS = {
    "the same": ("120 passengers", "120 passengers", 1.0),
    "without quotation marks": ("“We could not dock,”", "We could not dock", 1.0),
    "half": ("About 120", "120", 3 / 8),
    "apart": ("Monday", "Port", 0.0),
}


@pytest.mark.parametrize("case", OVERLAPS)
def test_spans_are_compared_by_their_letters(ferry, case):
    one, other, expected = OVERLAPS[case]
    assert overlap(ferry, span(ferry, one), span(ferry, other)) == pytest.approx(expected)


def test_a_full_hand_scores_one(scores):
    found = scores(
        ("About 120 passengers", "quantity", {"low": 120.0, "high": 120.0, "bound": "about", "modality": "asserted"}),
        ("We could not dock,", "quote", {"speaker": "Ada Brook"}),
        ("Port Ellery", "name", {"type": "LOC"}),
        ("Monday", "date", {"first": "2020-03-02", "last": "2020-03-02"}),
    )
    assert {score.f1 for score in found.values()} == {1.0}
    assert {"quantity value", "quantity bound", "quote speaker", "date days", "name type", "modality"} < set(found)


def test_what_is_missing_surplus_or_elsewhere_costs(scores):
    found = scores(
        ("120 passengers", "quantity", {"low": 120.0, "high": 120.0, "bound": "exact", "modality": "asserted"}),
        ("120", "quantity", {}),
        ("Ellery", "date", {}),
        ("It rained", "quote", {}),
    )
    quantity, bound = found["quantity"], found["quantity bound"]
    assert (quantity.gold, quantity.found, quantity.matched) == (1, 2, 1)
    assert (bound.gold, bound.matched, found["quantity value"].matched) == (1, 0, 1)
    assert (found["quote"].matched, found["name"].found, found["date"].matched) == (0, 0, 0)
    assert found["name"].precision is None and found["name"].recall == 0


def test_the_library_is_scored_before_rulings_and_the_ledger_after(project, claims, mark):
    mark()
    read = [ReadClaim.of(claim) for claim in rows_of(claims, Claim) if claim.kind != "quantity"]
    write_table(project, "documents", read_documents(project))
    write_table(project, "read_claims", to_table("read_claims", read))
    for table in ("dates", "names"):
        write_table(project, table, to_table(table, []))
    write_table(project, "claims", claims.assign(status=claims.kind.map({"quote": "rejected"}).fillna("accepted")))
    by_itself, held = (
        {one.gold.kind for one in matches if one.gold and one.found}
        for matches in (match_gold(project), match_ledger(project))
    )
    assert (by_itself, held) == ({"quote"}, {"quantity"})

"""Shortcuts for thousands of claims: they must leave out nothing that the long way finds."""

import random
from dataclasses import replace
from itertools import combinations

import pytest

from tests.weigh.invented_claims import claim
from tracebrief.model.attributions import Attribution, ClaimAttribution, provenance_of
from tracebrief.model.claims import Claim
from tracebrief.model.tables import rows, to_table
from tracebrief.weigh import claim_groups, weigh_agreement
from tracebrief.weigh.claim_groups import name_groups
from tracebrief.weigh.compared_counts import NEAREST
from tracebrief.weigh.compared_statements import compare_statements, is_same
from tracebrief.weigh.like_quotations import WORDS, find_alike, measure_likeness

COUNT = {"kind": "quantity", "measure": "stranded", "unit": "person", "bound": "exact", "modality": "asserted"}
VOCABULARY = [
    "the",
    "old",
    "quay",
    "broke",
    "at",
    "noon",
    "and",
    "nobody",
    "saw",
    "how",
    "long",
    "boats",
    "drifted",
    "past",
    "our",
    "harbour",
    "wall",
]


def numbered(number: int, **columns) -> dict:
    return claim(f"{number:05d}", **{"doc_id": f"t{number}", "exact": "400"} | columns)


def quotes(seed: int, number: int) -> list[Claim]:
    """Invented quotations, many of them another one with some words or letters changed."""
    chance, said = random.Random(seed), []
    for _ in range(number):
        words = chance.choices(VOCABULARY, k=chance.randrange(3, 18))
        if said and chance.random() < 0.6:
            words = chance.choice(said).split()
            for _ in range(chance.randrange(4)):
                words[chance.randrange(len(words))] = chance.choice(VOCABULARY)
            words = words[chance.randrange(2) :]
        said.append(" ".join(words))
    return [
        Claim(**numbered(at, kind="quote", exact=words, speaker="Ann Lee", doc_id=f"t{at % 7}"))
        for at, words in enumerate(said)
    ]


@pytest.mark.parametrize("alike", [60, 85, 100])
@pytest.mark.parametrize("seed", range(4))
def test_no_pair_of_like_quotations_is_left_out(seed, alike):
    claims = quotes(seed, 90)
    found = {(a.claim_id, b.claim_id) for a, b in find_alike(claims, alike)}
    slow = {
        (a.claim_id, b.claim_id)
        for a, b in combinations(claims, 2)
        if a.doc_id != b.doc_id
        and min(len(a.exact.split()), len(b.exact.split())) >= WORDS
        and measure_likeness(a, b) >= alike
    }
    assert found == slow


def test_quotations_are_compared_across_blocks(monkeypatch):
    claims = quotes(9, 40)
    whole = [(a.claim_id, b.claim_id) for a, b in find_alike(claims, 85)]
    monkeypatch.setattr("tracebrief.weigh.like_quotations.BLOCK", 7)
    assert whole and [(a.claim_id, b.claim_id) for a, b in find_alike(claims, 85)] == whole


def counts(number: int, **columns) -> list[dict]:
    days = [f"{2000 + at // 300}-{at // 25 % 12 + 1:02d}-{at % 25 + 1:02d}" for at in range(number)]
    return [
        numbered(at, **COUNT | {"low": 4.0, "high": 4.0, "first": day, "last": day} | columns)
        for at, day in enumerate(days)
    ]


def relations(codebook, claims: list[dict]) -> dict[tuple[str, str], str]:
    said = {row["claim_id"]: Attribution(row["doc_id"]) for row in claims}
    attributions = to_table("attributions", (ClaimAttribution.of(name, each) for name, each in said.items()))
    provenance = to_table("provenance", (step for name, each in said.items() for step in provenance_of(name, each)))
    table, documents = to_table("claims", claims), to_table("documents", [])
    found = rows(weigh_agreement(table, attributions, provenance, documents, codebook=codebook).comparisons)
    return {(row["claim_a"], row["claim_b"]): row["relation"] for row in found}


def test_counts_near_in_time_are_all_compared_and_far_ones_only_where_they_stand_side_by_side(codebook):
    found = relations(codebook, counts(120))
    steady = {pair for pair, relation in found.items() if relation == "agrees"}
    refused = {pair for pair, relation in found.items() if relation == "not comparable"}
    assert ("c-00000", "c-00024") in steady and ("c-00000", "c-00025") not in steady
    assert ("c-00000", f"c-{NEAREST:05d}") in refused
    assert ("c-00000", f"c-{NEAREST + 1:05d}") not in found


def test_counts_on_one_day_are_all_compared_however_many(codebook):
    same = {"first": "2020-03-04", "last": "2020-03-04"}
    assert len(relations(codebook, counts(2 * NEAREST, **same))) == NEAREST * (2 * NEAREST - 1)


@pytest.mark.parametrize(
    ("place", "compared"),
    [
        pytest.param("port", True, id="one place"),
        pytest.param("camp", True, id="a place within the other"),
        pytest.param("south", False, id="another place"),
        pytest.param(None, False, id="no place"),
    ],
)
def test_far_in_the_list_and_near_in_time_still_needs_one_place(codebook, place, compared):
    day = {"measure": "drowned", "first": "2020-03-04", "last": "2020-03-04"}
    between = [row | {"claim_id": f"c-1{at:04d}"} for at, row in enumerate(counts(2 * NEAREST, **day, place="norrin"))]
    count = COUNT | day | {"low": 4.0, "high": 4.0}
    claims = [numbered(0, **count, place="port"), *between, numbered(99999, **count, place=place)]
    assert (relations(codebook, claims).get(("c-00000", "c-99999")) == "agrees") == compared


def test_groups_that_would_share_a_name_get_longer_ones(monkeypatch):
    claims = [Claim(**numbered(at, kind="quote")) for at in range(40)]
    assert {len(name) for name in name_groups(claims, []).values()} == {len("quote-") + 8}
    monkeypatch.setattr(claim_groups, "DIGITS", 2)
    apart = name_groups(claims, []).values()
    assert len({*apart}) == len(claims) and {len(name) for name in apart} == {len("quote-") + 2, len("quote-") + 4}


@pytest.mark.parametrize("seed", range(3))
def test_no_pair_of_like_statements_is_left_out(codebook, seed):
    said = [replace(each, kind="statement", topic="work", modality="asserted") for each in quotes(seed, 90)]
    found = {frozenset((pair.a.claim_id, pair.b.claim_id)) for pair in compare_statements(said, codebook)}
    slow = {
        frozenset((a.claim_id, b.claim_id))
        for a, b in combinations(said, 2)
        if a.doc_id != b.doc_id and is_same(a, b, codebook, is_typed=False)
    }
    assert found == slow and found

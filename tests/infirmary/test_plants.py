"""Everything planted in the six texts is found, and nothing else is."""

import pytest

from tests.infirmary.conftest import PLANTS, planted_pairs
from tracebrief.link import check_codebook, read_codebook
from tracebrief.model.tables import read_table, rows

KINDS = ("quantity", "quote", "event", "statement")
WANTED = {pair: relation["relation"] for relation in PLANTS["relations"] for pair in planted_pairs(relation)}
OPEN = {pair for relation in PLANTS["open"] for pair in planted_pairs(relation)}
# What is planted and not found yet, and why.
NOT_YET: dict[str, str] = {}


def cases(names):
    """Return the names as cases, those that are not found yet as known failures."""
    marked = {name: [pytest.mark.xfail(reason=NOT_YET[name], strict=True)] for name in names if name in NOT_YET}
    return [pytest.param(name, marks=marked.get(name, []), id=name) for name in names]


def kind_of(pair):
    return PLANTS["claims"][min(pair)]["kind"]


@pytest.fixture(scope="module")
def related(infirmary, planted):
    """Pairs of claims that are found to agree, differ or conflict; those not planted by their texts and words."""
    names = {row["claim_id"]: name for name, row in planted.items()}
    claims = {row["claim_id"]: row for row in rows(read_table(infirmary, "claims"))}
    told = {key: names.get(key, f"{row['doc_id']} {row['kind']} {row['exact']}") for key, row in claims.items()}
    found = {kind: {} for kind in KINDS}
    for row in rows(read_table(infirmary, "comparisons")):
        if row["relation"] != "not comparable":
            pair = frozenset([told[row["claim_a"]], told[row["claim_b"]]])
            found[claims[row["claim_a"]]["kind"]][pair] = row["relation"]
    return found


def test_the_codebook_reads_its_examples(infirmary):
    assert [each for each in check_codebook(read_codebook(infirmary), project=infirmary) if each.problem] == []


@pytest.mark.parametrize("kind", cases(KINDS))
def test_every_planted_relation_is_found_and_none_invented(related, kind):
    wanted = {pair: relation for pair, relation in WANTED.items() if kind_of(pair) == kind}
    found = related[kind]
    missed = {
        tuple(sorted(pair)): (relation, found.get(pair))
        for pair, relation in wanted.items()
        if found.get(pair) != relation
    }
    invented = {
        tuple(sorted(pair)): relation for pair, relation in found.items() if pair not in wanted and pair not in OPEN
    }
    assert (missed, invented) == ({}, {})


def test_every_copied_passage_is_found_and_none_invented(infirmary):
    texts = {row["doc_id"]: row["text"] for row in rows(read_table(infirmary, "documents"))}
    found = [(row, texts[row["doc_id"]][row["start"] : row["end"]]) for row in rows(read_table(infirmary, "reuse"))]
    copied = [
        [
            row["source_doc_id"] in plant["of"]
            for row, words in found
            if row["doc_id"] == plant["copy"] and plant["words"] in words
        ]
        for plant in PLANTS["copies"]
    ]
    assert copied == [[True]] * len(PLANTS["copies"])
    assert {row["doc_id"] for row, _ in found} == {plant["copy"] for plant in PLANTS["copies"]}


def test_one_account_stays_one_and_several_stay_apart(infirmary, planted):
    origins = {row["claim_id"]: row["origin_id"] for row in rows(read_table(infirmary, "origins"))}
    accounts = [{origins[planted[name]["claim_id"]] for name in account} for account in PLANTS["accounts"]]
    assert [len(account) for account in accounts] == [1] * len(accounts)
    assert len(set.union(*accounts)) == len(accounts)


@pytest.mark.parametrize("name", cases(PLANTS["statuses"]))
def test_a_fact_amounts_to_what_was_planted(infirmary, planted, name):
    statuses = {row["claim_id"]: row["verification_status"] for row in rows(read_table(infirmary, "verifications"))}
    assert statuses[planted[name]["claim_id"]] == PLANTS["statuses"][name]


def test_every_damaged_quotation_shows_its_signs_and_no_other_does(infirmary, planted):
    names = {row["claim_id"]: name for name, row in planted.items()}
    found = {
        names.get(row["claim_id"], row["claim_id"]): {"signs": row["signs"], "doubtful": row["doubtful"]}
        for row in rows(read_table(infirmary, "quotation_damage"))
    }
    assert found == PLANTS["damage"]

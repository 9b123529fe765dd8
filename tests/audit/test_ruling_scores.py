"""What the library reads rightly by itself is counted per kind and field, on what readers ruled alone."""

import pytest

from tracebrief.audit import count_reviews, list_field_scores, score_rulings
from tracebrief.model.claims import Claim, RuledField
from tracebrief.model.tables import rows, rows_of


def ruled(start: int, kind: str, ruled_as: str = "reader", **fields: tuple[str | None, str | None]) -> list[RuledField]:
    """Return the fields of a ruled claim, each with what is read and what is right."""
    said = {"claim": ("claim", "claim")} | fields
    claim = {"claim_id": None, "doc_id": "a", "start": start, "end": start + 5, "kind": kind, "words": "words"}
    return [
        RuledField(
            **claim,
            field=name,
            found=now,
            read_now=now,
            right=right,
            agrees=now == right,
            strays=False,
            ruled_as=ruled_as,
        )
        for name, (now, right) in said.items()
    ]


FIELDS = [
    *ruled(0, "event", place=("port", "port"), as_of=("2020", "2021")),
    *ruled(10, "event", place=("port", "port"), as_of=("2021", "2021")),
    *ruled(20, "event", claim=(None, "claim")),
    *ruled(30, "event", claim=("claim", None)),
    *ruled(40, "event", claim=(None, None)),
    *ruled(50, "quote", speaker=("Ann", "Ann")),
]


def score(fields, task, doc_id="all"):
    [row] = [row for row in rows(score_rulings(fields)) if (row["task"], row["doc_id"]) == (task, doc_id)]
    return row["gold"], row["found"], row["matched"]


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        pytest.param("event", (3, 3, 2), id="found, missed, and no claim"),
        pytest.param("event: place", (2, 2, 2), id="a field of those found"),
        pytest.param("event: as_of", (2, 2, 1), id="a field that differs"),
        pytest.param("event: every field", (2, 2, 1), id="right throughout"),
        pytest.param("quote", (1, 1, 1), id="each kind by itself"),
    ],
)
def test_readings_are_scored_against_rulings(task, expected):
    assert score(FIELDS, task) == score(FIELDS, task, "a") == expected


def test_precision_and_recall_are_of_claims():
    [row] = [row for row in rows(score_rulings(FIELDS)) if (row["task"], row["doc_id"]) == ("event", "all")]
    assert (row["precision"], row["recall"]) == (pytest.approx(2 / 3), pytest.approx(2 / 3))


def test_what_a_program_ruled_is_no_measure():
    assert score_rulings(ruled(0, "event", ruled_as="program", place=("port", "port"))).empty


def test_without_rulings_there_is_no_score():
    scores = score_rulings([])
    assert scores.empty
    assert list(list_field_scores(scores)) == ["kind", "field", "right", "matched", "gold"]


def test_fields_are_listed_by_kind_with_their_share():
    listed = list_field_scores(score_rulings(FIELDS)).set_index(["kind", "field"])
    assert listed.right["event", "as_of"] == 0.5
    assert ("event", "claim") not in listed.index


def test_claims_are_counted_by_state_and_who_ruled(claims):
    counts = list(rows(count_reviews(rows_of(claims, Claim))))
    assert {(row["doc_id"], row["kind"], row["review_state"], row["ruled_as"]) for row in counts} == {
        ("ferry2020", "quantity", "found", None),
        ("ferry2020", "quote", "found", None),
        ("storm2020", "quantity", "found", None),
        ("storm2020", "event", "found", None),
    }
    assert sum(row["claims"] for row in counts) == len(claims)

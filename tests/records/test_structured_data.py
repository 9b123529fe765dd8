"""The page's structured data says who says what, and reviews a claim only where a person ruled on it."""

import json

import pytest

from tracebrief.model.tables import read_table, rows, to_table, write_table
from tracebrief.records import structured_data
from tracebrief.records.structured_data import write_structured_data


@pytest.fixture
def graph(built) -> list[dict]:
    return write_structured_data(built, version="v1.0", date="2020-03-11")["@graph"]


def of(graph: list[dict], kind: str) -> list[dict]:
    return [node for node in graph if node["@type"] == kind]


def test_the_report_is_of_this_version_and_cites_its_texts(graph):
    (report,) = of(graph, "Report")
    known = {"name": "Stranded: what is known", "version": "v1.0", "datePublished": "2020-03-11"}
    assert {field: report[field] for field in known} == known
    assert report["author"] == [{"@type": "Organization", "name": "The harbour office"}]
    assert {text["@id"] for text in report["citation"]} == {node["@id"] for node in of(graph, "CreativeWork")}


def test_only_what_the_prose_quotes_or_a_person_ruled_on_is_a_claim(graph):
    assert [claim["text"] for claim in of(graph, "Claim")] == ["About 120 passengers", "We could not dock,"]


def test_the_author_of_a_claim_is_the_speaker_that_the_text_names_else_its_origin(graph):
    passengers, _ = of(graph, "Claim")
    assert passengers["author"] == {"@type": "Organization", "name": "Evening Paper"}
    assert passengers["appearance"] == {"@id": "evidence/ferry2020.html"}
    assert passengers["@id"] == f"evidence/ferry2020.html#{passengers['identifier']}"


@pytest.mark.parametrize("speaker", [pytest.param(None, id="nobody"), pytest.param("She", id="a pronoun")])
def test_the_author_of_a_claim_that_names_nobody_is_its_origin(built, speaker):
    read_table(built, "claims").assign(speaker=speaker).to_parquet(built.tables / "claims.parquet", index=False)
    origins = read_table(built, "origins").assign(origin="unnamed pilots, to Norrin Courier")
    origins.to_parquet(built.tables / "origins.parquet", index=False)
    passengers, rejected = of(write_structured_data(built, version="v1", date="")["@graph"], "Claim")
    assert passengers["author"] == {"name": "unnamed pilots, to Norrin Courier"}
    assert "author" not in rejected


def test_a_claim_keeps_its_hedges(graph):
    passengers, quote = (
        {t["inDefinedTermSet"]: t["termCode"] for t in claim["keywords"]} for claim in of(graph, "Claim")
    )
    column = "../tables/claims.csv#"
    assert passengers == {f"{column}modality": "asserted", f"{column}bound": "about"}
    assert quote == {f"{column}modality": "asserted"}


def test_a_rejected_quotation_has_no_author(graph):
    assert "author" not in of(graph, "Claim")[1]


def test_a_day_that_is_only_bounded_is_no_day_of_publication(graph):
    assert not any("datePublished" in text for text in of(graph, "CreativeWork"))


def test_a_ruling_on_a_claim_is_its_only_review_in_the_words_of_who_ruled(graph):
    (review,) = of(graph, "ClaimReview")
    rating = {"alternateName": "rejected", "ratingExplanation": "the paper took it back a day later </script>"}
    assert review["reviewRating"] == {"@type": "Rating", **rating}
    assert review["author"] == {"@type": "Organization", "name": "The harbour office"}
    assert review["itemReviewed"]["@id"] == of(graph, "Claim")[1]["@id"] and review["datePublished"] == "2020-03-10"
    assert not {"ratingValue", "bestRating", "worstRating"} & set(review["reviewRating"])


@pytest.mark.parametrize(
    "ruled",
    [
        pytest.param({"status": "accepted", "review_state": "found", "ruled_as": None}, id="nobody ruled"),
        pytest.param({"ruled_as": "program"}, id="a program ruled"),
        pytest.param(
            {"status": "accepted", "review_state": "confirmed", "ruled_as": "reader"}, id="it was read rightly"
        ),
    ],
)
def test_only_a_reader_reviews_and_only_whether_a_claim_counts(built, ruled):
    claims = [row | (ruled if row["review_state"] != "found" else {}) for row in rows(read_table(built, "claims"))]
    write_table(built, "claims", to_table("claims", claims))
    graph = write_structured_data(built, version="v1", date="")["@graph"]
    assert of(graph, "ClaimReview") == [] and len(of(graph, "Claim")) == 1
    assert "datePublished" not in of(graph, "Report")[0]


def test_a_speaker_is_what_the_codebook_says_and_nothing_more(built, monkeypatch):
    values = json.loads(built.values.read_text("utf-8"))
    quote = next(row["claim_id"] for row in rows(read_table(built, "claims")) if row["kind"] == "quote")
    (built.tables / "values.json").write_text(
        json.dumps(values | {"passengers": values["passengers"] | {"claims": [quote]}}), "utf-8"
    )
    claims = read_table(built, "claims").assign(status="accepted", review_state="found", speaker_actor="brook")
    claims.to_parquet(built.tables / "claims.parquet", index=False)
    for kinds, said in (({}, {}), ({"brook": "Person"}, {"@type": "Person"})):
        monkeypatch.setattr(structured_data, "_read_kinds", lambda _project, kinds=kinds: kinds)
        (claim,) = of(write_structured_data(built, version="v1", date="")["@graph"], "Claim")
        assert claim["author"] == {**said, "name": "Ada Brook"}


def test_nothing_that_is_quoted_can_end_the_script(built):
    content = write_structured_data(built, version="</script>", date="")
    insert = json.loads((built.inserts / "structured.json").read_text("utf-8"))
    assert "<" not in insert["script"] and json.loads(insert["script"]) == content
    assert insert["page"] == "report/index.qmd"

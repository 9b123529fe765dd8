"""Every claim is a Web Annotation whose two selectors find its words again; one that is not is refused."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tracebrief.model.tables import read_table, rows

SCHEMA = json.loads(Path(__file__).with_name("annotation.schema.json").read_text("utf-8"))


def find_faults(record: dict) -> list[tuple[str, str]]:
    """Return each rule of the schema that a record breaks, and where."""
    Draft202012Validator.check_schema(SCHEMA)
    return [(problem.json_path, problem.validator) for problem in Draft202012Validator(SCHEMA).iter_errors(record)]


def cut(site: Path, target: dict) -> tuple[str, str]:
    """Return the words at a target by position, and by quotation."""
    text = (site / target["source"]["id"]).read_bytes().decode("utf-8")
    position, quote = target["selector"]
    whole = quote["prefix"] + quote["exact"] + quote["suffix"]
    assert text.count(whole) == 1
    start = text.index(whole) + len(quote["prefix"])
    return text[position["start"] : position["end"]], text[start : start + len(quote["exact"])]


def test_every_claim_is_annotated_and_both_selectors_find_its_words(site, read_json, built):
    record = read_json("annotations.jsonld")
    assert find_faults(record) == []
    claims = {row["claim_id"]: row for row in rows(read_table(built, "claims"))}
    items = record["first"]["items"]
    assert record["total"] == len(items) == len(claims)
    for item in items:
        claim = claims[item["id"].partition("#")[2]]
        assert cut(site, item["target"]) == (claim["exact"], claim["exact"])


def body_of(record: dict, words: str) -> tuple[dict, dict | None]:
    item = next(i for i in record["first"]["items"] if words in i["target"]["selector"][1]["exact"])
    body = item["body"]
    return (body[0], body[1]) if isinstance(body, list) else (body, None)


def terms(body: dict) -> dict[str, str]:
    return {t["schema:inDefinedTermSet"]["id"].partition("#")[2]: t["schema:termCode"] for t in body["schema:keywords"]}


def test_the_body_says_value_unit_bound_modality_and_verification_status(read_json):
    body, weighed = body_of(read_json("annotations.jsonld"), "About 120")
    amount = {"schema:minValue": 120, "schema:maxValue": 120, "schema:unitText": "passenger"}
    assert body["schema:about"] == {"type": "schema:QuantitativeValue", **amount}
    known = {
        "kind": "quantity",
        "bound": "about",
        "modality": "asserted",
        "verification_status": "single origin",
        "status": "accepted",
        "review_state": "found",
    }
    assert terms(body) == known
    assert weighed["purpose"] == "assessing" and weighed["value"] == "single origin: one"
    assert body["id"].startswith("report/evidence/ferry2020.html#c-")


def test_a_rejected_quotation_has_a_speaker_but_no_value_and_no_verification_status(read_json):
    body, weighed = body_of(read_json("annotations.jsonld"), "We could not dock")
    assert body["schema:author"] == {"schema:name": "Ada Brook"} and "schema:about" not in body
    assert terms(body) == {"kind": "quote", "modality": "asserted", "status": "rejected", "review_state": "rejected"}
    assert weighed is None


def test_the_generator_is_named_with_its_version(read_json):
    generator = read_json("annotations.jsonld")["first"]["items"][0]["generator"]
    assert generator["name"] == "Harbour watch" and generator["schema:softwareVersion"] == "v1.0"
    crate = {entity["@id"] for entity in read_json("ro-crate-metadata.json")["@graph"]}
    assert generator["id"].removeprefix("ro-crate-metadata.json") in crate


def item(record: dict) -> dict:
    return record["first"]["items"][0]


# What is spoilt, where below the first annotation the fault is found, and which rule is broken there.
BROKEN = {
    "no selector": (lambda r: item(r)["target"].pop("selector"), ".target", "required"),
    "only a position": (lambda r: item(r)["target"]["selector"].pop(), ".target.selector", "minItems"),
    "a position before the text": (lambda r: selector(r, 0).update(start=-1), ".target.selector[0].start", "minimum"),
    "a position in words": (lambda r: selector(r, 0).update(start="three"), ".target.selector[0].start", "type"),
    "no words": (lambda r: selector(r, 1).update(exact=""), ".target.selector[1].exact", "minLength"),
    "a selector of another kind": (
        lambda r: selector(r, 1).update(type="CssSelector"),
        ".target.selector[1].type",
        "const",
    ),
    "a hash that is none": (
        lambda r: item(r)["target"]["source"].update({"schema:sha256": "0"}),
        ".target.source['schema:sha256']",
        "pattern",
    ),
    "a body of our own vocabulary": (lambda r: item(r).update(body={"modality": "asserted"}), ".body", "oneOf"),
    "an id that no claim has": (lambda r: item(r).update(id="annotations.jsonld#7"), ".id", "pattern"),
    "an address with a space": (
        lambda r: item(r)["target"]["source"].update(id="texts/a b.txt"),
        ".target.source.id",
        "pattern",
    ),
    "another motivation": (lambda r: item(r).update(motivation="believing"), ".motivation", "oneOf"),
    "no generator": (lambda r: item(r).pop("generator"), "", "required"),
}


def selector(record: dict, number: int) -> dict:
    return item(record)["target"]["selector"][number]


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_annotation_is_refused_where_it_is_broken(read_json, case):
    spoil, where, rule = BROKEN[case]
    record = read_json("annotations.jsonld")
    spoil(record)
    assert find_faults(record) == [(f"$.first.items[0]{where}", rule)]


def test_a_collection_without_its_page_is_refused(read_json):
    record = read_json("annotations.jsonld")
    del record["first"]
    assert find_faults(record) == [("$", "required")]


def test_selectors_that_cut_other_words_are_noticed(site, read_json):
    target = item(read_json("annotations.jsonld"))["target"]
    target["selector"][0]["start"] += 1
    position, quote = cut(site, target)
    assert position != quote

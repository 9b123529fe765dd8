"""Every term of the linked data means something: JSON-LD without a network, judged by schema.org's own vocabulary."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from tracebrief.records.structured_data import write_structured_data

HERE = Path(__file__).with_name("contexts")
SCHEMA = "http://schema.org/"
KNOWN = ("http://schema.org/", "http://www.w3.org/", "http://purl.org/", "http://xmlns.com/", "https://bioschemas.org/")
# As schema.org serves its own: every name is its, and what is an address is one.
SCHEMA_ORG = {"@context": {"@vocab": SCHEMA, **{name: {"@type": "@id"} for name in ("url", "archivedAt")}}}
CONTEXTS = {
    "https://schema.org": lambda: SCHEMA_ORG,
    "http://www.w3.org/ns/anno.jsonld": lambda: json.loads((HERE / "anno.jsonld").read_text("utf-8")),
    "https://w3id.org/ro/crate/1.1/context": lambda: json.loads((HERE / "ro-crate-1.1.jsonld").read_text("utf-8")),
}


def expand(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a record in full JSON-LD; a term that its contexts do not know is an error."""
    dropped: list[str] = []
    options = {"base": "https://example.org/", "documentLoader": _load}
    expanded = jsonld.expand(document, options, on_property_dropped=dropped.append)
    if dropped:
        raise ValueError(f"terms dropped: {sorted(set(dropped))}")
    used = {key for node in find_nodes(expanded) for key in (*node, *types_of(node)) if not key.startswith("@")}
    if unknown := {name for name in used if not name.startswith(KNOWN)}:
        raise ValueError(f"terms unknown: {sorted(unknown)}")
    return expanded


def find_nodes(expanded: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of expanded JSON-LD, at any depth."""
    if isinstance(expanded, list):
        for each in expanded:
            yield from find_nodes(each)
    elif isinstance(expanded, dict):
        yield expanded
        for value in expanded.values():
            yield from find_nodes(value)


def types_of(node: dict[str, Any]) -> list[str]:
    """Return the types of an object; a value has a datatype, not types."""
    return node.get("@type", []) if "@value" not in node else []


def find_misused(expanded: list[dict[str, Any]]) -> list[str]:
    """Return each term of schema.org that does not exist, or that stands on a type which it is not for."""
    found = []
    for node in find_nodes(expanded):
        types = [kind.removeprefix(SCHEMA) for kind in types_of(node) if kind.startswith(SCHEMA)]
        found += [f"no type {kind}" for kind in types if not _is_class(kind)]
        for name in (key.removeprefix(SCHEMA) for key in node if key.startswith(SCHEMA)):
            domains = _read_domains().get(name)
            if domains is None:
                found.append(f"no property {name}")
            elif not domains & {upper for kind in types or ["Thing"] for upper in _upper(kind)}:
                found.append(f"{name} on {types or 'a thing'}")
    return found


def _load(url: str, _options: dict[str, Any]) -> dict[str, Any]:
    if url.rstrip("/") not in CONTEXTS:
        raise OSError(f"no network: {url}")
    return {"contextUrl": None, "documentUrl": url, "document": CONTEXTS[url.rstrip("/")]()}


@cache
def _read_vocabulary() -> dict[str, dict[str, Any]]:
    text = files("rocrate").joinpath("data/schema.jsonld").read_text("utf-8")
    return {entry["@id"].removeprefix("schema:"): entry for entry in json.loads(text)["@graph"]}


@cache
def _read_domains() -> dict[str, set[str]]:
    vocabulary = _read_vocabulary().items()
    return {name: set(_names(entry, "schema:domainIncludes")) for name, entry in vocabulary if name[:1].islower()}


def _is_class(name: str) -> bool:
    return "rdfs:Class" in str(_read_vocabulary().get(name, {}).get("@type"))


@cache
def _upper(name: str) -> frozenset[str]:
    """Return a type with all that it is a kind of."""
    above = _names(_read_vocabulary().get(name, {}), "rdfs:subClassOf")
    return frozenset({name}).union(*(_upper(each) for each in above))


def _names(entry: dict[str, Any], field: str) -> list[str]:
    value = entry.get(field, [])
    return [each["@id"].removeprefix("schema:") for each in (value if isinstance(value, list) else [value])]


@pytest.fixture
def structured(built) -> dict[str, Any]:
    """The structured data of the brief's page."""
    return write_structured_data(built, version="v1.0", date="2020-03-11")


@pytest.mark.parametrize("name", ["annotations.jsonld", "ro-crate-metadata.json"])
def test_a_record_expands_and_uses_schema_org_as_it_is_meant(read_json, name):
    expanded = expand(read_json(name))
    assert set(find_misused(expanded)) <= LENT
    assert len(list(find_nodes(expanded))) > 50


def test_the_structured_data_uses_schema_org_as_it_is_meant(structured):
    assert find_misused(expand(structured)) == []


def test_every_annotation_keeps_all_that_it_says(read_json):
    record = read_json("annotations.jsonld")
    oa = "http://www.w3.org/ns/oa#"
    targets = [node for node in find_nodes(expand(record)) if f"{oa}SpecificResource" in types_of(node)]
    assert len(targets) == record["total"] == 4
    for target in targets:
        position, quote = sorted(target[f"{oa}hasSelector"], key=lambda selector: f"{oa}exact" in selector)
        assert position[f"{oa}start"][0]["@type"].endswith("nonNegativeInteger")
        assert {f"{oa}exact", f"{oa}prefix", f"{oa}suffix"} <= set(quote)


# How Workflow Run Crate ties a parameter, a Bioschemas type, to its value.
LENT = {"workExample on a thing", "exampleOfWork on ['PropertyValue']"}
UNKNOWN = {
    "a key that no context has": lambda page: page["items"][0].update(speaker="Ada Brook"),
    "a key that only looks like one": lambda page: page["items"][0]["target"]["selector"][1].update(Exact="docked"),
    "a type that no context has": lambda page: page["items"][0]["target"].update(type="SpecificRessource"),
    "a prefix that no context has": lambda page: page["items"][0]["body"][0].update({"tb:modality": "asserted"}),
}


@pytest.mark.parametrize("case", UNKNOWN)
def test_an_annotation_with_an_unknown_term_is_refused(read_json, case):
    record = read_json("annotations.jsonld")
    UNKNOWN[case](record["first"])
    with pytest.raises(ValueError, match=r"dropped|unknown"):
        expand(record)


MISUSED = {
    "an invented property": (lambda graph: graph[0].update(truthfulness=1), "no property truthfulness"),
    "an invented type": (lambda graph: graph[0].update({"@type": "Brief"}), "no type Brief"),
    "a property of another type": (lambda graph: graph[0].update(claimReviewed="x"), "claimReviewed on ['Report']"),
    "a property on nothing": (lambda graph: graph[0].update(author={"version": "1"}), "version on a thing"),
}


@pytest.mark.parametrize("case", MISUSED)
def test_invented_structured_data_is_refused(structured, case):
    change, told = MISUSED[case]
    change(structured["@graph"])
    assert told in find_misused(expand(structured))


def test_nothing_is_fetched():
    with pytest.raises(jsonld.JsonLdError, match="remote context"):
        expand({"@context": "https://example.org/context", "name": "x"})

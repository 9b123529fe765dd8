"""The site is an RO-Crate of its run: judged by rocrate-validator without a network, and read back by rocrate."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import requests
from rdflib.plugins.sparql import processor
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.sparql import Query
from rocrate.rocrate import ROCrate
from rocrate_validator.models import Severity, ValidationSettings, Validator
from rocrate_validator.utils.http import HttpRequester

from tracebrief.records.citation import read_citation
from tracebrief.records.ro_crate import write_ro_crate
from tracebrief.records.site_records import write_site_records

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
NAME = "ro-crate-metadata.json"
# What the profiles recommend and we cannot honestly say, by the number of their check.
UNSAID = {
    "process-run-crate-0.5_3.2": "an address of the software: none is known",
    "process-run-crate-0.5_5.1": "an absolute address of the software: none is known",
    "process-run-crate-0.5_8.4": "when an action ended: the crate is the same for every build of a commit",
    "ro-crate-1.1_22.3": "a publisher: CITATION.cff names authors only",
    "ro-crate-1.1_31.2": "an address of the authors: none is known",
    "workflow-ro-crate-1.0_6.1": "a README: the site's first page is its own",
    "workflow-ro-crate-1.0_6.2": "a README: the site's first page is its own",
}


@pytest.fixture(scope="module")
def validator(tmp_path_factory):
    """Return a function that makes the validator of a profile: once, for it parses the shapes of every profile."""

    def get(_self: HttpRequester, url: str, **_options: object) -> requests.Response:
        assert url == CONTEXT, f"no network: {url}"
        answer = requests.Response()
        answer.status_code, answer.url, answer.headers["Content-Type"] = 200, url, "application/ld+json"
        answer._content = Path(__file__).with_name("contexts").joinpath("ro-crate-1.1.jsonld").read_bytes()
        return answer

    @cache
    def make(profile: str, severity: Severity) -> Validator:
        settings = ValidationSettings(
            rocrate_uri=".",
            profile_identifier=profile,
            requirement_severity=severity,
            offline=True,
            cache_path=tmp_path_factory.mktemp("cache"),
        )
        return Validator(settings)

    # Most of a validation's time is spent on parsing the same queries.
    @cache
    def translate(query: str, base: str | None, names: frozenset[tuple[str, Any]]) -> Query:
        return translateQuery(parseQuery(query), base, dict(names))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HttpRequester, "get", get, raising=False)
        patch.setattr(processor, "parseQuery", str)
        patch.setattr(
            processor, "translateQuery", lambda query, base, names: translate(query, base, frozenset(names.items()))
        )
        yield make


@pytest.fixture
def find_faults(site, validator):
    """Return a function that says which checks of a profile the site's crate fails, with what they say."""

    def find(profile: str = "workflow-run-crate", severity: Severity = Severity.REQUIRED) -> dict[str, Any]:
        issues = validator(profile, severity).validate(rocrate_uri=site).get_issues()
        return {issue.check.identifier: issue for issue in issues}

    return find


def test_nothing_that_the_workflow_run_crate_requires_is_missing(find_faults):
    assert find_faults() == {}


def test_of_what_the_provenance_run_crate_recommends_only_what_is_not_known_is_missing(find_faults):
    faults = find_faults("provenance-run-crate", Severity.RECOMMENDED)
    assert set(faults) == set(UNSAID)
    assert not [issue for issue in faults.values() if issue.severity == Severity.REQUIRED]


def entity(crate: dict, name: str) -> dict:
    return next(each for each in crate["@graph"] if each["@id"] == name)


# What is spoilt, and what the validator must say to it.
BROKEN = {
    "a file that is not there": (
        lambda crate, site: (site / "made.json").unlink(),
        "Main Workflow made.json not found",
    ),
    "no workflow": (lambda crate, _: entity(crate, "./").pop("mainEntity"), "Main Workflow must be specified"),
    "no run of the workflow": (
        lambda crate, _: entity(crate, "#run").update(instrument={"@id": "#tracebrief"}),
        "mainEntity as its instrument",
    ),
    "no licence": (lambda crate, _: entity(crate, "./").pop("license"), "must specify a license"),
    "a run of nothing": (
        lambda crate, _: entity(crate, "#run-10_read").pop("instrument"),
        "Action MUST have an instrument",
    ),
    "a parameter without a type": (
        lambda crate, _: entity(crate, "#10_read-shown").pop("additionalType"),
        "FormalParameter MUST have an additionalType",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_crate_is_refused_for_what_is_broken(site, read_json, find_faults, case):
    spoil, told = BROKEN[case]
    crate = read_json(NAME)
    spoil(crate, site)
    (site / NAME).write_text(json.dumps(crate), "utf-8")
    assert any(told in issue.message for issue in find_faults().values())


def test_rocrate_reads_the_run_back(site):
    crate = ROCrate(str(site))
    assert crate.mainEntity.id == "made.json" and crate.name == "Stranded: what is known"
    steps = sorted(crate.mainEntity["step"], key=lambda step: int(step["position"]))
    assert [step["workExample"].id for step in steps] == ["notebooks/10_read.py", "notebooks/20_draw.py"]
    runs = {run.id: run for run in crate.get_by_type("CreateAction")}
    assert set(runs) == {"#run", "#run-10_read", "#run-20_draw", "#run-render"}
    figures = {"build/figures/boats.csv", "build/figures/boats.svg"}
    assert {each.id for each in runs["#run-20_draw"]["result"]} == figures
    texts = {"texts/2020-03-03_paper_ferry.txt", "texts/2020-03-04_post_storm.txt"}
    assert texts <= {each.id for each in runs["#run-10_read"]["object"]}
    assert {"report/index.html", "tables/claims.csv", *texts} <= {each.id for each in crate.data_entities}
    assert texts <= {each.id for each in runs["#run"]["object"]}


def test_what_lies_outside_the_site_is_no_file_of_the_crate(site, read_json):
    crate = read_json(NAME)
    files = [each for each in crate["@graph"] if "File" in each["@type"]]
    assert {each["@id"] for each in files} == {part["@id"] for part in entity(crate, "./")["hasPart"]}
    assert all((site / each["@id"]).is_file() for each in files)
    outside = [each for each in crate["@graph"] if each.get("name", "").endswith(".parquet")]
    assert outside and all(each["@id"].startswith("#") and "sha256:" in each["identifier"] for each in outside)


def test_a_text_that_is_not_the_one_that_was_read_is_not_passed_off_as_it(built, site, read_json):
    made = json.loads(built.build_record.read_text("utf-8"))
    made["steps"][0]["reads"]["data/raw/2020-03-03_paper_ferry.txt"] = "0" * 64
    write_ro_crate(site, read_citation(built), made)
    read = entity(read_json(NAME), "#run-10_read")["object"]
    assert {"@id": "#data/raw/2020-03-03_paper_ferry.txt@0000000000"} in read
    assert {"@id": "texts/2020-03-03_paper_ferry.txt"} not in read


def test_values_of_parameters_are_given_with_their_types(read_json):
    crate = read_json(NAME)
    given = {"10_read-root": "..", "10_read-shown": 12, "10_read-quiet": True}
    given |= {"20_draw-label": '""', "20_draw-only": "null"}
    for name, value in given.items():
        assert entity(crate, f"#{name}-value")["value"] == value
    kinds = [entity(crate, f"#{name}")["additionalType"] for name in given]
    assert kinds == ["Text", "Integer", "Boolean", "Text", "Text"]


def test_there_is_no_clock_and_no_hash_of_what_a_version_rewrites(read_json):
    crate = read_json(NAME)
    assert entity(crate, "./")["datePublished"] == "2020-03-11"
    assert not {"startTime", "endTime", "sdDatePublished"} & {field for each in crate["@graph"] for field in each}
    assert "sha256" not in entity(crate, "report/index.html") and "sha256" in entity(crate, "report/index.pdf")


def test_without_a_commit_the_crate_says_that_it_has_no_date(built, site, read_json, find_faults):
    path = built.build_record
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"commit": None, "date": ""}), "utf-8")
    write_site_records(built, site)
    root = entity(read_json(NAME), "./")
    assert "datePublished" not in root and root["description"].startswith("Built outside git")
    assert ["datePublished" in issue.message for issue in find_faults().values()] == [True]

"""References: what is known of a text, and nothing that is not."""

import json

import pytest

from tracebrief.project.paths import Project
from tracebrief.read.bibliography import bibtex_entry, credited, csl_item, write_references
from tracebrief.read.sources import Source

KNOWN = {
    "key": "gale2020",
    "file": "gale.txt",
    "sha256": "0" * 64,
    "title": "Gale & rain",
    "outlet": "Evening Paper",
    "republisher": None,
    "author": None,
    "url": None,
    "published": {"edtf": "2020-03-04", "basis": [{"words": "x", "says": "y"}]},
    "chain": [],
    "reliability": {"grade": "direct", "reason": "z"},
}
WIRE = {"who": "Reef Wire", "role": "agency", "words": "x"}


def source(**fields: object) -> Source:
    return Source.model_validate(KNOWN | fields)


def published(edtf: str) -> dict[str, object]:
    return {"edtf": edtf, "basis": [{"words": "x", "says": "y"}]}


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        pytest.param({}, "Evening Paper", id="outlet"),
        pytest.param({"author": "Ada Brook"}, "Ada Brook", id="author before outlet"),
        pytest.param({"outlet": None, "chain": [WIRE]}, "Reef Wire", id="nearest intermediary"),
        pytest.param(
            {
                "outlet": None,
                "chain": [WIRE | {"who": "an unnamed site"}, WIRE | {"who": "Post", "role": "adapted from"}],
            },
            "Post, adapted",
            id="not the intermediary without a name",
        ),
        pytest.param({"outlet": None, "chain": [WIRE | {"who": "a wire"}]}, "Unnamed outlet", id="nobody is named"),
    ],
)
def test_credited(fields: dict[str, object], name: str) -> None:
    assert credited(source(**fields)) == name


def test_a_known_day_is_a_day() -> None:
    item = csl_item(source())
    assert item["issued"] == {"date-parts": [[2020, 3, 4]]}
    assert "genre" not in item
    assert "URL" not in item


def test_a_bounded_day_is_never_a_day() -> None:
    item = csl_item(source(published=published("2019-12-30/2020-01-02")))
    assert item["issued"] == {"date-parts": [[2019], [2020]]}
    assert item["genre"] == "between 30 December 2019 and 2 January 2020"


def test_bibtex_keeps_the_interval_and_escapes() -> None:
    entry = bibtex_entry(source(published=published("2020-03-04/..")))
    assert "  date = {2020-03-04/}," in entry
    assert "  title = {Gale \\& rain}," in entry
    assert "url" not in entry


def test_references_are_written_sorted_and_alike(project: Project) -> None:
    items = write_references(project)
    first = (project.report / "references.json").read_bytes()
    assert [item["id"] for item in items] == ["ferry2020", "storm2020"]
    assert json.loads(first) == items
    write_references(project)
    assert (project.report / "references.json").read_bytes() == first

"""The tables travel as a Frictionless Data Package: valid as written, and refused once anything in it is altered."""

import hashlib
import json
from pathlib import Path

import pytest
from frictionless import Package, system

from tracebrief.model.tables import TABLES, read_table, to_csv
from tracebrief.records.data_package import table_schema


def find_faults(site: Path) -> set[str]:
    """Return the types of errors that frictionless finds in a site's package."""
    with system.use_context(trusted=True):
        report = Package(str(site / "datapackage.json")).validate()
    return {problem[0] for problem in report.flatten(["type"])}


def test_the_package_is_valid_and_holds_every_table_that_was_made(site, read_json):
    assert find_faults(site) == set()
    names = {path.stem for path in (site / "tables").glob("*.csv")}
    assert names == {"claims", "documents", "origins", "comparisons", "verifications"}
    assert {resource["name"] for resource in read_json("datapackage.json")["resources"]} == names


def alter(site: Path, table: str, old: str, new: str, *, resealed: bool = True) -> None:
    """Change a table's bytes; resealed, size and hash are made to fit, so that only the content is wrong."""
    path, package = site / "tables" / f"{table}.csv", site / "datapackage.json"
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), "utf-8", newline="")
    if resealed:
        record = json.loads(package.read_text("utf-8"))
        resource = next(each for each in record["resources"] if each["name"] == table)
        known = {"bytes": path.stat().st_size, "hash": f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"}
        package.write_text(
            json.dumps(
                record | {"resources": [each | known if each is resource else each for each in record["resources"]]}
            ),
            "utf-8",
        )


ALTERED = {
    "a word for a number": (("claims", ",120,120,", ",many,120,"), "type-error"),
    "a word that the column does not have": (("claims", ",about,", ",roughly,"), "constraint-error"),
    "a missing cell": (("claims", ",asserted,", ",,"), "constraint-error"),
    "a day that is none": (("claims", "2020-03-03", "2020-02-30"), "type-error"),
    "a claim of no text": (("claims", "ferry2020", "ferry2021"), "foreign-key"),
    "a comparison of no claim": (("comparisons", ",c-", ",d-"), "foreign-key"),
    "a status of no claim": (("verifications", "c-", "d-"), "foreign-key"),
    "a key twice": (("comparisons", "p-2", "p-1"), "primary-key"),
    "a column gone": (("claims", "doc_id,", ""), "incorrect-label"),
}


@pytest.mark.parametrize("case", ALTERED)
def test_an_altered_table_is_refused(site, case):
    change, fault = ALTERED[case]
    alter(site, *change)
    assert fault in find_faults(site)


def test_altered_bytes_are_refused_even_where_the_content_is_allowed(site):
    alter(site, "claims", ",120,120,", ",121,121,", resealed=False)
    assert find_faults(site) == {"hash-count"}


@pytest.mark.parametrize("name", TABLES)
def test_every_column_of_every_table_has_a_type_a_meaning_and_its_constraints(name):
    schema = table_schema(name, list(TABLES))
    assert [field["name"] for field in schema["fields"]] == list(TABLES[name].columns)
    assert all(field["description"].endswith(".") for field in schema["fields"]) and TABLES[name].meaning.endswith(".")
    assert set(schema["primaryKey"]) <= set(TABLES[name].columns)
    for key in schema.get("foreignKeys", []):
        assert key["fields"] in TABLES[name].columns
        assert key["reference"]["fields"] in TABLES[key["reference"]["resource"]].columns


def test_a_table_refers_only_to_tables_that_are_there():
    assert "foreignKeys" not in table_schema("origins", ["origins"])
    assert "foreignKeys" not in table_schema("scores", list(TABLES))
    (key,) = table_schema("origins", ["origins", "claims"])["foreignKeys"]
    assert key == {"fields": "claim_id", "reference": {"resource": "claims", "fields": "claim_id"}}


def test_the_same_table_is_the_same_bytes_without_a_point_in_a_whole_number(built):
    written = to_csv(read_table(built, "claims"))
    assert written == to_csv(read_table(built, "claims"))
    assert b",120,120,passenger,about," in written and b"None" not in written and b"\r" not in written


def test_words_with_line_ends_commas_and_quotes_come_back_as_they_were(built, site):
    words = 'a\r\nb, "c"\rd\ne'
    documents = read_table(built, "documents").assign(title=words, author="lone\r")
    (site / "tables" / "documents.csv").write_bytes(to_csv(documents))
    with system.use_context(trusted=True):
        found = Package(str(site / "datapackage.json")).get_resource("documents").read_rows()
    assert [(row["title"], row["author"], row["text"]) for row in found] == [
        (words, "lone\r", text) for text in documents["text"]
    ]

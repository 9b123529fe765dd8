"""Every record lies at the site's root, the same bytes for the same build; with no record of the run there is none."""

import json

import pytest

from tracebrief.project.errors import BuildError
from tracebrief.records.site_records import write_page_inserts, write_site_records

RECORDS = {
    *("CITATION.cff", "cite.bib", "cite.json", "datapackage.json", "annotations.jsonld", "ro-crate-metadata.json"),
    *("claims.csv", "conflicts.csv", "sources.json", "made.json"),
}


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_record_is_there(site):
    assert {path.name for path in site.iterdir() if path.is_file()} == RECORDS | {"index.html"}
    assert {path.name for path in (site / "notebooks").iterdir()} == {"10_read.py", "20_draw.py"}


def test_the_texts_are_there_byte_for_byte(built, site):
    assert contents(site / "texts") == contents(built.raw)


def test_the_same_build_writes_the_same_bytes(built, site):
    before = contents(site)
    write_page_inserts(built, version="v1.0", date="2020-03-11")
    write_site_records(built, site)
    assert contents(site) == before


def test_the_lists_by_which_versions_are_compared(site, read_json):
    conflicts = (site / "conflicts.csv").read_text("utf-8").splitlines()
    assert conflicts[0] == "comparison_id,group,claim_a,claim_b,relation,reason,guard,key,set_by,left_out"
    assert len(conflicts) == 2 and ",three and 120 are “different”," in conflicts[1]
    assert (site / "claims.csv").read_text("utf-8").splitlines()[0].startswith("claim_id,doc_id,start,end,kind,")
    first, _ = read_json("sources.json")
    assert list(first) == ["key", "title", "outlet", "published", "sha256"] and first["key"] == "ferry2020"


def test_a_build_without_comparisons_or_verifications_has_no_conflicts(built, site):
    for name in ("comparisons", "verifications"):
        (built.tables / f"{name}.parquet").unlink()
        (site / "tables" / f"{name}.csv").unlink()
    write_site_records(built, site)
    assert (site / "conflicts.csv").read_text("utf-8").count("\n") == 1
    assert not (site / "tables" / "verifications.csv").exists()


UNMADE = {
    "missing": (None, "left no record"),
    "cut short": ('{"version": "v1.0", "comm', "not JSON"),
    "not a record": ("[]", "it lacks version"),
    "without steps": (json.dumps({"version": "v1.0", "commit": None, "date": ""}), "it lacks epoch, lock"),
}


@pytest.mark.parametrize("case", UNMADE)
@pytest.mark.parametrize("write", ["inserts", "records"])
def test_without_a_record_of_the_run_nothing_is_written(built, case, write):
    content, told = UNMADE[case]
    path, before = built.build_record, contents(built.site)
    path.unlink() if content is None else path.write_text(content, "utf-8")
    with pytest.raises(BuildError, match=told) as refused:
        write_page_inserts(built, version="v1", date="") if write == "inserts" else write_site_records(
            built, built.site
        )
    assert "\n" not in str(refused.value) and "tracebrief build" in str(refused.value)
    assert contents(built.site) == before

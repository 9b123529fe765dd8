"""A version is cited as what it is, in words, BibTeX and CSL; and `CITATION.cff` is one, before and after."""

import json
import subprocess
from pathlib import Path

import pypandoc
import pytest
from check_jsonschema.builtin_schemas import get_builtin_schema
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from tracebrief.project.errors import ReportError
from tracebrief.project.paths import Project
from tracebrief.records.citation import (
    cite_in_words,
    csl_item,
    read_citation,
    render_bibtex,
    write_citation_files,
    write_citation_insert,
)
from tracebrief.render.quarto_config import read_front_matter

ROOT = Path(__file__).parents[2]
COMMIT = "0123456789abcdef0123456789abcdef01234567"


def find_faults(path: Path) -> list[str]:
    """Return what the schema of the Citation File Format has against a file; dates are text to it."""
    content = json.loads(json.dumps(YAML(typ="safe").load(path.read_text("utf-8")), default=str))
    schema = get_builtin_schema("vendor.citation-file-format")
    return [problem.message for problem in Draft7Validator(schema).iter_errors(content)]


def test_the_citation_file_of_this_repository_is_valid_and_names_the_brief():
    assert find_faults(ROOT / "CITATION.cff") == []
    brief = read_citation(Project(ROOT)).brief
    assert brief.title == read_front_matter(Project(ROOT), "report/index.qmd").title


def test_the_citation_file_of_a_version_is_valid_and_says_which(site):
    assert find_faults(site / "CITATION.cff") == []
    content = YAML(typ="safe").load((site / "CITATION.cff").read_text("utf-8"))
    for part in (content, content["preferred-citation"]):
        assert (part["version"], str(part["date-released"]), part["commit"]) == ("v1.0", "2020-03-11", COMMIT)
    assert "# How to cite it." in (site / "CITATION.cff").read_text("utf-8")


BROKEN = {
    "no authors": ("authors:\n  - family", "autors:\n  - family", "CITATION.cff:"),
    "a type that is none": (
        "type: software",
        "type: website",
        "CITATION.cff:5: type: type: 'website' is none of the choices",
    ),
    "a name that is a list": (
        "given-names: Ada",
        "given-names: [Ada]",
        "CITATION.cff:8: entry 1: authors.0.given-names: is no text",
    ),
    "a body with a misspelt field": (
        "- name: The harbour office\nlicense",
        "- name: The harbour office\n    web: x\nlicense",
        "entry 2: authors.1.web: there is no such field",
    ),
    "another version of the format": ("1.2.0", "1.1.0", "CITATION.cff:2: "),
    "an invented field": ("license: MIT", "licence: MIT", "CITATION.cff:10: "),
    "a DOI that is none": ("license: MIT", "license: MIT\ndoi: soon", "CITATION.cff:11: "),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_citation_file_is_refused_by_us_and_by_the_schema(built, case):
    old, new, told = BROKEN[case]
    text = built.citation.read_text("utf-8")
    assert old in text
    built.citation.write_text(text.replace(old, new), "utf-8")
    assert find_faults(built.citation)
    with pytest.raises(ReportError) as refused:
        read_citation(built)
    assert told in str(refused.value) and "\n" not in str(refused.value)


def test_a_citation_file_without_the_brief_or_none_at_all_is_refused(built):
    built.citation.write_text(built.citation.read_text("utf-8").partition("preferred")[0], "utf-8")
    with pytest.raises(ReportError, match="preferred-citation: it is missing"):
        read_citation(built)
    built.citation.unlink()
    with pytest.raises(ReportError, match="missing"):
        read_citation(built)


# version, date, commit → what the words hold, what the note says
STATES = {
    "a tag": (("v1.0", "2020-03-01", COMMIT), "(2020, March 1). Stranded: what is known (Version v1.0)", COMMIT),
    "a commit with changes": (("v1.0-dirty", "2020-03-01", COMMIT), "(Version v1.0-dirty)", "not committed"),
    "outside git": (("0.1", "", None), "(n.d.). Stranded: what is known (Version 0.1) [Report].", "no commit names"),
}


@pytest.mark.parametrize("case", STATES)
def test_a_version_is_cited_as_what_it_is(built, case):
    (version, date, commit), words, note = STATES[case]
    content = write_citation_insert(built, version=version, date=date, commit=commit)
    assert words in content["text"] and content["text"].startswith("The harbour office. (")
    assert note in content["csl"]["note"] and content["csl"]["version"] == version
    assert ("issued" in content["csl"]) == bool(date)
    assert json.loads((built.inserts / "citation.json").read_text("utf-8")) == content


def test_nothing_is_invented(built):
    item = csl_item(read_citation(built), version="v1", date="", commit=None)
    assert not {"DOI", "URL", "publisher", "issued"} & set(item)
    assert None not in item.values()


def test_several_authors_and_a_doi_are_cited(built):
    text = built.citation.read_text("utf-8")
    more = "  doi: 10.1234/x\n  authors:\n    - {family-names: Lee, given-names: Ann}\n    - name: The harbour office\n"
    head, _, _ = text.rpartition("  authors:")
    built.citation.write_text(head + more, "utf-8")
    words = cite_in_words(read_citation(built), version="v1", date="2020-03-01")
    assert words.startswith("Ann Lee, & The harbour office. (2020") and words.endswith("https://doi.org/10.1234/x")


def test_the_bibtex_says_what_the_item_says(built):
    item = csl_item(read_citation(built), version="v1.0-2-gabc & more", date="2020-03-01", commit=COMMIT)
    command = [pypandoc.get_pandoc_path(), "--from=biblatex", "--to=csljson"]
    done = subprocess.run(command, input=render_bibtex(item).encode(), capture_output=True, check=True)
    (again,) = json.loads(done.stdout)
    for field in ("id", "type", "version", "issued", "note", "author"):
        assert again[field] == item[field], field
    assert again["title"].replace('<span class="nocase">', "").replace("</span>", "") == item["title"]


def test_a_dirty_version_names_no_commit_as_its_own(site, built):
    write_citation_files(built, site, version="v1.0-dirty", date="2020-03-11", commit=COMMIT)
    assert COMMIT not in (site / "CITATION.cff").read_text("utf-8")
    assert find_faults(site / "CITATION.cff") == []

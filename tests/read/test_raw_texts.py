"""Raw texts and their records: what is not as recorded is refused in one clear line."""

import hashlib

import pytest

from tracebrief.project.errors import SourceError
from tracebrief.project.paths import Project
from tracebrief.read.raw_texts import read_documents

TEXT = "Flood closes bridge\n\nThe bridge was closed on Monday, the Evening Paper reported.\n"

RECORD = """\
- key: paper2020
  file: flood.txt
  sha256: {sha256}
  title: Flood closes bridge
  outlet: Evening Paper
  republisher: null
  author: null
  url: null
  published:
    edtf: 2020-03-02/2020-03-08
    basis: [{{words: on Monday, says: the Monday before}}]
  chain: [{{who: Evening Paper, role: outlet, words: the Evening Paper reported}}]
  reliability: {{grade: direct, reason: its own reporting}}
"""


@pytest.fixture
def project(tmp_path):
    project = Project(tmp_path)
    project.raw.mkdir(parents=True)
    (project.raw / "flood.txt").write_text(TEXT, "utf-8")
    project.sources.write_text(RECORD.format(sha256=hashlib.sha256(TEXT.encode()).hexdigest()), "utf-8")
    return project


def edit(project, old, new):
    project.sources.write_text(project.sources.read_text("utf-8").replace(old, new), "utf-8")


def test_a_record_and_its_text_are_one_row(project):
    row = read_documents(project).iloc[0]
    assert (row.doc_id, row["first"], row["last"]) == ("paper2020", "2020-03-02", "2020-03-08")
    assert row.text == TEXT
    assert row.via == "Evening Paper"


def raw(content):
    def change(project):
        (project.raw / "flood.txt").write_bytes(content)
        edit(project, hashlib.sha256(TEXT.encode()).hexdigest(), hashlib.sha256(content).hexdigest())

    return change


BAD = {
    "missing": (lambda p: (p.raw / "flood.txt").unlink(), "data/raw/flood.txt: this text is missing"),
    "changed": (lambda p: (p.raw / "flood.txt").write_text(TEXT + " "), "changed since its hash"),
    "empty": (raw(b" \n"), "the text is empty"),
    "not UTF-8": (raw(b"caf\xe9 closed"), "not UTF-8 at byte 3"),
    "duplicate": (lambda p: (p.raw / "again.txt").write_text(TEXT), "the same text as data/raw/flood.txt"),
    "no record": (lambda p: (p.raw / "other.txt").write_text("Other."), "no record in data/sources.yml"),
    "broken YAML": (lambda p: edit(p, "- key", "- ]key"), "sources.yml:1: not YAML"),
    "unknown field": (lambda p: edit(p, "  author: null", "  autor: null"), "paper2020"),
    "words not in the text": (
        lambda p: edit(p, "words: on Monday", "words: on Sunday"),
        "'on Sunday' is not in flood.txt",
    ),
    "not a date": (lambda p: edit(p, "2020-03-02/2020-03-08", "last spring"), "is not an EDTF date"),
    "ends before it begins": (lambda p: edit(p, "2020-03-02/", "2020-03-12/"), "ends before it begins"),
    "no sources.yml": (lambda p: p.sources.unlink(), "this file is missing"),
    "two records, one key": (lambda p: p.sources.write_text(p.sources.read_text() * 2), "have the same key"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_in_one_line(project, case):
    change, message = BAD[case]
    change(project)
    with pytest.raises(SourceError) as refused:
        read_documents(project)
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
    assert refused.value.todo

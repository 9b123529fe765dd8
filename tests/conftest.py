"""An invented project of two short texts, complete enough to build, check and break."""

import hashlib
from pathlib import Path

import pytest

from tracebrief.paths import Project
from tracebrief.spans import Span, quote
from tracebrief.tables import COLUMNS, to_table, write_table

FERRY = (
    "Ferry strands passengers\n\n"
    "About 120 passengers spent Monday night aboard a ferry off Port Ellery, the harbour master said.\n\n"
    "“We could not dock,” captain Ada Brook told the Evening Paper.\n\n"
    "It rained.\n"
)
STORM = "Storm closes harbour\n\nThe storm sank three boats on Tuesday, the Morning Post reported.\n"
TEXTS = {"ferry2020": ("2020-03-03_paper_ferry.txt", FERRY), "storm2020": ("2020-03-04_post_storm.txt", STORM)}
RECORD = """\
- key: {key}
  file: {file}
  sha256: {sha256}
  title: null
  outlet: {outlet}
  republisher: null
  author: null
  url: null
  published:
    edtf: 2020-03-03/2020-03-09
    basis: [{{words: {outlet}, says: the outlet}}]
  chain: [{{who: {outlet}, role: outlet, words: {outlet}}}]
  reliability: {{grade: direct, reason: its own reporting}}
"""
PASSENGERS = {"low": 120.0, "high": 120.0, "unit": "passenger", "bound": "about"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The two texts with their records, and a place for everything else."""
    project = Project(tmp_path)
    for folder in (project.raw, project.gold, project.notebooks, project.report):
        folder.mkdir(parents=True)
    (tmp_path / "_quarto.yml").write_text("project:\n  type: website\n  output-dir: build/site\n", "utf-8")
    records = []
    for (key, (file, text)), outlet in zip(TEXTS.items(), ("Evening Paper", "Morning Post"), strict=True):
        (project.raw / file).write_bytes(text.encode())
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        records.append(RECORD.format(key=key, file=file, sha256=sha256, outlet=outlet))
    project.sources.write_text("\n".join(records), "utf-8")
    return project


@pytest.fixture
def ferry() -> str:
    """The first text."""
    return FERRY


@pytest.fixture
def texts() -> dict[str, str]:
    """Both texts by their keys."""
    return {key: text for key, (_, text) in TEXTS.items()}


@pytest.fixture
def passengers():
    """A claim on the number of passengers, with other columns where given."""
    return lambda **columns: _claim("ferry2020", "About 120 passengers", "quantity", **PASSENGERS | columns)


@pytest.fixture
def claims(project: Project):
    """Four claims of the two texts, written as the build's table."""
    found = [
        _claim("ferry2020", "About 120 passengers", "quantity", **PASSENGERS),
        _claim("ferry2020", "We could not dock,", "quote", speaker="Ada Brook", cue="tell"),
        _claim("storm2020", "three boats", "quantity", low=3.0, high=3.0, unit="boat", bound="exact"),
        _claim("storm2020", "The storm sank three boats on Tuesday", "event", event="storm", first="2020-03-03"),
    ]
    return write_table(project, "claims", to_table("claims", found))


def _claim(key: str, words: str, kind: str = "statement", **columns: object) -> dict[str, object]:
    """Return a claim on `words` of an invented text, under its own id."""
    from tracebrief.link.claims import id_of

    text = TEXTS[key][1]
    span = Span(text.index(words), text.index(words) + len(words))
    row = dict.fromkeys(COLUMNS["claims"])
    row |= {"doc_id": key, "start": span.start, "end": span.end, "kind": kind, "modality": "asserted", "passage": 1}
    row |= {"rule": "test", "rule_version": "1", "status": "accepted", **vars(quote(text, span)), **columns}
    return row | {"claim_id": id_of(row, hashlib.sha256(text.encode()).hexdigest())}

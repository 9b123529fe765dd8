"""An invented project of two short texts, complete enough to build, check and break."""

import csv
import gc
import hashlib
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from tracebrief.history import Snapshot
from tracebrief.model.claims import Claim, claim_id, id_of
from tracebrief.model.spans import Span, quote
from tracebrief.model.tables import TABLES, read_table, rows, to_table, write_table
from tracebrief.project.paths import Project
from tracebrief.read import altered_texts, find_passages, read_documents, read_sources
from tracebrief.rulings import FIELDS, Ruling, TextRulings

pytest_plugins = ["tests.browsers", "tests.forked_kernels"]
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
MARKED = re.compile(r"\[\[(.*?)(?:=(\d+))?\]\]", re.DOTALL)
PASSENGERS = {"low": 120.0, "high": 120.0, "unit": "passenger", "bound": "about"}


# The files that take longest: first, so that no core waits for them at the end.
LONGEST = (
    *("test_readme.py", "test_pages_in_browser.py", "test_review_in_browser.py", "test_forked_kernels.py"),
    *("test_strange_texts.py", "test_reproducibility.py", "test_scheduling.py", "test_documents.py"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files; each runs on one core, with what it made for all its tests."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


gc.disable()  # until all is loaded, which stays: no collection looks through it again


def pytest_collection_finish() -> None:
    """Collect garbage from here on, what the tests leave."""
    gc.freeze()
    gc.enable()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The two texts with their records, and a place for everything else."""
    return _make_project(tmp_path)


@pytest.fixture(scope="session")
def make_project() -> Callable[[Path], Project]:
    """Return a function that makes such a project in a folder."""
    return _make_project


def _make_project(root: Path) -> Project:
    project = Project(root)
    for folder in (project.raw, project.gold, project.notebooks, project.report):
        folder.mkdir(parents=True)
    (root / "_quarto.yml").write_text("project:\n  type: website\n  output-dir: build/site\n", "utf-8")
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
def claims(project: Project) -> pd.DataFrame:
    """Four claims of the two texts, written as the build's table."""
    return write_table(project, "claims", _four_claims())


@pytest.fixture(scope="session")
def four_claims() -> pd.DataFrame:
    """Four claims of the two texts."""
    return _four_claims()


@cache
def _four_claims() -> pd.DataFrame:
    found = [
        _claim("ferry2020", "About 120 passengers", "quantity", **PASSENGERS),
        _claim("ferry2020", "We could not dock,", "quote", speaker="Ada Brook", cue="tell"),
        _claim("storm2020", "three boats", "quantity", low=3.0, high=3.0, unit="boat", bound="exact"),
        _claim("storm2020", "The storm sank three boats on Tuesday", "event", event="storm", first="2020-03-03"),
    ]
    return to_table("claims", found)


def _claim(key: str, words: str, kind: str = "statement", **columns: object) -> dict[str, object]:
    """Return a claim on `words` of an invented text, under its own id."""
    text = TEXTS[key][1]
    span = Span(text.index(words), text.index(words) + len(words))
    row = dict.fromkeys(TABLES["claims"].columns)
    row |= {"doc_id": key, "start": span.start, "end": span.end, "kind": kind, "modality": "asserted", "passage": 1}
    row |= {
        "rule": "test",
        "rule_version": "1",
        "status": "accepted",
        "review_state": "found",
        **vars(quote(text, span)),
        **columns,
    }
    return row | {"claim_id": id_of(Claim(**row), hashlib.sha256(text.encode()).hexdigest())}


@pytest.fixture(scope="session")
def write_mentions():
    """Return a function that writes a project's texts and mentions as tables, as the first two notebooks do."""
    return _write_mentions


def _write_mentions(project: Project) -> None:
    from tracebrief.extract.readings import read_article

    documents = write_table(project, "documents", read_documents(project))
    readings = [
        read_article(
            row["text"],
            doc_id=row["doc_id"],
            passages=find_passages(row["text"], title=row["title"]),
            first=row["first"],
            last=row["last"],
        )
        for row in rows(documents)
    ]
    passages = ({"doc_id": reading.doc_id, **asdict(each)} for reading in readings for each in reading.passages)
    write_table(project, "passages", to_table("passages", passages))
    for name in ("quantities", "statements", "dates", "clause_dates", "events"):
        write_table(project, name, to_table(name, (row for reading in readings for row in reading.mentions[name])))


@pytest.fixture(scope="session")
def link_and_weigh():
    """Return a function that writes the tables of the next two steps, with rulings, as their notebooks do."""
    return _link_and_weigh


def _link_and_weigh(project: Project, rulings: dict[str, TextRulings] | None = None) -> None:
    from tracebrief.link import link_claims, link_reuse, read_annotated_documents, read_codebook
    from tracebrief.weigh import read_comparisons, weigh_everything

    corpus, codebook = read_annotated_documents(project), read_codebook(project)
    linked, reuse = link_claims(corpus, codebook, rulings), link_reuse(corpus)
    altered = altered_texts(read_sources(project))
    authored = read_comparisons(project, linked.claims)
    read = {"documents": read_table(project, "documents"), "reuse": reuse} | linked._asdict()
    made = {"reuse": reuse} | weigh_everything(read, codebook=codebook, authored=authored, altered=altered)
    for name, table in (linked._asdict() | made).items():
        write_table(project, name, table)


@pytest.fixture(scope="session")
def rule_on():
    """Return a function that makes a ruling on a claim as found, with other parts where given."""
    return _rule_on


def _rule_on(
    claim: dict[str, object], *, review_state: str = "confirmed", found: object = (), **parts: object
) -> Ruling:
    ruling = {
        "words": claim["exact"],
        "at": [claim["start"], claim["end"]],
        "kind": claim["kind"],
        "review_state": review_state,
    }
    if review_state != "added":
        ruling["found"] = {name: claim[name] for name in FIELDS if claim[name] is not None} | dict(found)
    if review_state in ("corrected", "rejected"):
        ruling["why"] = "the clerk wrote it down otherwise"
    return Ruling.model_validate(
        ruling | {"ruled_by": "an editor", "ruled_as": "reader", "ruled_on": "2020-03-07"} | parts
    )


@pytest.fixture
def hold():
    """Return a function that makes a state of texts with their claims marked: `[[words]]`, or `[[two boats=2]]`."""
    return _hold


def _hold(name: str = "now", conflicts: tuple[tuple[str, str, str], ...] = (), **texts: str) -> Snapshot:
    claims, sources = {}, {}
    for key, marked in texts.items():
        text = MARKED.sub(r"\1", marked)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        sources[key] = {"sha256": sha256, "title": "", "outlet": f"The {key}", "published": "2020-03-03"}
        for row in _marked(key, marked, text, sha256):
            claims[row["claim_id"]] = row
    return Snapshot(name, claims, {row["comparison_id"]: row for row in _conflicts(claims, conflicts)}, sources)


def _marked(key: str, marked: str, text: str, sha256: str) -> Iterator[dict[str, str]]:
    at = 0
    for match in MARKED.finditer(marked):
        start = match.start() - at
        span, number = Span(start, start + len(match[1])), match[2] or ""
        at += len(match[0]) - len(match[1])
        kind = "quantity" if number else "statement"
        row = dict.fromkeys(TABLES["claims"].columns, "") | vars(quote(text, span)) | {"doc_id": key, "kind": kind}
        row |= {"start": str(span.start), "end": str(span.end), "modality": "asserted", "passage": "1"}
        row |= {"low": number, "high": number, "unit": "boat", "bound": "exact"} if number else {}
        row |= {"rule": "test", "rule_version": "1", "status": "accepted", "review_state": "found"}
        yield row | {"claim_id": claim_id(sha256, span.start, span.end, kind, number)}


def _conflicts(claims: dict, named: tuple[tuple[str, str, str], ...]) -> Iterator[dict[str, str]]:
    ids = {row["exact"]: key for key, row in claims.items()}
    for one, other, reason in named:
        pair = {"claim_a": ids[one], "claim_b": ids[other]}
        yield {
            "comparison_id": f"x-{ids[one][2:7]}{ids[other][2:7]}",
            "group": "g",
            **pair,
            "relation": "conflicts",
            "reason": reason,
        }


@pytest.fixture
def keep():
    """Return a function that writes a state into a project as the files that are tracked."""
    return _keep


def _keep(project: Project, state: Snapshot) -> None:
    for path, found, columns in (
        (project.ledger, state.claims, list(TABLES["claims"].columns)),
        (project.conflicts, state.conflicts, ["comparison_id", "group", "claim_a", "claim_b", "relation", "reason"]),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(found.values())
    records = [{"key": key, **row, "published": {"edtf": row["published"]}} for key, row in state.sources.items()]
    project.sources.parent.mkdir(parents=True, exist_ok=True)
    project.sources.write_text(json.dumps(records, indent=1), "utf-8")


@pytest.fixture
def commit():
    """Return a function that commits everything in a folder, which becomes a repository at the first time."""

    def commit(folder: Path, subject: str) -> None:
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        for words in (["init", "-q", "-b", "main"], ["add", "-A"], [*identity, "commit", "-q", "-m", subject]):
            subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)

    return commit

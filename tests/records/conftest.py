"""The two invented texts as a whole build left them, and the site that the records are written to."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from tracebrief.model.tables import rows, to_table, write_table
from tracebrief.project.paths import Project
from tracebrief.read import read_documents
from tracebrief.records.site_records import write_page_inserts, write_site_records

CITATION = """\
# How to cite it.
cff-version: 1.2.0
message: Cite the brief.
title: Harbour watch
type: software
authors:
  - family-names: Brook
    given-names: Ada
  - name: The harbour office
license: MIT
preferred-citation:
  type: report
  title: "Stranded: what is known"
  authors:
    - name: The harbour office
"""
RULED = {"ruled_by": "The harbour office", "ruled_on": "2020-03-10"}
REJECTED = RULED | {
    "status": "rejected",
    "review_state": "rejected",
    "ruled_as": "reader",
    "note": "rejected: the paper took it back a day later </script>",
}
COMMIT = "0123456789abcdef0123456789abcdef01234567"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the project as built is kept, so that it is built for the first test only."""
    return tmp_path_factory.mktemp("records") / "built"


@pytest.fixture
def built(kept: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Project:
    """The project with its tables, a figure, two notebooks and the record of their run, and its site with all records.

    Each test has a copy of its own.
    """
    if kept.exists():
        shutil.copytree(kept, tmp_path, dirs_exist_ok=True)
    else:
        project = request.getfixturevalue("project")
        _write_tables(project, request.getfixturevalue("claims"))
        _write_authored(project)
        _write_steps(project)
        _write_pages(project)
        write_page_inserts(project, version="v1.0", date="2020-03-11")
        write_site_records(project, project.site)
        shutil.copytree(project.root, kept)
    return Project(tmp_path)


@pytest.fixture
def site(built: Project) -> Path:
    """The site with its pages, and every record at its root."""
    return built.site


@pytest.fixture
def read_json(site: Path):
    """Return a function that reads one of the site's records."""
    return lambda name: json.loads((site / name).read_text("utf-8"))


def _write_tables(project: Project, claims) -> None:
    write_table(project, "documents", read_documents(project))
    ids = {row["exact"]: row["claim_id"] for row in rows(claims)}
    passengers, quote, boats, storm = (
        next(name for words, name in ids.items() if part in words)
        for part in ("About 120", "We could not", "three boats", "The storm sank")
    )
    changed = [row | (REJECTED if row["claim_id"] == quote else {}) for row in rows(claims)]
    write_table(project, "claims", to_table("claims", changed))
    origins = [
        {"claim_id": row["claim_id"], "origin_id": "o-1", "origin": row["speaker"] or "Evening Paper"}
        | {"actors": None, "outlet": None, "how": "said so"}
        for row in changed
    ]
    write_table(project, "origins", to_table("origins", origins))
    reason = "three and 120 are “different”"
    pair = {"comparison_id": "p-1", "group": "g-1", "claim_a": passengers, "claim_b": boats, "reason": reason}
    same = {"comparison_id": "p-2", "group": "g-1", "claim_a": boats, "claim_b": storm, "reason": "the same boats"}
    pairs = [pair | {"relation": "conflicts"}, same | {"relation": "agrees"}]
    computed = {"guard": None, "key": None, "set_by": "computed", "left_out": None}
    write_table(project, "comparisons", to_table("comparisons", [pair | computed for pair in pairs]))
    verification = {
        "group": "g-1",
        "documents": 1,
        "origins": 1,
        "verification_status": "single origin",
        "age": None,
        "reason": "one",
    }
    stood = [verification | {"claim_id": name} for name in ids.values() if name != quote]
    write_table(project, "verifications", to_table("verifications", stood))
    values = {
        "passengers": {"text": "about 120", "number": 120.0, "claims": [passengers], "how": "words"},
        "all": {"text": "four", "number": 4.0, "claims": sorted(ids.values()), "how": "a count"},
        "unquoted": {"text": "three", "number": 3.0, "claims": [boats], "how": "words"},
    }
    (project.tables / "values.json").write_text(json.dumps(values), "utf-8")


def _write_authored(project: Project) -> None:
    project.citation.write_text(CITATION, "utf-8")
    prose = 'About []{.claim key="passengers"} people; []{.claim key="all"} claims.\n'
    (project.report / "index.qmd").write_text(prose, "utf-8")
    for name in ("10_read.py", "20_draw.py"):
        (project.notebooks / name).write_text(f"# %% [markdown]\n# # {name}\n", "utf-8")


def _write_steps(project: Project) -> None:
    project.figures.mkdir(parents=True)
    for name in ("boats.svg", "boats.csv"):
        (project.figures / name).write_text(f"{name}\n", "utf-8")
    texts = {f"data/raw/{path.name}": digest(path.read_bytes()) for path in sorted(project.raw.iterdir())}
    tables = {
        f"build/tables/{path.name}": digest(path.read_bytes()) for path in sorted(project.tables.glob("*.parquet"))
    }
    figures = {f"build/figures/{path.name}": digest(path.read_bytes()) for path in sorted(project.figures.iterdir())}
    library = {"tracebrief/read/raw_texts.py": digest(b"texts")}
    steps = [
        _step("10_read", "Read the texts", {"root": "..", "shown": 12, "quiet": True}, texts | library, tables),
        _step("20_draw", "Draw the boats", {"width": 1.5, "label": "", "only": None}, tables | library, figures),
    ]
    made = {"version": "v1.0", "commit": COMMIT, "date": "2020-03-11", "epoch": 1583884800, "parameters": {}}
    made |= {"lock": {"file": "requirements.lock", "sha256": digest(b"lock")}, "steps": steps}
    project.build_record.write_text(json.dumps(made), "utf-8")


def _step(name: str, title: str, parameters: dict, reads: dict, writes: dict) -> dict:
    step = {"name": name, "notebook": f"notebooks/{name}.py", "title": title, "code": digest(name.encode())}
    return step | {"parameters": parameters, "reads": reads, "writes": writes}


def _write_pages(project: Project) -> None:
    for page in ("index.html", "report/index.html", "report/evidence/ferry2020.html", "report/index.pdf"):
        path = project.site / page
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<!DOCTYPE html><title>{page}</title>", "utf-8")
    shutil.copytree(project.figures, project.site / "build" / "figures")

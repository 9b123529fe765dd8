"""The records that travel with a version: at the root of its site, made once the pages stand.

Each is for readers who do not have this program: the tables as a data package, the claims as annotations and as a
ledger, the texts themselves, how to cite, and how all of it was made.
"""

import re
import shutil
from pathlib import Path
from typing import Any

from tracebrief.history.ledger import claims_csv, conflicts_csv
from tracebrief.model.tables import COLUMNS, read_table, to_table
from tracebrief.project.paths import Project
from tracebrief.read.sources import Source, read_sources
from tracebrief.records.annotations import write_annotations
from tracebrief.records.as_json import known, write_json
from tracebrief.records.build_records import read_build_record
from tracebrief.records.citation import Citation, publish_citation, read_citation
from tracebrief.records.package import Tables, write_package
from tracebrief.records.ro_crate import ENGINE, WORKFLOW, write_crate
from tracebrief.records.ro_crate import NAME as CRATE


def write_records(project: Project, target: Path) -> None:
    """Write every record to the root of the site in `target`, whose pages and figures are there already.

    Raises:
        BuildError: there is no `build/made.json`.
        ReportError: `CITATION.cff` is not valid.
    """
    made, citation, sources = read_build_record(project), read_citation(project), read_sources(project)
    version, date, commit = made["version"], made["date"], made["commit"]
    tables = {name: read_table(project, name) for name in COLUMNS if (project.tables / f"{name}.parquet").is_file()}
    _copy(project, target, [source.file for source in sources], [step["notebook"] for step in made["steps"]])
    _write_lists(target, tables, sources)
    publish_citation(project, target, version=version, date=date, commit=commit)
    write_package(target, tables, _about(citation, version))
    write_annotations(target, tables, _software(citation, version))
    write_crate(target, citation, made)


def _copy(project: Project, target: Path, texts: list[str], notebooks: list[str]) -> None:
    """Copy the texts, the notebooks and the record of the run, byte for byte."""
    for folder in ("texts", "notebooks"):
        (target / folder).mkdir(parents=True, exist_ok=True)
    for name in texts:
        shutil.copyfile(project.raw / name, target / "texts" / name)
    for name in notebooks:
        shutil.copyfile(project.root / name, target / name)
    shutil.copyfile(project.build / WORKFLOW, target / WORKFLOW)


def _write_lists(target: Path, tables: Tables, sources: list[Source]) -> None:
    """Write what two versions are compared by: claims, conflicts between them, and texts."""
    comparisons = tables["comparisons"] if "comparisons" in tables else to_table("comparisons", [])
    (target / "claims.csv").write_bytes(claims_csv(tables["claims"]))
    (target / "conflicts.csv").write_bytes(conflicts_csv(comparisons))
    texts = [
        {"key": s.key, "title": s.title, "outlet": s.outlet, "published": s.published.edtf, "sha256": s.sha256}
        for s in sources
    ]
    write_json(target / "sources.json", texts)


def _software(citation: Citation, version: str) -> dict[str, Any]:
    """Return the program as annotations name it, under its id in the crate."""
    kinds = ["Software", "schema:SoftwareApplication"]
    return {"id": f"{CRATE}{ENGINE}", "type": kinds, "name": citation.title, "schema:softwareVersion": version}


def _about(citation: Citation, version: str) -> dict[str, Any]:
    """Return what the data package says of itself; of licences nothing, since much of it is the texts' own words."""
    return known(
        {
            "name": re.sub(r"[^a-z0-9]+", "-", citation.title.lower()).strip("-"),
            "title": f"The tables of: {citation.brief.title}",
            "version": version,
            "contributors": [{"title": author.full, "role": "author"} for author in citation.brief.authors],
            "keywords": citation.keywords,
        }
    )

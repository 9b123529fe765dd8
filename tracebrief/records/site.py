"""The records that travel with a version: at the root of its site, made once the pages stand.

Each is for readers who do not have this program: the tables as a data package, the claims as annotations and as a
ledger, the texts themselves, how to cite, and how all of it was made.
"""

import shutil
from pathlib import Path

from tracebrief.audit.ledger import claims_csv, conflicts_csv
from tracebrief.paths import Project
from tracebrief.read.sources import read_sources
from tracebrief.records.annotations import write_annotations
from tracebrief.records.as_json import known, write_json
from tracebrief.records.citation import Citation, publish_citation, read_citation
from tracebrief.records.crate import NAME as CRATE
from tracebrief.records.crate import write_crate
from tracebrief.records.made import read_made
from tracebrief.records.package import write_package
from tracebrief.records.workflow import ENGINE, WORKFLOW
from tracebrief.tables import read_table, to_table


def write_records(project: Project, target: Path) -> None:
    """Write every record to the root of the site in `target`, whose pages and figures are there already.

    Raises:
        BuildError: there is no `build/made.json`.
        ReportError: `CITATION.cff` is not valid.
    """
    made, citation = read_made(project), read_citation(project)
    version, date, commit = made["version"], made["date"], made["commit"]
    _copy(project, target, made)
    _write_lists(project, target)
    publish_citation(project, target, version=version, date=date, commit=commit)
    write_package(project, target, _about(citation, version))
    software = {"id": f"{CRATE}{ENGINE}", "type": "Software", "name": citation.title, "schema:softwareVersion": version}
    write_annotations(project, target, software)
    write_crate(target, citation, made)


def _copy(project: Project, target: Path, made: dict) -> None:
    """Copy the texts, the notebooks and the record of the run, byte for byte."""
    for folder in ("texts", "notebooks"):
        (target / folder).mkdir(parents=True, exist_ok=True)
    for source in read_sources(project):
        shutil.copyfile(project.raw / source.file, target / "texts" / source.file)
    for step in made["steps"]:
        shutil.copyfile(project.root / step["notebook"], target / "notebooks" / Path(step["notebook"]).name)
    shutil.copyfile(project.build / WORKFLOW, target / WORKFLOW)


def _write_lists(project: Project, target: Path) -> None:
    """Write what two versions are compared by: claims, conflicts between them, and texts."""
    (target / "claims.csv").write_bytes(claims_csv(read_table(project, "claims")))
    made = (project.tables / "comparisons.parquet").is_file()
    comparisons = read_table(project, "comparisons") if made else to_table("comparisons", [])
    (target / "conflicts.csv").write_bytes(conflicts_csv(comparisons))
    sources = [
        {"key": s.key, "title": s.title, "outlet": s.outlet, "published": s.published.edtf, "sha256": s.sha256}
        for s in read_sources(project)
    ]
    write_json(target / "sources.json", sources)


def _about(citation: Citation, version: str) -> dict:
    """Return what a data package says of itself; nothing about the texts' own licences, which are their publishers'."""
    return known(
        {
            "name": "".join(c if c.isalnum() else "-" for c in citation.title.lower()).strip("-"),
            "title": f"The tables of: {citation.brief.title}",
            "version": version,
            "contributors": [{"title": author.full, "role": "author"} for author in citation.brief.authors],
            "keywords": citation.keywords,
        }
    )

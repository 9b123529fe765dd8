"""The records that travel with a version: at the root of its site, written after the pages.

Each is for readers who do not have this program: the tables as a data package, the claims as annotations and as a
ledger, the texts themselves, how to cite, and how all of it was made.
"""

import re
import shutil
from pathlib import Path
from typing import Any

from tracebrief.history import claims_csv, conflicts_csv
from tracebrief.model.tables import TABLES, read_table, to_table
from tracebrief.project.json_files import drop_missing, write_json
from tracebrief.project.paths import Project, SiteFile
from tracebrief.read import Source, read_sources
from tracebrief.records.annotations import write_annotations
from tracebrief.records.build_records import read_build_record
from tracebrief.records.citation import Citation, read_citation, write_citation_files, write_citation_insert
from tracebrief.records.data_package import Tables, write_data_package
from tracebrief.records.ro_crate import ENGINE, write_ro_crate
from tracebrief.records.structured_data import write_structured_data


def write_page_inserts(project: Project, *, version: str, date: str) -> None:
    """Write what the pages take from the records to `build/inserts`: how to cite this version, and structured data.

    Raises:
        BuildError: there is no `build/made.json`.
        ReportError: `CITATION.cff` is not valid.
    """
    write_citation_insert(project, version=version, date=date, commit=read_build_record(project)["commit"])
    write_structured_data(project, version=version, date=date)


def write_site_records(project: Project, target: Path) -> None:
    """Write every record to the root of the site in `target`, whose pages and figures are there already.

    Raises:
        BuildError: there is no `build/made.json`.
        ReportError: `CITATION.cff` is not valid.
    """
    record, citation, sources = read_build_record(project), read_citation(project), read_sources(project)
    version, date, commit = record["version"], record["date"], record["commit"]
    tables = {name: read_table(project, name) for name in TABLES if (project.tables / f"{name}.parquet").is_file()}
    _copy(project, target, [source.file for source in sources], [step["notebook"] for step in record["steps"]])
    _write_lists(target, tables, sources)
    write_citation_files(project, target, version=version, date=date, commit=commit)
    write_data_package(target, tables, _about(citation, version))
    write_annotations(target, tables, _software(citation, version))
    write_ro_crate(target, citation, record)


def _copy(project: Project, target: Path, texts: list[str], notebooks: list[str]) -> None:
    """Copy the texts, the notebooks and the record of the run, byte for byte."""
    for folder in (SiteFile.TEXTS, SiteFile.NOTEBOOKS):
        (target / folder).mkdir(parents=True, exist_ok=True)
    for name in texts:
        shutil.copyfile(project.raw / name, target / SiteFile.TEXTS / name)
    for name in notebooks:
        shutil.copyfile(project.root / name, target / name)
    shutil.copyfile(project.build_record, target / SiteFile.BUILD_RECORD)


def _write_lists(target: Path, tables: Tables, sources: list[Source]) -> None:
    """Write what two versions are compared by: claims, conflicts between them, and texts."""
    comparisons = tables["comparisons"] if "comparisons" in tables else to_table("comparisons", [])
    (target / SiteFile.CLAIMS).write_bytes(claims_csv(tables["claims"]))
    (target / SiteFile.CONFLICTS).write_bytes(conflicts_csv(comparisons))
    texts = [
        {"key": s.key, "title": s.title, "outlet": s.outlet, "published": s.published.edtf, "sha256": s.sha256}
        for s in sources
    ]
    write_json(target / SiteFile.SOURCES, texts)


def _software(citation: Citation, version: str) -> dict[str, Any]:
    """Return the program as annotations name it, under its id in the crate."""
    kinds = ["Software", "schema:SoftwareApplication"]
    return {
        "id": f"{SiteFile.RO_CRATE}{ENGINE}",
        "type": kinds,
        "name": citation.title,
        "schema:softwareVersion": version,
    }


def _about(citation: Citation, version: str) -> dict[str, Any]:
    """Return what the data package says of itself; of licences nothing, since much of it is the texts' own words."""
    return drop_missing(
        {
            "name": re.sub(r"[^a-z0-9]+", "-", citation.title.lower()).strip("-"),
            "title": f"The tables of: {citation.brief.title}",
            "version": version,
            "contributors": [{"title": author.full_name, "role": "author"} for author in citation.brief.authors],
            "keywords": citation.keywords,
        }
    )

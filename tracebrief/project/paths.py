"""Where everything is: the only module that knows the layout of a project."""

import os
from dataclasses import dataclass
from pathlib import Path

from tracebrief.project.errors import BuildError

MARKER = "_quarto.yml"


class SiteFile:
    """What lies at the root of a site; a name is also the last part of an address."""

    ANNOTATIONS = "annotations.jsonld"
    BIBTEX = "cite.bib"
    BUILD_RECORD = "made.json"
    CITATION = "CITATION.cff"
    CLAIMS = "claims.csv"
    CONFLICTS = "conflicts.csv"
    CSL = "cite.json"
    DATA_PACKAGE = "datapackage.json"
    MANIFEST = "manifest.json"
    NOTEBOOKS = "notebooks"
    RO_CRATE = "ro-crate-metadata.json"
    # The one file of a version that differs from run to run, so no manifest has it.
    RUN_SCRIPT = "run.js"
    SOURCES = "sources.json"
    TABLES = "tables"
    TEXTS = "texts"
    # Of all versions, not of the newest one.
    LATEST = "latest"
    SHARED = "shared"
    VERSION_FOLDERS = "v"
    VERSIONS = "versions.json"
    VERSIONS_PAGE = "versions.html"
    VERSIONS_SCRIPT = "versions.js"


class Below:
    """A path of a project, written as it is below the root."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __get__(self, project: "Project", kind: type) -> Path:
        return project.root / self.path


@dataclass(frozen=True)
class Project:
    """The folders and files of one brief, all below `root`."""

    root: Path

    raw = Below("data/raw")  # evidentiary copies of the texts
    sources = Below("data/sources.yml")  # one record per text
    codebook = Below("data/codebook.yml")  # measures, actors, places and event types of this brief's subject
    rulings = Below("data/rulings")  # rulings on claims, a file per text
    comparisons = Below("data/comparisons.yml")  # claims that people set side by side
    citation = Below("CITATION.cff")  # how to cite the brief and its software
    settings = Below("pyproject.toml")  # the version where git knows none, and the size that the site may have
    gold = Below("data/gold")  # texts marked by hand
    basemap = Below("data/basemap.json")  # outlines of land and borders around the places of this brief
    notebooks = Below("notebooks")  # the paired notebooks; their names' order is the pipeline
    report = Below("report")  # the prose, its filters and its bibliography
    brief = Below("report/index.qmd")  # the prose of the brief
    ledger = Below("report/claims.csv")  # the tracked claims
    conflicts = Below("report/conflicts.csv")  # the tracked conflicts between claims
    evidence = Below("report/evidence")  # generated page sources, one per text
    references = Below("report/references.json")  # the generated bibliography as CSL JSON, which pandoc reads
    bibtex = Below("report/references.bib")  # the same as BibTeX (biblatex, which knows EDTF dates)
    lock = Below("requirements.lock")  # the exact versions of everything installed

    build = Below("build")  # everything that is made
    build_lock = Below("build/.lock")  # held by the build that is running
    tables = Below("build/tables")  # what the steps hand to each other
    values = Below("build/tables/values.json")  # the values that the prose may quote
    figures = Below("build/figures")  # figures as SVG, Vega-Lite JSON, CSV and their metadata
    assets = Below("build/assets")  # what pages load, whatever the version: type, sheets and scripts
    charts = Below("build/charts")  # the interactive charts of this version, as scripts
    inserts = Below("build/inserts")  # JSON that filters and page writers put into pages, never a step's table
    citation_insert = Below("build/inserts/citation.json")  # how to cite this version, in words and in formats
    changes_insert = Below("build/inserts/changes.json")  # what the last commits changed
    evidence_insert = Below("build/inserts/evidence.json")  # the words of each claim in their context
    impact_insert = Below("build/inserts/impact.json")  # the withdrawals that would cost the brief most
    structured_data_insert = Below("build/inserts/structured.json")  # brief, texts and claims for search engines
    kernels = Below("build/.ipython")  # what kernels keep while they run
    executed = Below("build/notebooks")  # the notebooks as run
    cache = Below("build/cache")  # what was once computed, under the name of what it was computed from
    build_record = Below("build/made.json")  # the steps as they ran, with the hash of all that each read and wrote
    run_record = Below("build/run.json")  # what the last build had to do, and the seconds it took
    repro_record = Below("build/repro.json")  # what the last comparison of two builds of one commit found
    site = Below("build/site")  # the published pages

    def ruling_file(self, doc_id: str) -> Path:
        """Return where the rulings on one text stand, or would."""
        return self.rulings / f"{doc_id}.yml"

    def relative(self, path: Path) -> str:
        """Return a path as messages and records have it: below the root, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    @property
    def authored(self) -> list[Path]:
        """What people write and pages show; the report's folder has generated files too."""
        return [self.root / MARKER, self.citation, self.settings, self.report, self.root / "data"]

    @property
    def generated(self) -> list[Path]:
        """What is made in the report's folder, for the engines to find it there."""
        return [self.evidence, self.references, self.bibtex]


def find_project(start: Path | None = None) -> Project:
    """Return the project that `start` (default: `TRACEBRIEF_ROOT`, else the working folder) lies in.

    Raises:
        BuildError: no folder on the way up holds `_quarto.yml`.
    """
    here = Path(start or os.environ.get("TRACEBRIEF_ROOT") or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / MARKER).is_file():
            return Project(folder)
    raise BuildError(str(here), f"no {MARKER} here or above", "run this inside a tracebrief project")

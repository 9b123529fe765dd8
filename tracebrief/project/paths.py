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


@dataclass(frozen=True)
class Project:
    """The folders and files of one brief, all below `root`."""

    root: Path

    def relative(self, path: Path) -> str:
        """Return a path as messages and records have it: below the root, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    @property
    def raw(self) -> Path:
        """Evidentiary copies of the texts."""
        return self.root / "data" / "raw"

    @property
    def sources(self) -> Path:
        """One record per text."""
        return self.root / "data" / "sources.yml"

    @property
    def codebook(self) -> Path:
        """Measures, actors, places and event types of this brief's subject."""
        return self.root / "data" / "codebook.yml"

    @property
    def corrections(self) -> Path:
        """Rulings by people."""
        return self.root / "data" / "corrections.yml"

    @property
    def citation(self) -> Path:
        """How to cite the brief and its software."""
        return self.root / "CITATION.cff"

    @property
    def settings(self) -> Path:
        """The version where git knows none, and the size that the site may have."""
        return self.root / "pyproject.toml"

    @property
    def gold(self) -> Path:
        """Texts marked by hand."""
        return self.root / "data" / "gold"

    @property
    def basemap(self) -> Path:
        """Outlines of land and borders around the places of this brief."""
        return self.root / "data" / "basemap.json"

    @property
    def notebooks(self) -> Path:
        """The paired notebooks; their names' order is the pipeline."""
        return self.root / "notebooks"

    @property
    def report(self) -> Path:
        """The prose, its filters and its bibliography."""
        return self.root / "report"

    @property
    def brief(self) -> Path:
        """The prose of the brief."""
        return self.report / "index.qmd"

    @property
    def ledger(self) -> Path:
        """The tracked claims."""
        return self.report / "claims.csv"

    @property
    def conflicts(self) -> Path:
        """The tracked conflicts between claims."""
        return self.report / "conflicts.csv"

    @property
    def evidence(self) -> Path:
        """Generated page sources, one per text."""
        return self.report / "evidence"

    @property
    def references(self) -> Path:
        """The generated bibliography as CSL JSON, which pandoc reads."""
        return self.report / "references.json"

    @property
    def bibtex(self) -> Path:
        """The same as BibTeX (biblatex, which knows EDTF dates)."""
        return self.report / "references.bib"

    @property
    def authored(self) -> list[Path]:
        """What people write and pages show; the report's folder has generated files too."""
        return [self.root / MARKER, self.citation, self.settings, self.report, self.root / "data"]

    @property
    def generated(self) -> list[Path]:
        """What is made in the report's folder, for the engines to find it there."""
        return [self.evidence, self.references, self.bibtex]

    @property
    def build(self) -> Path:
        """Everything that is made."""
        return self.root / "build"

    @property
    def build_lock(self) -> Path:
        """Held by the build that is running."""
        return self.build / ".lock"

    @property
    def tables(self) -> Path:
        """What the steps hand to each other."""
        return self.build / "tables"

    @property
    def values(self) -> Path:
        """The values that the prose may quote."""
        return self.tables / "values.json"

    @property
    def figures(self) -> Path:
        """Figures as SVG, Vega-Lite JSON, CSV and their metadata."""
        return self.build / "figures"

    @property
    def assets(self) -> Path:
        """What pages load, whatever the version: type, sheets and scripts."""
        return self.build / "assets"

    @property
    def charts(self) -> Path:
        """The interactive charts of this version, as scripts."""
        return self.build / "charts"

    @property
    def inserts(self) -> Path:
        """What the program puts into pages: JSON that the filters and page writers read, never a step's table."""
        return self.build / "inserts"

    @property
    def citation_insert(self) -> Path:
        """How to cite this version, in words and in formats."""
        return self.inserts / "citation.json"

    @property
    def changes_insert(self) -> Path:
        """What the last commits changed."""
        return self.inserts / "changes.json"

    @property
    def evidence_insert(self) -> Path:
        """The words of each claim in their context."""
        return self.inserts / "evidence.json"

    @property
    def structured_data_insert(self) -> Path:
        """The brief, its texts and its claims for search engines."""
        return self.inserts / "structured.json"

    @property
    def kernels(self) -> Path:
        """What kernels keep while they run."""
        return self.build / ".ipython"

    @property
    def executed(self) -> Path:
        """The notebooks as run."""
        return self.build / "notebooks"

    @property
    def cache(self) -> Path:
        """What was once computed, under the name of what it was computed from."""
        return self.build / "cache"

    @property
    def build_record(self) -> Path:
        """What the brief was made of: the steps as they ran, with the hash of all that each read and wrote."""
        return self.build / "made.json"

    @property
    def run_record(self) -> Path:
        """What the last build had to do, and the seconds it took."""
        return self.build / "run.json"

    @property
    def repro_record(self) -> Path:
        """What the last comparison of two builds of one commit found."""
        return self.build / "repro.json"

    @property
    def lock(self) -> Path:
        """The exact versions of everything installed."""
        return self.root / "requirements.lock"

    @property
    def site(self) -> Path:
        """The published pages."""
        return self.build / "site"


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

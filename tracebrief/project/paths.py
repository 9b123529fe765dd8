"""Where everything is: the only module that knows the layout of a project."""

import os
from dataclasses import dataclass
from pathlib import Path

from tracebrief.project.errors import BuildError

MARKER = "_quarto.yml"


@dataclass(frozen=True)
class Project:
    """The folders and files of one brief, all below `root`."""

    root: Path

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
    def build(self) -> Path:
        """Everything that is made."""
        return self.root / "build"

    @property
    def tables(self) -> Path:
        """What the steps hand to each other."""
        return self.build / "tables"

    @property
    def figures(self) -> Path:
        """Figures as SVG, Vega-Lite JSON, CSV and their metadata."""
        return self.build / "figures"

    @property
    def inserts(self) -> Path:
        """What the program puts into pages: JSON that the filters and page writers read, never a step's table."""
        return self.build / "inserts"

    @property
    def executed(self) -> Path:
        """The notebooks as run."""
        return self.build / "notebooks"

    @property
    def cache(self) -> Path:
        """What was once computed, under the name of what it was computed from."""
        return self.build / "cache"

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

"""How the brief was made, on a page: each step and figure, what went in, what came out, and by which code.

What the page itself says is a function of the commit. Seconds, whether a step was run or kept, and the last check that
the commit gives the same bytes differ from build to build: the browser fetches them from the record beside the pages.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tracebrief.project.paths import Project, SiteFile
from tracebrief.records import StepRecord, read_build_record
from tracebrief.render.page_sources import html_block, page_source

FIGURES, LIBRARY = "build/figures/", "tracebrief/"
LEAD = (
    "This brief is made from the raw texts by {number} notebooks. "
    "Each step is named with its code, its parameters and the hash of every file that it read and wrote."
)
RECORDS = {
    SiteFile.RO_CRATE: "the whole run as a research object (RO-Crate, Workflow Run)",
    SiteFile.DATA_PACKAGE: "every table, described (Frictionless)",
    SiteFile.ANNOTATIONS: "every claim with its span in its text (W3C Web Annotation)",
    SiteFile.MANIFEST: "the hash of every file of this version",
    SiteFile.CITATION: "how to cite it",
}


@dataclass(frozen=True)
class DrawnFigure:
    """A figure: what it shows, from which texts, what drew it, and its files with their hashes."""

    name: str
    title: str
    source: str
    step: str
    notebook: str
    files: dict[str, str]


def how_made_page(project: Project) -> str:
    """Return the source of the page.

    Raises:
        BuildError: the notebooks have not been run by a build.
    """
    made = read_build_record(project)
    steps = made["steps"]
    figures = [_figure(project, step, name) for step in steps for name in _find_figures(step)]
    block = html_block("how-made.html", made=made, figures=figures, records=RECORDS, split=_split, in_words=_in_words)
    return page_source("How this was made", LEAD.format(number=len(steps)), block)


def _find_figures(step: StepRecord) -> Iterator[str]:
    """Yield the names of the figures that a step drew."""
    for path in step["writes"]:
        if path.startswith(FIGURES) and path.endswith(".svg"):
            yield path.removeprefix(FIGURES).removesuffix(".svg")


def _figure(project: Project, step: StepRecord, name: str) -> DrawnFigure:
    about = json.loads((project.figures / f"{name}.json").read_text("utf-8"))
    files = {path: of for path, of in step["writes"].items() if path.startswith(f"{FIGURES}{name}.")}
    return DrawnFigure(name, about["title"], about["source"], step["name"], step["notebook"], files)


def _split(files: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what a step read: its inputs, and the library's own source."""
    library = {name: of for name, of in files.items() if name.startswith(LIBRARY)}
    return {name: of for name, of in files.items() if name not in library}, library


def _in_words(parameters: dict[str, Any]) -> str:
    return ", ".join(f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in sorted(parameters.items()))

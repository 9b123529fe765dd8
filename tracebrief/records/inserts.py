"""What the records give to the pages: how to cite this version, and the structured data of the brief."""

from tracebrief.project.paths import Project
from tracebrief.records.citation import write_citation
from tracebrief.records.made import read_made
from tracebrief.records.structured import write_structured


def write_inserts(project: Project, *, version: str, date: str) -> None:
    """Write `citation.json` and `structured.json` to `build/inserts`.

    Raises:
        BuildError: there is no `build/made.json`.
        ReportError: `CITATION.cff` is not valid.
    """
    write_citation(project, version=version, date=date, commit=read_made(project)["commit"])
    write_structured(project, version=version, date=date)

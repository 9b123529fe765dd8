"""The list of the costliest withdrawals, for a brief that has it: only then is what weighs again loaded."""

from importlib import import_module

from tracebrief.project.json_files import write_json
from tracebrief.project.paths import Project

LIST = "withdrawals"


def write_impact_insert(project: Project) -> None:
    """Write `build/inserts/impact.json`, which a filter puts into the brief, where the brief has the list.

    Raises:
        ReportError: the brief is not UTF-8.
    """
    if _lists_withdrawals(project):
        from tracebrief.impact.costliest import describe_costliest

        write_json(project.impact_insert, describe_costliest(project))


def preload(project: Project) -> None:
    """Load what the list is made with, which takes a second, for a brief that has it."""
    if _lists_withdrawals(project):
        import_module("tracebrief.impact.costliest")


def _lists_withdrawals(project: Project) -> bool:
    """Say whether the brief has the list, by its tree as the filter sees it."""
    from tracebrief.render.markdown_pages import read_markdown_page

    if not project.brief.is_file():
        return False
    page = read_markdown_page(project, project.relative(project.brief))
    return any(LIST in div.classes for div in page.elements("Div"))

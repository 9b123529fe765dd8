"""The list of the costliest withdrawals, for the brief that asks for it: no other loads what weighs again."""

from tracebrief.project.json_files import write_json
from tracebrief.project.paths import Project

MARK = "{.withdrawals}"


def write_impact_insert(project: Project) -> None:
    """Write `build/inserts/impact.json`, which a filter puts into the brief, where the brief asks for it."""
    if project.brief.is_file() and MARK in project.brief.read_text("utf-8"):
        from tracebrief.impact.costliest import describe_costliest

        write_json(project.impact_insert, describe_costliest(project))

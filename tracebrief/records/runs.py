"""What ran, for an RO-Crate: one action for each step, one for the pages, and one for the whole build."""

from pathlib import Path
from typing import Any

from tracebrief.records.entities import Entities, Entity
from tracebrief.records.workflow import ENGINE, WORKFLOW, add_contents, add_parameters, find_read, find_written

# Files of the site that come from the pages and the records, not from a step.
RENDERED = (
    *("index.html", "report/**/*.html", "report/*.pdf", "tables/*.csv", "datapackage.json", "annotations.jsonld"),
    *("claims.csv", "conflicts.csv", "sources.json", "CITATION.cff", "cite.bib", "cite.json"),
)
DONE = "http://schema.org/CompletedActionStatus"
NO_TIMES = "Times are left out, since the crate is the same for every build of one commit: only its day is given."


def add_runs(crate: Entities, made: dict[str, Any], agents: list[Entity]) -> list[Entity]:
    """Describe everything that ran, the whole build first; return references to it."""
    steps = [_add_step(crate, step, number, agents) for number, step in enumerate(made["steps"], 1)]
    pages = _add_rendering(crate, made, agents)
    run = _add_run(crate, made, agents)
    return [run, _add_lead(crate, made, run, agents), *steps, pages]


def _add_step(crate: Entities, step: dict[str, Any], number: int, agents: list[Entity]) -> Entity:
    """Describe what a step did."""
    values = [{"@id": f"{parameter['@id']}-value"} for parameter in add_parameters(crate, step)]
    read = find_read(step, library=False)
    return crate.add(
        {
            "@id": f"#run-{step['name']}",
            "@type": "CreateAction",
            "name": f"Step {number}: {step['title']}",
            "description": f"Files read: {len(read)}. Files written: {len(step['writes'])}.",
            "instrument": {"@id": step["notebook"]},
            "agent": agents,
            "object": add_contents(crate, read) + values,
            "result": add_contents(crate, step["writes"]),
            "actionStatus": DONE,
        }
    )


def _add_rendering(crate: Entities, made: dict[str, Any], agents: list[Entity]) -> Entity:
    """Describe what the engine did after the steps: it wrote the pages and the records from what they left."""
    return crate.add(
        {
            "@id": "#run-render",
            "@type": "CreateAction",
            "name": "Rendering",
            "description": "Writes pages and records from what the steps left and the prose of the report.",
            "instrument": {"@id": ENGINE},
            "agent": agents,
            "object": add_contents(crate, find_written(made)),
            "result": [crate.add_file(path) for path in _find_rendered(crate.folder)],
            "actionStatus": DONE,
        }
    )


def _add_run(crate: Entities, made: dict[str, Any], agents: list[Entity]) -> Entity:
    """Describe the whole run, and how the engine led it through the steps."""
    written = find_written(made)
    read = {path: known for step in made["steps"] for path, known in find_read(step, library=False).items()}
    given = {path: known for path, known in read.items() if path not in written}
    values = [{"@id": f"#{step['name']}-{name}-value"} for step in made["steps"] for name in sorted(step["parameters"])]
    figures = [each for each in add_contents(crate, written) if not each["@id"].startswith("#")]
    return crate.add(
        {
            "@id": "#run",
            "@type": "CreateAction",
            "name": f"The build of version {made['version']}",
            "description": NO_TIMES,
            "instrument": {"@id": WORKFLOW},
            "agent": agents,
            "object": add_contents(crate, given) + values,
            "result": figures + [{"@id": path} for path in _find_rendered(crate.folder)],
            "actionStatus": DONE,
        }
    )


def _add_lead(crate: Entities, made: dict[str, Any], run: Entity, agents: list[Entity]) -> Entity:
    """Describe how the engine led the run from step to step."""
    controls = [
        crate.add(
            {
                "@id": f"#control-{step['name']}",
                "@type": "ControlAction",
                "name": f"Running {step['name']}",
                "instrument": {"@id": f"#step-{step['name']}"},
                "object": {"@id": f"#run-{step['name']}"},
            }
        )
        for step in made["steps"]
    ]
    return crate.add(
        {
            "@id": "#lead",
            "@type": "OrganizeAction",
            "name": "Running the notebooks in order",
            "instrument": {"@id": ENGINE},
            "agent": agents,
            "object": controls,
            "result": run,
        }
    )


def _find_rendered(folder: Path) -> list[str]:
    return sorted({path.relative_to(folder).as_posix() for pattern in RENDERED for path in folder.glob(pattern)})

"""`ro-crate-metadata.json`: the site as an RO-Crate, with the run that made it (Workflow and Provenance Run Crate).

The notebooks are the steps of the workflow, the build is its engine. A file is a data entity only where it lies in the
site; whatever else a step read or wrote is named with its hash. The crate is a function of the commit, so it has no
times of its own: not when the run began, nor how long it took.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rocrate.model import Entity

from tracebrief.project.json_files import drop_missing, write_json
from tracebrief.project.paths import SiteFile
from tracebrief.records.build_records import BuildRecord, StepRecord
from tracebrief.records.citation import Citation, describe_state
from tracebrief.records.crate_entities import WORKFLOW_CRATE, SiteCrate
from tracebrief.records.structured_data import describe_author

ENGINE = "#tracebrief"
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": "Process Run Crate",
    "https://w3id.org/ro/wfrun/workflow/0.5": "Workflow Run Crate",
    "https://w3id.org/ro/wfrun/provenance/0.5": "Provenance Run Crate",
    WORKFLOW_CRATE: "Workflow RO-Crate",
}
BIOSCHEMAS = "https://bioschemas.org/profiles/{}/1.0-RELEASE"
DONE = "http://schema.org/CompletedActionStatus"
TERMS = "Belongs to its publisher; the licence of this crate does not cover it."
NO_TIMES = "Times are left out, since the crate is the same for every build of one commit: only its day is given."
# Where a file of the project has its copy in the site.
COPIES = {"data/raw/": "texts/", **{same: same for same in ("build/figures/", "build/notebooks/", "notebooks/")}}
LIBRARY = "tracebrief/"
# Files of the site that come from the pages and the records, not from a step.
RENDERED = (
    *("index.html", "report/**/*.html", "report/*.pdf", "tables/*.csv", SiteFile.DATA_PACKAGE, SiteFile.ANNOTATIONS),
    *(SiteFile.CLAIMS, SiteFile.CONFLICTS, SiteFile.SOURCES, SiteFile.CITATION, SiteFile.BIBTEX, SiteFile.CSL),
)
TYPES = {bool: "Boolean", int: "Integer", float: "Float", str: "Text"}


@dataclass(frozen=True)
class Step:
    """A step of the workflow, how to run it, and how it ran."""

    notebook: Entity
    instruction: Entity
    run: Entity
    control: Entity
    # Each refers to the value that it had in this run.
    parameters: list[Entity]


def write_ro_crate(target: Path, citation: Citation, record: BuildRecord) -> None:
    """Write `ro-crate-metadata.json` for the site in `target`, which must be complete but for its manifest.

    Args:
        record: the content of `build/made.json`.
    """
    crate = SiteCrate(target)
    for path in sorted((target / SiteFile.TEXTS).iterdir()):
        crate.describe_file(f"{SiteFile.TEXTS}/{path.name}", description=TERMS)
    engine = _describe_engine(crate, citation, record)
    steps = [_describe_step(crate, number, step, record["version"]) for number, step in enumerate(record["steps"], 1)]
    workflow = _describe_workflow(crate, steps, record["version"])
    rendering = _describe_rendering(crate, record, engine)
    build = _describe_build(crate, record, workflow, steps)
    lead = crate.describe(
        "#lead",
        "OrganizeAction",
        name="Running the notebooks in order",
        instrument=engine,
        object=[step.control for step in steps],
        result=build,
    )
    agents = _describe_authors(crate, citation)
    for action in (build, lead, *(step.run for step in steps), rendering):
        action["agent"] = agents
        crate.root.append_to("mentions", action)
    _describe_site(crate, citation, record, author=agents, mainEntity=workflow)
    write_json(target / SiteFile.RO_CRATE, crate.as_json())


def _describe_site(crate: SiteCrate, citation: Citation, record: BuildRecord, **fields: Any) -> None:
    """Describe the crate as a whole."""
    licence = citation.license and f"https://spdx.org/licenses/{citation.license}"
    fields |= {
        "name": citation.brief.title,
        "description": f"{describe_state(record['version'], record['commit'])}. {NO_TIMES}",
        "version": record["version"],
        "datePublished": record["date"],
        "license": crate.describe(licence, "CreativeWork", name=citation.license) if licence else "not stated",
        "conformsTo": [
            crate.describe(profile, "CreativeWork", name=name, version=profile.rpartition("/")[2])
            for profile, name in PROFILES.items()
        ],
    }
    for field, value in drop_missing(fields).items():
        crate.root[field] = value


def _describe_authors(crate: SiteCrate, citation: Citation) -> list[Entity]:
    found = []
    for number, author in enumerate(citation.brief.authors, 1):
        node = describe_author(author)
        found.append(crate.describe(node.pop("@id", f"#author-{number}"), node.pop("@type"), **node))
    return found


def _describe_engine(crate: SiteCrate, citation: Citation, record: BuildRecord) -> Entity:
    """Describe what runs the pipeline."""
    lock = record["lock"]
    return crate.describe(
        ENGINE,
        "SoftwareApplication",
        name=citation.title,
        description=citation.abstract,
        softwareVersion=record["version"],
        softwareRequirements=crate.describe_content(lock["file"], lock["sha256"]) if lock["sha256"] else None,
    )


def _describe_step(crate: SiteCrate, number: int, step: StepRecord, version: str) -> Step:
    """Describe a step's notebook with the library's source that it can reach, and what it did."""
    name, read = step["name"], _find_read(step)
    library = {path: sha256 for path, sha256 in step["reads"].items() if path not in read}
    parameters = [
        _describe_parameter(crate, name, each, step["parameters"][each]) for each in sorted(step["parameters"])
    ]
    notebook = crate.describe_file(
        step["notebook"],
        ["File", "SoftwareSourceCode"],
        name=step["title"],
        version=version,
        programmingLanguage=_describe_language(crate),
        isBasedOn=_describe_contents(crate, library),
        input=parameters,
    )
    run = crate.describe(
        f"#run-{name}",
        "CreateAction",
        name=f"Step {number}: {step['title']}",
        description=f"Files read: {len(read)}. Files written: {len(step['writes'])}.",
        instrument=notebook,
        object=_describe_contents(crate, read) + _values(parameters),
        result=_describe_contents(crate, step["writes"]),
        actionStatus=DONE,
    )
    instruction = crate.describe(
        f"#step-{name}", "HowToStep", name=step["title"], position=str(number), workExample=notebook
    )
    control = crate.describe(
        f"#control-{name}", "ControlAction", name=f"Running {name}", instrument=instruction, object=run
    )
    return Step(notebook, instruction, run, control, parameters)


def _describe_language(crate: SiteCrate) -> Entity:
    return crate.describe("#jupytext", "ComputerLanguage", name="Jupyter notebooks in Python, as percent scripts")


def _describe_parameter(crate: SiteCrate, step: str, name: str, value: Any) -> Entity:
    """Describe a step's parameter and the value that it ran with."""
    formal = f"#{step}-{name}"
    # Of lists and mappings schema.org knows nothing: they, and what is empty, are given as JSON.
    given = value if isinstance(value, int | float | str) and value != "" else json.dumps(value, ensure_ascii=False)
    actual = crate.describe(f"{formal}-value", "PropertyValue", name=name, value=given, exampleOfWork={"@id": formal})
    return crate.describe(
        formal,
        "FormalParameter",
        name=name,
        additionalType=TYPES.get(type(value), "Text"),
        conformsTo={"@id": BIOSCHEMAS.format("FormalParameter")},
        workExample=actual,
    )


def _describe_workflow(crate: SiteCrate, steps: list[Step], version: str) -> Entity:
    # The record lists the notebooks in their order, so it is also the workflow as one file.
    return crate.describe_file(
        SiteFile.BUILD_RECORD,
        ["File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"],
        name="The pipeline as it ran: notebooks in order, parameters, and the hash of all that was read and written",
        version=version,
        conformsTo={"@id": BIOSCHEMAS.format("ComputationalWorkflow")},
        programmingLanguage=_describe_language(crate),
        step=[step.instruction for step in steps],
        hasPart=[step.notebook for step in steps],
        input=[parameter for step in steps for parameter in step.parameters],
    )


def _describe_rendering(crate: SiteCrate, record: BuildRecord, engine: Entity) -> Entity:
    """Describe what the engine did after the steps: it wrote the pages and the records from what they left."""
    return crate.describe(
        "#run-render",
        "CreateAction",
        name="Rendering",
        description="Writes pages and records from what the steps left and the prose of the report.",
        instrument=engine,
        object=_describe_contents(crate, _find_written(record)),
        result=_describe_rendered(crate),
        actionStatus=DONE,
    )


def _describe_build(crate: SiteCrate, record: BuildRecord, workflow: Entity, steps: list[Step]) -> Entity:
    """Describe the whole run."""
    written = _find_written(record)
    read = {
        path: sha256 for step in record["steps"] for path, sha256 in _find_read(step).items() if path not in written
    }
    copied = [each for each in _describe_contents(crate, written) if "File" in each.type]
    return crate.describe(
        "#run",
        "CreateAction",
        name=f"The build of version {record['version']}",
        description=NO_TIMES,
        instrument=workflow,
        object=_describe_contents(crate, read) + [value for step in steps for value in _values(step.parameters)],
        result=copied + _describe_rendered(crate),
        actionStatus=DONE,
    )


def _describe_contents(crate: SiteCrate, files: dict[str, str]) -> list[Entity]:
    """Describe files that were read or written, given with their hashes."""
    return [crate.describe_content(path, sha256, _find_copy(path)) for path, sha256 in sorted(files.items())]


def _describe_rendered(crate: SiteCrate) -> list[Entity]:
    paths = {path.relative_to(crate.site).as_posix() for pattern in RENDERED for path in crate.site.glob(pattern)}
    return [crate.describe_file(path) for path in sorted(paths)]


def _values(parameters: list[Entity]) -> list[Entity]:
    return [parameter["workExample"] for parameter in parameters]


def _find_read(step: StepRecord) -> dict[str, str]:
    """Return the files that a step read with their hashes, but for the library's source."""
    return {path: sha256 for path, sha256 in step["reads"].items() if not path.startswith(LIBRARY)}


def _find_written(record: BuildRecord) -> dict[str, str]:
    """Return the files that the steps left with their last hashes."""
    return {path: sha256 for step in record["steps"] for path, sha256 in step["writes"].items()}


def _find_copy(path: str) -> str | None:
    """Return where a file of the project would have its copy in the site."""
    found = (copy + path.removeprefix(start) for start, copy in COPIES.items() if path.startswith(start))
    return next(found, None)

"""The workflow of an RO-Crate: the notebooks as its steps, their parameters, and the program that runs them."""

import json
from typing import Any

from tracebrief.records.citation import Citation
from tracebrief.records.entities import Entities, Entity

BIOSCHEMAS = "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"
PARAMETER = "https://bioschemas.org/profiles/FormalParameter/1.0-RELEASE"
# The record of the run; it lists the notebooks in their order, so it is also the workflow as one file.
WORKFLOW, ENGINE = "made.json", "#tracebrief"
# Where a file of the project stands in the site.
PLACES = {"data/raw/": "texts/", **{same: same for same in ("build/figures/", "build/notebooks/", "notebooks/")}}
LIBRARY = "tracebrief/"
TYPES = {bool: "Boolean", int: "Integer", float: "Float", str: "Text"}


def add_workflow(crate: Entities, citation: Citation, made: dict[str, Any]) -> None:
    """Describe the pipeline, what runs it, and what it is written in."""
    lock = made["lock"]
    locked = [crate.add_content(lock["file"], lock["sha256"], None)] if lock["sha256"] else []
    language = crate.add(
        {"@id": "#jupytext", "@type": "ComputerLanguage", "name": "Jupyter notebooks in Python, as percent scripts"}
    )
    crate.add(
        {
            "@id": ENGINE,
            "@type": "SoftwareApplication",
            "name": citation.title,
            "description": citation.abstract,
            "softwareVersion": made["version"],
            "softwareRequirements": locked,
        }
    )
    tools = [_add_tool(crate, step, language, made["version"]) for step in made["steps"]]
    steps = [
        crate.add(
            {
                "@id": f"#step-{step['name']}",
                "@type": "HowToStep",
                "name": step["title"],
                "position": str(number),
                "workExample": tool,
            }
        )
        for number, (step, tool) in enumerate(zip(made["steps"], tools, strict=True), 1)
    ]
    crate.add_file(
        WORKFLOW,
        kind=["File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"],
        name="The pipeline as it ran: notebooks in order, parameters, and the hash of all that was read and written",
        version=made["version"],
        conformsTo={"@id": BIOSCHEMAS},
        programmingLanguage=language,
        step=steps,
        hasPart=tools,
        input=[parameter for step in made["steps"] for parameter in add_parameters(crate, step)],
    )


def add_parameters(crate: Entities, step: dict[str, Any]) -> list[Entity]:
    """Describe a step's parameters with the values that it ran with; return references to the parameters."""
    found = []
    for name, value in sorted(step["parameters"].items()):
        formal, actual = ({"@id": f"#{step['name']}-{name}{end}"} for end in ("", "-value"))
        kind = TYPES.get(type(value), "Text")
        crate.add(
            {
                **formal,
                "@type": "FormalParameter",
                "name": name,
                "additionalType": kind,
                "conformsTo": {"@id": PARAMETER},
                "workExample": actual,
            }
        )
        # Of lists and mappings schema.org knows nothing: they, and what is empty, are given as JSON.
        said = value if isinstance(value, int | float | str) and value != "" else json.dumps(value, ensure_ascii=False)
        crate.add({**actual, "@type": "PropertyValue", "name": name, "value": said, "exampleOfWork": formal})
        found.append(formal)
    return found


def add_contents(crate: Entities, files: dict[str, str]) -> list[Entity]:
    """Describe files that were read or written, given with their hashes; return references to them."""
    return [crate.add_content(path, sha256, _place(path)) for path, sha256 in sorted(files.items())]


def find_read(step: dict[str, Any], *, library: bool) -> dict[str, str]:
    """Return the files that a step read with their hashes: the library's source, or all others."""
    return {path: sha256 for path, sha256 in step["reads"].items() if path.startswith(LIBRARY) == library}


def find_written(made: dict[str, Any]) -> dict[str, str]:
    """Return the files that the steps left with their last hashes."""
    return {path: sha256 for step in made["steps"] for path, sha256 in step["writes"].items()}


def _add_tool(crate: Entities, step: dict[str, Any], language: Entity, version: str) -> Entity:
    """Describe a step's notebook, and the library's source that it can reach."""
    library = [crate.add_content(path, known, None) for path, known in sorted(find_read(step, library=True).items())]
    return crate.add_file(
        step["notebook"],
        kind=["File", "SoftwareSourceCode"],
        name=step["title"],
        version=version,
        programmingLanguage=language,
        isBasedOn=library,
        input=add_parameters(crate, step),
    )


def _place(path: str) -> str | None:
    """Return where a file of the project would stand in the site."""
    found = ((start, place) for start, place in PLACES.items() if path.startswith(start))
    return next((place + path.removeprefix(start) for start, place in found), None)

"""`ro-crate-metadata.json`: the site as an RO-Crate, with the run that made it (Workflow and Provenance Run Crate).

The notebooks are the steps of the workflow, the build is its engine. A file is a data entity only where it lies in the
site; whatever else a step read or wrote is named with its hash. The crate is a function of the commit, so it has no
times of its own: not when the run began, nor how long it took.
"""

from pathlib import Path
from typing import Any

from tracebrief.records.as_json import write_json
from tracebrief.records.citation import Citation, tell_state
from tracebrief.records.entities import Entities, Entity
from tracebrief.records.runs import NO_TIMES, add_runs
from tracebrief.records.structured import author_node
from tracebrief.records.workflow import WORKFLOW, add_workflow

NAME = "ro-crate-metadata.json"
CRATE = "https://w3id.org/ro/crate/1.1"
WORKFLOW_CRATE = "https://w3id.org/workflowhub/workflow-ro-crate/1.0"
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": "Process Run Crate",
    "https://w3id.org/ro/wfrun/workflow/0.5": "Workflow Run Crate",
    "https://w3id.org/ro/wfrun/provenance/0.5": "Provenance Run Crate",
    WORKFLOW_CRATE: "Workflow RO-Crate",
}
# The context of RO-Crate 1.1 is older than this term of schema.org.
CONTEXT = [f"{CRATE}/context", {"sha256": "http://schema.org/sha256"}]
TERMS = "Belongs to its publisher; the licence of this crate does not cover it."


def write_crate(target: Path, citation: Citation, made: dict[str, Any]) -> None:
    """Write `ro-crate-metadata.json` for the site in `target`, which must be complete but for its manifest.

    Args:
        made: the content of `build/made.json`.
    """
    crate, conforms = Entities(target), [{"@id": CRATE}, {"@id": WORKFLOW_CRATE}]
    crate.add({"@id": NAME, "@type": "CreativeWork", "about": {"@id": "./"}, "conformsTo": conforms})
    crate.add(_root(citation, made))
    for profile, name in PROFILES.items():
        crate.add({"@id": profile, "@type": "CreativeWork", "name": name, "version": profile.rpartition("/")[2]})
    authors = [{"@id": f"#author-{n}", **author_node(author)} for n, author in enumerate(citation.brief.authors, 1)]
    agents = [crate.add(author) for author in authors]
    crate.extend("./", "author", agents)
    if citation.license:
        licence = {"@id": f"https://spdx.org/licenses/{citation.license}", "@type": "CreativeWork"}
        crate.extend("./", "license", [crate.add(licence | {"name": citation.license})])
    for path in sorted(path.name for path in (target / "texts").iterdir()):
        crate.add_file(f"texts/{path}", description=TERMS)
    add_workflow(crate, citation, made)
    crate.extend("./", "mentions", add_runs(crate, made, agents))
    crate.extend("./", "hasPart", crate.files)
    write_json(target / NAME, {"@context": CONTEXT, "@graph": crate.graph})


def _root(citation: Citation, made: dict[str, Any]) -> Entity:
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": citation.brief.title,
        "description": f"{tell_state(made['version'], made['commit'])}. {NO_TIMES}",
        "version": made["version"],
        "datePublished": made["date"],
        "license": None if citation.license else "not stated",
        "conformsTo": [{"@id": profile} for profile in PROFILES],
        "mainEntity": {"@id": WORKFLOW},
    }

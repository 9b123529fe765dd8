"""Every output of a build with the hash of its bytes: what two builds of one commit must have in common."""

from pathlib import Path

from tracebrief.project.paths import Project, SiteFile
from tracebrief.project.store import digest_file
from tracebrief.records import read_build_record

# Tells how long a run took, and so belongs to no version.
OF_A_RUN = frozenset({SiteFile.RUN_SCRIPT, "run.json"})
Outputs = dict[str, str]


def list_outputs(project: Project) -> Outputs:
    """Return the SHA-256 of every output by its path below the project's root, in the order in which they are made.

    A difference is best sought where it arose.
    """
    made = (project.tables, project.figures, project.executed, project.inserts)
    outputs = (*made, project.ledger, project.build_record, project.site)
    found = [path for output in outputs for path in _files(output)]
    steps = _read_steps(project)
    names = [project.relative(path) for path in found if path.name not in OF_A_RUN]
    names.sort(key=lambda name: steps.get(name, (len(steps), "")))
    return {name: digest_file(project.root / name) or "" for name in names}


def find_step(project: Project, name: str) -> str | None:
    """Return the step that wrote an output, None where the build does not say."""
    return _read_steps(project).get(name, (0, None))[1]


def list_differing(one: Outputs, other: Outputs) -> list[str]:
    """Return the paths that are not the same in both manifests, in the order in which they are made."""
    return [name for name in {**one, **other} if one.get(name) != other.get(name)]


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(each for each in path.rglob("*") if each.is_file())


def _read_steps(project: Project) -> dict[str, tuple[int, str]]:
    """Return, by output, the number and name of the step that wrote it, as the build recorded."""
    steps = read_build_record(project)["steps"] if project.build_record.is_file() else []
    return {name: (number, step["name"]) for number, step in enumerate(steps) for name in step["writes"]}

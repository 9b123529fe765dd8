"""Whether the published pages are still those of the project: what they were rendered from, and the pages themselves.

Both engines read far and wide (pages, filters, templates, styles, tables), Quarto in a process of its own, so their
inputs are not recorded: everything authored, everything the notebooks made and the whole library count.
"""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tracebrief.project.import_closure import LIBRARY
from tracebrief.project.paths import Project, SiteFile
from tracebrief.project.store import Store, digest_file, key_of
from tracebrief.publish import describe_damage, read_manifest
from tracebrief.records import BuildRecord
from tracebrief.run import list_changes

KIND = KEY = "site"  # of the one entry in the store


def find_inputs(project: Project, record: BuildRecord, engine: str) -> dict[str, str | None]:
    """Return what the pages depend on, each by the name under which a change of it is reported."""
    files = dict(_files(project))
    return {
        "the version": f"{record['version']} of {record['commit']}",
        "the engine": _engine(engine),
        "what the notebooks left": key_of(record),
        **{name: digest_file(path) for name, path in sorted(files.items())},
    }


def find_staleness(project: Project, store: Store, inputs: dict[str, str | None]) -> str | None:
    """Return why the pages must be rendered, None where those published are right and whole."""
    kept = store.load_json(KIND, KEY)
    if kept is None:
        return "no earlier rendering is kept"
    was = kept["inputs"]
    changed = [name for name in {**was, **inputs} if was.get(name) != inputs.get(name)]
    if changed:
        return list_changes([f"{name} changed" for name in changed])
    if digest_file(project.site / SiteFile.MANIFEST) != kept["manifest"]:
        return f"build/site/{SiteFile.MANIFEST} is not as it was published"
    damage = describe_damage(project.site, read_manifest(project.site))
    return f"build/site: {damage}" if damage else None


def keep_freshness(project: Project, store: Store, inputs: dict[str, str | None]) -> None:
    """Remember what the pages just published were rendered from."""
    store.save_json(KIND, KEY, {"inputs": inputs, "manifest": digest_file(project.site / SiteFile.MANIFEST)})


def _files(project: Project) -> Iterator[tuple[str, Path]]:
    generated = set(project.generated)
    for path in project.authored:
        for each in [path] if path.is_file() else path.rglob("*"):
            if each.is_file() and generated.isdisjoint((each, *each.parents)):
                yield project.relative(each), each
    for path in LIBRARY.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield f"tracebrief/{path.relative_to(LIBRARY).as_posix()}", path


def _engine(engine: str) -> str:
    """Return the engine that will render, with its version where it is not in the lock file."""
    quarto = shutil.which("quarto") if engine in ("auto", "quarto") else None
    if quarto is None:
        return "embedded"
    done = subprocess.run([quarto, "--version"], capture_output=True, text=True, check=False)
    return f"quarto {done.stdout.strip()}"

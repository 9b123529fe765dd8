"""What the brief was made of (`build/made.json`), and what this build had to do for it (`build/run.json`).

The first is a function of the commit and takes part in every comparison; the second has the seconds and is left out.
"""

import json
from typing import Any

from tracebrief.project.paths import Project, SiteFile
from tracebrief.project.store import digest_file
from tracebrief.publish import Version
from tracebrief.records import BuildRecord, StepRecord, write_build_record
from tracebrief.run.parameters import Parameters
from tracebrief.run.pipeline import Ran

RECORD, REPRO = "run.json", "repro.json"


def write_made(project: Project, version: Version, parameters: Parameters, ran: list[Ran]) -> BuildRecord:
    """Write `build/made.json`: version, lock file, parameters, and each step with all that it read and wrote."""
    record: BuildRecord = {
        "version": version.name,
        "commit": version.commit,
        "date": version.date,
        "epoch": version.epoch,
        "lock": {"file": project.lock.name, "sha256": digest_file(project.lock)},
        "parameters": parameters,
        "steps": [_step(each) for each in ran],
    }
    write_build_record(project, record)
    return record


def write_run(project: Project, steps: list[dict[str, Any]], seconds: float, floor: dict[str, float]) -> str:
    """Write `build/run.json`; return it as the script that pages load."""
    run = {
        "steps": steps,
        "seconds": round(seconds, 2),
        "floor": {kind: round(seconds, 2) for kind, seconds in floor.items()},
        "repro": read_repro(project),
    }
    _write(project, RECORD, run)
    return _script(run)


def renew_run(project: Project, version: Version) -> None:
    """Let published pages tell what the last `tracebrief repro` found, where they do not yet."""
    path, repro = project.build / RECORD, read_repro(project)
    run = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    if run.get("repro") == repro:
        return
    _write(project, RECORD, run | {"repro": repro})
    for folder in (project.site, project.site / "v" / version.folder):
        if (folder / SiteFile.RUN_SCRIPT).is_file():
            beside = folder / f".{SiteFile.RUN_SCRIPT}"
            beside.write_text(_script(run | {"repro": repro}), "utf-8")
            beside.replace(folder / SiteFile.RUN_SCRIPT)


def read_repro(project: Project) -> dict[str, Any] | None:
    """Return what the last `tracebrief repro` found, None before the first."""
    path = project.build / REPRO
    return json.loads(path.read_text("utf-8")) if path.is_file() else None


def _script(run: dict[str, Any]) -> str:
    return f"window.tracebriefRun = {json.dumps(run, ensure_ascii=False)};\n".replace("</", "<\\/")


def _step(ran: Ran) -> StepRecord:
    return {
        "name": ran.pair.name,
        "notebook": f"notebooks/{ran.pair.file.name}",
        "title": ran.title,
        "code": ran.trace.parts["code"],
        "parameters": ran.parameters,
        "reads": {name: of for name, of in sorted(ran.trace.reads.items()) if of is not None},
        "writes": dict(sorted(ran.trace.writes.items())),
    }


def _write(project: Project, name: str, content: dict[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (project.build / name).write_text(text, "utf-8")

"""`build/run.json`: what one build had to do, with the seconds; pages load it as `run.js`.

It differs from build to build of one commit, so it takes part in no comparison.
"""

import json
from dataclasses import asdict, dataclass

from tracebrief.project.json_files import write_json
from tracebrief.project.paths import Project, SiteFile
from tracebrief.publish import Version
from tracebrief.repro import read_repro_record


@dataclass(frozen=True)
class Step:
    """One step as done."""

    name: str
    left: str  # in words
    cached: bool  # whether that was kept from before
    why: str
    seconds: float


def write_run_record(project: Project, steps: list[Step], seconds: float, floor: dict[str, float]) -> str:
    """Write `build/run.json`; return it as the script that pages load.

    Args:
        floor: seconds of processor time that no build could have saved, by what they went to.
    """
    rounded = {kind: round(cost, 2) for kind, cost in floor.items()}
    run = {"steps": list(map(asdict, steps)), "seconds": round(seconds, 2), "floor": rounded}
    return _write(project, run | {"repro": read_repro_record(project)})


def renew_run_record(project: Project, version: Version) -> None:
    """Let published pages say what the last `tracebrief repro` found, where they do not yet."""
    path, repro = project.run_record, read_repro_record(project)
    run = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    if run.get("repro") == repro:
        return
    script = _write(project, run | {"repro": repro})
    for folder in (project.site, project.site / SiteFile.VERSION_FOLDERS / version.folder):
        if (folder / SiteFile.RUN_SCRIPT).is_file():
            new = folder / f".{SiteFile.RUN_SCRIPT}"
            new.write_text(script, "utf-8")
            new.replace(folder / SiteFile.RUN_SCRIPT)


def _write(project: Project, run: dict[str, object]) -> str:
    write_json(project.run_record, run, sort_keys=True)
    return f"window.tracebriefRun = {json.dumps(run, ensure_ascii=False)};\n".replace("</", "<\\/")

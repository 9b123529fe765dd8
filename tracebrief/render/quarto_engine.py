"""The Quarto engine: `quarto render` on the same sources, into the same paths."""

import os
import shutil
import subprocess
from pathlib import Path

from tracebrief.project.errors import BuildError, ReportError
from tracebrief.project.paths import Project


def find_quarto() -> str | None:
    """Return the path of the Quarto command line, None where there is none."""
    return shutil.which("quarto")


def render_quarto(project: Project, *, target: Path, version: str, date: str) -> None:
    """Render every page of `_quarto.yml` with Quarto into the folder `target`, which lies in the project.

    Raises:
        BuildError: Quarto is not on the PATH.
        ReportError: Quarto failed; the message is the first mistake it names.
    """
    command = find_quarto()
    if command is None:
        what = "Quarto is not on the PATH"
        raise BuildError("--engine quarto", what, "install it from conda-forge, or use --engine embedded")
    out = os.path.relpath(target.resolve(), project.root.resolve())
    known = {"version": version, "date": date}
    arguments = ["render", "--output-dir", out]
    arguments += [word for name, value in known.items() if value for word in ("--metadata", f"{name}:{value}")]
    done = subprocess.run([command, *arguments], cwd=project.root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ReportError("quarto render", _first_mistake(done.stderr or done.stdout), "fix the page it names")
    for page in ("index.html", "report/index.html"):
        if not (target / page).is_file():
            raise ReportError("quarto render", f"it wrote no {page}", "check the render list of _quarto.yml")


def _first_mistake(said: str) -> str:
    """Return the first line that says what went wrong, without the colours of a terminal."""
    lines = [line.strip().replace("\x1b[39m", "").replace("\x1b[31m", "") for line in said.splitlines() if line.strip()]
    marked = [line for line in lines if "ERROR" in line or line.lower().startswith("error") or ".qmd" in line]
    return (marked or lines or ["it failed without a word"])[0].removeprefix("ERROR: ")

"""The builds that are compared: ours, and the same notebooks by plain papermill and nbconvert.

Each has its own copy of the project, and both run the library of one clone with one interpreter. The plain one has an
empty `build/` every time: it keeps nothing, so it does everything.
"""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.corpus import PARAMETERS, REPOSITORY, add_story, write_corpus
from tests.bench.costs import Command, Cost, measure
from tracebrief.project.paths import Project

Parameters = dict[str, object]
# A comma that changes nothing else.
COMMA = ("Nothing is added from outside", "Nothing, is added from outside")


@dataclass(frozen=True)
class Pair:
    """One brief twice: as built by us and as run plainly."""

    ours: Project
    plain: Project
    library: Path
    parameters: Parameters

    def clear(self) -> None:
        """Remove all that our builds have made and kept."""
        shutil.rmtree(self.ours.build, ignore_errors=True)
        shutil.rmtree(self.ours.evidence, ignore_errors=True)

    def leave(self) -> None:
        """Change nothing."""

    def add_text(self, number: int) -> None:
        """Add the invented text of this number to both copies."""
        for project in (self.ours, self.plain):
            add_story(project, number)

    def add_comma(self) -> None:
        """Put one comma into the prose of this repository's brief, in both copies."""
        for project in (self.ours, self.plain):
            path = project.report / "index.qmd"
            text = path.read_text("utf-8")
            if COMMA[0] not in text:
                raise RuntimeError(f"{path.name} no longer says “{COMMA[0]}”: choose other words for the comma")
            path.write_text(text.replace(*COMMA), "utf-8")

    def build(self) -> Cost:
        """Return what `tracebrief build` costs: notebooks, HTML of every page, PDF, records, publication."""
        given = [word for name, value in self.parameters.items() for word in ("-p", f"{name}={json.dumps(value)}")]
        words = [sys.executable, "-m", "tracebrief", "build", "--engine", "embedded", *given]
        return measure([Command(words, self.ours.root, self._environment(self.ours))])

    def run_plainly(self) -> Cost:
        """Return what papermill and nbconvert cost: each notebook in its own kernel, then all as HTML."""
        shutil.rmtree(self.plain.build, ignore_errors=True)
        executed = self.plain.executed
        executed.mkdir(parents=True)
        python, environment = sys.executable, self._environment(self.plain)
        commands = []
        for notebook in sorted(self.plain.notebooks.glob("*.ipynb")):
            given = [word for pair in self._known(notebook).items() for word in ("-y", f"{pair[0]}: {pair[1]}")]
            words = [python, "-m", "papermill", "-k", "python3", "--no-progress-bar", *given]
            commands.append(
                Command([*words, str(notebook), str(executed / notebook.name)], notebook.parent, environment)
            )
        pages = [str(executed / Path(command.words[-1]).name) for command in commands]
        convert = [python, "-m", "nbconvert", "--to", "html", "--log-level", "ERROR", *pages]
        return measure([*commands, Command(convert, executed, environment)])

    def _known(self, notebook: Path) -> dict[str, str]:
        """Return those of the parameters that a notebook has."""
        text = notebook.read_text("utf-8")
        return {name: json.dumps(value) for name, value in self.parameters.items() if f'"{name}: ' in text}

    def _environment(self, project: Project) -> dict[str, str]:
        return {"PYTHONPATH": str(self.library), "TRACEBRIEF_ROOT": str(project.root)}


def clone(folder: Path) -> Path:
    """Clone the last commit of this repository; return the clone's folder."""
    subprocess.run(["git", "clone", "--quiet", str(REPOSITORY), str(folder)], check=True)
    return folder


def pair_brief(folder: Path) -> Pair:
    """Return two clones of this repository's own brief."""
    ours, plain = (Project(clone(folder / name)) for name in ("ours", "plain"))
    return Pair(ours, plain, ours.root, {})


def pair_corpus(folder: Path, *, texts: int, library: Path) -> Pair:
    """Return two copies of an invented brief of as many texts."""
    ours, plain = (write_corpus(folder / name, texts=texts) for name in ("ours", "plain"))
    return Pair(ours, plain, library, PARAMETERS)


def middle(costs: list[Cost]) -> Cost:
    """Return the median of seconds and the highest peak."""
    return Cost(median(cost.seconds for cost in costs), max(cost.peak for cost in costs))

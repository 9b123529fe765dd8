"""The whole way: every notebook in order, then the pages, then publication.

A step takes files and leaves files; what it left is counted, and told at the end with the time it took.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from time import perf_counter

import pyarrow.parquet as parquet
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from tracebrief.run.kernels import Kernels, open_kernels
from tracebrief.run.notebooks import Parameters, assign_parameters, run_notebook
from tracebrief.run.pairs import Pair, find_difference, find_pairs
from tracebrief.build.publish import no_space_told, only_build, staged_site
from tracebrief.build.versions import Version, find_version
from tracebrief.errors import BuildError
from tracebrief.paths import Project

Render = Callable[..., None]


@dataclass(frozen=True)
class Step:
    """One step as done: what it left, in words, and how long it took, in seconds."""

    name: str
    left: str
    seconds: float


def run_build(
    project: Project,
    *,
    engine: str = "auto",
    parameters: Parameters | None = None,
    console: Console | None = None,
    render: Render | None = None,
) -> list[Step]:
    """Run every notebook, render the pages and publish them; until the last moment `build/site` stays as it was.

    Args:
        engine: "auto", "quarto" or "embedded".
        parameters: for the notebooks that have them, by name.
        render: what makes the pages; the render room's `render_site` unless given.

    Raises:
        NotebookError: a parameter is unknown, or a cell raised.
        BuildError: another build is running, there is nothing to run, or the disk is full.
    """
    console = console or Console(stderr=True)
    pairs = find_pairs(project)
    if not pairs:
        raise BuildError("notebooks/", "there are no notebooks", "name them NN_name.py, NN giving their order")
    assigned = assign_parameters(pairs, parameters or {})
    version = find_version(project)
    with only_build(project), no_space_told(project), _dated(version):
        _clear(project)
        with _progress(console) as progress:
            steps = list(_run_notebooks(project, pairs, assigned, progress))
            render = render or import_module("tracebrief.render.site").render_site
            steps.append(_render(project, render, engine, version, progress))
    console.print(_summary(steps, version))
    return steps


def _run_notebooks(
    project: Project, pairs: list[Pair], assigned: dict[str, Parameters], progress: Progress
) -> Iterator[Step]:
    bars = {pair.name: progress.add_task(pair.name, total=_count_code(pair), start=False) for pair in pairs}
    with open_kernels(project) as kernels:
        for pair in pairs:
            yield _run(kernels, pair, assigned[pair.name], progress, bars[pair.name], last=pair is pairs[-1])


def _run(kernels: Kernels, pair: Pair, parameters: Parameters, progress: Progress, bar: TaskID, *, last: bool) -> Step:
    if difference := _difference(pair):
        progress.console.print(f"{pair.script.name} differs from its .ipynb ({difference}): the .py is what runs")
    before, begun = _left(kernels.project), perf_counter()
    progress.start_task(bar)
    run_notebook(kernels, pair, parameters=parameters, on_cell=lambda: progress.advance(bar), last=last)
    progress.update(bar, completed=_count_code(pair))
    progress.stop_task(bar)
    return Step(pair.name, _told(kernels.project, _left(kernels.project) - before), perf_counter() - begun)


def _render(project: Project, render: Render, engine: str, version: Version, progress: Progress) -> Step:
    bar, begun = progress.add_task("render", total=1), perf_counter()
    with staged_site(project) as target:
        render(project, engine=engine, target=target, version=version.name, date=version.date)
        pages = [path for path in target.rglob("*") if path.suffix in (".html", ".pdf")]
    progress.advance(bar)
    kinds = [f"{sum(page.suffix == kind for page in pages)} {kind[1:].upper()}" for kind in (".html", ".pdf")]
    return Step("render", ", ".join(kinds), perf_counter() - begun)


def _clear(project: Project) -> None:
    """Remove what an earlier build left for the pages, so that nothing stale can be read in its place."""
    for folder in (project.tables, project.figures, project.executed):
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _dated(version: Version) -> Iterator[None]:
    """Give every tool below the commit's time in place of the clock's."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(version.epoch or 0)
    try:
        yield
    finally:
        os.environ.pop("SOURCE_DATE_EPOCH")
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before


def _count_code(pair: Pair) -> int:
    return sum(cell.cell_type == "code" for cell in pair.read().cells)


def _difference(pair: Pair) -> str | None:
    both = pair.script.is_file() and pair.document.is_file()
    return find_difference(pair.read(), Pair(pair.name, pair.document, pair.document).read()) if both else None


def _left(project: Project) -> set[Path]:
    """Return the tables and figures there are."""
    return {*project.tables.glob("*.parquet"), *project.figures.glob("*.svg")}


def _told(project: Project, left: set[Path]) -> str:
    """Return what a step left in words: its tables with their rows, its figures counted."""
    tables = sorted(path for path in left if path.suffix == ".parquet")
    words = [f"{path.stem} {parquet.read_metadata(path).num_rows:,}" for path in tables]
    if figures := len(left) - len(tables):
        words.append(f"{figures} figures")
    return ", ".join(words) or "–"


def _progress(console: Console) -> Progress:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:12}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=console, transient=console.is_terminal)


def _summary(steps: list[Step], version: Version) -> Table:
    """Return the closing table: steps, what they left, and their times."""
    table = Table(title=f"tracebrief {version.name}", title_justify="left", show_footer=True, pad_edge=False)
    table.add_column("step", footer="all")
    table.add_column("left", footer="build/site")
    table.add_column("seconds", footer=f"{sum(step.seconds for step in steps):.1f}", justify="right")
    for step in steps:
        table.add_row(step.name, step.left, f"{step.seconds:.1f}")
    return table

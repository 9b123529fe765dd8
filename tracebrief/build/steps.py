"""The whole way: every notebook in order, then the pages, then publication; what is already done is not done again.

A step takes files and leaves files. `build/made.json` says what the brief was made of, `build/run.json` what this
build had to do for it.
"""

import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import import_module
from time import perf_counter, process_time
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from tracebrief.history.commits import write_changes
from tracebrief.build.freshness import find_inputs, find_staleness, keep_freshness
from tracebrief.build.made import SCRIPT, write_made, write_run
from tracebrief.publish.staging import no_space_told, only_build, staged_site
from tracebrief.publish.versions import Version, find_version
from tracebrief.errors import BuildError
from tracebrief.paths import Project
from tracebrief.run.pairs import Pair, find_difference, find_pairs
from tracebrief.run.parameters import Parameters
from tracebrief.run.pipeline import Listeners, Pipeline, Ran
from tracebrief.run.traces import COSTS, Trace
from tracebrief.store import Store

Render = Callable[..., None]
RENDER = "render"
# Bytes of the cache above which it keeps, of what can be made again, only what this build needed.
LARGEST_CACHE = 2_000_000_000


@dataclass(frozen=True)
class Step:
    """One step as done: what it left, in words, whether that was kept from before, why, and the seconds it took."""

    name: str
    left: str
    cached: bool
    why: str
    seconds: float


def run_build(
    project: Project,
    *,
    engine: str = "auto",
    parameters: Parameters | None = None,
    why: bool = False,
    console: Console | None = None,
    render: Render | None = None,
) -> list[Step]:
    """Run what must be run, render and publish; until the last moment `build/site` stays as it was.

    Args:
        engine: "auto", "quarto" or "embedded".
        parameters: for the notebooks that have them, by name.
        why: say of each step why it ran or not.
        render: what makes the pages; the render room's `render_site` unless given.

    Raises:
        NotebookError: a parameter is unknown, a cell raised, or a notebook read what no earlier one makes.
        BuildError: another build is running, there is nothing to run, or the disk is full.
    """
    console = console or Console(stderr=True)
    pairs = find_pairs(project)
    if not pairs:
        raise BuildError("notebooks/", "there are no notebooks", "name them NN_name.py, NN giving their order")
    with only_build(project), no_space_told(project):
        version, store = find_version(project), Store(project.cache)
        store.sweep()
        with _dated(version), _progress(console) as progress:
            ran = _run_notebooks(project, pairs, store, parameters or {}, progress)
            made = write_made(project, version, parameters or {}, ran)
            steps = [Step(each.pair.name, each.trace.left, each.cached, each.why, each.seconds) for each in ran]
            costs = {kind: sum(each.trace.costs[kind] for each in ran if not each.cached) for kind in COSTS}
            inputs = find_inputs(project, made, engine)
            stale = find_staleness(project, store, inputs)
            if stale is None:
                steps.append(Step(RENDER, "build/site as it is", True, "nothing it shows has changed", 0.0))
            else:
                render = render or import_module("tracebrief.render.site").render_site
                steps.append(_render(project, render, engine, version, steps, costs, stale, progress))
                keep_freshness(project, store, inputs)
            if not all(step.cached for step in steps):
                store.trim(LARGEST_CACHE, last=["readings", "pages"])
    console.print(_summary(steps, version, why=why))
    if not all(step.cached for step in steps):
        console.print(_floor(costs), style="dim", highlight=False)
    return steps


def _run_notebooks(
    project: Project, pairs: list[Pair], store: Store, parameters: Parameters, progress: Progress
) -> list[Ran]:
    bars: dict[str, Any] = {}

    def begin(pair: Pair) -> None:
        if difference := _difference(pair):
            progress.console.print(f"{pair.script.name} differs from its .ipynb ({difference}): the .py is what runs")
        bars[pair.name] = progress.add_task(pair.name, total=pipeline.notebooks[pair.name].cells)

    listeners = Listeners(
        left=lambda trace: _told(project, trace), on_begin=begin, on_cell=lambda pair: progress.advance(bars[pair.name])
    )
    pipeline = Pipeline(project, pairs, store, listeners=listeners)
    return pipeline.run(parameters)


def _render(
    project: Project,
    render: Render,
    engine: str,
    version: Version,
    before: list[Step],
    costs: dict[str, float],
    why: str,
    progress: Progress,
) -> Step:
    """Render and publish; the steps before it and their costs go on record beside the pages."""
    bar, begun, spent = progress.add_task(RENDER, total=1), perf_counter(), _processor_time()
    with staged_site(project, version) as target:
        write_changes(project)
        render(project, engine=engine, target=target, version=version.name, date=version.date)
        pages = [path for path in target.rglob("*") if path.suffix in (".html", ".pdf")]
        kinds = [f"{sum(page.suffix == kind for page in pages)} {kind[1:].upper()}" for kind in (".html", ".pdf")]
        costs[RENDER] = _processor_time() - spent
        step = Step(RENDER, ", ".join(kinds), False, why, round(perf_counter() - begun, 2))
        floor = {kind: round(seconds, 2) for kind, seconds in costs.items()}
        (target / SCRIPT).write_text(write_run(project, [asdict(each) for each in [*before, step]], floor), "utf-8")
    progress.advance(bar)
    return step


def _processor_time() -> float:
    """Return the seconds of processor time of this process and the ones it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


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


def _difference(pair: Pair) -> str | None:
    both = pair.script.is_file() and pair.document.is_file()
    return find_difference(pair.read(), Pair(pair.name, pair.document, pair.document).read()) if both else None


def _told(project: Project, trace: Trace) -> str:
    """Return what a run left in words: its tables with their rows, its figures counted."""
    from pyarrow.parquet import read_metadata

    tables = [project.root / name for name in sorted(trace.writes) if name.endswith(".parquet")]
    words = [f"{path.stem} {read_metadata(path).num_rows:,}" for path in tables]
    if figures := sum(name.endswith(".svg") for name in trace.writes):
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


def _summary(steps: list[Step], version: Version, *, why: bool) -> Table:
    """Return the closing table: steps, what they left, whether it was kept, why if asked, and their times."""
    table = Table(title=f"tracebrief {version.name}", title_justify="left", show_footer=True, pad_edge=False)
    table.add_column("step", footer="all")
    table.add_column("left", footer="build/site")
    table.add_column("", footer=f"{sum(not step.cached for step in steps)} run")
    if why:
        table.add_column("because")
    table.add_column("seconds", footer=f"{sum(step.seconds for step in steps):.1f}", justify="right")
    for step in steps:
        reason = [step.why] if why else []
        table.add_row(step.name, step.left, "kept" if step.cached else "run", *reason, f"{step.seconds:.1f}")
    return table


def _floor(costs: dict[str, float]) -> str:
    """Return the processor time that no build of this brief can save, in words."""
    names = {"start": "starting kernels", "import": "imports", "parse": "parsing", RENDER: "rendering"}
    parts = [f"{names[kind]} {seconds:.1f}" for kind, seconds in costs.items()]
    return f"floor: {sum(costs.values()):.1f} s of processor time ({', '.join(parts)})"

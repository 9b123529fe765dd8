"""The whole way: every notebook in order, then the pages, then publication; what is already done is not done again.

A step takes files and leaves files. `build/made.json` says what the brief was made of, `build/run.json` what this
build had to do for it.
"""

import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from importlib import import_module
from time import perf_counter, process_time

from tracebrief.history.recent_changes import write_recent_changes
from tracebrief.pipeline.freshness import find_inputs, find_staleness, keep_freshness
from tracebrief.pipeline.made import renew_run, write_made, write_run
from tracebrief.project.errors import BuildError
from tracebrief.project.paths import Project, SiteFile
from tracebrief.project.store import Store
from tracebrief.publish import Version, explain_disk_errors, hold_build_lock, read_version, staged_site
from tracebrief.run.pairs import Pair, find_pairs
from tracebrief.run.parameters import Parameters
from tracebrief.run.pipeline import Listeners, Pipeline, Ran
from tracebrief.run.traces import COSTS, Trace

Render = Callable[..., object]
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


class BuildProgress:
    """Who is told while a build goes on; this one shows nothing."""

    def warn_of_difference(self, pair: Pair) -> None:
        """Take a notebook that is about to run, of whose two files one may have changed."""

    def begin_step(self, name: str, total: int) -> None:
        """Take that a step of so many parts begins."""

    def advance_step(self, name: str) -> None:
        """Take that a part of a step is done."""


def run_build(
    project: Project,
    *,
    engine: str = "auto",
    parameters: Parameters | None = None,
    progress: BuildProgress | None = None,
    render: Render | None = None,
) -> "Build":
    """Run what must be run, render and publish; until the last moment `build/site` stays as it was.

    Args:
        engine: "auto", "quarto" or "embedded".
        parameters: for the notebooks that have them, by name.
        progress: who is told what is being done.
        render: what makes the pages; the render room's `render_site` unless given.

    Raises:
        NotebookError: a parameter is unknown, a cell raised, or a notebook read what it must not.
        BuildError: another build is running, there is nothing to run, or the disk is full.
    """
    pairs = find_pairs(project)
    if not pairs:
        raise BuildError("notebooks/", "there are no notebooks", "name them NN_name.py, NN giving their order")
    with hold_build_lock(project), explain_disk_errors(project):
        build = Build(project, read_version(project), Store(project.cache), progress or BuildProgress())
        with _dated(build.version):
            build.run_notebooks(pairs, parameters or {})
            build.publish_pages(engine, render)
        if not build.kept:
            build.store.trim(LARGEST_CACHE, last=["readings", "pages", "authored"])
    return build


@dataclass
class Build:
    """One build: what is done so far, and the processor time that no build could have saved."""

    project: Project
    version: Version
    store: Store
    progress: BuildProgress
    parameters: Parameters = field(default_factory=dict)
    ran: list[Ran] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    costs: dict[str, float] = field(default_factory=dict)
    begun: float = field(default_factory=perf_counter)

    @property
    def kept(self) -> bool:
        """Whether there was nothing to do."""
        return all(step.cached for step in self.steps)

    @property
    def seconds(self) -> float:
        """How long the build has taken so far; notebooks that ran side by side count once."""
        return perf_counter() - self.begun

    def run_notebooks(self, pairs: list[Pair], parameters: Parameters) -> None:
        """Run the notebooks that must be run."""

        def begin(pair: Pair) -> None:
            self.progress.warn_of_difference(pair)
            self.progress.begin_step(pair.name, pipeline.notebooks[pair.name].cells)

        listeners = Listeners(
            left=lambda trace: describe_outputs(self.project, trace),
            on_begin=begin,
            on_cell=lambda pair: self.progress.advance_step(pair.name),
        )
        self.store.sweep()
        pipeline = Pipeline(self.project, pairs, self.store, listeners=listeners)
        self.parameters, self.ran = parameters, pipeline.run(parameters)
        self.steps = [Step(each.pair.name, each.trace.left, each.cached, each.why, each.seconds) for each in self.ran]
        self.costs = {kind: sum(each.trace.costs[kind] for each in self.ran if not each.cached) for kind in COSTS}

    def publish_pages(self, engine: str, render: Render | None) -> None:
        """Render and publish, unless the pages that are published are right and whole."""
        made = write_made(self.project, self.version, self.parameters, self.ran)
        inputs = find_inputs(self.project, made, engine)
        stale = find_staleness(self.project, self.store, inputs)
        if stale is None:
            self.steps.append(Step(RENDER, "build/site as it is", True, "nothing it shows has changed", 0.0))
            renew_run(self.project, self.version)
            return
        render = render or import_module("tracebrief.render.website").render_site
        self.progress.begin_step(RENDER, 1)
        begun, spent = perf_counter(), _processor_time()
        with staged_site(self.project, self.version) as target:
            write_recent_changes(self.project)
            render(self.project, engine=engine, target=target, version=self.version.name, date=self.version.date)
            pages = [path.suffix for path in target.rglob("*")]
            left = f"{pages.count('.html')} HTML, {pages.count('.pdf')} PDF"
            self.costs[RENDER] = _processor_time() - spent
            self.steps.append(Step(RENDER, left, False, stale, round(perf_counter() - begun, 2)))
            script = write_run(self.project, [asdict(step) for step in self.steps], self.seconds, self.costs)
            (target / SiteFile.RUN_SCRIPT).write_text(script, "utf-8")
        keep_freshness(self.project, self.store, inputs)
        self.progress.advance_step(RENDER)


def describe_outputs(project: Project, trace: Trace) -> str:
    """Return what a run left in words: its tables with their rows, its figures counted."""
    from pyarrow.parquet import read_metadata

    tables = [project.root / name for name in sorted(trace.writes) if name.endswith(".parquet")]
    words = [f"{path.stem} {read_metadata(path).num_rows:,}" for path in tables]
    if figures := sum(name.endswith(".svg") for name in trace.writes):
        words.append(f"{figures} figures")
    return ", ".join(words) or "–"


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

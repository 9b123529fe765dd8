"""One build: every notebook in order, then the pages, then publication; what is already done is not done again."""

import resource
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from time import perf_counter, process_time

from tracebrief.history import write_recent_changes
from tracebrief.impact import preload, write_impact_insert
from tracebrief.pipeline.freshness import find_inputs, find_staleness, keep_freshness
from tracebrief.pipeline.run_records import Step, renew_run_record, write_run_record
from tracebrief.project.environment import environment
from tracebrief.project.errors import BuildError
from tracebrief.project.paths import Project, SiteFile
from tracebrief.project.store import Store, digest_file
from tracebrief.publish import Version, explain_disk_errors, hold_build_lock, read_version, staged_site
from tracebrief.records import BuildRecord, StepRecord, write_build_record
from tracebrief.run import COSTS, NotebookPair, NotebookResult, Parameters, Progress, find_pairs, run_notebooks

Render = Callable[..., object]
RENDER = "render"
# Bytes of the cache above which it keeps, of what can be made again, only what this build needed.
LARGEST_CACHE = 2_000_000_000


def run_build(
    project: Project,
    *,
    engine: str = "auto",
    parameters: Parameters | None = None,
    progress: Progress | None = None,
    render: Render | None = None,
) -> "Build":
    """Run what must be run, render and publish; until the last moment `build/site` stays as it was.

    Args:
        engine: "auto", "quarto" or "embedded".
        parameters: for the notebooks that have them, by name.
        progress: shows what is being done.
        render: what makes the pages; the render room's `render_site` unless given.

    Raises:
        NotebookError: a parameter is unknown, a cell raised, or a notebook read what it must not.
        BuildError: another build is running, there is nothing to run, or the disk is full.
    """
    pairs = find_pairs(project)
    if not pairs:
        raise BuildError("notebooks/", "there are no notebooks", "name them NN_name.py, NN giving their order")
    with hold_build_lock(project), explain_disk_errors(project):
        build = Build(project, read_version(project), Store(project.cache), progress or Progress())
        # Every tool below has the commit's time in place of the clock's.
        with environment(SOURCE_DATE_EPOCH=str(build.version.epoch or 0)):
            build.run_notebooks(pairs, parameters or {}, meanwhile=lambda: render or _find_render(project))
            build.publish_pages(engine, render)
        if not build.kept:
            build.store.trim(LARGEST_CACHE, last=["readings", "pages", "fonts"])
    return build


@dataclass
class Build:
    """One build: what is done so far, and the processor time that no build could have saved."""

    project: Project
    version: Version
    store: Store
    progress: Progress
    parameters: Parameters = field(default_factory=dict)
    results: list[NotebookResult] = field(default_factory=list)
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

    def run_notebooks(
        self, pairs: list[NotebookPair], parameters: Parameters, *, meanwhile: Callable[[], object]
    ) -> None:
        """Run the notebooks that must be run; `meanwhile` is called while the last ones do."""
        self.store.sweep()
        self.parameters = parameters
        self.results = run_notebooks(
            self.project, pairs, self.store, parameters, progress=self.progress, meanwhile=meanwhile
        )
        self.steps = [Step(each.pair.name, each.run.left, each.cached, each.why, each.seconds) for each in self.results]
        costs = [each.run.costs for each in self.results if not each.cached]
        self.costs = {kind: sum(cost[kind] for cost in costs) for kind in COSTS}

    def publish_pages(self, engine: str, render: Render | None) -> None:
        """Render and publish, unless the pages that are published are right and whole."""
        record = make_build_record(self.project, self.version, self.parameters, self.results)
        write_build_record(self.project, record)
        inputs = find_inputs(self.project, record, engine)
        stale = find_staleness(self.project, self.store, inputs)
        if stale is None:
            self.steps.append(Step(RENDER, "build/site as it is", True, "nothing it shows has changed", 0.0))
            renew_run_record(self.project, self.version)
            return
        render = render or _find_render(self.project)
        self.progress.begin_step(RENDER, 1)
        begun, spent = perf_counter(), _processor_time()
        with staged_site(self.project, self.version) as target:
            write_recent_changes(self.project)
            write_impact_insert(self.project)
            render(self.project, engine=engine, target=target, version=self.version.name, date=self.version.date)
            pages = [path.suffix for path in target.rglob("*")]
            left = f"{pages.count('.html')} HTML, {pages.count('.pdf')} PDF"
            self.costs[RENDER] = _processor_time() - spent
            self.steps.append(Step(RENDER, left, False, stale, round(perf_counter() - begun, 2)))
            script = write_run_record(self.project, self.steps, self.seconds, self.costs)
            (target / SiteFile.RUN_SCRIPT).write_text(script, "utf-8")
        keep_freshness(self.project, self.store, inputs)
        self.progress.advance_step(RENDER)


def make_build_record(
    project: Project, version: Version, parameters: Parameters, results: list[NotebookResult]
) -> BuildRecord:
    """Return version, lock file, parameters, and each step with all that it read and wrote."""
    return {
        "version": version.name,
        "commit": version.commit,
        "date": version.date,
        "epoch": version.epoch,
        "lock": {"file": project.relative(project.lock), "sha256": digest_file(project.lock)},
        "parameters": parameters,
        "steps": [_make_step_record(project, each) for each in results],
    }


def _make_step_record(project: Project, result: NotebookResult) -> StepRecord:
    return {
        "name": result.pair.name,
        "notebook": project.relative(result.pair.file),
        "title": result.title,
        "code": result.run.parts["code"],
        "parameters": result.parameters,
        "reads": {name: digest for name, digest in sorted(result.run.reads.items()) if digest is not None},
        "writes": dict(sorted(result.run.writes.items())),
    }


def _find_render(project: Project) -> Render:
    """Return what makes the pages; it takes a second to load, and so may what the brief lists."""
    preload(project)
    render: Render = import_module("tracebrief.render").render_site
    return render


def _processor_time() -> float:
    """Return the seconds of processor time of this process and the ones it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime

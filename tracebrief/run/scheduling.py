"""The notebooks: each is run, or its outputs are put back where a kept run of it still holds.

Their names are their order; one that says what it **Reads** waits only for those that **Write** it, so that notebooks
which need nothing of each other run side by side. What it says is held against what it was seen to read.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePath
from time import perf_counter
from typing import TYPE_CHECKING

from tracebrief.project.errors import NotebookError
from tracebrief.project.paths import Project
from tracebrief.project.store import Store, digest_file, key_of
from tracebrief.run.input_states import InputStates
from tracebrief.run.notebook_runs import (
    NotebookRun,
    RunParts,
    describe_outputs,
    find_kept_run,
    find_machine_parts,
    keep_run,
    read_record,
)
from tracebrief.run.paired_notebooks import NotebookDescription, NotebookPair
from tracebrief.run.parameters import Parameters, assign_parameters

if TYPE_CHECKING:  # what runs notebooks takes long to import: only where one must run
    from tracebrief.run.kernels import Executed, Kernels


class Progress:
    """What a build reports to while it goes on; this one shows nothing."""

    def begin_notebook(self, pair: NotebookPair, cells: int) -> None:
        """Take that a notebook of so many code cells begins to run."""

    def begin_step(self, name: str, total: int) -> None:
        """Take that another step of so many parts begins."""

    def advance_step(self, name: str) -> None:
        """Take that a cell of a notebook, or a part of another step, is done."""


@dataclass(frozen=True)
class NotebookResult:
    """One notebook as done: its run, whether that was kept from before, and why."""

    pair: NotebookPair
    title: str
    parameters: Parameters  # as run, defaults included
    run: NotebookRun
    cached: bool
    why: str
    seconds: float


@dataclass(frozen=True)
class Running:
    """One notebook while it runs."""

    pair: NotebookPair
    run: NotebookRun
    why: str
    begun: float


def run_notebooks(
    project: Project,
    pairs: list[NotebookPair],
    store: Store,
    given: Parameters,
    *,
    progress: Progress | None = None,
    meanwhile: Callable[[], object] = lambda: None,
) -> list[NotebookResult]:
    """Return every notebook as done, in order.

    Args:
        given: parameters by name; a notebook takes those that it has.
        meanwhile: called, perhaps more than once, while the last notebooks run.

    Raises:
        NotebookError: a parameter is unknown, a cell raised, or a notebook read what it must not.
    """
    with ExitStack() as stack:
        return Scheduler(project, pairs, store, progress or Progress(), stack).run(given, meanwhile)


class Scheduler:
    """One passage over the notebooks of a project."""

    def __init__(
        self, project: Project, pairs: list[NotebookPair], store: Store, progress: Progress, stack: ExitStack
    ) -> None:
        self.project, self.pairs, self.store, self.progress, self.stack = project, pairs, store, progress, stack
        self.inputs = InputStates(project)
        self.machine = find_machine_parts(project)
        self.kernels: Kernels | None = None
        self.notebooks: dict[str, NotebookDescription] = {}
        self.results: dict[str, NotebookResult] = {}
        self.running: dict[Future[Executed], Running] = {}

    def run(self, given: Parameters, meanwhile: Callable[[], object]) -> list[NotebookResult]:
        """Run what must be run; see `run_notebooks`."""
        self.notebooks = {pair.name: self._describe(pair) for pair in self.pairs}
        needed = find_needed(self.notebooks)
        assigned = assign_parameters(self.notebooks, given)
        waiting = {pair.name: pair for pair in self.pairs}
        while waiting or self.running:
            for pair in list(waiting.values()):
                parts: RunParts = {
                    "code": self.notebooks[pair.name].code,
                    "parameters": assigned[pair.name],
                    **self.machine,
                }
                if needed[pair.name] <= set(self.results) and self._begin(pair, parts):
                    del waiting[pair.name]
            if self.running:
                kernels = self._open()
                kernels.prepare() if waiting else meanwhile()
                self._end(kernels.wait(set(self.running)))
        self._check_declared(needed)
        self._keep_only(self.inputs.made)
        return [self.results[pair.name] for pair in self.pairs]

    def _describe(self, pair: NotebookPair) -> NotebookDescription:
        """Return what a notebook says of itself; each content is read once, since that takes long."""
        key = key_of(pair.name, digest_file(pair.file), self.machine["runner"])
        if (kept := self.store.load_json("notebooks", key)) is not None:
            return NotebookDescription(**kept)
        self._open()  # a notebook that was never seen will run: its kernel starts while it is read
        from tracebrief.run.notebooks import describe_notebook

        description = describe_notebook(pair)
        self.store.save_json("notebooks", key, asdict(description))
        return description

    def _open(self) -> "Kernels":
        """Return the kernels, opened when the first notebook must run."""
        if self.kernels is None:
            from tracebrief.run.kernels import open_kernels

            self.kernels = self.stack.enter_context(open_kernels(self.project))
            self.kernels.prepare()
        return self.kernels

    def _begin(self, pair: NotebookPair, parts: RunParts) -> bool:
        """Put a notebook's outputs back, or begin to run it; say whether one of them was done."""
        begun = perf_counter()
        kept, why = find_kept_run(self.store, pair.name, parts, self.inputs)
        if kept is not None:
            self._add_result(pair, self._restore(pair, kept), why, begun, cached=True)
            return True
        kernels = self._open()
        if not kernels.idle:
            return False
        if not self.running:
            self._keep_only(self.inputs.made)
        from tracebrief.run.notebooks import start_notebook

        self.progress.begin_notebook(pair, self.notebooks[pair.name].cells)
        future = start_notebook(kernels, pair, parts["parameters"], lambda: self.progress.advance_step(pair.name))
        self.running[future] = Running(pair, NotebookRun(parts, digest_file(pair.file) or ""), why, begun)
        return True

    def _end(self, future: "Future[Executed]") -> None:
        """Keep what a notebook left."""
        from tracebrief.run.notebooks import finish_notebook

        running = self.running.pop(future)
        executed, record = finish_notebook(running.pair, future)
        run = read_record(record, running.run, self.inputs, notebook=f"notebooks/{running.pair.name}")
        for name in run.writes:
            self.store.save_file(self.project.root / name)
        left, seconds = describe_outputs(self.project, run), round(perf_counter() - running.begun, 2)
        run = self._add_notebook(running.pair, replace(run, left=left, seconds=seconds), executed)
        keep_run(self.store, running.pair.name, run)
        self._add_result(running.pair, run, running.why, running.begun, cached=False)

    def _add_result(self, pair: NotebookPair, run: NotebookRun, why: str, begun: float, *, cached: bool) -> None:
        notebook = self.notebooks[pair.name]
        parameters = notebook.parameters | run.parts["parameters"]
        seconds = perf_counter() - begun
        self.inputs.made |= run.writes
        self.results[pair.name] = NotebookResult(pair, notebook.title, parameters, run, cached, why, seconds)

    def _restore(self, pair: NotebookPair, run: NotebookRun) -> NotebookRun:
        """Put back what a run left; prose that alone has changed is merged into the executed notebook."""
        script = digest_file(pair.file) or ""
        if script != run.script:
            from tracebrief.run.notebooks import merge_prose

            executed = merge_prose(pair, self.store.read_file(run.executed))
            run = self._add_notebook(pair, replace(run, script=script), executed)
            keep_run(self.store, pair.name, run)
        for name, sha256 in run.writes.items():
            self.store.restore_file(sha256, self.project.root / name)
        return run

    def _add_notebook(self, pair: NotebookPair, run: NotebookRun, executed: bytes) -> NotebookRun:
        """Write the executed notebook and count it among what the run left."""
        path = self.project.executed / f"{pair.name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(executed)
        kept = self.store.save_file(path)
        return replace(run, executed=kept, writes=run.writes | {self.project.relative(path): kept})

    def _check_declared(self, needed: dict[str, set[str]]) -> None:
        """Refuse a notebook that looked for what an earlier one writes without saying so: it may have come too soon."""
        makers = {name: notebook for notebook, result in self.results.items() for name in result.run.writes}
        earlier: set[str] = set()
        for pair in self.pairs:
            run = self.results[pair.name].run
            for name in (*run.reads, *run.asks):
                if (maker := makers.get(name)) in earlier - needed[pair.name]:
                    what = f"it looked for {name}, which {maker} writes"
                    raise NotebookError(f"notebooks/{pair.name}", what, "name it where the notebook Reads")
            earlier.add(pair.name)
            self._check_tables(pair, run)

    def _check_tables(self, pair: NotebookPair, run: NotebookRun) -> None:
        """Refuse a notebook that reads or writes a table which its prose does not name, where it names any."""
        description = self.notebooks[pair.name]
        for word, names, said in (
            ("Reads", run.reads, description.reads),
            ("Writes", run.writes, description.writes),
        ):
            tables = {Path(name).stem for name in names if PurePath(name).match("build/tables/*.parquet")}
            if said and (unsaid := sorted(tables - set(said))):
                what = f"it {word.lower()} the table {unsaid[0]}"
                raise NotebookError(f"notebooks/{pair.name}", what, f"name it where the notebook {word}")

    def _keep_only(self, made: Iterable[str]) -> None:
        """Remove what an earlier build left for the pages, so that nothing stale can be read in its place."""
        for folder in (self.project.tables, self.project.figures, self.project.executed):
            for path in folder.rglob("*") if folder.is_dir() else ():
                if path.is_file() and self.project.relative(path) not in made:
                    path.unlink()


def find_needed(notebooks: dict[str, NotebookDescription]) -> dict[str, set[str]]:
    """Return, by notebook, those before it that it must wait for: what they write, it reads, as both say.

    One that does not say what it reads waits for all before it, and all after it wait for one that does not say what
    it writes.
    """
    needed: dict[str, set[str]] = {}
    for name, notebook in notebooks.items():
        needed[name] = {
            before
            for before in needed
            if not (notebook.reads and notebooks[before].writes) or set(notebook.reads) & set(notebooks[before].writes)
        }
    return needed

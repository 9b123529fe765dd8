"""The notebooks: each is run, or its outputs are put back where a kept run of it still holds.

Their names are their order; one that says what it **Reads** waits only for those that **Write** it, so that notebooks
which need nothing of each other run side by side. What it says is held against what it was seen to read.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from time import perf_counter
from typing import Any

from tracebrief.project.errors import NotebookError
from tracebrief.project.paths import Project
from tracebrief.project.store import Store, digest_file, key_of
from tracebrief.run.pairs import Described, Pair
from tracebrief.run.parameters import Parameters, assign_parameters
from tracebrief.run.traces import Files, Trace, find_trace, keep_trace, machine_parts, read_record


@dataclass(frozen=True)
class Ran:
    """One notebook as done: its trace, whether it was run or put back, and why."""

    pair: Pair
    title: str
    parameters: dict[str, Any]  # as run, defaults included
    trace: Trace
    cached: bool
    why: str
    seconds: float


@dataclass(frozen=True)
class Running:
    """One notebook while it runs."""

    pair: Pair
    trace: Trace
    why: str
    begun: float


@dataclass(frozen=True)
class Listeners:
    """Who is told while notebooks run."""

    left: Callable[[Trace], str] = lambda _: ""  # says in words what a run left
    on_begin: Callable[[Pair], None] = lambda _: None
    on_cell: Callable[[Pair], None] = lambda _: None


class Pipeline:
    """One passage over the notebooks of a project."""

    def __init__(
        self, project: Project, pairs: list[Pair], store: Store, *, listeners: Listeners | None = None
    ) -> None:
        self.project, self.pairs, self.store = project, pairs, store
        self.listeners = listeners or Listeners()
        self.files = Files(project)
        self.kernels: Any = None  # opened when the first notebook must run: what runs notebooks takes long to import
        self.notebooks: dict[str, Described] = {}
        self.needed: dict[str, set[str]] = {}
        self.ran: dict[str, Ran] = {}
        self.running: dict[Future[Any], Running] = {}

    def run(self, given: Parameters) -> list[Ran]:
        """Return every notebook as done, in order.

        Args:
            given: parameters by name; a notebook takes those that it has.

        Raises:
            NotebookError: a parameter is unknown, a cell raised, or a notebook read what it must not.
        """
        with ExitStack() as stack:
            machine = machine_parts(self.project)
            self._describe(stack, machine["runner"])
            assigned = assign_parameters(self.notebooks, given)
            waiting = {pair.name: pair for pair in self.pairs}
            while waiting or self.running:
                for pair in list(waiting.values()):
                    parts = {"code": self.notebooks[pair.name].code, "parameters": assigned[pair.name], **machine}
                    if self.needed[pair.name] <= set(self.ran) and self._begin(pair, parts, stack):
                        del waiting[pair.name]
                if self.running:
                    if waiting:
                        self.kernels.prepare()
                    self._end(self.kernels.wait(set(self.running)))
        self._check_said()
        self._keep_only(self.files.made)
        return [self.ran[pair.name] for pair in self.pairs]

    def _describe(self, stack: ExitStack, runner: str) -> None:
        """Find what each notebook says of itself; each content is read once, since that takes long."""
        for pair in self.pairs:
            key = key_of(pair.name, digest_file(pair.file), runner)
            if (fields := self.store.load_json("notebooks", key)) is None:
                self._open(stack)  # a notebook that was never seen will run: its kernel starts while it is read
                from tracebrief.run.notebooks import describe_notebook

                fields = asdict(describe_notebook(pair))
                self.store.save_json("notebooks", key, fields)
            self.notebooks[pair.name] = Described(**fields)
        self.needed = find_needed(self.notebooks)

    def _open(self, stack: ExitStack) -> None:
        """Open the kernels, if they are not, and start one."""
        if self.kernels is None:
            from tracebrief.run.kernels import open_kernels

            self.kernels = stack.enter_context(open_kernels(self.project))
            self.kernels.prepare()

    def _begin(self, pair: Pair, parts: dict[str, Any], stack: ExitStack) -> bool:
        """Put a notebook's outputs back, or begin to run it; say whether one of them was done."""
        begun = perf_counter()
        trace, why = find_trace(self.store, pair.name, parts, self.files)
        if trace is not None:
            self._done(pair, self._restore(pair, trace), why, begun, cached=True)
            return True
        self._open(stack)
        if not self.kernels.idle:
            return False
        if not self.running:
            self._keep_only(self.files.made)
        from tracebrief.run.notebooks import start_notebook

        self.listeners.on_begin(pair)
        trace = Trace(parts, digest_file(pair.file) or "")
        future = start_notebook(self.kernels, pair, parts["parameters"], lambda: self.listeners.on_cell(pair))
        self.running[future] = Running(pair, trace, why, begun)
        return True

    def _end(self, future: Future[Any]) -> None:
        """Keep what a notebook left."""
        from tracebrief.run.notebooks import finish_notebook

        running = self.running.pop(future)
        pair, place = running.pair, f"notebooks/{running.pair.name}"
        executed, record = finish_notebook(pair, future)
        trace = read_record(record, running.trace, self.files, notebook=place)
        for name in trace.writes:
            self.store.save_file(self.project.root / name)
        trace = replace(trace, left=self.listeners.left(trace), seconds=round(perf_counter() - running.begun, 2))
        trace = self._with_notebook(pair, trace, executed)
        keep_trace(self.store, pair.name, trace)
        self._done(pair, trace, running.why, running.begun, cached=False)

    def _done(self, pair: Pair, trace: Trace, why: str, begun: float, *, cached: bool) -> None:
        notebook = self.notebooks[pair.name]
        parameters = notebook.parameters | trace.parts["parameters"]
        seconds = perf_counter() - begun
        self.files.made |= trace.writes
        self.ran[pair.name] = Ran(pair, notebook.title, parameters, trace, cached, why, seconds)

    def _restore(self, pair: Pair, trace: Trace) -> Trace:
        """Put back what a run left; a notebook whose prose alone has changed is woven anew."""
        script = digest_file(pair.file) or ""
        if script != trace.script:
            from tracebrief.run.notebooks import weave_notebook

            woven = weave_notebook(pair, self.store.read_file(trace.executed))
            trace = self._with_notebook(pair, replace(trace, script=script), woven)
            keep_trace(self.store, pair.name, trace)
        for name, of in trace.writes.items():
            self.store.restore_file(of, self.project.root / name)
        return trace

    def _with_notebook(self, pair: Pair, trace: Trace, executed: bytes) -> Trace:
        """Write the executed notebook and count it among what the run left."""
        path = self.project.executed / f"{pair.name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(executed)
        kept = self.store.save_file(path)
        return replace(trace, executed=kept, writes=trace.writes | {f"build/notebooks/{path.name}": kept})

    def _maker(self, name: str) -> str | None:
        """Return the notebook that made a file in this build, if one did."""
        return next((ran.pair.name for ran in self.ran.values() if name in ran.trace.writes), None)

    def _check_said(self) -> None:
        """Refuse a notebook that looked for what an earlier one writes without saying so: it may have come too soon."""
        for number, pair in enumerate(self.pairs):
            unsaid = {each.name for each in self.pairs[:number]} - self.needed[pair.name]
            trace = self.ran[pair.name].trace
            for name in (*trace.reads, *trace.asks):
                if (maker := self._maker(name)) in unsaid:
                    what = f"it looked for {name}, which {maker} writes"
                    raise NotebookError(f"notebooks/{pair.name}", what, "name it where the notebook Reads")

    def _keep_only(self, made: Iterable[str]) -> None:
        """Remove what an earlier build left for the pages, so that nothing stale can be read in its place."""
        for folder in (self.project.tables, self.project.figures, self.project.executed):
            for path in folder.rglob("*") if folder.is_dir() else ():
                if path.is_file() and path.relative_to(self.project.root).as_posix() not in made:
                    path.unlink()


def find_needed(notebooks: dict[str, Described]) -> dict[str, set[str]]:
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

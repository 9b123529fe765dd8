"""The notebooks in order: each is run, or its outputs are put back where a kept run of it still holds."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from time import perf_counter
from typing import Any

from tracebrief.paths import Project
from tracebrief.run.pairs import Described, Pair
from tracebrief.run.parameters import Parameters, assign_parameters
from tracebrief.run.traces import Files, Trace, find_trace, keep_trace, machine_parts, read_record
from tracebrief.store import Store, digest, digest_file


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


class Pipeline:
    """One passage over the notebooks of a project."""

    def __init__(self, project: Project, pairs: list[Pair], store: Store) -> None:
        self.project, self.pairs, self.store = project, pairs, store
        self.files = Files(project)
        self.kernels: Any = None  # opened when the first notebook must run: what runs notebooks takes long to import

    def run(
        self,
        given: Parameters,
        *,
        told: Callable[[Trace], str],
        on_begin: Callable[[Pair], None] = lambda _: None,
        on_cell: Callable[[Pair], None] = lambda _: None,
    ) -> Iterator[Ran]:
        """Yield each notebook as it is done.

        Args:
            given: parameters by name; a notebook takes those that it has.
            told: says in words what a run left.
            on_begin, on_cell: called when a notebook is run, and after each of its cells.

        Raises:
            NotebookError: a parameter is unknown, a cell raised, or a notebook read what none before it makes.
        """
        with ExitStack() as stack:
            notebooks = self._describe(stack)
            assigned, machine = assign_parameters(notebooks, given), machine_parts(self.project)
            for pair in self.pairs:
                described, own, begun = notebooks[pair.name], assigned[pair.name], perf_counter()
                parts = {"code": described.code, "parameters": own, **machine}
                trace, why = find_trace(self.store, pair.name, parts, self.files)
                cached = trace is not None
                if trace is None:
                    self._start(stack)
                    on_begin(pair)
                    trace = self._run(pair, Trace(parts, digest_file(pair.file) or ""), told=told, on_cell=on_cell)
                else:
                    trace = self._restore(pair, trace)
                self.files.made |= trace.writes
                seconds = perf_counter() - begun
                yield Ran(pair, described.title, described.parameters | own, trace, cached, why, seconds)
        self._keep_only(self.files.made)

    def _describe(self, stack: ExitStack) -> dict[str, Described]:
        """Return what each notebook says of itself; each content is read once, since that takes long."""
        keys = {pair.name: digest(pair.file.read_bytes() + pair.name.encode()) for pair in self.pairs}
        known = {name: self.store.load_json("notebooks", key) for name, key in keys.items()}
        notebooks = {name: Described(**fields) for name, fields in known.items() if fields is not None}
        new = [pair for pair in self.pairs if pair.name not in notebooks]
        if new:
            self._start(stack)  # a notebook that was never seen will run: its kernel starts while it is read
            from tracebrief.run.notebooks import describe_notebook

            for pair in new:
                notebooks[pair.name] = described = describe_notebook(pair)
                self.store.save_json("notebooks", keys[pair.name], asdict(described))
        return notebooks

    def _start(self, stack: ExitStack) -> None:
        """Open the kernels, if they are not, and start one."""
        if self.kernels is None:
            from tracebrief.run.kernels import open_kernels

            self.kernels = stack.enter_context(open_kernels(self.project))
        self.kernels.prepare()

    def _run(self, pair: Pair, trace: Trace, *, told: Any, on_cell: Any) -> Trace:
        from tracebrief.run.notebooks import run_notebook

        self._keep_only(self.files.made)
        begun = perf_counter()
        executed, record = run_notebook(
            self.kernels,
            pair,
            parameters=trace.parts["parameters"],
            on_cell=lambda: on_cell(pair),
            last=pair is self.pairs[-1],
        )
        trace = read_record(record, trace, self.files, notebook=f"notebooks/{pair.name}")
        self._write_executed(pair, executed)
        for name in trace.writes:
            self.store.save_file(self.project.root / name)
        executed_path = self.project.executed / f"{pair.name}.ipynb"
        trace = replace(trace, executed=self.store.save_file(executed_path), seconds=round(perf_counter() - begun, 2))
        trace = self._with_notebook(pair, replace(trace, left=told(trace)))
        keep_trace(self.store, pair.name, trace)
        return trace

    def _restore(self, pair: Pair, trace: Trace) -> Trace:
        """Put back what a run left; a notebook whose prose alone has changed is woven anew."""
        script = digest_file(pair.file)
        if script != trace.script:
            from tracebrief.run.notebooks import weave_notebook

            executed = self.store.read_file(trace.executed)
            self._write_executed(pair, weave_notebook(pair, executed))
            kept = self.store.save_file(self.project.executed / f"{pair.name}.ipynb")
            trace = self._with_notebook(pair, replace(trace, script=script, executed=kept))
            keep_trace(self.store, pair.name, trace)
        for name, of in trace.writes.items():
            self.store.restore_file(of, self.project.root / name)
        return trace

    def _with_notebook(self, pair: Pair, trace: Trace) -> Trace:
        """Count the executed notebook among what the run left."""
        return replace(trace, writes=trace.writes | {f"build/notebooks/{pair.name}.ipynb": trace.executed})

    def _write_executed(self, pair: Pair, content: bytes) -> None:
        self.project.executed.mkdir(parents=True, exist_ok=True)
        (self.project.executed / f"{pair.name}.ipynb").write_bytes(content)

    def _keep_only(self, made: dict[str, str]) -> None:
        """Remove what an earlier build left for the pages, so that nothing stale can be read in its place."""
        for folder in (self.project.tables, self.project.figures, self.project.executed):
            for path in folder.rglob("*") if folder.is_dir() else ():
                if path.is_file() and path.relative_to(self.project.root).as_posix() not in made:
                    path.unlink()

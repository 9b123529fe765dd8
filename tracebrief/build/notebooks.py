"""Runs the notebooks in the order of their names, each in a fresh kernel of this environment.

What is left of a run is the same on every run: times, paths and random names are taken out.
"""

import ast
import contextlib
import json
import logging
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait

import nbformat
import papermill
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from tracebrief import errors
from tracebrief.build.pairs import Pair
from tracebrief.errors import NotebookError, TracebriefError
from tracebrief.paths import Project

KERNEL = "python3"
# The same hashes, so the same order of sets, in every kernel; one thread each; no startup files of the user's.
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "JUPYTER_PATH": f"{sys.prefix}/share/jupyter",
}
# Random names in HTML outputs: charts, styled tables, and objects shown by their address.
RANDOM = re.compile(r"(altair-viz-|\bT_|\bat 0x)([0-9a-f]{5,32})(?![0-9a-f])")
# Where a traceback names the line of the cell that raised.
RAISED = re.compile(r"Cell In\s*\[\d+\], line (\d+)")
COLOUR = re.compile(r"\x1b\[[\d;]*m")
Parameters = dict[str, object]


def parse_parameters(given: list[str]) -> Parameters:
    """Return parameters from the command line, each `name=value` with a JSON or Python literal, or words.

    Raises:
        NotebookError: one has no name or no value.
    """
    parameters: Parameters = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not (name.isidentifier() and equals):
            raise NotebookError(f"-p {text}", "a parameter is a name and a value", "write -p name=value")
        parameters[name] = _literal(value)
    return parameters


def find_parameters(pair: Pair) -> list[str]:
    """Return the names that a notebook's parameter cell sets."""
    return list(papermill.inspect_notebook(_with_language(pair.read())))


def assign_parameters(pairs: list[Pair], given: Parameters) -> dict[str, Parameters]:
    """Return, by notebook, those of the `given` parameters that it has.

    Raises:
        NotebookError: no notebook has a parameter of this name.
    """
    known = {pair.name: find_parameters(pair) if given else [] for pair in pairs}
    names = sorted({name for parameters in known.values() for name in parameters})
    for name in given:
        if name not in names:
            raise NotebookError(f"-p {name}", "no notebook has this parameter", f"use one of {', '.join(names)}")
    return {key: {name: given[name] for name in parameters if name in given} for key, parameters in known.items()}


def run_notebook(
    project: Project, pair: Pair, *, parameters: Parameters | None = None, on_cell: Callable[[], None] | None = None
) -> NotebookNode:
    """Run one notebook in `notebooks/`; write it, with its outputs, to `build/notebooks/` and return it.

    Args:
        on_cell: called after each cell, from another thread.

    Raises:
        NotebookError: a cell raised; its place and the error in one line, the cell itself in `shown`.
    """
    source, kernels = _with_language(pair.read()), []

    def execute() -> NotebookNode:
        return papermill.execute_notebook(
            source,
            None,
            parameters or {},
            kernel_name=KERNEL,
            progress_bar=False,
            cwd=project.notebooks,
            kernel_manager_class=_recording(kernels),
            extra_arguments=["--log-level=CRITICAL"],
            shutdown_kernel="immediate",
            on_cell_executed=lambda **_: on_cell() if on_cell else None,
        )

    try:
        with _environment(project), ThreadPoolExecutor(1) as thread:
            executed = _interruptible(thread.submit(execute), kernels)
    except PapermillExecutionError as problem:
        raise explain(pair, problem) from None
    except DeadKernelError:
        what = "its kernel died, most likely for want of memory"
        raise NotebookError(f"notebooks/{pair.name}", what, "free memory, or give it less to read") from None
    project.executed.mkdir(parents=True, exist_ok=True)
    target = project.executed / f"{pair.name}.ipynb"
    target.write_text(nbformat.writes(normalise(executed), indent=1, ensure_ascii=False) + "\n", "utf-8")
    return executed


def normalise(notebook: NotebookNode) -> NotebookNode:
    """Return an executed notebook without what differs from run to run: times, paths and random names."""
    notebook.metadata.pop("papermill", None)
    seen: dict[str, str] = {}
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:03d}"
        cell.metadata = NotebookNode({"tags": tags} if (tags := cell.metadata.get("tags")) else {})
        for output in cell.get("outputs", []):
            _rename(output, seen)
    return notebook


def explain(pair: Pair, problem: PapermillExecutionError) -> TracebriefError:
    """Return the mistake behind a cell that raised, with the line of the notebook in its place.

    A mistake that a room has already put in one line keeps that line.
    """
    raised = RAISED.search(COLOUR.sub("", "\n".join(problem.traceback)))
    place = _place(pair, problem.source, int(raised[1]) if raised else 1)
    known = getattr(errors, problem.ename, None)
    if isinstance(known, type) and issubclass(known, TracebriefError):
        where, _, rest = problem.evalue.partition(": ")
        what, _, todo = rest.rpartition("; ")
        error = known(where, what, todo)
    else:
        what = f"{problem.ename}: {problem.evalue.strip().partition(chr(10))[0]}".removesuffix(": ")
        error = NotebookError(place, what, "mend the cell shown above, then build again")
    error.add_note(f"{place}\n{problem.source}\n{problem.ename}: {problem.evalue}")
    return error


def _literal(text: str) -> object:
    for read in (json.loads, ast.literal_eval):
        with contextlib.suppress(ValueError, SyntaxError):
            return read(text)
    return text


def _place(pair: Pair, source: str, line: int) -> str:
    """Return the file and line of a cell's line, or the notebook where the cell is in no file."""
    text = pair.script.read_text("utf-8") if pair.script.is_file() else ""
    at = text.find(source)
    return f"notebooks/{pair.script.name}:{text.count(chr(10), 0, at) + line}" if at >= 0 else f"notebooks/{pair.name}"


def _recording(kernels: list[AsyncKernelManager]) -> type[AsyncKernelManager]:
    """Return a kernel manager whose instances note themselves in `kernels`."""

    class Recorded(AsyncKernelManager):
        def __init__(self, **options: object) -> None:
            super().__init__(**options)
            kernels.append(self)

    return Recorded


def _interruptible(future: Future[NotebookNode], kernels: list[AsyncKernelManager]) -> NotebookNode:
    """Return a future's result; on Ctrl-C kill the kernel it waits for, so that nothing is left running."""
    try:
        return future.result()
    except KeyboardInterrupt:
        while not future.done():
            for kernel in kernels:
                if (process := getattr(kernel.provisioner, "process", None)) is not None:
                    process.kill()
            wait([future], timeout=0.1)
        raise


@contextlib.contextmanager
def _environment(project: Project) -> Iterator[None]:
    """Set the kernels' environment, and keep what the tools say about their own workings out of the build's."""
    changed = {**ENVIRONMENT, "IPYTHONDIR": str(project.build / ".ipython"), "TRACEBRIEF_ROOT": str(project.root)}
    (project.build / ".ipython").mkdir(parents=True, exist_ok=True)
    before = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    logging.getLogger("papermill").setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.__setitem__(name, value)


def _with_language(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook with the kernel that papermill must know of, whatever its header says."""
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": KERNEL}
    return notebook


def _rename(node: NotebookNode | list, seen: dict[str, str]) -> None:
    """Replace the random names in an output's strings by numbers, each name by one number."""

    def number(match: re.Match[str]) -> str:
        return seen.setdefault(match[0], f"{match[1]}{len(seen):0{len(match[2])}x}")

    for key, value in list(node.items() if isinstance(node, dict) else enumerate(node)):
        if isinstance(value, str):
            node[key] = RANDOM.sub(number, value)
        elif isinstance(value, dict | list):
            _rename(value, seen)

"""Runs a notebook with its own parameters, and tells where it failed.

What is left of a run is the same on every run: times, paths and random names are taken out.
"""

import re
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import nbformat
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode

from tracebrief.project import errors
from tracebrief.project.errors import NotebookError, TracebriefError
from tracebrief.project.store import key_of
from tracebrief.run.kernels import KERNEL, Executed, Kernels
from tracebrief.run.pairs import Described, Pair
from tracebrief.run.parameters import Parameters, read_literal

# Random names in HTML outputs: charts, styled tables, and objects shown by their address.
RANDOM = re.compile(r"(altair-viz-|\bT_|\bat 0x)([0-9a-f]{5,32})(?![0-9a-f])")
# Where a traceback names the line of the cell that raised.
RAISED = re.compile(r"Cell In\s*\[\d+\], line (\d+)")
# A notebook's title: the first heading of its prose.
TITLE = re.compile(r"^# +(.+?) *$", re.MULTILINE)
INJECTED = "injected-parameters"
COLOUR = re.compile(r"\x1b\[[\d;]*m")


def describe_notebook(pair: Pair) -> Described:
    """Return what can be said of a notebook without running it."""
    from papermill.inspection import inspect_notebook

    notebook = pair.read()
    code = [(cell.source.rstrip(), sorted(cell.metadata.get("tags", []))) for cell in _code_cells(notebook)]
    heading = next((TITLE.search(cell.source) for cell in notebook.cells if cell.cell_type == "markdown"), None)
    found = inspect_notebook(_with_language(notebook))
    parameters = {name: read_literal(parameter["default"]) for name, parameter in found.items()}
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    reads, writes = (_named(prose, word) for word in ("Reads", "Writes"))
    return Described(heading[1] if heading else pair.name, len(code), key_of(code), parameters, reads, writes)


def start_notebook(
    kernels: Kernels, pair: Pair, parameters: Parameters, on_cell: Callable[[], None] = lambda: None
) -> Future[Executed]:
    """Begin to run one notebook in `notebooks/`; `on_cell` is called after each cell, from another thread."""
    return kernels.submit(_with_language(pair.read()), parameters, on_cell=on_cell)


def finish_notebook(pair: Pair, run: Future[Executed]) -> tuple[bytes, Path]:
    """Return a notebook that was run with its outputs, and the record of what it read and wrote.

    Raises:
        NotebookError: a cell raised; its place and the error in one line, the cell itself in a note.
    """
    try:
        executed, record = run.result()
    except DeadKernelError:
        what = "its kernel died, most likely for want of memory"
        raise NotebookError(f"notebooks/{pair.name}", what, "free memory, or give it less to read") from None
    except Exception as problem:
        # Papermill's own class is not imported here: that would delay the start of the first kernel.
        if type(problem).__name__ != "PapermillExecutionError":
            raise
        raise explain(pair, problem) from None
    return _written(normalise(executed)), record


def weave_notebook(pair: Pair, executed: bytes) -> bytes:
    """Return an executed notebook whose prose is that of today, its code and outputs those of the run.

    A notebook whose prose alone has changed is not run again, and is what running it again would give.
    """
    run = nbformat.reads(executed.decode("utf-8"), as_version=4)
    ran, cells = iter(_code_cells(run)), []
    for cell in pair.read().cells:
        if cell.cell_type == "code":
            cell = next(ran)
            if INJECTED in cell.metadata.get("tags", []):  # papermill put the parameters given before this cell
                cells.append(cell)
                cell = next(ran)
        cells.append(cell)
    run.cells = [*cells, *ran]
    return _written(normalise(run))


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


def explain(pair: Pair, problem: Any) -> TracebriefError:
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


def _named(prose: str, word: str) -> list[str]:
    """Return the names in backticks on the line of the prose that begins with a bold word."""
    line = re.search(rf"^\*\*{word}\*\*(.*)$", prose, re.MULTILINE)
    return re.findall(r"`([^`]+)`", line[1]) if line else []


def _code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _written(notebook: NotebookNode) -> bytes:
    return (nbformat.writes(notebook, indent=1, ensure_ascii=False) + "\n").encode()


def _place(pair: Pair, source: str, line: int) -> str:
    """Return the file and line of a cell's line, or the notebook where the cell is in no file."""
    text = pair.script.read_text("utf-8") if pair.script.is_file() else ""
    at = text.find(source)
    return f"notebooks/{pair.script.name}:{text.count(chr(10), 0, at) + line}" if at >= 0 else f"notebooks/{pair.name}"


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

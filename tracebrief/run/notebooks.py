"""Runs a notebook with its own parameters, and says where it failed.

What is left of a run is the same on every run: times, paths and random names are taken out.
"""

import re
import signal
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
from tracebrief.run.paired_notebooks import NotebookDescription, NotebookPair
from tracebrief.run.parameters import Parameters, read_literal

# Random names in HTML outputs: charts, styled tables, and objects shown by their address.
RANDOM = re.compile(r"(altair-viz-|\bT_|\bat 0x)([0-9a-f]{5,32})(?![0-9a-f])")
# Where a traceback names the line of the cell that raised.
RAISED = re.compile(r"Cell In\s*\[\d+\], line (\d+)")
# A notebook's title: the first heading of its prose.
TITLE = re.compile(r"^# +(.+?) *$", re.MULTILINE)
INJECTED = "injected-parameters"
COLOUR = re.compile(r"\x1b\[[\d;]*m")


def describe_notebook(pair: NotebookPair) -> NotebookDescription:
    """Return what can be said of a notebook without running it."""
    from papermill.inspection import inspect_notebook

    notebook = pair.read()
    code = [(cell.source.rstrip(), sorted(cell.metadata.get("tags", []))) for cell in _code_cells(notebook)]
    heading = next((TITLE.search(cell.source) for cell in notebook.cells if cell.cell_type == "markdown"), None)
    found = inspect_notebook(_with_language(notebook))
    parameters = {name: read_literal(parameter["default"]) for name, parameter in found.items()}
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    reads, writes = (_named(prose, word) for word in ("Reads", "Writes"))
    return NotebookDescription(heading[1] if heading else pair.name, len(code), key_of(code), parameters, reads, writes)


def start_notebook(
    kernels: Kernels, pair: NotebookPair, parameters: Parameters, on_cell: Callable[[], None] = lambda: None
) -> Future[Executed]:
    """Begin to run one notebook in `notebooks/`; `on_cell` is called after each cell, from another thread."""
    return kernels.submit(_with_language(pair.read()), parameters, on_cell=on_cell)


def finish_notebook(pair: NotebookPair, run: Future[Executed]) -> tuple[bytes, Path]:
    """Return a notebook that was run with its outputs, and the record of what it read and wrote.

    Raises:
        NotebookError: a cell raised; its line and the error in one line, the cell itself in a note.
    """
    from papermill.exceptions import PapermillExecutionError  # loaded by now, beside the first kernel

    try:
        executed, record = run.result()
    except DeadKernelError as problem:
        raise NotebookError(f"notebooks/{pair.name}", *_describe_end(*problem.args)) from None
    except PapermillExecutionError as problem:
        raise describe_failure(pair, problem) from None
    return _written(remove_run_traces(executed)), record


def merge_prose(pair: NotebookPair, executed: bytes) -> bytes:
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
    return _written(remove_run_traces(run))


def remove_run_traces(notebook: NotebookNode) -> NotebookNode:
    """Return an executed notebook without what differs from run to run: times, paths and random names."""
    notebook.metadata.pop("papermill", None)
    seen: dict[str, str] = {}
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:03d}"
        cell.metadata = NotebookNode({"tags": tags} if (tags := cell.metadata.get("tags")) else {})
        for output in cell.get("outputs", []):
            _number_names(output, seen)
    return notebook


def describe_failure(pair: NotebookPair, problem: Any) -> TracebriefError:
    """Return the mistake behind a cell that raised, with the notebook and the line.

    A mistake that a room has already put in one line keeps that line.
    """
    raised = RAISED.search(COLOUR.sub("", "\n".join(problem.traceback)))
    where = _find_line(pair, problem.source, int(raised[1]) if raised else 1)
    known = getattr(errors, problem.ename, None)
    if isinstance(known, type) and issubclass(known, TracebriefError):
        subject, _, rest = problem.evalue.partition(": ")
        what, _, todo = rest.rpartition("; ")
        error = known(subject, what, todo)
    else:
        what = f"{problem.ename}: {problem.evalue.strip().partition(chr(10))[0]}".removesuffix(": ")
        error = NotebookError(where, what, "fix the cell shown above, then build again")
    error.add_note(f"{where}\n{problem.source}\n{problem.ename}: {problem.evalue}")
    return error


def _describe_end(code: int | None) -> tuple[str, str]:
    """Return how a kernel ended and what to do, from what its process left: minus the number of a signal, if any."""
    if code == -signal.SIGKILL:
        return "its kernel was ended by SIGKILL, most likely for want of memory", "free memory, or give it less to read"
    names = {-each.value: each.name for each in signal.Signals}
    how = f"was ended by {names.get(code, f'signal {-code}')}" if code and code < 0 else f"ended with exit code {code}"
    return f"its kernel {how}", "run its cells one by one in JupyterLab to see which of them ends it"


def _named(prose: str, word: str) -> list[str]:
    """Return the names in backticks on the line of the prose that begins with a bold word."""
    line = re.search(rf"^\*\*{word}\*\*(.*)$", prose, re.MULTILINE)
    return re.findall(r"`([^`]+)`", line[1]) if line else []


def _code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _written(notebook: NotebookNode) -> bytes:
    text: str = nbformat.writes(notebook, indent=1, ensure_ascii=False)
    return (text + "\n").encode()


def _find_line(pair: NotebookPair, source: str, line: int) -> str:
    """Return the file and line of a cell's line, or the notebook where the cell is in no file."""
    text = pair.script.read_text("utf-8") if pair.script.is_file() else ""
    at = text.find(source)
    return f"notebooks/{pair.script.name}:{text.count(chr(10), 0, at) + line}" if at >= 0 else f"notebooks/{pair.name}"


def _with_language(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook with the kernel that papermill must know of, whatever its header says."""
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": KERNEL}
    return notebook


def _number_names(value: Any, seen: dict[str, str]) -> Any:
    """Return an output with the random names in its strings replaced by numbers, each name by one number."""

    def number(match: re.Match[str]) -> str:
        return seen.setdefault(match[0], f"{match[1]}{len(seen):0{len(match[2])}x}")

    if isinstance(value, str):
        return RANDOM.sub(number, value)
    for key, each in list(
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        value[key] = _number_names(each, seen)
    return value

"""Runs a notebook with its own parameters, and tells where it failed.

What is left of a run is the same on every run: times, paths and random names are taken out.
"""

import ast
import contextlib
import json
import re
from collections.abc import Callable

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from tracebrief import errors
from tracebrief.errors import NotebookError, TracebriefError
from tracebrief.run.kernels import KERNEL, Kernels
from tracebrief.run.pairs import Pair

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
    kernels: Kernels,
    pair: Pair,
    *,
    parameters: Parameters | None = None,
    on_cell: Callable[[], None] = lambda: None,
    last: bool = True,
) -> NotebookNode:
    """Run one notebook in `notebooks/`; write it, with its outputs, to `build/notebooks/` and return it.

    Args:
        on_cell: called after each cell, from another thread.
        last: whether no other notebook follows.

    Raises:
        NotebookError: a cell raised; its place and the error in one line, the cell itself in a note.
    """
    try:
        executed = kernels.execute(_with_language(pair.read()), parameters or {}, on_cell=on_cell, last=last)
    except PapermillExecutionError as problem:
        raise explain(pair, problem) from None
    except DeadKernelError:
        what = "its kernel died, most likely for want of memory"
        raise NotebookError(f"notebooks/{pair.name}", what, "free memory, or give it less to read") from None
    folder = kernels.project.executed
    folder.mkdir(parents=True, exist_ok=True)
    text = nbformat.writes(normalise(executed), indent=1, ensure_ascii=False) + "\n"
    (folder / f"{pair.name}.ipynb").write_text(text, "utf-8")
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

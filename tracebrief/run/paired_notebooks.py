"""The notebooks as their two files, `.py` and `.ipynb`: found by name, compared by cell sources and tags.

Nothing looks at modification times: where the two differ, the `.py` is the notebook unless an author says otherwise.
"""

import hashlib
import re
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracebrief.project.errors import NotebookError
from tracebrief.project.paths import Project

if TYPE_CHECKING:  # jupytext and nbformat take half a second: only for a notebook that must be read
    from nbformat import NotebookNode

NAME = "[0-9][0-9]_*"
PERCENT = {"extension": ".py", "format_name": "percent"}
# Metadata that both files carry; the rest belongs to the editor that last saved the notebook.
KEPT = ("jupytext", "kernelspec")
# Versions of the tools that saved a script, in its header: no part of the notebook.
TOOL_VERSIONS = re.compile(r"^# +(format_version|jupytext_version): .*\n", re.MULTILINE)


@dataclass(frozen=True)
class NotebookPair:
    """One notebook: the script that people review and the document that JupyterLab shows."""

    name: str
    script: Path
    document: Path

    @property
    def file(self) -> Path:
        """The file that is run: the script, or the document where there is none."""
        return self.script if self.script.is_file() else self.document

    def read(self) -> "NotebookNode":
        """Return the notebook as the file that is run has it."""
        return _read(self.file)


@dataclass(frozen=True)
class NotebookDescription:
    """What a notebook says of itself before it is run."""

    title: str
    cells: int  # of code
    code: str  # hash of its code cells
    parameters: dict[str, object]  # by name, with their defaults
    reads: list[str]  # names after **Reads** in its prose
    writes: list[str]  # names after **Writes**


def find_pairs(project: Project) -> list[NotebookPair]:
    """Return the project's notebooks in the order of their file names, which is the pipeline."""
    found = {path.stem for suffix in (".py", ".ipynb") for path in project.notebooks.glob(NAME + suffix)}
    folder = project.notebooks
    return [NotebookPair(name, folder / f"{name}.py", folder / f"{name}.ipynb") for name in sorted(found)]


def check_pair(pair: NotebookPair) -> list[str]:
    """Return what is wrong with a pair, in words; nothing when both files are one notebook without outputs."""
    where = f"notebooks/{pair.name}"
    for path in (pair.script, pair.document):
        if not path.is_file():
            return [f"notebooks/{path.name} is missing"]
    script, document = _read(pair.script), _read(pair.document)
    problems = []
    if difference := find_difference(script, document):
        problems.append(f"{where}: the .py and the .ipynb differ: {difference}")
    if any(cell.get("outputs") or cell.get("execution_count") for cell in document.cells):
        problems.append(f"{where}.ipynb holds outputs")
    return problems


def find_difference(script: "NotebookNode", document: "NotebookNode") -> str | None:
    """Return the first difference of two notebooks in cell kinds, sources and tags, in words."""
    for number, (one, other) in enumerate(zip(script.cells, document.cells, strict=False), 1):
        if _content(one) != _content(other):
            return f"cell {number}, {_first_difference(one, other)}"
    if len(script.cells) != len(document.cells):
        return f"{len(script.cells)} cells against {len(document.cells)}"
    return None


def sync_pair(pair: NotebookPair, *, keep: str = "py") -> str | None:
    """Make both files one notebook, the `.ipynb` without outputs; return what was done, None when nothing was.

    Args:
        keep: which file's cells stay where the two differ: "py" or "ipynb".
    """
    before = tuple(path.read_text("utf-8") if path.is_file() else None for path in (pair.script, pair.document))
    wanted = pair.document if (keep == "ipynb" and before[1] is not None) or before[0] is None else pair.script
    import jupytext

    notebook = _read(wanted)
    script = (wanted is pair.script and before[0]) or jupytext.writes(_bare(notebook), fmt=PERCENT)
    after = TOOL_VERSIONS.sub("", script), _document(notebook)
    for path, old, new in zip((pair.script, pair.document), before, after, strict=True):
        if new != old:
            path.write_text(new, "utf-8")
    return None if after == before else f"notebooks/{pair.name}: both files now hold the cells of the {wanted.suffix}"


def _read(path: Path) -> "NotebookNode":
    import jupytext
    import nbformat

    try:
        notebook: NotebookNode = jupytext.reads(
            path.read_text("utf-8"), fmt=PERCENT if path.suffix == ".py" else "ipynb"
        )
    except (ValueError, nbformat.ValidationError) as problem:
        what = f"not a notebook: {str(problem).splitlines()[0]}"
        raise NotebookError(f"notebooks/{path.name}", what, "fix it, or run `tracebrief sync`") from problem
    return notebook


def _content(cell: "NotebookNode") -> tuple[str, str, list[str]]:
    return cell.cell_type, cell.source.rstrip(), sorted(cell.metadata.get("tags", []))


def _first_difference(one: "NotebookNode", other: "NotebookNode") -> str:
    """Return the first line in which two cells differ, or that their kinds or tags do."""
    for line, against in zip_longest(one.source.splitlines(), other.source.splitlines(), fillvalue=""):
        if line.rstrip() != against.rstrip():
            return f"“{line.strip()[:60]}” against “{against.strip()[:60]}”"
    return f"“{one.source.partition(chr(10))[0][:60]}” in its kind or tags"


def _bare(notebook: "NotebookNode") -> "NotebookNode":
    """Return the notebook with its cells, their tags and ids of their content, and nothing that running left."""
    import nbformat

    kept = {key: notebook.metadata[key] for key in KEPT if key in notebook.metadata}
    bare: NotebookNode = nbformat.v4.new_notebook(metadata=kept)
    make: dict[str, Any] = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}
    for number, cell in enumerate(notebook.cells):
        tags = {"tags": list(cell.metadata.tags)} if cell.metadata.get("tags") else {}
        new = make.get(cell.cell_type, nbformat.v4.new_raw_cell)(cell.source, metadata=tags)
        new.id = hashlib.sha256(f"{number}\n{cell.source}".encode()).hexdigest()[:8]
        bare.cells.append(new)
    return bare


def _document(notebook: "NotebookNode") -> str:
    import nbformat

    text: str = nbformat.writes(_bare(notebook), indent=1, ensure_ascii=False)
    return text.rstrip("\n") + "\n"

"""The project's notebooks as they are written: what they import, how long cells are, that questions are answered."""

import ast
import re
import shutil
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import jupytext
import pytest

from tracebrief.project.paths import find_project
from tracebrief.run.paired_notebooks import NotebookPair, sync_pair

NOTEBOOKS = sorted(find_project(Path(__file__).parent).notebooks.glob("*.py"))
# Lines of a cell; one that draws a chart may be longer.
CELL, CHART = 20, 40
COLOUR = re.compile(r"""["']#[0-9a-fA-F]{3,8}["']""")
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(text: str, kind: str = "code") -> list[str]:
    return [cell.source for cell in jupytext.reads(text, "py:percent").cells if cell.cell_type == kind]


def imports(text: str) -> list[str]:
    """Return the modules of the library that a notebook imports from."""
    nodes = list(ast.walk(ast.parse(text)))
    modules = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    modules += [name.name for node in nodes if isinstance(node, ast.Import) for name in node.names]
    return [module for module in modules if is_ours(module)]


def not_exported(text: str) -> list[str]:
    """Return the names that a notebook imports from rooms which do not export them."""
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom) and is_ours(node.module)]
    names = [(node.module, each.name) for node in nodes for each in node.names]
    return [f"{room}.{name}" for room, name in names if not hasattr(import_module(room), name) and not is_room(name)]


def is_room(name: str) -> bool:
    return find_spec(f"tracebrief.{name}") is not None


def functions(text: str) -> list[str]:
    """Return the functions that a notebook defines."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node.name for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]


def is_ours(module: str | None) -> bool:
    return (module or "").split(".")[0] == "tracebrief"


def is_deep(module: str) -> bool:
    """Say whether a module lies inside a room."""
    return module.count(".") > 1


def is_long(cell: str) -> bool:
    return len(cell.splitlines()) > (CHART if "alt.Chart(" in cell else CELL)


def unanswered(text: str) -> list[str]:
    """Return the questions, headings of the second level, that no line beginning with "Found:" follows."""
    parts = re.split(r"^# ## ", text, flags=re.MULTILINE)[1:]
    return [part.splitlines()[0] for part in parts if part.splitlines()[0].endswith("?") and "Found: " not in part]


@every_notebook
def test_a_notebook_imports_from_rooms_and_no_deeper(path):
    assert [name for name in imports(path.read_text("utf-8")) if is_deep(name)] == []


@every_notebook
def test_what_a_notebook_imports_is_exported(path):
    assert not_exported(path.read_text("utf-8")) == []


@every_notebook
def test_no_cell_is_long(path):
    assert [cell.splitlines()[0] for cell in cells(path.read_text("utf-8")) if is_long(cell)] == []


@every_notebook
def test_colours_come_from_the_theme(path):
    assert COLOUR.findall(path.read_text("utf-8")) == []


@every_notebook
def test_every_question_is_answered(path):
    assert unanswered(path.read_text("utf-8")) == []


@every_notebook
def test_the_pair_is_as_sync_writes_it(path, tmp_path):
    copies = [shutil.copy(path.with_suffix(suffix), tmp_path) for suffix in (".py", ".ipynb")]
    assert sync_pair(NotebookPair(path.stem, *map(Path, copies))) is None, "run `tracebrief sync`"


@every_notebook
def test_no_cell_defines_a_function(path):
    assert functions(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("code", "deep"),
    [
        ("from tracebrief.draw import use_theme", False),
        ("from tracebrief import draw", False),
        ("import pandas.core.frame", False),
        ("from tracebrief.draw.theme import use_theme", True),
        ("import tracebrief.draw.theme", True),
    ],
)
def test_a_deep_import_would_be_seen(code, deep):
    assert any(is_deep(name) for name in imports(code)) == deep


def test_what_breaks_the_rules_would_be_seen():
    assert is_long("x\n" * 21) and not is_long("x\n" * 20)
    assert is_long("alt.Chart(x)\n" * 41) and not is_long("alt.Chart(x)\n" * 40)
    assert COLOUR.search('range=["#1f4e79"]') and not COLOUR.search('"# no colour"')
    assert not_exported("from tracebrief.read import read_documents, read_minds") == ["tracebrief.read.read_minds"]
    assert functions("def one():\n    async def two(): ...\nlambda: 3") == ["one", "two"]
    assert unanswered("# ## Which?\n# %%\nprint(1)\n# ## Check, then write\n") == ["Which?"]
    assert unanswered('# ## Which?\n# %%\nprint(f"Found: {n}.")\n') == []

"""Notebooks run with their own parameters, leave the same bytes each time, and say where they failed."""

import tempfile

import pytest

from tracebrief.project.errors import NotebookError, SourceError
from tracebrief.run.kernels import open_kernels
from tracebrief.run.notebooks import describe_notebook, finish_notebook, merge_prose, remove_run_traces, start_notebook
from tracebrief.run.paired_notebooks import find_pairs
from tracebrief.run.parameters import assign_parameters, parse_parameters

SCRIPT = """\
# %% tags=["parameters"]
root: str = ".."  # the project
boats: int = 3  # how many

# %%
import os
from pathlib import Path

here = os.environ["TRACEBRIEF_ROOT"] == os.path.abspath(root)
Path(root, "build", "seen.txt").write_text(f"{boats} {hash('boat')} {here}")
object()

# %%
class Chart:
    def _repr_html_(self):
        return f"<div id='altair-viz-{os.urandom(16).hex()}'></div>"
Chart()
"""


@pytest.fixture
def kernels(project):
    with open_kernels(project) as kernels:
        yield kernels


@pytest.fixture
def notebook(project):
    """Return a function that writes a notebook and returns its pair."""

    def write(script, name="10_count"):
        (project.notebooks / f"{name}.py").write_text(script, "utf-8")
        return next(pair for pair in find_pairs(project) if pair.name == name)

    return write


def test_two_runs_leave_the_same_bytes(project, kernels, notebook):
    pair, seen = notebook(SCRIPT), project.build / "seen.txt"
    results = []
    for _ in range(2):
        cells = []
        executed, _ = run_notebook(kernels, pair, parameters={"boats": 4}, on_cell=lambda: cells.append(1))  # noqa: B023
        results.append((executed, seen.read_text()))
        assert len(cells) == 4
    assert results[0] == results[1]
    assert results[0][1].startswith("4 ") and results[0][1].endswith(" True")
    assert b"altair-viz-000" in results[0][0] and str(project.root).encode() not in results[0][0]


def run_notebook(kernels, pair, *, parameters=None, on_cell=lambda: None):
    return finish_notebook(pair, start_notebook(kernels, pair, parameters or {}, on_cell))


@pytest.mark.parametrize("folder", ["a temporary folder of ordinary length", "none that is short enough"])
def test_a_long_path_of_temporary_files_is_no_hindrance(project, notebook, monkeypatch, tmp_path, folder):
    long = tmp_path / ("x" * 90)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    if folder.startswith("none"):
        monkeypatch.setattr("tracebrief.run.kernels.LONGEST_SOCKETS", 0)
    with open_kernels(project) as kernels:
        assert b'"7"' in run_notebook(kernels, notebook("3 + 4"))[0]
    assert list(long.iterdir()) == []


FAILING = {
    "an error of Python": (
        "1\n1 / 0\n",
        NotebookError,
        "notebooks/10_count.py:4: ZeroDivisionError: division by zero; ",
    ),
    "a check": (
        "assert False, 'boats without a harbour'",
        NotebookError,
        ":3: AssertionError: boats without a harbour;",
    ),
    "a typing error": ("boats = = 3", NotebookError, ":3: SyntaxError: invalid syntax"),
    "a mistake that a room put in one line": (
        "from tracebrief.project.errors import SourceError\n"
        "raise SourceError('data/raw/x.txt', 'this text is missing; or is it', 'restore it')",
        SourceError,
        "data/raw/x.txt: this text is missing; or is it; restore it",
    ),
}


@pytest.mark.parametrize("case", FAILING)
def test_a_cell_that_raises_is_shown_with_its_line(project, kernels, notebook, case):
    cell, error, told = FAILING[case]
    pair = notebook(f"boats = 3\n# %%\n{cell}\n# %%\nnever\n")
    with pytest.raises(error) as raised:
        run_notebook(kernels, pair)
    assert told in str(raised.value) and "\n" not in str(raised.value)
    assert cell.strip() in raised.value.__notes__[0]


def test_a_kernel_that_dies_is_told(kernels, notebook):
    with pytest.raises(NotebookError, match="notebooks/10_count: its kernel was ended by SIGKILL"):
        run_notebook(kernels, notebook("import os\nos.kill(os.getpid(), 9)"))


def test_parameters_go_to_the_notebooks_that_have_them(notebook):
    pairs = [notebook(SCRIPT), notebook('# %% tags=["parameters"]\ngulls = 1  # birds\n', "20_birds")]
    notebooks = {pair.name: describe_notebook(pair) for pair in pairs}
    assert notebooks["10_count"].parameters == {"root": "..", "boats": 3}
    given = parse_parameters(["boats=5", "gulls=[1, 2]", "root=../here"])
    assert assign_parameters(notebooks, given) == {
        "10_count": {"boats": 5, "root": "../here"},
        "20_birds": {"gulls": [1, 2]},
    }
    assert assign_parameters(notebooks, {}) == {"10_count": {}, "20_birds": {}}


def test_an_unknown_parameter_is_refused_with_the_known_ones(notebook):
    with pytest.raises(NotebookError, match=r"-p boat: no notebook has this parameter; use one of boats, root"):
        assign_parameters({"10_count": describe_notebook(notebook(SCRIPT))}, {"boat": 5})


VALUES = {"3": 3, "true": True, "None": None, '["a"]': ["a"], "2020-03-02": "2020-03-02", "a=b": "a=b", "": ""}


@pytest.mark.parametrize("text", VALUES)
def test_a_parameter_is_a_literal_or_words(text):
    assert parse_parameters([f"boats={text}"]) == {"boats": VALUES[text]}


@pytest.mark.parametrize("text", ["boats", "=3", "two words=3", ""])
def test_a_parameter_without_name_or_value_is_refused(text):
    with pytest.raises(NotebookError, match="write -p name=value"):
        parse_parameters([text])


def test_prose_that_changed_is_merged_into_what_ran(kernels, notebook):
    script = '# %% [markdown]\n# Once\n# %% tags=["parameters"]\nboats = 3\n# %%\nboats + 1\n'
    before, _ = run_notebook(kernels, notebook(script), parameters={"boats": 8})
    pair = notebook(script.replace("Once", "Twice") + "# %% [markdown]\n# The end\n")
    merged = merge_prose(pair, before)
    assert merged == run_notebook(kernels, pair, parameters={"boats": 8})[0]
    assert b"Twice" in merged and b"Once" not in merged and b'"9"' in merged


def test_the_same_random_name_becomes_the_same_number():
    import nbformat

    def executed(one, other):
        html = f'<a id="T_{one}_row0"></a><b id="T_{other}"></b><style>#T_{one} {{}}</style> {"c-0123456789"}'
        output = nbformat.v4.new_output("display_data", {"text/html": html, "text/plain": [f"<x at 0x7f{one}ab>"]})
        return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=[output])])

    texts = [nbformat.writes(remove_run_traces(executed(*names))) for names in (("1a2b3", "fffff"), ("99999", "0abcd"))]
    assert texts[0] == texts[1]
    assert texts[0].count("T_00000") == 2 and texts[0].count("T_00001") == 1 and "c-0123456789" in texts[0]

"""A notebook's two files are one notebook, by cell sources and tags alone."""

import json
import os

import pytest

from tracebrief.project.errors import NotebookError
from tracebrief.run.paired_notebooks import check_pair, find_pairs, sync_pair

SCRIPT = """\
# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Count the boats

# %% tags=["parameters"]
boats: int = 3  # how many

# %%
boats + 1
"""


@pytest.fixture
def pair(project):
    (project.notebooks / "10_count.py").write_text(SCRIPT, "utf-8")
    (pair,) = find_pairs(project)
    sync_pair(pair)
    return pair


def test_notebooks_are_found_by_name_in_order(project):
    for name in ("20_b.py", "10_a.ipynb", "10_a.py", "notes.py", "1_x.py", "jupytext.toml"):
        (project.notebooks / name).write_text("", "utf-8")
    assert [pair.name for pair in find_pairs(project)] == ["10_a", "20_b"]


def test_a_synced_pair_agrees_and_stays_as_it_is(pair):
    before = pair.document.read_bytes()
    assert check_pair(pair) == [] and sync_pair(pair) is None
    assert pair.script.read_text("utf-8") == SCRIPT and pair.document.read_bytes() == before


def test_times_of_change_mean_nothing(pair):
    os.utime(pair.document, (1, 1))
    assert check_pair(pair) == []
    os.utime(pair.script, (1, 1))
    os.utime(pair.document, None)
    assert check_pair(pair) == []


def document(change):
    """Return an edit of the `.ipynb` as JSON."""

    def edit(pair):
        content = json.loads(pair.document.read_text("utf-8"))
        change(content["cells"])
        pair.document.write_text(json.dumps(content), "utf-8")

    return edit


OUTPUT = {"output_type": "stream", "name": "stdout", "text": ["4\n"]}
WRONG = {
    "a changed cell": (document(lambda cells: cells[2].update(source=["boats + 2"])), "cell 3, “boats + 1”"),
    "a cell more": (document(lambda cells: cells.append(cells[0] | {"id": "one-more"})), "3 cells against 4"),
    "a cell less": (document(lambda cells: cells.pop()), "3 cells against 2"),
    "a lost tag": (document(lambda cells: cells[1].update(metadata={})), "cell 2"),
    "another kind of cell": (document(lambda cells: cells[0].update(cell_type="raw")), "cell 1"),
    "an output": (document(lambda cells: cells[2].update(outputs=[OUTPUT])), "holds outputs"),
    "a count of runs": (document(lambda cells: cells[2].update(execution_count=7)), "holds outputs"),
    "no document": (lambda pair: pair.document.unlink(), "10_count.ipynb is missing"),
    "no script": (lambda pair: pair.script.unlink(), "10_count.py is missing"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_pair_that_disagrees_is_told_and_fixed(pair, case):
    spoil, told = WRONG[case]
    spoil(pair)
    assert told in "\n".join(check_pair(pair))
    assert "both files" in sync_pair(pair)
    assert check_pair(pair) == [] and pair.script.read_text("utf-8") == SCRIPT


RIGHT = {
    "other ids": document(lambda cells: [cell.update(id=f"x{number}") for number, cell in enumerate(cells)]),
    "an editor's metadata": document(lambda cells: cells[2].update(metadata={"collapsed": True})),
}


@pytest.mark.parametrize("case", RIGHT)
def test_what_an_editor_adds_is_no_difference(pair, case):
    RIGHT[case](pair)
    assert check_pair(pair) == []


def test_the_document_wins_when_an_author_says_so(pair):
    document(lambda cells: cells[2].update(source=["boats + 2"], outputs=[OUTPUT]))(pair)
    assert ".ipynb" in sync_pair(pair, keep="ipynb")
    assert pair.script.read_text("utf-8") == SCRIPT.replace("boats + 1", "boats + 2")
    assert check_pair(pair) == []


def test_the_versions_of_the_editor_stay_out_of_the_script(pair):
    header = "#       format_name: percent\n"
    tools = header + "#       format_version: '1.3'\n#       jupytext_version: 1.17.0\n"
    pair.script.write_text(SCRIPT.replace(header, tools), "utf-8")
    sync_pair(pair)
    assert pair.script.read_text("utf-8") == SCRIPT


def test_a_broken_document_is_refused_in_one_line(pair):
    pair.document.write_text("{", "utf-8")
    with pytest.raises(NotebookError, match=r"notebooks/10_count.ipynb: not a notebook"):
        check_pair(pair)
    sync_pair(pair)
    assert check_pair(pair) == []

"""The README says what is there: its commands exist, its columns are the tables' columns."""

import re
from pathlib import Path

import pytest

from tracebrief.tables import COLUMNS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("table", COLUMNS)
def test_every_table_and_column_is_explained(table):
    named = set(re.findall(r"`([a-z_0-9]+)`", README))
    assert table in named
    assert set(COLUMNS[table]) <= named | {"doc_id", "start", "end"}


def test_no_column_is_explained_that_no_table_has():
    section = README.split("## What the columns mean")[1].split("## ")[0]
    known = set(COLUMNS) | {column for columns in COLUMNS.values() for column in columns}
    explained = set(re.findall(r"`([a-z_]+)`", section)) - {"bound"}
    assert explained <= known


@pytest.mark.parametrize("path", re.findall(r"^(\S+/)(?:\*\.yml)?\s{2,}", README, re.MULTILINE))
def test_every_folder_of_the_layout_is_there(path):
    assert path.startswith("build/") or (ROOT / path).is_dir()


def test_make_knows_the_readme_commands():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"^`?make ([a-z]+)`?", README, re.MULTILINE)) <= targets

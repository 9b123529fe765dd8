"""What a notebook is credited with having written, while others run beside it."""

import json

import pytest

from tracebrief.project.paths import Project
from tracebrief.run import notebook_runs
from tracebrief.run.input_states import InputStates
from tracebrief.run.notebook_runs import NotebookRun, read_record


def line(path):
    return json.dumps({"kind": "write", "path": path, "value": None}) + "\n"


@pytest.fixture
def project(tmp_path):
    project = Project(tmp_path)
    for folder in (project.tables, project.figures, project.kernels):
        folder.mkdir(parents=True)
    return project


def written(project):
    record = project.kernels / "first.jsonl"
    return read_record(record, NotebookRun({}, ""), InputStates(project), notebook="notebooks/first").writes


def test_a_notebook_wrote_what_it_was_seen_to_write_and_what_nobody_else_was(project):
    for name in ("own", "unseen", "other"):
        (project.tables / f"{name}.parquet").write_bytes(b"x")
    (project.kernels / "first.jsonl").write_text(line("build/tables/own.parquet"))
    (project.kernels / "other.jsonl").write_text(line("build/tables/other.parquet"))
    assert set(written(project)) == {"build/tables/own.parquet", "build/tables/unseen.parquet"}


def test_what_another_writes_while_the_records_are_read_is_not_credited(project, monkeypatch):
    (project.kernels / "first.jsonl").write_text("")
    (project.kernels / "other.jsonl").write_text("")
    read = notebook_runs._read_lines

    def read_and_let_the_other_write(path, *kind):
        found = read(path, *kind)
        if path.stem == "other":
            (project.tables / "late.parquet").write_bytes(b"x")
        return found

    monkeypatch.setattr(notebook_runs, "_read_lines", read_and_let_the_other_write)
    assert written(project) == {}
    assert (project.tables / "late.parquet").is_file()

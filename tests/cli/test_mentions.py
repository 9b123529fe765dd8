"""The extractor alone, from the command line: a line in, a line out, a mistake in one line."""

import json

import pytest
from typer.testing import CliRunner

from tracebrief.benchmarks.documents import CORPUS_TASKS as CORPUS
from tracebrief.benchmarks.documents import TASKS as EACH
from tracebrief.cli.app import TASKS, app

FEAR = "Dockers fear that the old wooden pier of Port Ellery may collapse in the next storm, said Ada Brook on Monday."
DOCUMENTS = [
    {"id": "a", "text": f"About 120 passengers were stranded.\n\n{FEAR}\n"},
    {"id": "b", "text": f"A line separator\u2028is no line feed.\n\n{FEAR}\n"},
]


@pytest.fixture
def mentions(tmp_path):
    """Return a function that runs a task on lines and returns the exit code, what was said, and the lines written."""

    def run(task, *lines):
        source, target = tmp_path / "in.jsonl", tmp_path / "made" / "out.jsonl"
        source.write_text("".join(line + "\n" for line in lines), "utf-8")
        result = CliRunner().invoke(app, ["mentions", task, str(source), str(target)])
        written = target.read_text("utf-8").rstrip("\n").split("\n") if target.is_file() else []
        return result.exit_code, result.output, [json.loads(line) for line in written if line]

    return run


def lines(documents=DOCUMENTS):
    return [json.dumps(document, ensure_ascii=False) for document in documents]


def test_quantities_are_found_document_by_document(mentions):
    code, said, found = mentions("quant", *lines())
    assert (code, [one["id"] for one in found]) == (0, ["a", "b"]) and said.startswith("2 documents")
    assert found[0]["pred"] and not found[1]["pred"]


def test_reuse_is_found_across_documents(mentions):
    code, _, found = mentions("reuse", *lines())
    assert code == 0 and found[0]["pred"] == []
    (copied,) = found[1]["pred"]
    assert copied["src"] == "a" and FEAR[:20] in DOCUMENTS[1]["text"][copied["start"] : copied["end"]]


@pytest.mark.parametrize("task", ["quant", "reuse"])
@pytest.mark.parametrize("line", ["{", "[1]", '{"id": "c"}', '"text"'])
def test_a_line_that_is_no_document_is_told(mentions, task, line):
    code, said, _ = mentions(task, line, *lines())
    assert code == 1 and said.startswith("tracebrief: ") and len(said.splitlines()) == 1


def test_an_unknown_task_is_told_with_the_known_ones(mentions):
    code, said, _ = mentions("rumours", *lines())
    assert code == 1 and "use one of" in said


def test_the_help_names_every_task():
    assert set(TASKS.split(", ")) == {*EACH, *CORPUS}

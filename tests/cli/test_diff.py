"""`tracebrief diff` tells what changed as a table, as Markdown and as JSON, and says so by its exit code if asked."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from tracebrief.cli import app

BEFORE, AFTER = "[[Two boats=2]] sank, and [[it rained]].", "[[Two boats=3]] sank, and it [[rained]]. [[It blew]]."


@pytest.fixture
def run(project, hold, keep, commit, monkeypatch):
    """Return a function that runs a command in the invented project, of which two revisions hold other claims."""
    monkeypatch.setenv("TRACEBRIEF_ROOT", str(project.root))
    for texts in ({"ferry": BEFORE}, {"ferry": AFTER}):
        keep(project, hold(**texts))
        commit(project.root, "Read it")
    return lambda *words, width=80: CliRunner(env={"COLUMNS": str(width)}).invoke(app, ["diff", *words])


@pytest.mark.parametrize("width", [80, 120])
def test_a_table_fits_its_terminal(run, width):
    said = run("HEAD~1", "HEAD", width=width).output
    assert "1 text changed, 1 value changed, 1 wording changed, 1 claim added." in said
    assert "value 2 boat (exact) → 3 boat (exact)" in said and "“It blew”" in said
    assert all(len(line.rstrip()) <= width for line in said.splitlines())


def test_nothing_is_a_sentence(run):
    said = run("HEAD", "main", "--exit-code")
    assert said.exit_code == 0 and said.output.splitlines()[1:] == ["No text, claim or conflict changed."]


def test_without_names_the_ledger_is_compared_with_the_last_commit(run, project, hold, keep):
    keep(project, hold(ferry=AFTER.replace("=3", "=4")))
    assert "1 value changed." in run().output and "→ the ledger" in run().output


def test_the_exit_code_says_that_something_changed_if_asked(run):
    assert run("HEAD~1", "HEAD").exit_code == 0
    assert run("HEAD~1", "HEAD", "--exit-code").exit_code == 1


def test_json_has_every_row_whole(run):
    content = json.loads(run("HEAD~1", "HEAD", "--format", "json").output)
    assert content["same"] is False and content["headline"].endswith(".") and content["notices"] == []
    value = next(change for change in content["claims"] if change["kind"] == "value")
    assert value["row"]["exact"] == "Two boats" and value["was"] != value["name"]
    assert {"column": "low", "before": "2", "after": "3"} in value["differences"]


def test_markdown_is_a_comment(run):
    assert run("HEAD~1", "HEAD", "--format", "markdown").output.startswith("<!-- tracebrief diff -->\n### What changed")


def test_a_long_list_is_cut_unless_all_is_asked_for(run, project, hold, keep):
    keep(project, hold(ferry=" ".join(f"[[Boat {number}]]" for number in range(60))))
    cut, whole = run("HEAD").output, run("HEAD", "--all").output
    assert "… and 20 more; --all shows them" in cut and "“Boat 59”" not in cut
    assert "--all" not in whole and "“Boat 59”" in whole


def test_words_are_no_markup_of_the_terminal(run, project, hold, keep):
    keep(project, replace(hold(ferry="[[It [bold]rained[/bold] \x1b[31m]]."), conflicts={}))
    assert "“It [bold]rained[/bold] \ufffd[31m”" in run("HEAD", "--all", width=120).output


REFUSED = {
    "an unknown revision": (("HEAD~7",), "tracebrief: HEAD~7: git knows no such revision; "),
    "no build": (("HEAD", "build"), "tracebrief: build/tables: there is no build yet; run `tracebrief build`"),
    "no such form": (("--format", "html"), "Invalid value for '--format'"),
    "three names": (("a", "b", "c"), "unexpected extra argument"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_mistake_is_told_in_a_line(run, case):
    words, told = REFUSED[case]
    refused = run(*words, width=200)
    assert refused.exit_code and told in refused.output and "Traceback" not in refused.output


def test_revisions_are_compared_without_the_tools_of_a_build(run, project):
    code = f"import sys\nfrom tracebrief.cli import app\ntry:\n app({['diff', 'HEAD~1', 'HEAD']!r})\nfinally:\n"
    code += " print([name for name in ('pandas', 'pyarrow', 'spacy') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=project.root, check=False)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr

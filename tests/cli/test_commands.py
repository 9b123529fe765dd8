"""Each command does its work on an invented project, and tells a mistake in one line."""

import re
import signal
import socket
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from tracebrief.cli import app
from tracebrief.model.tables import to_table, write_table
from tracebrief.pipeline.project_checks import CHECKS
from tracebrief.read import read_documents

COMMANDS = ("build", "check", "sync", "accept", "diff", "repro", "compare", "show", "impact", "mentions", "review")


@pytest.fixture
def run(project, monkeypatch):
    """Return a function that runs a command in the invented project."""
    monkeypatch.setenv("TRACEBRIEF_ROOT", str(project.root))
    monkeypatch.setenv("COLUMNS", "200")
    return lambda *words: CliRunner().invoke(app, list(words))


def test_every_command_is_tested_here(run):
    listed = re.findall(r"^│ (\w+) ", run("--help").output, re.MULTILINE)
    assert tuple(listed) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_has_an_example_with_options_that_exist(run, command):
    said = run(command, "--help").output
    example = re.search(r"Example: tracebrief (.*?) *$", said, re.MULTILINE)[1].split()
    assert example[0] == command
    assert all(word in said for word in example[1:] if word.startswith("-"))


def test_sync_makes_the_second_file_once(run, project):
    (project.notebooks / "10_count.py").write_text("# %%\nboats = 3\n", "utf-8")
    assert "notebooks/10_count: both files now hold the cells of the .py" in run("sync").output
    assert run("sync").output == "1 of 1 notebooks needed nothing\n"


def test_accept_writes_the_ledger_and_says_what_changed(run, project, claims):
    said, total = run("accept").output, "4 claims in report/claims.csv, 0 conflicts in report/conflicts.csv"
    assert "added c-" in said and f"{total}, 4 changed" in said
    assert run("accept").output == f"{total}, 0 changed\n"
    write_table(project, "claims", claims.iloc[1:])
    assert "withdrawn" in run("accept").output


@pytest.fixture
def built(project, claims, texts):
    """The tables that `show` reads."""
    from tracebrief.read import find_passages

    write_table(project, "documents", read_documents(project))
    passages = [{"doc_id": key, **vars(p)} for key, text in texts.items() for p in find_passages(text)]
    write_table(project, "passages", to_table("passages", passages))
    chain = {"claim_id": claims.claim_id[0], "step": 0, "role": "outlet", "who": "Evening Paper"}
    write_table(project, "provenance", to_table("provenance", [chain | {"start": None, "end": None}]))
    write_table(project, "verifications", to_table("verifications", []))
    return claims.set_index("exact").claim_id


def test_show_tells_words_source_and_place(run, built):
    said = run("show", built["About 120 passengers"]).output
    assert "About 120 passengers spent Monday night" in said
    assert "120 passenger (about)" in said and "data/raw/2020-03-03_paper_ferry.txt, characters 26 to 46" in said


def test_show_names_ids_that_are_spelt_alike(run, built):
    right = built["three boats"]
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    refused = run("show", wrong)
    assert refused.exit_code == 1 and right in refused.output and "did you mean" in refused.output
    assert "take an id from report/claims.csv" in run("show", "nothing").output


BAD_INPUT = {
    "a text missing": (lambda p, text: text.unlink(), "data/raw/2020-03-03_paper_ferry.txt: this text is missing; "),
    "a text changed": (lambda p, text: text.write_bytes(text.read_bytes() + b" "), "changed since its hash"),
    "a text empty": (lambda p, text: rehash(p, text, b""), "the text is empty"),
    "a text not UTF-8": (lambda p, text: rehash(p, text, b"caf\xe9"), "not UTF-8 at byte 3"),
    "a text twice": (lambda p, text: text.with_name("copy.txt").write_bytes(text.read_bytes()), "the same text as"),
    "a text without a record": (lambda p, text: text.with_name("new.txt").write_text("News.\n"), "no record"),
    "broken records": (lambda p, text: p.sources.write_text("- key: [\n"), "data/sources.yml:"),
    "no records": (lambda p, text: p.sources.unlink(), "this file is missing; restore it"),
    "a broken codebook": (lambda p, text: p.codebook.write_text("measures: {"), "not YAML"),
    "a broken notebook": (lambda p, text: (p.notebooks / "10_a.ipynb").write_text("{"), "notebooks/10_a.py is missing"),
    "a broken ledger": (lambda p, text: p.ledger.write_text("claim\n1\n"), "report/claims.csv: not a ledger"),
}


def rehash(project, path, content):
    """Put other bytes in the place of a text, its record in step."""
    import hashlib

    old, new = (hashlib.sha256(data).hexdigest() for data in (path.read_bytes(), content))
    path.write_bytes(content)
    project.sources.write_text(project.sources.read_text("utf-8").replace(old, new), "utf-8")


@pytest.mark.parametrize("case", BAD_INPUT)
def test_check_tells_bad_input_and_goes_on_to_the_other_checks(run, project, claims, case):
    spoil, told = BAD_INPUT[case]
    run("accept")
    spoil(project, project.raw / "2020-03-03_paper_ferry.txt")
    result = run("check")
    assert result.exit_code == 1
    lines = [line for line in result.output.splitlines() if told in line]
    assert lines and all(len(line.split("; ")) >= 2 or "missing" in line for line in lines)
    assert "Traceback" not in result.output
    assert len(re.findall(r"^[✓✗] \d+ of \d+ ", result.output, re.MULTILINE)) == len(CHECKS)


def test_a_place_without_a_project_is_told(run, monkeypatch, tmp_path_factory):
    monkeypatch.setenv("TRACEBRIEF_ROOT", str(tmp_path_factory.mktemp("empty")))
    refused = run("check")
    assert refused.exit_code == 1 and "no _quarto.yml here or above; run this inside" in refused.output


def test_an_unknown_parameter_is_refused_before_anything_runs(run, project):
    (project.notebooks / "10_count.py").write_text('# %% tags=["parameters"]\nboats = 3\n', "utf-8")
    refused = run("build", "-p", "boat=4")
    assert refused.exit_code == 1 and not project.executed.exists()
    assert "tracebrief: -p boat: no notebook has this parameter; use one of boats" in refused.output


def test_debug_keeps_the_traceback(run, project):
    project.sources.unlink()
    assert run("build", "--debug").exception is not None


# Calls the test, and waits for an answer that never comes.
WAITING = "import socket\nsocket.create_connection({address}).recv(1)\n"


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_leaves_the_last_site_and_no_kernel(project, stop):
    project.site.mkdir(parents=True)
    (project.site / "index.html").write_text("old")
    command = [sys.executable, "-m", "tracebrief", "build"]
    options = {"cwd": project.root, "text": True, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)
        (project.notebooks / "10_slow.py").write_text(WAITING.format(address=server.getsockname()), "utf-8")
        with subprocess.Popen(command, **options) as process:
            try:
                kernel, _ = server.accept()
                process.send_signal(stop)
                _, said = process.communicate(timeout=20)
            finally:
                process.kill()
        kernel.settimeout(20)
        assert kernel.recv(1) == b""  # its end of the line is closed: the kernel is dead
        kernel.close()
    assert process.returncode == 1
    assert said.splitlines()[-1] == "tracebrief: build: interrupted; what was published before is as it was"
    assert "Traceback" not in said and (project.site / "index.html").read_text() == "old"


def test_review_lists_what_is_left(run, project, claims):
    write_table(project, "documents", read_documents(project))
    write_table(project, "ruled_fields", to_table("ruled_fields", []))
    said = run("review", "--list").output.splitlines()
    assert said == [
        "ferry2020: 2 of 2 claims left (quantity 1, quote 1)",
        "storm2020: 2 of 2 claims left (quantity 1, event 1)",
        "all texts: 4 of 4 claims left (quantity 2, quote 1, event 1)",
        "0 of 0 rulings to look at again: they let stand what is now read otherwise",
        "0 of 0 rulings say what is right where a third thing is read by now, or nothing",
    ]


def test_review_lists_nothing_before_a_build(run):
    assert "there is no build to rule on" in run("review", "--list").stderr

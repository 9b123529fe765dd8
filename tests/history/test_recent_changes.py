"""What the page of changes is made of: the last commits, newest first, and what nobody has accepted yet."""

import json
import shutil
import subprocess

import pytest

from tracebrief.history.recent_changes import COMMITS, write_recent_changes
from tracebrief.model.tables import to_table, write_table
from tracebrief.project.paths import Project

FERRY = "News: [[Two boats={}]] sank."


@pytest.fixture
def history(tmp_path, hold, keep, commit):
    """Return a function that makes so many commits, each with another value."""

    def make(commits: int) -> Project:
        project = Project(tmp_path / "brief")
        project.root.mkdir()
        for number in range(1, commits + 1):
            keep(project, hold(ferry=FERRY.format(number)))
            commit(project.root, f"Read {number} <boats>")
        return project

    return make


def build(project, state):
    """Write a state's claims as the tables of a build."""
    claims = [{column: cell or None for column, cell in row.items()} for row in state.claims.values()]
    write_table(project, "claims", to_table("claims", claims))


def test_commits_are_told_newest_first_with_what_each_changed(history):
    content = write_recent_changes(project := history(3))
    told = [(commit["subject"], commit["headline"]) for commit in content["commits"]]
    assert told == [
        ("Read 3 <boats>", "1 value changed."),
        ("Read 2 <boats>", "1 value changed."),
        ("Read 1 <boats>", "1 text added with 1 claim."),
    ]
    assert content["missing"] is None and content["pending"] is None
    assert all(len(commit["commit"]) == 7 and commit["date"][:2] == "20" for commit in content["commits"])
    assert json.loads((project.inserts / "changes.json").read_text("utf-8")) == json.loads(json.dumps(content))


def test_commits_of_other_files_are_not_told(history, commit):
    project = history(2)
    (project.root / "README.md").write_text("News.\n", "utf-8")
    commit(project.root, "Write the news")
    assert [each["subject"] for each in write_recent_changes(project)["commits"]] == [
        "Read 2 <boats>",
        "Read 1 <boats>",
    ]


def test_a_subject_cannot_break_the_list(history, hold, keep, commit):
    project = history(1)
    keep(project, hold(ferry=FERRY.format(2)))
    commit(project.root, "Read\x0cit\u2028anew \x1b[31m")
    subjects = [each["subject"] for each in write_recent_changes(project)["commits"]]
    assert subjects == ["Read it anew \ufffd[31m", "Read 1 <boats>"]


def test_a_long_history_is_cut(history):
    content = write_recent_changes(history(COMMITS + 2))
    assert len(content["commits"]) == COMMITS and "older changes are in the history" in content["missing"]


def test_a_branch_that_was_merged_is_one_change(history, hold, keep, commit):
    project = history(2)

    def git(*words):
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *identity, *words], cwd=project.root, check=True, capture_output=True)

    git("checkout", "-q", "-b", "storm")
    for number in (3, 4):
        keep(project, hold(ferry=FERRY.format(2), storm=FERRY.format(number)))
        commit(project.root, f"Storm {number}")
    git("checkout", "-q", "main")
    git("merge", "-q", "--no-ff", "-m", "Add the storm", "storm")
    told = [(each["subject"], each["headline"]) for each in write_recent_changes(project)["commits"]]
    assert told[:2] == [("Add the storm", "1 text added with 1 claim."), ("Read 2 <boats>", "1 value changed.")]


def test_what_the_build_finds_beyond_the_ledger_is_pending(history, hold):
    project = history(1)
    build(project, hold(ferry=FERRY.format(7)))
    content = write_recent_changes(project)
    assert content["pending"]["headline"] == "1 value changed."
    assert list(content["claims"].values()) == ["ferry"]


def test_what_the_ledger_holds_is_not_pending(history, hold, keep):
    project = history(1)
    build(project, accepted := hold(ferry=FERRY.format(7)))
    keep(project, accepted)
    assert write_recent_changes(project)["pending"] is None


def test_a_shallow_clone_tells_what_it_holds(history, tmp_path):
    source, target = f"file://{history(3).root}", tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=2", source, target], check=True, capture_output=True)
    content = write_recent_changes(Project(target))
    assert [each["headline"] for each in content["commits"]] == ["1 value changed."]
    assert "a shallow clone" in content["missing"]


def test_outside_git_the_page_says_so(history, monkeypatch):
    project = history(1)
    shutil.rmtree(project.root / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.root.parent))
    content = write_recent_changes(project)
    assert content["commits"] == [] and content["missing"].startswith("this folder is not under git")


def test_a_repository_without_commits_has_no_history(tmp_path):
    subprocess.run(["git", "init", "-q", tmp_path], check=True, capture_output=True)
    assert write_recent_changes(Project(tmp_path)) == {"commits": [], "missing": None, "pending": None, "claims": {}}


def test_a_ledger_once_broken_is_told_and_stops_nothing(history, hold, keep, commit):
    project = history(1)
    project.ledger.write_text("claim_id\n", "utf-8")
    commit(project.root, "Break it")
    keep(project, hold(ferry=FERRY.format(5)))
    commit(project.root, "Fix it")
    told = [each["headline"] for each in write_recent_changes(project)["commits"]]
    assert told[-1] == "1 text added with 1 claim."
    assert all(line.startswith("What changed cannot be told: report/claims.csv at ") for line in told[:2])

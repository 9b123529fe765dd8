"""A build is named and dated by its commit, never by the clock."""

import subprocess

from tracebrief.build.versions import Version, find_version


def git(project, *arguments):
    subprocess.run(["git", "-C", project.root, *arguments], check=True, capture_output=True)


def commit(project, monkeypatch):
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_DATE", "2020-03-04T10:00:00+0000")
        monkeypatch.setenv(f"GIT_{who}_NAME", "a")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a@example.org")
    git(project, "init")
    git(project, "add", ".")
    git(project, "commit", "-m", "first")
    git(project, "tag", "v1")


def test_a_commit_gives_name_and_date(project, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    commit(project, monkeypatch)
    assert find_version(project) == Version("v1", 1583316000)
    assert find_version(project).date == "2020-03-04"
    project.sources.write_text("changed", "utf-8")
    assert find_version(project).name == "v1-dirty"


def test_outside_git_the_declared_version_stands_and_no_date_is_made_up(project, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (project.root / "pyproject.toml").write_text('[project]\nversion = "2.5"\n', "utf-8")
    assert find_version(project) == Version("2.5", None)
    assert find_version(project).date == ""


def test_a_given_time_is_the_time(project, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert find_version(project).date == "1970-01-01"

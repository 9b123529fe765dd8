"""A build is named and dated by its commit, never by the clock."""

import os
import subprocess

import pytest

from tracebrief.project.errors import BuildError, GitError
from tracebrief.project.paths import Project
from tracebrief.publish.versions import Version, read_version


def git(project, *arguments):
    done = subprocess.run(["git", "-C", project.root, *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def committed(project, monkeypatch):
    """The project in a repository of one commit, without a tag."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_DATE", "2020-03-04T10:00:00+0000")
        monkeypatch.setenv(f"GIT_{who}_NAME", "a")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a@example.org")
    (project.root / ".gitignore").write_text("*.log\n", "utf-8")
    git(project, "init")
    git(project, "add", ".")
    git(project, "commit", "-m", "first")
    return project


def head(project):
    return git(project, "rev-parse", "HEAD")


@pytest.mark.skipif(os.getuid() != 0, reason="only the superuser can give a folder to another user")
def test_a_folder_of_another_user_is_refused_not_named_as_if_it_had_no_commit(committed):
    os.chown(committed.root, 65534, 65534)
    with pytest.raises(GitError, match=r"git does not look into a folder of another user; run git config --global"):
        read_version(committed)


def test_a_commit_gives_name_date_and_hash(committed):
    assert read_version(committed) == Version(head(committed)[:10], 1583316000, head(committed), False)
    assert read_version(committed).date == "2020-03-04"


def test_a_tag_is_the_name_and_a_commit_after_it_counts_from_it(committed):
    git(committed, "tag", "v1")
    assert read_version(committed) == Version("v1", 1583316000, head(committed), True)
    git(committed, "commit", "--allow-empty", "-m", "second")
    version = read_version(committed)
    assert (version.name, version.tagged) == (f"v1-1-g{head(committed)[:10]}", False)


CHANGES = {
    "a text that is modified": ("data/sources.yml", True),
    "a new text": ("data/raw/2020-03-05_new.txt", True),
    "a new file in a new folder": ("notes/new.md", True),
    "what is ignored": ("build.log", False),
    "what is made": ("build/site/index.html", False),
}


@pytest.mark.parametrize("case", CHANGES)
def test_files_that_no_commit_holds_show_in_the_name(committed, case):
    file, dirty = CHANGES[case]
    git(committed, "tag", "v1")
    path = committed.root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("changed", "utf-8")
    version = read_version(committed)
    assert (version.name, version.dirty, version.tagged) == ("v1" + "-dirty" * dirty, dirty, not dirty)


def test_a_touched_file_changes_nothing(committed):
    committed.sources.touch()
    assert not read_version(committed).dirty


def test_a_file_outside_the_project_in_its_repository_is_not_part_of_it(committed):
    inner = Project(committed.root / "data")
    (committed.root / "todo.md").write_text("new", "utf-8")
    assert not read_version(inner).dirty
    (inner.root / "todo.md").write_text("new", "utf-8")
    assert read_version(inner).dirty


FOLDERS = {
    "v1.2-3-g0123456789": "v1.2-3-g0123456789",
    "release/1.0": "release~2F1.0",
    "1.0+local": "1.0~2Blocal",
    "fünf": "f~C3~BCnf",
    "a%2Fb": "a~252Fb",
}


@pytest.mark.parametrize("name", FOLDERS)
def test_a_name_becomes_a_folder_and_an_address(name):
    assert Version(name, None).folder == FOLDERS[name]


@pytest.mark.parametrize("tag", ["x" * 121, "ü" * 25])
def test_a_tag_that_cannot_be_a_folder_is_refused(committed, tag):
    git(committed, "tag", tag)
    with pytest.raises(BuildError, match=r"a folder cannot be called so; give the commit another tag"):
        read_version(committed)


@pytest.mark.parametrize("name", ["", ".", "..", ".hidden"])
def test_a_declared_version_that_cannot_be_a_folder_is_refused(project, name):
    (project.root / "pyproject.toml").write_text(f'[project]\nversion = "{name}"\n', "utf-8")
    with pytest.raises(BuildError, match="a folder cannot be called so"):
        read_version(project)


def test_outside_git_the_declared_version_counts_and_no_date_is_invented(project, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (project.root / "pyproject.toml").write_text('[project]\nversion = "2.5"\n', "utf-8")
    assert read_version(project) == Version("2.5", None, None, False)
    assert read_version(project).date == ""


def test_a_given_time_is_the_time(committed, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert read_version(committed).date == "1970-01-01"

"""Git is asked in one place: an answer, no answer, or one line that says why it cannot be asked."""

import os
import shutil

import pytest

from tracebrief.project.errors import GitError
from tracebrief.project.git import ask_git, find_git_problem, is_git_installed, run_git

AS_ROOT = pytest.mark.skipif(os.getuid() != 0, reason="only the superuser can give a folder to another user")


@pytest.fixture
def repository(tmp_path, commit):
    """A repository of one commit."""
    (tmp_path / "ferry.txt").write_text("Two boats sank.\n", "utf-8")
    commit(tmp_path, "Count fünf boats")
    return tmp_path


@pytest.fixture
def outside(tmp_path, monkeypatch):
    """A folder that lies in no repository."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    folder = tmp_path / "outside"
    folder.mkdir()
    return folder


ASKED = {
    "what it knows": (("log", "-1", "--format=%s"), "Count fünf boats"),
    "what is empty": (("status", "--porcelain"), ""),
    "an unknown revision": (("rev-parse", "--verify", "--quiet", "HEAD~9"), None),
    "an unknown command": (("sink",), None),
}


@pytest.mark.parametrize("case", ASKED)
def test_an_answer_is_text_and_none_is_no_answer(repository, case):
    words, answer = ASKED[case]
    assert ask_git(repository, *words) == answer


def test_what_git_reads_and_writes_stays_bytes(repository):
    assert run_git(repository, "cat-file", "--batch", standard_input=b"HEAD:ferry.txt\n").output.endswith(
        b" blob 16\nTwo boats sank.\n\n"
    )


def test_a_repository_has_no_problem(repository):
    assert find_git_problem(repository) is None and is_git_installed()


def test_a_folder_outside_of_any_repository_is_told_whatever_the_language(outside, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "de")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    problem = find_git_problem(outside)
    assert problem.where == str(outside) and "not under git" in problem.what
    assert ask_git(outside, "rev-parse", "HEAD") is None


def test_without_git_nothing_can_be_asked(repository, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert shutil.which("git") is None and not is_git_installed()
    assert "not installed" in find_git_problem(repository).what
    with pytest.raises(GitError, match="not installed"):
        ask_git(repository, "rev-parse", "HEAD")


@AS_ROOT
def test_a_folder_of_another_user_is_refused_with_what_to_do(repository):
    os.chown(repository, 65534, 65534)
    with pytest.raises(GitError, match=r"another user; run git config --global --add safe\.directory"):
        ask_git(repository, "rev-parse", "HEAD")
    assert "another user" in find_git_problem(repository).what

"""Git, asked about a folder: every call of it goes through here, so that its mistakes are told in one way.

Git is asked in English, whatever the reader's language: its complaints are told apart by their words.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tracebrief.project.errors import GitError


@dataclass(frozen=True)
class Answer:
    """What git said of a question: `output` as bytes, and the first line of its complaint; "" where it has none."""

    succeeded: bool
    output: bytes
    complaint: str

    @property
    def text(self) -> str:
        """The output as text, without white space at either end."""
        return self.output.decode("utf-8", "replace").strip()


def is_git_installed() -> bool:
    """Say whether there is a git to ask."""
    return shutil.which("git") is not None


def run_git(folder: Path, *arguments: str, standard_input: bytes = b"", umask: int = -1) -> Answer:
    """Return what git says in a folder, right or wrong.

    Raises:
        GitError: git is not installed, or refuses to look into the folder.
    """
    command, english = ["git", "-C", str(folder), *arguments], os.environ | {"LC_ALL": "C"}
    try:
        done = subprocess.run(command, input=standard_input, capture_output=True, env=english, umask=umask, check=False)
    except FileNotFoundError as problem:
        raise GitError(str(folder), "git is not installed", "install it, and have it on the PATH") from problem
    complaint = done.stderr.decode("utf-8", "replace").strip()
    if "dubious ownership" in complaint:
        todo = f"run git config --global --add safe.directory '{folder}'"
        raise GitError(str(folder), "git does not look into a folder of another user", todo)
    lines = [line.removeprefix("fatal: ") for line in complaint.splitlines()]
    return Answer(done.returncode == 0, done.stdout, next(iter(lines), ""))


def ask_git(folder: Path, *arguments: str) -> str | None:
    """Return git's answer as text; None where it has none.

    Raises:
        GitError: git is not installed, or refuses to look into the folder.
    """
    answer = run_git(folder, *arguments)
    return answer.text if answer.succeeded else None


def find_git_problem(folder: Path) -> GitError | None:
    """Return why git can tell nothing about a folder; None where it can."""
    try:
        answer = run_git(folder, "rev-parse", "--is-inside-work-tree")
    except GitError as problem:
        return problem
    if answer.succeeded:
        return None
    unknown = "not a git repository" in answer.complaint
    what = "this folder is not under git" if unknown else f"git says: {answer.complaint}"
    return GitError(str(folder), what, "commit it to a git repository" if unknown else "do what git says")

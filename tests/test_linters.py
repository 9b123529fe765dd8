"""What `make test` checks beside the tests is what is checked before a commit."""

import re
from pathlib import Path

import pytest
from pre_commit.clientlib import InvalidConfigError, load_config

ROOT = Path(__file__).parents[1]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
HOOKS = ROOT / ".pre-commit-config.yaml"


def recipe(makefile: str, target: str) -> list[str]:
    """Return the commands of a target."""
    lines = re.search(rf"^{target}:.*\n((?:\t.*\n)*)", makefile, re.MULTILINE)[1]
    return [line.removeprefix("\t@") for line in lines.splitlines()]


def entries(path: Path) -> list[str]:
    """Return the commands that run before a commit, each as it stands and over the whole project."""
    hooks = [hook for repo in load_config(str(path))["repos"] for hook in repo["hooks"]]
    # "unsupported" is how "system" is read: the program is there already.
    return [hook["entry"] for hook in hooks if hook["language"] == "unsupported" and not hook["pass_filenames"]]


def test_before_a_commit_runs_what_lint_runs():
    assert entries(HOOKS) == recipe(MAKEFILE, "lint")


def test_the_linters_run_beside_the_tests():
    assert recipe(MAKEFILE, "test") == ["$(MAKE) --no-print-directory --jobs=2 lint pytest"]


OTHER = {
    "another option": ("format --check", "format"),
    "files of the commit alone": ("pass_filenames: false", "pass_filenames: true"),
    "an environment of its own": ("language: system", "language: python"),
}


@pytest.mark.parametrize("case", OTHER)
def test_what_runs_otherwise_is_seen(tmp_path, case):
    path = tmp_path / HOOKS.name
    path.write_text(HOOKS.read_text("utf-8").replace(*OTHER[case], 1), "utf-8")
    assert entries(path) != recipe(MAKEFILE, "lint")


@pytest.mark.parametrize("words", ["entry: ", "language: system", "repo: local"])
def test_a_broken_configuration_is_refused(tmp_path, words):
    path = tmp_path / HOOKS.name
    path.write_text(HOOKS.read_text("utf-8").replace(words, "x: y", 1), "utf-8")
    with pytest.raises(InvalidConfigError):
        load_config(str(path))

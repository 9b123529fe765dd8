"""The README says what is there: its commands exist, its columns are the tables' columns."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tracebrief.model.descriptions import describe_tables, put_between

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_its_lists_of_columns_are_those_of_the_tables():
    assert put_between(README, describe_tables()) == README, "run python -m tracebrief.model.descriptions README.md"


def test_lists_of_columns_without_a_place_to_stand_are_refused():
    with pytest.raises(ValueError, match="columns"):
        put_between("# No marks here", describe_tables())


@pytest.mark.parametrize("path", re.findall(r"^(\S+/)(?:\*\.yml)?\s{2,}", README, re.MULTILINE))
def test_every_folder_of_the_layout_is_there(path):
    assert path.startswith("build/") or (ROOT / path).is_dir()


def test_make_knows_the_readme_commands():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"^`?make ([a-z]+)`?", README, re.MULTILINE)) <= targets


# What a command needs that only a person or the outside can give; `make` only hands on to these.
NOT_RUN = ("make ", "conda ")


def commands():
    """Return the commands of the README's shell blocks, in order."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if not line.startswith(NOT_RUN)]


def test_every_command_runs_in_order_on_a_copy_of_this_project(tmp_path):
    """The whole way, from the texts to the ledger: reading commands wait for the build that they talk about."""
    made = shutil.ignore_patterns(".git", ".venv", "build", "evidence", "__pycache__", ".*_cache", ".hypothesis")
    copy = shutil.copytree(ROOT, tmp_path / "copy", ignore=made)
    environment = os.environ | {"TRACEBRIEF_ROOT": str(copy), "COLUMNS": "120"}
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environment["PATH"]])
    build = [command for command in commands() if command.endswith("tracebrief build")]
    assert build, "the README has no command that builds"
    for command in [*build, *(command for command in commands() if command not in build)]:
        words = [word.removeprefix(".venv/bin/") for word in shlex.split(command)]
        done = subprocess.run(words, cwd=copy, env=environment, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        if "print(open(" in command:
            assert done.stdout.strip() == re.search(r"has the words “(.+?)”", README)[1]
    for page in ("index.html", "report/index.html", "report/index.pdf", "report/evidence/index.html"):
        assert (copy / "build" / "site" / page).stat().st_size > 100
    assert (copy / "report" / "claims.csv").read_bytes() == (ROOT / "report" / "claims.csv").read_bytes()

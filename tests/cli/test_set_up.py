"""Set-up refuses in one line what it cannot fix, and does nothing when nothing changed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def clone(tmp_path):
    """The files that set-up reads, in a folder without a `.venv`."""
    for name in (".ci/set-up", "requirements.lock", "pyproject.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def set_up(clone, **environment):
    command = [clone / ".ci" / "set-up"]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)


def test_a_machine_without_a_new_python_is_told(clone):
    refused = set_up(clone, PYTHON="no-such-python")
    assert refused.returncode == 1 and not (clone / ".venv").exists()
    assert refused.stderr.splitlines()[-1].startswith("set-up: no Python 3.11 or newer among no-such-python; ")


def test_a_python_without_venv_is_told_with_the_package_to_install(clone):
    fake = clone / "fake"
    fake.mkdir()
    (fake / "python").write_text('#!/bin/sh\ncase "$*" in *ensurepip*) exit 1;; *print*) echo pythonX-venv;; esac\n')
    (fake / "id").write_text("#!/bin/sh\necho 1000\n")
    for path in fake.iterdir():
        path.chmod(0o755)
    refused = set_up(clone, PYTHON="python", PATH=f"{fake}:{os.environ['PATH']}")
    assert refused.returncode == 1
    assert (
        refused.stderr.splitlines()[-1] == "set-up: python has no venv module; run: sudo apt-get install pythonX-venv"
    )


def test_a_venv_that_is_made_is_left_alone(clone):
    digest = subprocess.run(
        "cat requirements.lock pyproject.toml | sha256sum | cut -d ' ' -f 1",
        shell=True, cwd=clone, capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    (clone / ".venv" / "bin").mkdir(parents=True)
    (clone / ".venv" / "bin" / "python").symlink_to(shutil.which("true"))
    (clone / ".venv" / "made-from").write_text(f"{clone} {digest}\n")
    done = set_up(clone, PYTHON="no-such-python")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("stamp", ["", "/elsewhere 0123\n"])
def test_a_half_made_or_moved_venv_is_made_anew(clone, stamp):
    (clone / ".venv" / "bin").mkdir(parents=True)
    (clone / ".venv" / "bin" / "python").symlink_to(shutil.which("true"))
    (clone / ".venv" / "made-from").write_text(stamp)
    assert "no Python 3.11 or newer" in set_up(clone, PYTHON="no-such-python").stderr

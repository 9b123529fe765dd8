"""The last good site stays, whatever happens to the next one."""

import errno
import os
import subprocess
import sys

import pytest

from tracebrief.build.publish import no_space_told, only_build, staged_site
from tracebrief.errors import BuildError


@pytest.fixture
def published(project):
    """A project whose last site says `old`."""
    project.site.mkdir(parents=True)
    (project.site / "index.html").write_text("old")
    return project


def shown(project):
    left = {path.name for path in project.build.iterdir()} - {".lock", "site"}
    return (project.site / "index.html").read_text(), left


def test_a_site_that_is_made_takes_the_place_of_the_last(published):
    (published.site / "withdrawn.html").write_text("old")
    with only_build(published), staged_site(published) as target:
        (target / "index.html").write_text("new")
        assert (published.site / "index.html").read_text() == "old"
    assert shown(published) == ("new", set())
    assert not (published.site / "withdrawn.html").exists()


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("no"), OSError(errno.ENOSPC, "No space left")])
def test_a_site_that_fails_leaves_the_last_one(published, error):
    with pytest.raises(type(error)), only_build(published), staged_site(published) as target:
        (target / "index.html").write_text("half")
        raise error
    assert shown(published) == ("old", set())


def test_a_swap_that_fails_brings_the_last_one_back(published, monkeypatch):
    rename = type(published.site).rename

    def refuse(path, target):
        if path.name.startswith(".staging"):
            raise OSError(errno.EIO, "broken disk")
        return rename(path, target)

    monkeypatch.setattr(type(published.site), "rename", refuse)
    with pytest.raises(OSError, match="broken disk"), staged_site(published) as target:
        (target / "index.html").write_text("new")
    assert shown(published) == ("old", set())


def test_a_build_killed_between_two_renames_is_mended_by_the_next(published):
    published.site.rename(published.build / ".replaced-1")
    (published.build / ".staging-1").mkdir()
    with only_build(published):
        assert shown(published) == ("old", set())


def test_what_a_killed_build_had_put_aside_is_removed(published):
    (published.build / ".replaced-1").mkdir()
    with only_build(published):
        assert shown(published) == ("old", set())


def test_two_builds_at_once_are_refused_clearly(project):
    code = "import sys; from pathlib import Path; from tracebrief.paths import Project\n"
    code += "from tracebrief.build.publish import only_build\n"
    code += "with only_build(Project(Path(sys.argv[1]))): pass"
    second = [sys.executable, "-c", code, str(project.root)]
    with only_build(project):
        refused = subprocess.run(second, capture_output=True, text=True, check=False)
    assert f"build: another build of this project is running (process {os.getpid()}); wait for" in refused.stderr
    assert subprocess.run(second, check=False).returncode == 0


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, "no space left"), (errno.EDQUOT, "no space left"), (errno.EROFS, "not be read or written")],
)
def test_a_disk_that_takes_nothing_is_told_in_one_line(project, number, told):
    with pytest.raises(BuildError, match=told), no_space_told(project):
        raise OSError(number, os.strerror(number))


def test_other_errors_of_the_system_stay_what_they_are(project):
    with pytest.raises(FileNotFoundError), no_space_told(project):
        (project.root / "nowhere").read_text()

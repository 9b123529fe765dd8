"""The last good site stays, whatever happens to the next one."""

import errno
import os
import subprocess
import sys

import pytest

from tracebrief.project.errors import BuildError
from tracebrief.publish import staging as publishing
from tracebrief.publish.site_manifest import describe_damage, read_manifest
from tracebrief.publish.staging import explain_disk_errors, hold_build_lock, staged_site
from tracebrief.publish.versions import Version

NEW = Version("new", 1583316000)


@pytest.fixture(params=["in one step", "in two renames"])
def published(project, publish, request, monkeypatch):
    """A project whose last site says `old`, on a system that can exchange folders, and on one that cannot."""
    if request.param == "in two renames":
        monkeypatch.setattr(publishing, "swap_folders", lambda one, other: False)
    publish("old")
    return project


def shown(project):
    """Return what the site says and what lies beside it, having seen that it is whole."""
    assert describe_damage(project.site, read_manifest(project.site)) is None
    left = {path.name for path in project.build.iterdir()} - {".lock", "site"}
    return (project.site / "index.html").read_text().partition("<p>")[2].partition(",")[0], left


def test_a_site_that_is_made_takes_the_place_of_the_last(published, publish):
    publish("older", pages=("withdrawn.html",))
    publish("new")
    assert shown(published) == ("new", set())
    assert not (published.site / "withdrawn.html").exists()


def test_the_last_site_stays_until_the_last_moment(published):
    with hold_build_lock(published), staged_site(published, NEW) as target:
        (target / "index.html").write_text("<p>half")
        assert shown(published) == ("old", {target.name})


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("no"), OSError(errno.ENOSPC, "No space left")])
def test_a_site_that_fails_leaves_the_last_one(published, error):
    with pytest.raises(type(error)), hold_build_lock(published), staged_site(published, NEW) as target:
        (target / "index.html").write_text("half")
        raise error
    assert shown(published) == ("old", set())


def test_a_swap_that_fails_brings_the_last_one_back(published, monkeypatch):
    rename = type(published.site).rename

    def refuse(path, target):
        if path.name.startswith(".staging"):
            raise OSError(errno.EIO, "broken disk")
        return rename(path, target)

    monkeypatch.setattr(publishing, "swap_folders", lambda one, other: False)
    monkeypatch.setattr(type(published.site), "rename", refuse)
    with pytest.raises(OSError, match="broken disk"), staged_site(published, NEW) as target:
        (target / "index.html").write_text("new")
    assert shown(published) == ("old", set())


def test_a_build_killed_between_two_renames_is_undone_by_the_next(published):
    published.site.rename(published.build / ".replaced-1")
    (published.build / ".staging-1").mkdir()
    with hold_build_lock(published):
        assert shown(published) == ("old", set())


def test_what_a_killed_build_had_put_aside_is_removed(published):
    (published.build / ".replaced-1").mkdir()
    with hold_build_lock(published):
        assert shown(published) == ("old", set())


ONE_BUILD = """\
import sys
from pathlib import Path
from tracebrief.publish.staging import hold_build_lock
from tracebrief.project.paths import Project

with hold_build_lock(Project(Path(sys.argv[1]))):
    if sys.argv[2:]:
        print("building", flush=True)
        sys.stdin.read()
"""


def test_two_builds_at_once_are_refused_clearly(project):
    second = [sys.executable, "-c", ONE_BUILD, str(project.root)]
    with hold_build_lock(project):
        refused = subprocess.run(second, capture_output=True, text=True, check=False)
    assert f"build: another build of this project is running (process {os.getpid()}); wait for" in refused.stderr
    assert subprocess.run(second, check=False).returncode == 0


def test_the_lock_of_a_killed_build_is_none(project):
    first = [sys.executable, "-c", ONE_BUILD, str(project.root), "wait"]
    with subprocess.Popen(first, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as killed:
        killed.stdout.readline()
        with pytest.raises(BuildError, match=f"process {killed.pid}"), hold_build_lock(project):
            pass
        killed.kill()
    with hold_build_lock(project):
        assert (project.build / ".lock").read_text() == str(os.getpid())


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, "no space left"), (errno.EDQUOT, "no space left"), (errno.EROFS, "not be read or written")],
)
def test_a_disk_that_takes_nothing_is_reported_in_one_line(project, number, told):
    with pytest.raises(BuildError, match=told), explain_disk_errors(project):
        raise OSError(number, os.strerror(number))


def test_other_errors_of_the_system_stay_what_they_are(project):
    with pytest.raises(FileNotFoundError), explain_disk_errors(project):
        (project.root / "nowhere").read_text()

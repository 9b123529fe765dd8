"""A disk that is full or may not be written costs one clear line, never the last good site."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tracebrief.project.errors import BuildError
from tracebrief.project.paths import Project
from tracebrief.publish.site_manifest import describe_damage, read_manifest
from tracebrief.publish.staging import explain_disk_errors, hold_build_lock, staged_site
from tracebrief.publish.versions import Version

# Kilobytes of the small disk: each site of the tests takes 30, a page on it at least 4.
SIZE = 160


@pytest.fixture
def disk(project: Project, publish: Callable[..., list[str]]) -> Iterator[Path]:
    """The project's `build` on a small disk of its own, one version published on it."""
    project.build.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}k", "none", str(project.build)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only an administrator may mount a small disk")
    try:
        publish("v1", tagged=True)
        yield project.build
    finally:
        subprocess.run(["umount", str(project.build)], check=True)


def publish_next(project: Project, size: int = 0) -> None:
    """Publish another version, whose one page has this many bytes, as a build does."""
    with (
        hold_build_lock(project),
        explain_disk_errors(project),
        staged_site(project, Version("v2", 0, None, True)) as target,
    ):
        (target / "index.html").write_bytes(b"x" * size)


def check_last(project: Project) -> None:
    """Check that the last good site is whole, and that nothing is left beside it."""
    for folder in (project.site, project.site / "v" / "v1"):
        assert describe_damage(folder, read_manifest(folder)) is None
    assert {path.name for path in project.build.iterdir()} == {".lock", "site"}


def test_a_disk_that_fills_while_pages_are_written(project: Project, disk: Path) -> None:
    with pytest.raises(BuildError, match=f"^{disk}: no space left on the disk; free some, then build again$"):
        publish_next(project, size=SIZE * 1000)
    check_last(project)
    publish_next(project)
    assert (project.site / "v" / "v1" / "index.html").is_file()


def test_a_disk_that_fills_while_the_site_is_completed(project: Project, disk: Path) -> None:
    free = shutil.disk_usage(disk).free
    with pytest.raises(BuildError, match="no space left on the disk"):
        publish_next(project, size=free - 8192)
    check_last(project)


def test_a_disk_without_room_for_the_lock(project: Project, disk: Path) -> None:
    (disk / "full").write_bytes(b"x" * shutil.disk_usage(disk).free)
    with pytest.raises(BuildError, match="no space left on the disk"):
        publish_next(project)
    (disk / "full").unlink()
    check_last(project)


def test_a_disk_that_may_only_be_read(project: Project, disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with pytest.raises(BuildError, match=rf"^{disk}/\S+: this may not be read or written; fix its permissions"):
        publish_next(project)
    check_last(project)
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    publish_next(project)


@pytest.mark.parametrize("folder", ["build", "site"])
def test_a_folder_that_may_only_be_read(project: Project, publish: Callable[..., list[str]], folder: str) -> None:
    publish("v1", tagged=True)
    locked = getattr(project, folder)
    locked.chmod(0o555)
    try:
        if os.access(locked, os.W_OK):
            pytest.skip("an administrator may write everywhere; a disk that may only be read stands for it")
        if folder == "build":
            with pytest.raises(BuildError, match="this may not be read or written"):
                publish_next(project)
        else:
            publish_next(project)
    finally:
        locked.chmod(0o755)
        project.site.chmod(0o755)
    assert describe_damage(project.site, read_manifest(project.site)) is None
    publish_next(project)
    assert {path.name for path in project.build.iterdir()} == {".lock", "site"}

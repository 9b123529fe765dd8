"""Publishing: a site is made next to the last good one and replaces it in one step, or not at all.

At any moment `build/site` is a whole site, the last or the new, whatever is killed and whenever.
"""

import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from tracebrief.project.errors import BuildError
from tracebrief.project.paths import Project
from tracebrief.publish.budget import check_budget, read_budget
from tracebrief.publish.folder_swap import swap_folders
from tracebrief.publish.published_versions import read_published_versions
from tracebrief.publish.site_assembly import Warn, assemble_site
from tracebrief.publish.versions import Version

STAGING, REPLACED = ".staging-", ".replaced-"


@contextmanager
def hold_build_lock(project: Project) -> Iterator[None]:
    """Keep other builds of the project out, and clear what a killed build left behind.

    Raises:
        BuildError: another build of this project is running, or the disk is full.
    """
    with explain_disk_errors(project):
        project.build.mkdir(parents=True, exist_ok=True)
        lock = project.build_lock.open("a+")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            what = f"another build of this project is running (process {lock.read().strip() or 'unknown'})"
            raise BuildError("build", what, "wait for it to end, or stop it") from None
        with explain_disk_errors(project):
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
        _recover(project)
        yield


@contextmanager
def staged_site(project: Project, version: Version, *, warn: Warn | None = None) -> Iterator[Path]:
    """Yield an empty folder for the files of a version; on leaving without an error they become `build/site`.

    The earlier versions come with them, in `build/site/v/`, as long as they are kept.

    Args:
        warn: takes a line on each earlier version that is damaged or replaced; standard error has them unless given.

    Raises:
        BuildError: the earlier versions cannot be verified, or the site is larger than it may be.
    """
    staging = project.build / f"{STAGING}{os.getpid()}"
    published, budget = read_published_versions(project.site), read_budget(project)
    try:
        staging.mkdir(parents=True)
        yield staging
        warn = warn or partial(print, file=sys.stderr)
        assemble_site(staging, version, before=project.site, published=published, warn=warn)
        check_budget(staging, budget)
        _swap(project, staging)
    finally:
        _remove(staging)


@contextmanager
def explain_disk_errors(project: Project) -> Iterator[None]:
    """Turn a full or unwritable disk into one line."""
    try:
        yield
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT):
            raise BuildError(
                str(project.build), "no space left on the disk", "free some, then build again"
            ) from problem
        if problem.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            where, todo = str(problem.filename or project.build), "fix its permissions, then build again"
            raise BuildError(where, "this may not be read or written", todo) from problem
        raise


def _swap(project: Project, staging: Path) -> None:
    """Replace the last site by the new one."""
    if not project.site.exists():
        staging.rename(project.site)
    elif not swap_folders(staging, project.site):
        _swap_in_two(project, staging)


def _swap_in_two(project: Project, staging: Path) -> None:
    """Do it in two renames where the system has none for both; a build killed between them is undone by the next."""
    replaced = project.build / f"{REPLACED}{os.getpid()}"
    project.site.rename(replaced)
    try:
        staging.rename(project.site)
    except BaseException:
        replaced.rename(project.site)
        raise
    _remove(replaced)


def _remove(folder: Path) -> None:
    """Remove a folder with everything in it, even folders that may not be written to."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        with suppress(OSError):
            for locked, _, _ in os.walk(folder):
                Path(locked).chmod(0o700)
        shutil.rmtree(folder, ignore_errors=True)


def _recover(project: Project) -> None:
    """Bring back a site whose replacement was cut short, and remove incomplete ones."""
    for replaced in sorted(project.build.glob(REPLACED + "*")):
        if project.site.exists():
            _remove(replaced)
        else:
            replaced.rename(project.site)
    for staging in project.build.glob(STAGING + "*"):
        _remove(staging)

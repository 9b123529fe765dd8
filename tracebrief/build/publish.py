"""Publishing: a site is made beside the last good one and takes its place in one rename, or not at all."""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracebrief.errors import BuildError
from tracebrief.paths import Project

STAGING, REPLACED = ".staging-", ".replaced-"


@contextmanager
def only_build(project: Project) -> Iterator[None]:
    """Hold the project's build to oneself, and clear what a killed build left behind.

    Raises:
        BuildError: another build of this project is running, or the disk is full.
    """
    with no_space_told(project):
        project.build.mkdir(parents=True, exist_ok=True)
        lock = (project.build / ".lock").open("a+")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            what = f"another build of this project is running (process {lock.read().strip() or 'unknown'})"
            raise BuildError("build", what, "wait for it to end, or stop it") from None
        with no_space_told(project):
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
        _recover(project)
        yield


@contextmanager
def staged_site(project: Project) -> Iterator[Path]:
    """Yield an empty folder for the new site; on leaving without an error it becomes `build/site`."""
    staging = project.build / f"{STAGING}{os.getpid()}"
    try:
        staging.mkdir(parents=True)
        yield staging
        _swap(project, staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def no_space_told(project: Project) -> Iterator[None]:
    """Turn a full or unwritable disk into one line."""
    try:
        yield
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT):
            raise BuildError(
                str(project.build), "no space left on the disk", "free some, then build again"
            ) from problem
        if problem.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            where, todo = str(problem.filename or project.build), "mend its permissions, then build again"
            raise BuildError(where, "this may not be read or written", todo) from problem
        raise


def _swap(project: Project, staging: Path) -> None:
    """Put the new site in the place of the last; the last is kept until the new one stands."""
    replaced = project.build / f"{REPLACED}{os.getpid()}"
    if project.site.exists():
        project.site.rename(replaced)
    try:
        staging.rename(project.site)
    except BaseException:
        if replaced.exists():
            replaced.rename(project.site)
        raise
    shutil.rmtree(replaced, ignore_errors=True)


def _recover(project: Project) -> None:
    """Bring back a site whose replacement was cut short, and remove half-made ones."""
    for replaced in sorted(project.build.glob(REPLACED + "*")):
        if project.site.exists():
            shutil.rmtree(replaced, ignore_errors=True)
        else:
            replaced.rename(project.site)
    for staging in project.build.glob(STAGING + "*"):
        shutil.rmtree(staging, ignore_errors=True)

"""Invented versions of a brief, published as a build would."""

from collections.abc import Callable

import pytest

from tests.publish.invented_pages import write_pages
from tracebrief.project.paths import Project
from tracebrief.publish.staging import hold_build_lock, staged_site
from tracebrief.publish.versions import Version


@pytest.fixture
def publish(project: Project) -> Callable[..., list[str]]:
    """Return a function that publishes a version of this name and returns the lines told; `tagged` is one of git's."""

    def publish(name: str, *, tagged: bool = False, words: str | None = None, **options: object) -> list[str]:
        told: list[str] = []
        version = Version(name, 1583316000, "0123456789abcdef" * 2 + "01234567", tagged)
        with hold_build_lock(project), staged_site(project, version, warn=told.append) as target:
            write_pages(target, words or name, **options)
        return told

    return publish

"""Invented versions of a brief, published as a build would."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tracebrief.project.paths import Project
from tracebrief.publish.staging import hold_build_lock, staged_site
from tracebrief.publish.versions import Version

SHEET = '@font-face { src: url("../build/assets/type.otf"); }\n'
PAGE = (
    '<link rel="stylesheet" href="{up}report/brief.css"><script src="{up}build/assets/brief.js"></script>'
    '<p>{words}, not ../build/assets/</p><a href="{up}versions.html">All versions</a>\n'
)


def write_pages(folder: Path, words: str, *, pages: tuple[str, ...] = (), script: str = "// script\n") -> None:
    """Write the files of one version: two pages and more, a sheet, two assets, two claims."""
    files = {"report/brief.css": SHEET, "build/assets/brief.js": script, "build/assets/type.otf": "type"}
    for page in ("index.html", "report/index.html", *pages):
        files[page] = PAGE.format(up="../" * page.count("/"), words=words)
    files |= {"claims.csv": 'claim_id,exact\nc-1,"two\nlines"\nc-2,one\n', "run.js": f"run {words}"}
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")


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

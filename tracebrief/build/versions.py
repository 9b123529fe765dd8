"""What a build is called and dated: its commit's name and time, never the clock's."""

import os
import subprocess
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata

from tracebrief.paths import Project


@dataclass(frozen=True)
class Version:
    """The name of a build, and the time in seconds that its files carry; None outside git."""

    name: str
    epoch: int | None

    @property
    def date(self) -> str:
        """The day of the commit, ISO, UTC; "" where there is no commit."""
        return "" if self.epoch is None else datetime.fromtimestamp(self.epoch, UTC).date().isoformat()


def find_version(project: Project) -> Version:
    """Return the version of a project: `git describe` and the commit's time, or what pyproject.toml says.

    `SOURCE_DATE_EPOCH`, where set, is the time.
    """
    name = _git(project, "describe", "--always", "--dirty", "--tags") or _declared(project)
    time = os.environ.get("SOURCE_DATE_EPOCH") or _git(project, "log", "-1", "--format=%ct")
    return Version(name, int(time) if time and time.isdigit() else None)


def _git(project: Project, *arguments: str) -> str | None:
    try:
        done = subprocess.run(["git", "-C", project.root, *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def _declared(project: Project) -> str:
    path = project.root / "pyproject.toml"
    if path.is_file():
        return tomllib.loads(path.read_text("utf-8")).get("project", {}).get("version", "0")
    return metadata.version("tracebrief")

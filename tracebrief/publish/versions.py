"""What a build is called and dated: its commit's name and time, never the clock's."""

import os
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from typing import Any
from urllib.parse import quote

from tracebrief.project.errors import BuildError
from tracebrief.project.git import ask_git, is_git_installed
from tracebrief.project.paths import Project

# Hexadecimal digits of a commit in the name of a version: enough for the largest of repositories.
ABBREVIATED = 10
DIRTY = "-dirty"
# A folder's name may have 255 bytes, an address 2,000 or so; a version's name that is longer than this is a mistake.
LONGEST = 120


@dataclass(frozen=True)
class Version:
    """The name of a build, the time in seconds that its files carry, and its commit; None outside git.

    `tagged` is true where the name is exactly a tag of git.
    """

    name: str
    epoch: int | None
    commit: str | None = None
    tagged: bool = False

    @property
    def date(self) -> str:
        """The day of the commit, ISO, UTC; "" where there is no commit."""
        return "" if self.epoch is None else datetime.fromtimestamp(self.epoch, UTC).date().isoformat()

    @property
    def dirty(self) -> bool:
        """Whether it was built from files that no commit holds."""
        return self.name.endswith(DIRTY) and not self.tagged

    @property
    def folder(self) -> str:
        """The name as a folder's and as part of an address: other characters as `~` and two hexadecimal digits.

        Git allows no `~` in a tag, and in an address it stands for itself.
        """
        return quote(self.name, safe="").replace("~", "%7E").replace("%", "~")


def read_version(project: Project) -> Version:
    """Return the version of a project: `git describe` and the commit's time, or what pyproject.toml says.

    `SOURCE_DATE_EPOCH`, where set, is the time.

    Raises:
        BuildError: the tag's name cannot be that of a folder.
        GitError: git refuses the folder; the build would be named as if it had no commit.
    """
    log = ask_git(project.root, "log", "-1", "--format=%H %ct") if is_git_installed() else None
    commit, _, time = (log or "").partition(" ")
    time = os.environ.get("SOURCE_DATE_EPOCH") or time
    dirty = bool(commit) and _is_dirty(project)
    tagged = bool(commit) and not dirty and ask_git(project.root, "describe", "--tags", "--exact-match") is not None
    described = commit and ask_git(project.root, "describe", "--tags", "--always", f"--abbrev={ABBREVIATED}")
    name = (described or commit[:ABBREVIATED] or _declared(project)) + DIRTY * dirty
    version = Version(name, int(time) if time.isdigit() else None, commit or None, tagged)
    if not 0 < len(version.folder) <= LONGEST or version.folder.startswith("."):
        raise BuildError(f"version {version.name!r}", "a folder cannot be called so", "give the commit another tag")
    return version


def read_settings(project: Project) -> dict[str, Any]:
    """Return pyproject.toml, empty where there is none."""
    return tomllib.loads(project.settings.read_text("utf-8")) if project.settings.is_file() else {}


def _is_dirty(project: Project) -> bool:
    """Return whether anything tracked is modified, or an untracked file lies in the project.

    A new text counts, which `git describe --dirty` would not see; what a build made does not.
    """
    made = project.build.relative_to(project.root).as_posix()
    modified = ask_git(project.root, "--no-optional-locks", "status", "--porcelain", "--untracked-files=no")
    new = ask_git(project.root, "ls-files", "--others", "--exclude-standard", "--", ".", f":(exclude){made}")
    return bool(modified or new)


def _declared(project: Project) -> str:
    settings = read_settings(project)
    return str(settings.get("project", {}).get("version", "0")) if settings else metadata.version("tracebrief")

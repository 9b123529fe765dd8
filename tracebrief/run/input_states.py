"""The files of a project as the next notebook would find them."""

from collections.abc import Iterable
from pathlib import Path

from tracebrief.project.import_closure import LIBRARY
from tracebrief.project.paths import Project
from tracebrief.project.store import digest_file, key_of
from tracebrief.run.recorder import find_kind

# Names in a folder that no notebook means.
IGNORED = {"__pycache__", ".ipynb_checkpoints"}
MADE = "build/"


class InputStates:
    """Looks files up by their paths below the project's root; the library's are below `tracebrief/`.

    What an earlier notebook made is looked up by what it made, not by what lies in `build/`.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.made: dict[str, str] = {}
        self._digests: dict[str, str | None] = {}

    def digest(self, name: str) -> str | None:
        """Return the hash of a file's bytes, None where there is none."""
        if name.startswith(MADE):
            return self.made.get(name)
        if name not in self._digests:
            self._digests[name] = digest_file(self._path(name))
        return self._digests[name]

    def digest_names(self, name: str) -> str | None:
        """Return the hash of the names in a folder, None where there is none."""
        if f"{name}/".startswith(MADE):
            below = [path.removeprefix(f"{name}/") for path in self.made if path.startswith(f"{name}/")]
            return _digest_names(path.partition("/")[0] for path in below)
        path = self._path(name)
        return _digest_names(each.name for each in path.iterdir()) if path.is_dir() else None

    def kind(self, name: str) -> str | None:
        """Return whether a path is a file or a folder, None where there is nothing."""
        if not f"{name}/".startswith(MADE):
            return find_kind(str(self._path(name)))
        if name in self.made:
            return "file"
        return "folder" if any(path.startswith(f"{name}/") for path in self.made) else None

    def forget(self) -> None:
        """Look at the disk again."""
        self._digests.clear()

    def _path(self, name: str) -> Path:
        return LIBRARY.parent / name if name.startswith(f"{LIBRARY.name}/") else self.project.root / name


def _digest_names(names: Iterable[str]) -> str:
    return key_of(sorted(set(names) - IGNORED))

"""Two environments as unlike as one machine allows, so that nothing of them can get into a build unnoticed.

They differ in folder, home, user, time zone, language, hash seed, cores, terminal width and file permissions.
"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from tracebrief.model.wording import counted

# What a user's own shell may hold, and a build must not depend on: none of it is handed on.
OWN = ("GIT_", "IPYTHON", "JUPYTER", "LANG", "LC_", "MPL", "PYTHON", "QUARTO_", "SOURCE_DATE_", "TRACEBRIEF", "XDG_")
# Languages that write months and numbers unlike English, in the order of preference.
LANGUAGES = ("de_DE", "fr_FR", "ru_RU", "ar_", "fa_IR", "")


@dataclass(frozen=True)
class BuildEnvironment:
    """Where, when and as whom one of the two builds runs."""

    name: str
    folder: Path  # holds everything of this build: its clone, home and temporary files
    clone: str  # the clone's path in the folder
    user: str
    zone: ZoneInfo
    locale: str
    seed: str
    columns: str
    umask: int
    cores: frozenset[int]
    started: float = 0.0  # seconds since 1970
    ended: float = 0.0

    @property
    def root(self) -> Path:
        """The clone."""
        return self.folder / self.clone

    @property
    def home(self) -> Path:
        """An empty home."""
        return self.folder / f"home of {self.user}"

    @property
    def temporary(self) -> Path:
        """Where this build's processes put temporary files."""
        return self.folder / "tmp"

    @property
    def settings(self) -> dict[str, str]:
        """What can be seen of this environment in a build's output, by what it is called."""
        return {
            "the folder of the project": str(self.root),
            "the folder of the two builds": str(self.folder),
            "HOME": str(self.home),
            "the user's name": self.user,
            "the name of the time zone": self.zone.key,
            "the name of the locale": self.locale,
            "PYTHONHASHSEED": self.seed,
        }

    def variables(self, project: Path) -> dict[str, str]:
        """Return the environment variables of a build of `project`, which lies in the clone."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
        return kept | {
            "COLUMNS": self.columns,
            "HOME": str(self.home),
            "LANG": self.locale,
            "LC_ALL": self.locale,
            "LOGNAME": self.user,
            "PYTHONHASHSEED": self.seed,
            "PYTHONPATH": str(project),
            "TMPDIR": str(self.temporary),
            "TRACEBRIEF_ROOT": str(project),
            "TZ": self.zone.key,
            "USER": self.user,
        }

    def __str__(self) -> str:
        cores = counted(len(self.cores), "core") if self.cores else "all cores"
        return f"{self.zone}, {self.locale}, seed {self.seed}, {cores}, {self.columns} columns, umask {self.umask:03o}"


EnvironmentPair = tuple[BuildEnvironment, BuildEnvironment]


def make_environments(folder: Path) -> EnvironmentPair:
    """Return two unlike environments below `folder`, with their empty homes."""
    cores = frozenset(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else frozenset()
    zones = ZoneInfo("Pacific/Kiritimati"), ZoneInfo("America/St_Johns")
    one = frozenset(sorted(cores)[:1])
    first = BuildEnvironment("first", folder / "a", "b", "ada", zones[0], "C", "1021", "60", 0o022, one)
    long = folder / "a longer way to the zweite Prüfung"
    second = BuildEnvironment(
        "second", long, "with spaces/brief", "beatrice", zones[1], choose_locale(), "90417", "200", 0o077, cores
    )
    pair = first, second
    for each in pair:
        for made in (each.home, each.temporary):
            made.mkdir(parents=True)
    return pair


def choose_locale() -> str:
    """Return an installed locale as unlike English as there is, at least another encoding than plain C."""
    try:
        listed = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    except FileNotFoundError:
        listed = []
    installed = sorted(name for name in listed if name.lower().endswith((".utf8", ".utf-8")))
    ranked = [name for language in LANGUAGES for name in installed if name.startswith(language)]
    return next((name for name in ranked if not name.startswith(("C.", "en_", "POSIX"))), "C.UTF-8")

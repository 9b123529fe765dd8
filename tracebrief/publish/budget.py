"""How large the site may grow: hosts have limits (GitHub Pages: 1 GB), and it grows with each version."""

import os
from collections import Counter
from pathlib import Path

from tracebrief.project.errors import BuildError
from tracebrief.project.paths import Project, SiteFile
from tracebrief.publish.versions import read_settings

# Bytes in the megabyte of the hosts' limits.
MB = 1_000_000
# In MB: below the limit of GitHub Pages, with room for what an archive adds.
DEFAULT = 900
SETTING = "site-budget-mb"
# How many of the largest parts a message names.
NAMED = 3


def read_budget(project: Project) -> float:
    """Return the size in MB that the site may have: `site-budget-mb` of `[tool.tracebrief]` in pyproject.toml, or 900.

    Raises:
        BuildError: it is no positive number.
    """
    budget = read_settings(project).get("tool", {}).get("tracebrief", {}).get(SETTING, DEFAULT)
    if isinstance(budget, bool) or not isinstance(budget, int | float) or not budget > 0:
        raise BuildError("pyproject.toml", f"{SETTING} = {budget!r} is no size", "give it as a number of megabytes")
    return budget


def check_budget(site: Path, budget: float) -> None:
    """Check that all files together are within the budget in MB; a file with two names counts twice, as on a host.

    Raises:
        BuildError: they are not; the message names the largest parts of the site and the largest files.
    """
    found = (Path(folder, name) for folder, _, names in os.walk(site) for name in names)
    files = {path.relative_to(site).as_posix(): path.stat().st_size for path in found}
    total = sum(files.values())
    if total <= budget * MB:
        return
    parts: Counter[str] = Counter()
    for name, size in files.items():
        top, *rest = name.split("/")
        parts["/".join((top, rest[0])) if top in (SiteFile.VERSION_FOLDERS, SiteFile.SHARED) else "the newest"] += size
    largest = f"largest: {_name_largest(parts)}; files: {_name_largest(Counter(files))}"
    what = f"{_in_words(total)}, over its budget of {budget:g} MB ({largest})"
    todo = f"remove versions from build/site/v, or raise {SETTING} under [tool.tracebrief] in pyproject.toml"
    raise BuildError("build/site", what, todo)


def _name_largest(sizes: Counter[str]) -> str:
    ordered = sorted(sizes.items(), key=lambda each: (-each[1], each[0]))
    return ", ".join(f"{name} {_in_words(size)}" for name, size in ordered[:NAMED])


def _in_words(size: int) -> str:
    return f"{size / MB:.1f} MB" if size >= MB / 10 else f"{size / 1000:.1f} kB"

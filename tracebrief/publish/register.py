"""The register of published versions, `versions.json` at the site's root: newest first, in the order of publication.

`versions.js` has the same for the pages of every version: a page opened from a disk may load scripts, not JSON.
"""

import csv
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from tracebrief.project.errors import BuildError
from tracebrief.publish.versions import Version

REGISTER, SCRIPT = "versions.json", "versions.js"
# Builds that are kept beside the tagged ones.
KEPT = 10


@dataclass(frozen=True)
class Published:
    """A version as published: its pages, the shared folders they load from, and its manifest's SHA-256."""

    name: str
    folder: str
    date: str
    commit: str | None
    tagged: bool
    dirty: bool
    claims: int | None
    pages: tuple[str, ...]
    shared: tuple[str, ...] = ()
    manifest: str = ""

    @property
    def path(self) -> str:
        """Its folder below the site's root."""
        return f"v/{self.folder}"


@dataclass(frozen=True)
class Register:
    """The versions that are published, newest first, and those that once were and now lead to the newest."""

    kept: tuple[Published, ...] = ()
    withdrawn: tuple[Published, ...] = ()

    def add(self, new: Published) -> "Register":
        """Return the register with a new version, and without those that it makes room for.

        Tagged versions stay, and the last ten of the others and the tagged together. One of files that no commit
        holds stays only until the next: nobody can come back to it, so it does not count, nor leave a trace.
        """
        clean = [each for each in self.kept if each.folder != new.folder and not each.dirty]
        room = KEPT - (not new.dirty)
        kept = [each for number, each in enumerate(clean) if each.tagged or number < room]
        return replace(self, kept=(new, *kept)).withdraw([each for each in clean if each not in kept])

    def withdraw(self, gone: Sequence[Published]) -> "Register":
        """Return the register with these versions among the withdrawn ones."""
        folders = {each.folder for each in gone}
        kept = tuple(each for each in self.kept if each.folder not in folders)
        present = {each.folder for each in kept} | folders
        old = (each for each in self.withdrawn if each.folder not in present)
        return Register(kept, (*gone, *old))


def describe_version(version: Version, folder: Path) -> Published:
    """Return the entry of a version whose files lie in `folder`."""
    pages = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    date, claims = version.date, _count_claims(folder / "claims.csv")
    known = {"name": version.name, "folder": version.folder, "date": date, "commit": version.commit}
    return Published(**known, tagged=version.tagged, dirty=version.dirty, claims=claims, pages=tuple(pages))


def read_register(site: Path) -> Register:
    """Return the register of a site; an empty one where nothing was published with versions yet.

    Raises:
        BuildError: there are versions, and their register is missing or damaged: none of them could be verified.
    """
    path = site / REGISTER
    if not path.is_file() and not (site / "v").is_dir():
        return Register()
    try:
        return TypeAdapter(Register).validate_json(path.read_bytes())
    except (OSError, ValidationError) as problem:
        what = "the register of the earlier versions is missing or damaged, so none of them can be verified"
        todo = "put it back, or remove build/site to begin anew"
        raise BuildError(f"build/site/{REGISTER}", what, todo) from problem


def write_register(site: Path, register: Register) -> None:
    """Write `versions.json`, and `versions.js` for the pages."""
    content = json.dumps(asdict(register), ensure_ascii=False, indent=1)
    (site / REGISTER).write_text(content + "\n", "utf-8")
    # Versions have the same pages, but for a few: each list of them is written once, without the common ending.
    lists = sorted({each.pages for each in register.kept})
    entries = [_entry(each, lists.index(each.pages)) for each in register.kept]
    short = [[page.removesuffix(".html") for page in pages] for pages in lists]
    lines = [f"window.tracebriefPages = {_script(short)};", f"window.tracebriefVersions = {_script(entries)};"]
    (site / SCRIPT).write_text("\n".join(lines) + "\n", "utf-8")


def _entry(each: Published, pages: int) -> dict[str, Any]:
    known = {"name": each.name, "date": each.date, "commit": each.commit, "claims": each.claims}
    return known | {"href": f"{each.path}/", "pages": pages}


def _script(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def _count_claims(ledger: Path) -> int | None:
    """Return how many claims a version's ledger has, None where it has no ledger."""
    if not ledger.is_file():
        return None
    with ledger.open(encoding="utf-8", newline="") as lines:
        return sum(1 for _ in csv.DictReader(lines))

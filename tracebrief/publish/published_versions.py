"""The published versions, `versions.json` at the site's root: newest first, in the order of publication.

`versions.js` has the same for the pages of every version: a page opened from a disk may load scripts, not JSON.
"""

import csv
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from tracebrief.project.errors import BuildError
from tracebrief.project.json_files import write_json
from tracebrief.project.paths import SiteFile
from tracebrief.publish.versions import Version

# Builds that are kept beside the tagged ones.
KEPT = 10


@dataclass(frozen=True)
class PublishedVersion:
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
        return f"{SiteFile.VERSION_FOLDERS}/{self.folder}"


@dataclass(frozen=True)
class PublishedVersions:
    """The versions that are published, newest first, and the earlier ones whose addresses now lead to the newest."""

    kept: tuple[PublishedVersion, ...] = ()
    withdrawn: tuple[PublishedVersion, ...] = ()

    def add(self, new: PublishedVersion) -> "PublishedVersions":
        """Return the versions with a new one, and without those that it makes room for.

        Tagged versions stay, and the last ten of the others and the tagged together. One of files that no commit
        holds stays only until the next: nobody can build it again, so it neither counts nor is listed as withdrawn.
        """
        clean = [each for each in self.kept if each.folder != new.folder and not each.dirty]
        room = KEPT - (not new.dirty)
        kept = [each for number, each in enumerate(clean) if each.tagged or number < room]
        return replace(self, kept=(new, *kept)).withdraw([each for each in clean if each not in kept])

    def withdraw(self, gone: Sequence[PublishedVersion]) -> "PublishedVersions":
        """Return the versions with these among the withdrawn ones."""
        folders = {each.folder for each in gone}
        kept = tuple(each for each in self.kept if each.folder not in folders)
        present = {each.folder for each in kept} | folders
        old = (each for each in self.withdrawn if each.folder not in present)
        return PublishedVersions(kept, (*gone, *old))


def describe_version(version: Version, folder: Path) -> PublishedVersion:
    """Return the entry of a version whose files lie in `folder`."""
    pages = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    return PublishedVersion(
        name=version.name,
        folder=version.folder,
        date=version.date,
        commit=version.commit,
        tagged=version.tagged,
        dirty=version.dirty,
        claims=_count_claims(folder / SiteFile.CLAIMS),
        pages=tuple(pages),
    )


def read_published_versions(site: Path) -> PublishedVersions:
    """Return the versions of a site, none where nothing was published with versions yet.

    Raises:
        BuildError: there are versions, and their list is missing or damaged: none of them could be verified.
    """
    path = site / SiteFile.VERSIONS
    if not path.is_file() and not (site / SiteFile.VERSION_FOLDERS).is_dir():
        return PublishedVersions()
    try:
        return TypeAdapter(PublishedVersions).validate_json(path.read_bytes())
    except (OSError, ValidationError) as problem:
        what = "the list of the earlier versions is missing or damaged, so none of them can be verified"
        todo = "put it back, or remove build/site to start again"
        raise BuildError(f"build/site/{SiteFile.VERSIONS}", what, todo) from problem


def write_published_versions(site: Path, published: PublishedVersions) -> None:
    """Write `versions.json`, and `versions.js` for the pages."""
    write_json(site / SiteFile.VERSIONS, asdict(published))
    # Versions have mostly the same pages: each list of them is written once, without the common ending.
    lists = sorted({each.pages for each in published.kept})
    shown = ("name", "date", "commit", "claims")
    content = {
        "tracebriefPages": [[page.removesuffix(".html") for page in pages] for pages in lists],
        "tracebriefVersions": [
            {name: getattr(each, name) for name in shown} | {"href": f"{each.path}/", "pages": lists.index(each.pages)}
            for each in published.kept
        ],
    }
    lines = [f"window.{name} = {json.dumps(value, separators=(',', ':'))};\n" for name, value in content.items()]
    (site / SiteFile.VERSIONS_SCRIPT).write_text("".join(lines), "utf-8")


def _count_claims(ledger: Path) -> int | None:
    """Return how many claims a version's ledger has, None where it has no ledger."""
    if not ledger.is_file():
        return None
    with ledger.open(encoding="utf-8", newline="") as lines:
        return sum(1 for _ in csv.DictReader(lines))

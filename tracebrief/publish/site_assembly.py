"""The whole site around a new version: its own folder, the earlier versions, and the ways between them.

At the root are the files of the newest version; each version, the newest too, has a folder below `v/`, which is
written once and carried from site to site by hard links. What is carried is verified first.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tracebrief.project.paths import SiteFile
from tracebrief.project.store import digest_file
from tracebrief.publish.published_versions import (
    PublishedVersion,
    PublishedVersions,
    describe_version,
    write_published_versions,
)
from tracebrief.publish.redirects import write_redirects
from tracebrief.publish.site_manifest import describe_damage, hash_files, name_content, read_manifest, write_manifest
from tracebrief.publish.version_folders import link_file, write_version_folder
from tracebrief.publish.versions import Version
from tracebrief.publish.versions_page import write_versions_page

Warn = Callable[[str], None]


def assemble_site(site: Path, version: Version, *, before: Path, published: PublishedVersions, warn: Warn) -> None:
    """Make a folder that holds one version's files the whole site.

    Args:
        before: the site that is published now, with these versions.
        warn: takes a line on every earlier version that is damaged, or that this one replaces by something else.
    """
    manifest = hash_files(site)
    write_manifest(site, manifest)
    new = describe_version(version, site)
    own, shared = write_version_folder(site, manifest, new.path)
    new = replace(new, shared=shared, manifest=write_manifest(site / new.path, own))
    _warn_of_replaced(new, published, warn)
    published = _take_along(before, site, published.add(new), warn)
    write_published_versions(site, published)
    write_redirects(site, published)
    write_versions_page(site, published)


def _warn_of_replaced(new: PublishedVersion, published: PublishedVersions, warn: Warn) -> None:
    """Say so where a version was published before with other content: one name, two contents."""
    for each in published.kept:
        if each.folder == new.folder and each.manifest != new.manifest and not new.dirty:
            warn(f"build/site/{each.path}: {each.name} was published before with other content; this one replaces it")


def _take_along(before: Path, site: Path, published: PublishedVersions, warn: Warn) -> PublishedVersions:
    """Link the files of the earlier versions into the new site; return the versions without those that are damaged."""
    damaged = []
    for each in published.kept[1:]:
        if damage := _describe_damage(before, site, each):
            warn(f"build/site/{each.path}: {damage}; {each.name} is withdrawn until its commit is built again")
            damaged.append(each)
            continue
        run = [SiteFile.RUN_SCRIPT] if (before / each.path / SiteFile.RUN_SCRIPT).is_file() else []
        for file in (*read_manifest(before / each.path), SiteFile.MANIFEST, *run):
            link_file(before / each.path / file, site / each.path / file)
        for name in each.shared:
            for path in (before / SiteFile.SHARED / name).rglob("*"):
                if path.is_file():
                    link_file(path, site / path.relative_to(before))
    return published.withdraw(damaged)


def _describe_damage(before: Path, site: Path, each: PublishedVersion) -> str | None:
    """Return what is wrong with an earlier version, in words; None where it is as it was published."""
    folder = before / each.path
    found = digest_file(folder / SiteFile.MANIFEST)
    if found != each.manifest:
        return f"{SiteFile.MANIFEST} is {'missing' if found is None else 'altered'}"
    for name in each.shared:
        shared = Path(SiteFile.SHARED, name)
        # What the new version shares with it has just been written.
        if not (site / shared).is_dir() and name_content(hash_files(before / shared)) != name:
            return f"{shared.as_posix()}, which it loads from, is altered"
    return describe_damage(folder, read_manifest(folder))

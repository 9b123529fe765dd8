"""A version's own folder: its files without the folders of assets, which all versions with the same assets share.

Pages name those folders by relative paths; in the version's folder the same paths lead to `shared/<name>/`.
"""

import os
import re
import shutil
from pathlib import Path
from posixpath import dirname, relpath

from tracebrief.project.paths import SiteFile
from tracebrief.project.store import digest
from tracebrief.publish.site_manifest import Manifest, name_content

# Folders that a version's pages load from and nobody reads: type, scripts, sheets; the second is Quarto's.
ASSETS = ("build/assets", "site_libs")
# Pages of the site, not of a version, that a version's pages lead to.
COMMON = (SiteFile.VERSIONS_PAGE,)


def write_version_folder(site: Path, manifest: Manifest, path: str) -> tuple[Manifest, tuple[str, ...]]:
    """Write the version at the root of `site` a second time to its own folder `path`, sharing its assets.

    Returns:
        The manifest of that folder, and the names of the shared folders that its pages load from.
    """
    moved: dict[str, str] = {page: page for page in COMMON}
    for folder in ASSETS:
        if name := _share(site, manifest, folder):
            moved[f"{folder}/"] = f"{SiteFile.SHARED}/{name}/"
    prefixes = tuple(prefix for prefix in moved if prefix.endswith("/"))
    own = {file: sha256 for file, sha256 in manifest.items() if not file.startswith(prefixes)}
    for file in own:
        if file.endswith((".html", ".css")):
            own[file] = _rewrite(site, file, f"{path}/{file}", moved)
        else:
            link_file(site / file, site / path / file)
    if (site / SiteFile.RUN_SCRIPT).is_file():
        # Not linked: writing the one of the root anew must not alter the other.
        shutil.copyfile(site / SiteFile.RUN_SCRIPT, site / path / SiteFile.RUN_SCRIPT)
    return own, tuple(sorted({moved[prefix].split("/")[1] for prefix in prefixes}))


def link_file(source: Path, target: Path) -> None:
    """Give a file a second name, which may be taken by the same; copy it where the file system has no hard links."""
    try:
        os.link(source, target)
    except FileExistsError:
        return
    except OSError:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)


def _share(site: Path, manifest: Manifest, folder: str) -> str | None:
    """Give the files of an assets' folder to all versions; return the name under which, None where there are none."""
    start = len(folder) + 1
    inside = {file[start:]: sha256 for file, sha256 in manifest.items() if file.startswith(f"{folder}/")}
    if not inside:
        return None
    name = name_content(inside)
    for file in inside:
        link_file(site / folder / file, site / SiteFile.SHARED / name / file)
    return name


def _rewrite(site: Path, file: str, copy: str, moved: dict[str, str]) -> str:
    """Write a page or sheet with the paths that hold in the version's folder; return the SHA-256 of what is written."""
    content = (site / file).read_bytes()
    for before, after in moved.items():
        old, new = re.escape(_path(before, file)), _path(after, copy)
        # Only in links: the same words in the prose stay.
        content = re.sub(rb"((?:href|src)=[\"']|url\([\"']?)" + old, rb"\1" + new, content)
    (site / copy).parent.mkdir(parents=True, exist_ok=True)
    (site / copy).write_bytes(content)
    return digest(content)


def _path(to: str, file: str) -> bytes:
    """Return the path that leads from a file to another, or to a folder, whose name ends with a slash."""
    return (relpath(to, dirname(file) or ".") + "/" * to.endswith("/")).encode()

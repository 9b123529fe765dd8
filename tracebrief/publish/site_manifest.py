"""What lies in a folder, file by file with its SHA-256, so that a later build or a stranger sees that it is whole."""

import json
from pathlib import Path

from tracebrief.project.paths import SiteFile
from tracebrief.project.store import digest, digest_file

Manifest = dict[str, str]


def hash_files(folder: Path) -> Manifest:
    """Return each file's path below `folder` with its SHA-256, sorted, without the manifest and the run's record."""
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    names = sorted(paths.keys() - {SiteFile.MANIFEST, SiteFile.RUN_SCRIPT})
    return {name: digest_file(paths[name]) or "" for name in names}


def write_manifest(folder: Path, manifest: Manifest) -> str:
    """Write the folder's `manifest.json`; return the SHA-256 of that file."""
    content = json.dumps(manifest, ensure_ascii=False, indent=0, sort_keys=True).encode() + b"\n"
    (folder / SiteFile.MANIFEST).write_bytes(content)
    return digest(content)


def read_manifest(folder: Path) -> Manifest:
    """Return what the folder's `manifest.json` says lies there."""
    manifest: Manifest = json.loads((folder / SiteFile.MANIFEST).read_bytes())
    return manifest


def describe_damage(folder: Path, manifest: Manifest) -> str | None:
    """Return the first file that is missing or altered, in words; None where all are as the manifest has them."""
    for name, sha256 in manifest.items():
        found = digest_file(folder / name)
        if found != sha256:
            return f"{name} is {'missing' if found is None else 'altered'}"
    return None


def name_content(manifest: Manifest) -> str:
    """Return a short name for a folder's content: equal for the same files, different for any others."""
    return digest(json.dumps(manifest, ensure_ascii=False, sort_keys=True).encode())[:16]

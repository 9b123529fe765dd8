"""What lies in a folder, file by file with its SHA-256, so that a later build or a stranger sees that it is whole."""

import json
from pathlib import Path

from tracebrief.project.store import digest, digest_file

MANIFEST = "manifest.json"
# The one file of a version that differs from run to run, so no inventory has it.
RUN = "run.js"

Inventory = dict[str, str]


def take_inventory(folder: Path) -> Inventory:
    """Return each file's path below `folder` with its SHA-256, sorted; but for the manifest and the run's record."""
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: digest_file(paths[name]) or "" for name in sorted(paths) if name not in (MANIFEST, RUN)}


def write_manifest(folder: Path, inventory: Inventory) -> str:
    """Write an inventory to the folder's `manifest.json`; return the SHA-256 of that file."""
    content = json.dumps(inventory, ensure_ascii=False, indent=0, sort_keys=True).encode() + b"\n"
    (folder / MANIFEST).write_bytes(content)
    return digest(content)


def read_manifest(folder: Path) -> Inventory:
    """Return what the folder's `manifest.json` says lies there."""
    return json.loads((folder / MANIFEST).read_bytes())


def find_damage(folder: Path, inventory: Inventory) -> str | None:
    """Return the first file that is missing or altered, in words; None where all are as the inventory has them."""
    for name, known in inventory.items():
        found = digest_file(folder / name)
        if found != known:
            return f"{name} is {'missing' if found is None else 'altered'}"
    return None


def name_of(inventory: Inventory) -> str:
    """Return a short name for a folder's content: alike for the same files, another for any other."""
    return digest(json.dumps(inventory, ensure_ascii=False, sort_keys=True).encode())[:16]

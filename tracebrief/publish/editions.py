"""The whole site around a new version: its own folder, the earlier versions, and the ways between them.

At the root stand the files of the newest version; each version, the newest too, has a folder below `v/`, which is
written once and carried from site to site by hard links. What is carried is verified first.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tracebrief.project.store import digest_file
from tracebrief.publish.inventory import (
    MANIFEST,
    RUN,
    find_damage,
    name_of,
    read_manifest,
    take_inventory,
    write_manifest,
)
from tracebrief.publish.overview import write_overview
from tracebrief.publish.register import Published, Register, describe_version, write_register
from tracebrief.publish.sharing import SHARED, link_file, write_edition
from tracebrief.publish.stubs import write_stubs
from tracebrief.publish.versions import Version

Tell = Callable[[str], None]


def complete_site(site: Path, version: Version, *, before: Path, register: Register, tell: Tell) -> None:
    """Make a folder that holds one version's files the whole site.

    Args:
        before: the site that is published now, with this `register`.
        tell: takes a line on every earlier version that is damaged, or that this one replaces by something else.
    """
    inventory = take_inventory(site)
    write_manifest(site, inventory)
    new = describe_version(version, site)
    own, shared = write_edition(site, inventory, new.path)
    new = replace(new, shared=shared, manifest=write_manifest(site / new.path, own))
    _tell_replaced(new, register, tell)
    register = _carry(before, site, register.add(new), tell)
    write_register(site, register)
    write_stubs(site, register)
    write_overview(site, register)


def _tell_replaced(new: Published, register: Register, tell: Tell) -> None:
    """Say so where a version was published before with other content: one name, two contents."""
    for each in register.kept:
        if each.folder == new.folder and each.manifest != new.manifest and not new.dirty:
            tell(f"build/site/{each.path}: {each.name} was published before with other content; this one replaces it")


def _carry(before: Path, site: Path, register: Register, tell: Tell) -> Register:
    """Take the earlier versions of a register along; return it without those that are damaged."""
    damaged = []
    for each in register.kept[1:]:
        if damage := _find_damage(before, site, each):
            tell(f"build/site/{each.path}: {damage}; {each.name} is withdrawn until its commit is built again")
            damaged.append(each)
            continue
        run = [RUN] if (before / each.path / RUN).is_file() else []
        for file in (*read_manifest(before / each.path), MANIFEST, *run):
            link_file(before / each.path / file, site / each.path / file)
        for name in each.shared:
            for path in (before / SHARED / name).rglob("*"):
                if path.is_file():
                    link_file(path, site / path.relative_to(before))
    return register.withdraw(damaged)


def _find_damage(before: Path, site: Path, each: Published) -> str | None:
    """Return what is wrong with an earlier version, in words; None where it is as it was published."""
    folder = before / each.path
    found = digest_file(folder / MANIFEST)
    if found != each.manifest:
        return f"{MANIFEST} is {'missing' if found is None else 'altered'}"
    for name in each.shared:
        # What the new version shares with it has just been written.
        if not (site / SHARED / name).is_dir() and name_of(take_inventory(before / SHARED / name)) != name:
            return f"{SHARED}/{name}, which it loads from, is altered"
    return find_damage(folder, read_manifest(folder))

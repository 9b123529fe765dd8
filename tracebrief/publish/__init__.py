"""Publishes a version whole or not at all, next to the earlier ones that are kept."""

from tracebrief.publish.site_manifest import describe_damage, read_manifest
from tracebrief.publish.staging import explain_disk_errors, hold_build_lock, staged_site
from tracebrief.publish.versions import Version, read_version

__all__ = [
    "Version",
    "describe_damage",
    "explain_disk_errors",
    "hold_build_lock",
    "read_manifest",
    "read_version",
    "staged_site",
]

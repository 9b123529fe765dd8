"""What changed between two snapshots of a brief: claims, conflicts and texts, from the ledgers that git holds."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tracebrief.history.described_changes import describe_change, quote_cell
from tracebrief.history.named_snapshots import find_snapshot, read_last_build
from tracebrief.history.pull_request_comment import MARKER, render_comment
from tracebrief.history.recent_changes import RecentChanges, write_recent_changes
from tracebrief.history.rendered_changes import render_json, render_table
from tracebrief.history.snapshot_changes import compare_snapshots
from tracebrief.history.snapshots import Snapshot, as_cell

if TYPE_CHECKING:
    from tracebrief.history.acceptance import accept_build, list_unaccepted
    from tracebrief.history.ledger import claims_csv, conflicts_csv, read_ledger

# Imported where they are used: they need pandas, which a comparison of revisions does not wait for.
_HEAVY = {
    "accept_build": "acceptance",
    "list_unaccepted": "acceptance",
    "claims_csv": "ledger",
    "conflicts_csv": "ledger",
    "read_ledger": "ledger",
}
__all__ = [
    "MARKER",
    "RecentChanges",
    "Snapshot",
    "accept_build",
    "as_cell",
    "claims_csv",
    "compare_snapshots",
    "conflicts_csv",
    "describe_change",
    "find_snapshot",
    "list_unaccepted",
    "quote_cell",
    "read_last_build",
    "read_ledger",
    "render_comment",
    "render_json",
    "render_table",
    "write_recent_changes",
]


def __getattr__(name: str) -> Any:
    if name not in _HEAVY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HEAVY[name]}"), name)

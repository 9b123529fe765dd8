"""What changed between two snapshots of a brief: claims, conflicts and texts, from the ledgers that git holds."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.history.acceptance import accept_build, list_unaccepted
    from tracebrief.history.described_changes import describe_change, quote_cell
    from tracebrief.history.ledger import claims_csv, conflicts_csv, read_ledger
    from tracebrief.history.named_snapshots import find_snapshot, read_last_build
    from tracebrief.history.pull_request_comment import MARKER, render_comment
    from tracebrief.history.recent_changes import RecentChanges, write_recent_changes
    from tracebrief.history.rendered_changes import render_json, render_table
    from tracebrief.history.snapshot_changes import compare_snapshots
    from tracebrief.history.snapshots import Snapshot
else:
    __getattr__ = export_lazily(__name__)

"""What changed between two snapshots of a brief: claims, conflicts and texts, from the ledgers that git holds."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.history.acceptance import accept_build as accept_build
    from tracebrief.history.acceptance import list_unaccepted as list_unaccepted
    from tracebrief.history.described_changes import describe_change as describe_change
    from tracebrief.history.described_changes import quote_cell as quote_cell
    from tracebrief.history.ledger import claims_csv as claims_csv
    from tracebrief.history.ledger import conflicts_csv as conflicts_csv
    from tracebrief.history.ledger import read_ledger as read_ledger
    from tracebrief.history.named_snapshots import find_snapshot as find_snapshot
    from tracebrief.history.named_snapshots import read_last_build as read_last_build
    from tracebrief.history.pull_request_comment import MARKER as MARKER
    from tracebrief.history.pull_request_comment import render_comment as render_comment
    from tracebrief.history.recent_changes import RecentChanges as RecentChanges
    from tracebrief.history.recent_changes import write_recent_changes as write_recent_changes
    from tracebrief.history.rendered_changes import render_json as render_json
    from tracebrief.history.rendered_changes import render_table as render_table
    from tracebrief.history.snapshot_changes import compare_snapshots as compare_snapshots
    from tracebrief.history.snapshots import Snapshot as Snapshot
else:
    __getattr__ = export_lazily(__name__)

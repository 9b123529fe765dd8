"""What the rooms hand on: spans, days, and the typed rows of every table."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.model.claims import Claim, RuledField
    from tracebrief.model.documents import Passage
    from tracebrief.model.mentions import Quantity
    from tracebrief.model.spans import Span, span_of
    from tracebrief.model.tables import read_table, rows, rows_of, to_table, write_table
    from tracebrief.model.weighed import RELATIONS, UNSOURCED, VERIFICATION_STATUSES
else:
    __getattr__ = export_lazily(__name__)

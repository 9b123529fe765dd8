"""What the rooms hand on: spans, days, and the typed rows of every table."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.model.claims import Claim as Claim
    from tracebrief.model.claims import RuledField as RuledField
    from tracebrief.model.documents import Passage as Passage
    from tracebrief.model.mentions import Quantity as Quantity
    from tracebrief.model.spans import Span as Span
    from tracebrief.model.spans import span_of as span_of
    from tracebrief.model.tables import read_table as read_table
    from tracebrief.model.tables import rows as rows
    from tracebrief.model.tables import rows_of as rows_of
    from tracebrief.model.tables import to_table as to_table
    from tracebrief.model.tables import write_table as write_table
else:
    __getattr__ = export_lazily(__name__)

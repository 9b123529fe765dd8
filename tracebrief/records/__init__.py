"""Records that travel: the tables, claims, build and citation in the forms that other tools read."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.records.build_records import BuildRecord as BuildRecord
    from tracebrief.records.build_records import StepRecord as StepRecord
    from tracebrief.records.build_records import read_build_record as read_build_record
    from tracebrief.records.build_records import write_build_record as write_build_record
    from tracebrief.records.site_records import write_page_inserts as write_page_inserts
    from tracebrief.records.site_records import write_site_records as write_site_records
else:
    __getattr__ = export_lazily(__name__)

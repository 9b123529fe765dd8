"""Records that travel: the tables, claims, build and citation in the forms that other tools read."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.records.build_records import BuildRecord, StepRecord, read_build_record, write_build_record
    from tracebrief.records.site_records import write_page_inserts, write_site_records
else:
    __getattr__ = export_lazily(__name__)

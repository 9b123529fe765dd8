"""Records that travel: the tables, claims, build and citation in the forms that other tools read."""

from typing import TYPE_CHECKING, Any

from tracebrief.records.build_records import BuildRecord, StepRecord, read_build_record, write_build_record

if TYPE_CHECKING:
    from tracebrief.records.site_records import write_page_inserts, write_site_records

__all__ = [
    "BuildRecord",
    "StepRecord",
    "read_build_record",
    "write_build_record",
    "write_page_inserts",
    "write_site_records",
]


def __getattr__(name: str) -> Any:
    """Import what writes the site's records only where it is used: it needs pandas, pandoc and rocrate."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tracebrief.records import site_records

    return getattr(site_records, name)

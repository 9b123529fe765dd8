"""Whether a commit gives the same bytes wherever it is built, and both engines the same brief; if not, why."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.repro.reproducibility import ReproRecord, check_reproducibility, read_repro_record
    from tracebrief.repro.site_comparison import compare_sites
else:
    __getattr__ = export_lazily(__name__)

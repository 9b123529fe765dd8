"""Whether a commit gives the same bytes wherever it is built, and both engines the same brief; if not, why."""

from tracebrief.repro.reproducibility import ReproRecord, check_reproducibility, read_repro_record
from tracebrief.repro.site_comparison import compare_sites

__all__ = ["ReproRecord", "check_reproducibility", "compare_sites", "read_repro_record"]

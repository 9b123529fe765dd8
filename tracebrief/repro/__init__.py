"""Whether a commit gives the same bytes wherever it is built, and both engines the same brief; if not, why."""

from tracebrief.repro.reproducibility import check_reproducibility
from tracebrief.repro.site_comparison import compare_sites

__all__ = ["check_reproducibility", "compare_sites"]

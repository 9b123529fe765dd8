"""Runs the notebooks: their two files, their kernels, what each read and wrote, and whether it must run at all.

A kernel imports this package before it records what a notebook reads: nothing else of the library is imported here.
"""

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracebrief.run.notebook_runs import COSTS as COSTS
    from tracebrief.run.notebook_runs import list_changes as list_changes
    from tracebrief.run.paired_notebooks import NotebookPair as NotebookPair
    from tracebrief.run.paired_notebooks import check_pair as check_pair
    from tracebrief.run.paired_notebooks import find_difference as find_difference
    from tracebrief.run.paired_notebooks import find_pairs as find_pairs
    from tracebrief.run.paired_notebooks import sync_pair as sync_pair
    from tracebrief.run.parameters import Parameters as Parameters
    from tracebrief.run.parameters import parse_parameters as parse_parameters
    from tracebrief.run.scheduling import NotebookResult as NotebookResult
    from tracebrief.run.scheduling import Progress as Progress
    from tracebrief.run.scheduling import run_notebooks as run_notebooks
else:

    def __getattr__(name: str) -> Any:
        from tracebrief.project.exports import export_lazily

        return export_lazily(__name__)(name)


# jsonschema, which notebooks and charts import, would compile a grammar of IRIs for a second in every kernel, to check
# a format that no schema here has; it goes on without what it cannot import.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

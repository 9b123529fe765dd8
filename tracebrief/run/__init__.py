"""Runs the notebooks: their two files, their kernels, what each read and wrote, and whether it must run at all.

A kernel imports this package before it records what a notebook reads: nothing else of the library is imported here.
"""

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracebrief.run.notebook_runs import COSTS, list_changes
    from tracebrief.run.paired_notebooks import NotebookPair, check_pair, find_difference, find_pairs, sync_pair
    from tracebrief.run.parameters import Parameters, parse_parameters
    from tracebrief.run.scheduling import NotebookResult, Progress, run_notebooks
else:

    def __getattr__(name: str) -> Any:
        from tracebrief.project.exports import export_lazily

        return export_lazily(__name__)(name)


# jsonschema, which notebooks and charts import, would compile a grammar of IRIs for a second in every kernel, to check
# a format that no schema here has; it goes on without what it cannot import.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

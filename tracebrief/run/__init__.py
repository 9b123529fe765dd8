"""Runs the notebooks: their two files, their kernels, what each read and wrote, and whether it must run at all.

A kernel imports this package before it records what a notebook reads: nothing else of the library is imported here.
"""

import sys

# jsonschema, which notebooks and charts import, would compile a grammar of IRIs for a second in every kernel, to check
# a format that no schema here has; it goes on without what it cannot import.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

"""What nearly every notebook imports, read into a kernel while the notebook before it still runs.

Loaded as an IPython extension, so that no name reaches the notebook: one that forgets an import still fails.
"""

import altair  # noqa: F401
import pandas  # noqa: F401
import pandera.pandas  # noqa: F401
import pyarrow.parquet  # noqa: F401


def load_ipython_extension(_shell: object) -> None:
    """Do nothing more: the imports above are the work."""

"""For notebooks with tables."""

import pandas  # noqa: F401
import pyarrow.parquet  # noqa: F401

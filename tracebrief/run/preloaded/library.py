"""For notebooks that import from this library: what its rooms import."""

import edtf  # noqa: F401
import fontTools.subset  # noqa: F401
import pandas
import pandera.pandas
import pydantic  # noqa: F401
import ruamel.yaml  # noqa: F401
import vl_convert
import yaml  # noqa: F401

# What only some need: for kernels that are forked after the first one.
LATER = ("networkx", "spacy")
# The first picture of a process starts a JavaScript engine, which takes as long as a dozen pictures.
EMPTY = {"$schema": "https://vega.github.io/schema/vega/v6.json", "width": 1, "height": 1, "marks": []}
# The first check of a table loads what checks.
pandera.pandas.DataFrameSchema({}).validate(pandas.DataFrame())


def load_ipython_extension(_shell: object) -> None:
    """Draw nothing once; the imports above are the rest of the work."""
    vl_convert.vega_to_svg(EMPTY)

"""A kernel loads beforehand what the notebooks of its project import, and nothing that none of them does."""

import pytest

from tracebrief.run.preloaded import find_extensions

IMPORTING = {
    "nothing": ("import json\nfrom pathlib import Path\n", []),
    "tables": ("import pandas as pd\n", ["tables"]),
    "a part of a library": ("from pandas.testing import assert_frame_equal\n", ["tables"]),
    "two on a line, inside a block": ("if True:\n    import altair, pandas\n", ["tables", "charts"]),
    "the library itself": ("from tracebrief.read import read_documents\n", ["tables", "charts", "library"]),
    "only named": ("# pandas would import this\nprint('altair', important := 'tracebrief')\n", []),
    "a name that begins alike": ("import pandas_like\nimportpandas = 3\n", []),
}


@pytest.mark.parametrize("case", IMPORTING)
def test_what_notebooks_import_is_loaded_beforehand(tmp_path, case):
    code, loaded = IMPORTING[case]
    (tmp_path / "10_one.py").write_text("# %%\n" + code)
    assert [each.rpartition(".")[2] for each in find_extensions(tmp_path)] == loaded


def test_the_imports_of_all_notebooks_count_those_of_documents_too(tmp_path):
    (tmp_path / "10_one.py").write_text("import altair\n")
    (tmp_path / "20_two.ipynb").write_text('{"cells": [{"source": [\n    "import pandas as pd\\n",\n    "1"]}]}')
    assert len(find_extensions(tmp_path)) == 2

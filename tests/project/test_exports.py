"""A room's exports: each is loaded when it is asked for, and nothing else with it."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("code", "loaded", "not_loaded"),
    [
        pytest.param("from tracebrief.draw import use_theme", "altair", "networkx", id="the theme, not the charts"),
        pytest.param("from tracebrief.extract import read_articles", "tracebrief", "spacy", id="no parser until texts"),
        pytest.param("import tracebrief.pipeline.builds", "tracebrief", "pandas", id="no tables until notebooks run"),
        pytest.param(
            "import tracebrief.cli.review_lists, tracebrief.review.server", "pandas", "spacy", id="no parser to rule"
        ),
        pytest.param("import tracebrief.link", "tracebrief", "pandas", id="a room alone loads nothing"),
    ],
)
def test_only_what_is_asked_for_is_loaded(code, loaded, not_loaded):
    check = f"import sys; {code}; print({loaded!r} in sys.modules, {not_loaded!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]


def test_a_name_that_is_no_export_is_refused():
    with pytest.raises(ImportError, match="no_such_chart"):
        from tracebrief.draw import no_such_chart  # noqa: F401

"""Tables as notebooks show them."""

import pandas as pd
import pytest

from tracebrief.draw.listings import list_rows


@pytest.mark.parametrize(
    ("most", "rows", "words"),
    [
        pytest.param(2, [["a", 1], ["b", "–"]], "2 of 3 rows", id="the first, of how many"),
        pytest.param(9, [["a", 1], ["b", "–"], ["–", 3]], "3 of 3 rows", id="all, where they are few"),
        pytest.param(0, [], "0 of 3 rows", id="none: still said"),
    ],
)
def test_a_listing_says_how_many_rows_it_leaves_out(most, rows, words, capsys):
    table = pd.DataFrame({"who": ["a", "b", None], "number": pd.array([1, None, 3], "Int64")})
    assert list_rows(table, most).values.tolist() == rows
    assert words in capsys.readouterr().out
    assert table["who"].isna().sum() == 1, "the table itself is changed"

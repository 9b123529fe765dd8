"""Tables as notebooks show them."""

import re

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


def test_an_empty_table_is_said_to_be_empty(capsys):
    assert list_rows(pd.DataFrame({"who": []}), 5) is None
    assert "rows" not in capsys.readouterr().out


def test_words_stand_to_the_left_and_numbers_to_the_right():
    html = list_rows(pd.DataFrame({"who": ["a", None], "low": [1000.0, None], "sure": [True, False]}), 5)._repr_html_()
    cells = re.findall(r'<td style="text-align: (\w+)[^>]*>([^<]*)</td>', html)
    assert cells == [
        *[("left", "a"), ("right", "1000"), ("left", "True")],
        *[("left", "–"), ("right", "–"), ("left", "False")],
    ]

"""Texts as a reader knows them."""

import pandas as pd
import pytest

from tracebrief.draw.source_lines import NAMED, name_sources


def test_the_source_line_names_only_what_is_drawn_in_order_of_publication():
    documents = pd.DataFrame(
        [
            {"doc_id": "a", "outlet": "Late", "via": None, "first": "2031-06-01", "last": "2031-06-01"},
            {"doc_id": "b", "outlet": "Early", "via": None, "first": "2031-05-01", "last": "2031-05-01"},
            {"doc_id": "c", "outlet": "Unused", "via": None, "first": "2031-05-01", "last": "2031-05-01"},
        ]
    )
    assert name_sources(documents, ["a", "b"]) == "Early, 1 May 2031; Late, 1 Jun 2031"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        pytest.param(
            NAMED + 1, f"Gull Post, {NAMED}; Reef Wire, 1; 1 May – 1 Jun 2031", id="many are counted by outlet"
        ),
        pytest.param(NAMED, None, id="fewer are named one by one"),
    ],
)
def test_the_source_line_of_many_texts_counts_them(number, words):
    rows = [
        {"doc_id": f"t{at}", "outlet": "Gull Post" if at else "Reef Wire", "via": None}
        | dict.fromkeys(("first", "last"), "2031-06-01" if at else "2031-05-01")
        for at in range(number)
    ]
    line = name_sources(pd.DataFrame(rows), [row["doc_id"] for row in rows])
    assert line.replace(" texts", "").replace(" text", "") == words if words else line.count(";") == number - 1

"""Quantities in the form of their benchmark: which way they moved, and what has no numeral."""

import pytest

from tracebrief.benchmarks.quantities import quant


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sales rose 8 percent.", ["up"]),
        ("Sales were down 1%.", ["down"]),
        ("Sales fell more than 8 percent.", [">"]),
        ("Sales rose to 8 percent.", ["="]),
        ("Sales stood at 8 percent.", ["="]),
        ("Several boats sank.", []),
    ],
)
def test_a_change_is_told(text, expected):
    assert [item["mod"] for item in quant({"id": "a", "text": text})] == expected

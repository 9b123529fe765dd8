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
        ("Sales were nearly 8 percent.", ["~"]),
        ("Sales were below 8 percent.", ["<"]),
        ("Sales stood at 8 percent.", ["="]),
        ("Several boats sank.", []),
    ],
)
def test_a_change_is_told(text, expected):
    assert [item["mod"] for item in quant({"id": "a", "text": text})] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Output climbed from 40 tonnes in 2008 to 55.", [[40, 55]]),
        ("Output fell from 55 tonnes to 40.", [[55, 40]]),
        ("Output fell to 40 tonnes from 55.", [[40], [55]]),
        ("Money came from 40 towns; to 55 ports it went.", [[40], [55]]),
    ],
)
def test_what_changes_is_a_range_to_a_benchmark(text, expected):
    assert [item["value"] for item in quant({"id": "a", "text": text})] == expected

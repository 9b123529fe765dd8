"""EDTF on paper, intervals of days in tables."""

import pytest

from tracebrief.model.days import days_between, interval, to_edtf


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2020-03-02", ("2020-03-02", "2020-03-02")),
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("2020", ("2020-01-01", "2020-12-31")),
        ("2020-03-02/2020-03-08", ("2020-03-02", "2020-03-08")),
        ("2020-03-02/..", ("2020-03-02", None)),
        ("../2020-03", (None, "2020-03-31")),
    ],
)
def test_interval(edtf, days):
    assert interval(edtf) == days


@pytest.mark.parametrize("edtf", ["", "spring", "2020-13", "2020-03-08/2020-03-02", "03/02/2020"])
def test_what_is_not_edtf_is_refused(edtf):
    with pytest.raises(ValueError):
        print(interval(edtf))


@pytest.mark.parametrize(
    ("days", "edtf"),
    [
        (("2020-03-02", "2020-03-02"), "2020-03-02"),
        (("2020-03-02", "2020-03-08"), "2020-03-02/2020-03-08"),
        (("2020-03-02", None), "2020-03-02/.."),
        ((None, None), None),
    ],
)
def test_to_edtf(days, edtf):
    assert to_edtf(*days) == edtf


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        pytest.param("2020-02-28", "2020-03-02", 3, id="over a leap day"),
        pytest.param("2020-03-02", "2020-03-02", 0, id="one day"),
        pytest.param("2020-03-05", "2020-03-02", -3, id="the later first"),
        pytest.param(None, "2020-03-02", 0, id="an open beginning"),
    ],
)
def test_days_between(first, last, days):
    assert days_between(first, last) == days

import sys

import pytest

from tests.bench.costs import Command, Cost, measure
from tests.bench.results import BRIEF, CORPUS, Row, check_rows, write_results

COST = Cost(2.0, 300_000_000)
ROWS = [Row("five", build, COST, Cost(4.0, COST.peak)) for build in BRIEF]
ROWS += [Row("thousand", build, COST, Cost(1600.0, COST.peak)) for build in CORPUS]


def test_the_table_has_a_line_for_each_build(tmp_path):
    write_results(tmp_path / "RESULTS.md", ROWS, machine="Measured on 2 cores.")
    written = (tmp_path / "RESULTS.md").read_text("utf-8")
    assert "| five | cold | 2.0 | 4.0 | 0.50 | 300 | 300 |" in written
    assert "| thousand | one text more | 2.0 | 1,600.0 | 0.00 | 300 | 300 |" in written
    assert written.count("\n| five |") == 4 and written.count("\n| thousand |") == 3


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        pytest.param([], "a whole brief", id="nothing measured"),
        pytest.param(ROWS[:4], "a whole brief", id="one brief only"),
        pytest.param(ROWS[1:], "cold", id="a build is missing"),
        pytest.param(ROWS[:-1], "one text more", id="the last is missing"),
        pytest.param([*ROWS, ROWS[2]], "one text more", id="a build twice"),
        pytest.param([*ROWS, Row("five", "warm", COST, COST)], "warm", id="a build that is not one"),
    ],
)
def test_a_table_that_is_not_whole_is_refused(tmp_path, rows, named):
    with pytest.raises(ValueError, match=named):
        write_results(tmp_path / "RESULTS.md", rows, machine="")
    assert not (tmp_path / "RESULTS.md").exists()


def test_a_whole_table_is_not_refused():
    check_rows(ROWS)


def test_memory_of_children_counts_and_output_is_not_left(tmp_path):
    grown = "x = b'x' * 60_000_000; import time; time.sleep(1)"
    child = f"import subprocess, sys; print('said'); subprocess.run([sys.executable, '-c', {grown!r}])"
    assert measure([Command([sys.executable, "-c", child], tmp_path, {})]).peak > 60_000_000
    assert not list(tmp_path.iterdir())


def test_a_command_that_fails_is_no_measurement(tmp_path):
    with pytest.raises(RuntimeError, match="no such thing"):
        measure([Command([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path, {})])

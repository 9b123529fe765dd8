"""Outputs are listed in the order of the steps, without what belongs to a run, and compared by their hashes."""

import pytest

from tracebrief.records import BuildRecord, write_build_record
from tracebrief.repro.build_outputs import find_step, list_differing, list_outputs


def test_outputs_follow_the_steps_without_what_belongs_to_a_run(project):
    for name, text in {"tables/z.csv": "z", "tables/a.csv": "a", "site/run.js": "1", "site/x.html": "x"}.items():
        path = project.build / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    project.run_record.write_text("{}")
    assert list(list_outputs(project)) == ["build/tables/a.csv", "build/tables/z.csv", "build/site/x.html"]
    steps = [
        {"name": "10_z", "writes": {"build/tables/z.csv": ""}},
        {"name": "20_a", "writes": {"build/tables/a.csv": ""}},
    ]
    write_build_record(project, dict.fromkeys(BuildRecord.__annotations__) | {"steps": steps})
    names = list(list_outputs(project))
    assert names == ["build/tables/z.csv", "build/tables/a.csv", "build/made.json", "build/site/x.html"]
    assert find_step(project, "build/tables/z.csv") == "10_z" and find_step(project, "build/site/x.html") is None


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        pytest.param({"b": "1", "a": "2"}, {"b": "3", "a": "4"}, ["b", "a"], id="in the order of making"),
        pytest.param({"a": "1"}, {"a": "1"}, [], id="the same"),
        pytest.param({"a": "1"}, {"b": "1"}, ["a", "b"], id="only in one"),
    ],
)
def test_what_differs_is_listed(one, other, names):
    assert list_differing(one, other) == names

"""What a module can reach: its imports and theirs, with the data beside them, and nothing else."""

from pathlib import Path

import pytest

from tracebrief.project.import_closure import LIBRARY, digest_import_closure, find_import_closure


def names(module: str) -> set[str]:
    return {path.relative_to(LIBRARY).as_posix() for path in find_import_closure(module)}


def test_imports_are_followed_also_those_inside_functions():
    reached = names("tracebrief.extract.readings")
    assert {
        "extract/readings.py",
        "extract/parsing/articles.py",
        "extract/quantities/quantities.py",
        "model/spans.py",
        "project/store.py",
    } <= reached
    assert {"extract/lexicons/numbers.yml", "read/boilerplate.yml"} <= reached


@pytest.mark.parametrize(
    "later", ["link/claims.py", "draw/theme.py", "run/scheduling.py", "pipeline/builds.py", "__main__.py"]
)
def test_later_rooms_are_not_reached(later):
    assert later not in names("tracebrief.extract.readings")


@pytest.mark.parametrize("stranger", ["pandas", "tracebrief.nowhere", "tracebriefer"])
def test_what_is_not_of_the_library_is_not_reached(stranger):
    assert names(stranger) == set()


def test_every_file_is_there_and_none_is_compiled():
    assert all(Path(path).is_file() and path.suffix != ".pyc" for path in find_import_closure("tracebrief.draw.canvas"))


def test_the_digest_is_of_all_of_them():
    assert digest_import_closure("tracebrief.model.spans") != digest_import_closure("tracebrief.model.days")

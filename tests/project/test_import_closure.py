"""What a module can reach: its imports and theirs, with the data beside them, and nothing else."""

from pathlib import Path

import pytest

from tracebrief.project import import_closure
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


def test_of_a_room_that_exports_lazily_only_what_is_asked_for_is_reached(tmp_path, monkeypatch):
    monkeypatch.setattr(import_closure, "LIBRARY", tmp_path)
    (tmp_path / "room").mkdir()
    exports = "if TYPE_CHECKING:\n    from tracebrief.room.used import one as one\n"
    exports += "    from tracebrief.room.other import two as two\n"
    (tmp_path / "room" / "__init__.py").write_text(exports)
    (tmp_path / "room" / "used.py").write_text("one = 1")
    (tmp_path / "room" / "other.py").write_text("two = 2")
    (tmp_path / "asks.py").write_text("from tracebrief.room import one")
    found = {path.relative_to(tmp_path).as_posix() for path in find_import_closure("tracebrief.asks")}
    assert found == {"asks.py", "room/__init__.py", "room/used.py"}


@pytest.mark.parametrize("stranger", ["pandas", "tracebrief.nowhere", "tracebriefer"])
def test_what_is_not_of_the_library_is_not_reached(stranger):
    assert names(stranger) == set()


def test_every_file_is_there_and_none_is_compiled():
    assert all(Path(path).is_file() and path.suffix != ".pyc" for path in find_import_closure("tracebrief.draw.canvas"))


def test_the_digest_is_of_all_of_them():
    assert digest_import_closure("tracebrief.model.spans") != digest_import_closure("tracebrief.model.days")

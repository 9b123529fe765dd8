"""Data flows one way through the rooms: each imports earlier rooms, never a later one."""

import ast
from pathlib import Path

import pytest

from tracebrief.project.import_closure import LIBRARY

ROOMS = [
    *("project", "model", "rulings", "read", "extract", "link", "weigh", "audit", "history", "draw"),
    *("records", "render", "impact", "run", "publish", "repro", "benchmarks", "pipeline", "review", "cli"),
]
# What runs notebooks knows nothing of what they do, what compares builds only their records: any project will do.
APART = {"run": {"project", "model"}, "repro": {"project", "model", "records"}}
# The rooms within extract, those side by side that import nothing from each other; each may import what a text is.
WITHIN_EXTRACT = [
    ("lexicons", "parsing"),
    ("numbers",),
    ("dates", "names", "hedges"),
    ("quantities", "statements"),
    ("events",),
]


def imported_modules(path: Path) -> set[str]:
    """Return the modules of the library that a module imports from, also inside its functions."""
    names = []
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: name the room that is imported from"
            names += [node.module or "", *(f"{node.module}.{name.name}" for name in node.names)]
        elif isinstance(node, ast.Import):
            names += [name.name for name in node.names]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            names += [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
    return {name for name in names if name.startswith("tracebrief.")}


def imported(path: Path) -> set[str]:
    """Return the rooms that a module imports from."""
    return {name.split(".")[1] for name in imported_modules(path)} & set(ROOMS)


def imported_within_extract(path: Path) -> set[str]:
    """Return the rooms within extract that a module imports from."""
    return {name.split(".")[2] for name in imported_modules(path) if name.startswith("tracebrief.extract.")}


def test_every_room_is_known():
    assert {path.parent.name for path in LIBRARY.glob("*/__init__.py")} == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_no_later_one(room):
    earlier = APART.get(room, set(ROOMS[: ROOMS.index(room)])) | {room}
    for path in (LIBRARY / room).rglob("*.py"):
        assert imported(path) <= earlier, path.name


@pytest.mark.parametrize("room", [room for level in WITHIN_EXTRACT for room in level])
def test_a_room_within_extract_imports_no_later_one(room):
    level = next(number for number, rooms in enumerate(WITHIN_EXTRACT) if room in rooms)
    earlier = {name for rooms in WITHIN_EXTRACT[:level] for name in rooms} | {room, "texts"}
    for path in (LIBRARY / "extract" / room).glob("*.py"):
        assert imported_within_extract(path) <= earlier, path.name


def test_every_room_within_extract_is_known():
    rooms = {path.parent.name for path in (LIBRARY / "extract").glob("*/__init__.py")}
    assert rooms == {room for level in WITHIN_EXTRACT for room in level}


def test_every_module_lives_in_a_room():
    assert {path.name for path in LIBRARY.glob("*.py")} == {"__init__.py", "__main__.py"}


@pytest.mark.parametrize(
    "code",
    [
        "from tracebrief.pipeline.builds import x",
        "def f():\n    import tracebrief.pipeline.builds",
        "from tracebrief import pipeline",
    ],
)
def test_an_import_of_a_later_room_would_be_seen(tmp_path, code):
    (tmp_path / "module.py").write_text(code)
    assert imported(tmp_path / "module.py") == {"pipeline"}


def test_a_relative_import_is_refused(tmp_path):
    (tmp_path / "module.py").write_text("from ..pipeline import builds")
    with pytest.raises(AssertionError, match="name the room"):
        imported(tmp_path / "module.py")

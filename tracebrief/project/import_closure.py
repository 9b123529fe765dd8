"""The import closure of a module: the library's source that must be unchanged for its results to be what they were."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tracebrief.project.exports import find_exports
from tracebrief.project.store import digest_file, key_of

LIBRARY = Path(__file__).resolve().parents[1]
NAME = LIBRARY.name


@cache
def digest_import_closure(module: str) -> str:
    """Return one hash of all source that a module can reach; each file is opened, so whoever listens hears of it."""
    return key_of([(path.relative_to(LIBRARY).as_posix(), digest_file(path)) for path in find_import_closure(module)])


def find_import_closure(module: str) -> list[Path]:
    """Return the files of the library that a module imports, directly or not, and the data files beside them."""
    found: set[Path] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        path = _file(name)
        if path is None or path in found:
            continue
        found.add(path)
        # Whoever imports a module runs its packages first.
        waiting += [*_imports(path), name.rpartition(".")[0]]
    folders = {path.parent for path in found} - {LIBRARY}
    data = {path for folder in folders for path in folder.rglob("*") if path.is_file() and _is_data(path)}
    return sorted(found | data)


def _imports(path: Path) -> Iterator[str]:
    """Yield the modules of the library that a file names in its imports; `from a import b` may name `a.b`.

    A package that exports lazily lists modules of which each is loaded by whoever asks for its export.
    """
    tree = ast.parse(path.read_bytes())
    listed = {*find_exports(tree).values()} if path.name == "__init__.py" else set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module not in listed:
            yield node.module
            yield from (_named(node.module, name.name) for name in node.names)


def _named(module: str, name: str) -> str:
    """Return the module that `from module import name` loads besides `module`."""
    path = _file(module)
    exports = find_exports(ast.parse(path.read_bytes())) if path and path.name == "__init__.py" else {}
    return exports.get(name, f"{module}.{name}")


def _file(module: str) -> Path | None:
    first, *rest = module.split(".")
    if first != NAME:
        return None
    path = LIBRARY.joinpath(*rest)
    return next((each for each in (path.with_suffix(".py"), path / "__init__.py") if each.is_file()), None)


def _is_data(path: Path) -> bool:
    return path.suffix != ".py" and "__pycache__" not in path.parts

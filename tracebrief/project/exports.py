"""A room's exports, each loaded when it is first asked for: a notebook loads, and depends on, only what it uses."""

import ast
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any


def export_lazily(package: str) -> Callable[[str], Any]:
    """Return the `__getattr__` of a package that lists its exports as imports under `if TYPE_CHECKING:`."""
    modules = find_exports(ast.parse(Path(str(sys.modules[package].__file__)).read_bytes()))

    def load(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(modules[name]), name)

    return load


def find_exports(tree: ast.Module) -> dict[str, str]:
    """Return the module of each export of a package's source."""
    listed = (node for block in tree.body if is_for_types(block) for node in ast.walk(block))
    imports = [node for node in listed if isinstance(node, ast.ImportFrom)]
    return {name.asname or name.name: node.module or "" for node in imports for name in node.names}


def is_for_types(node: ast.AST) -> bool:
    """Say whether a node is an `if TYPE_CHECKING:`, of which nothing runs."""
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"

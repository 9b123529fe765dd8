"""A room's exports, each loaded when it is first asked for: a notebook loads, and depends on, only what it uses."""

import ast
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any


def export_lazily(package: str) -> Callable[[str], Any]:
    """Return the `__getattr__` of a package that lists its exports as imports under `if TYPE_CHECKING:`."""
    tree = ast.parse(Path(str(sys.modules[package].__file__)).read_bytes())
    listed = (node for block in tree.body if isinstance(block, ast.If) for node in block.body)
    imports = [node for node in listed if isinstance(node, ast.ImportFrom)]
    modules = {name.asname or name.name: node.module or "" for node in imports for name in node.names}

    def load(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(modules[name]), name)

    return load

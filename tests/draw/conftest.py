"""The charts as the notebook `60_draw` has them, drawn from frames of invented texts."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from tracebrief.draw.figures import Figure
from tracebrief.project.paths import Project, find_project

NOTEBOOK = find_project(Path(__file__).parent).notebooks / "60_draw.py"


@pytest.fixture
def draw_chart(tmp_path):
    """Return a function that draws a figure as the notebook does: its chart, and the picture as saved."""

    def draw(name: str, figure: Figure, **names: Any) -> tuple[Any, str]:
        text = NOTEBOOK.read_text("utf-8")
        imports = [node for node in ast.parse(text).body if isinstance(node, ast.Import | ast.ImportFrom)]
        cell = next(cell for cell in text.split("\n# %%") if re.search(rf'save_figure\(\s*project, "{name}"', cell))
        space = {"project": Project(tmp_path), name: figure, **names}
        exec(compile(ast.Module(imports, []), NOTEBOOK.name, "exec"), space)
        exec(cell, space)
        return space["chart"], (tmp_path / "build" / "figures" / f"{name}.svg").read_text("utf-8")

    return draw

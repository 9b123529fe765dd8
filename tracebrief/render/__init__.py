"""Prose, figures and values to HTML and PDF, by Quarto or by the embedded engine."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracebrief.render.prose_checks import check_report
    from tracebrief.render.website import render_site

__all__ = ["check_report", "render_site"]
MODULES = {"check_report": "prose_checks", "render_site": "website"}


def __getattr__(name: str) -> Any:
    """Import a verb when it is asked for: pandoc, Typst and the chart library take a second."""
    if name not in MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{MODULES[name]}"), name)

"""Builds a brief: runs the steps, publishes what they made whole or not at all, and checks a project."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.pipeline.builds import RENDER, Build, Render, run_build
    from tracebrief.pipeline.project_checks import run_checks
    from tracebrief.pipeline.run_records import Step
else:
    __getattr__ = export_lazily(__name__)

"""What every room may use: where files are, what is kept, how authored files are read, and how mistakes are told."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.project.paths import find_project
else:
    __getattr__ = export_lazily(__name__)

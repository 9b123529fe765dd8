"""The extractor in the form that public benchmarks of its field expect; no step of a brief uses it."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.benchmarks.documents import write_mentions as write_mentions
else:
    __getattr__ = export_lazily(__name__)

"""The page on which an author rules on claims, served to this machine alone."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.review.built_texts import read_linked
    from tracebrief.review.server import serve_review
else:
    __getattr__ = export_lazily(__name__)

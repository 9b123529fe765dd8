"""Prose, figures and values to HTML and PDF, by Quarto or by the embedded engine."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.render.assets import find_fonts
    from tracebrief.render.comparisons import check_disagreements
    from tracebrief.render.own_words import list_own_words
    from tracebrief.render.page_sources import render_template
    from tracebrief.render.prose_checks import check_report
    from tracebrief.render.review_checks import check_reviewed
    from tracebrief.render.website import render_site
else:
    __getattr__ = export_lazily(__name__)

"""Tidy frames for the charts of the notebooks, their look, figures on disk, and the values that the prose quotes."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.draw.dependence import lay_out_dependence
    from tracebrief.draw.estimates import lay_out_estimates
    from tracebrief.draw.figures import Figure, save_figure, show_chart
    from tracebrief.draw.listings import list_rows
    from tracebrief.draw.places import lay_out_places
    from tracebrief.draw.theme import (
        DEEP,
        FAINT,
        INK,
        PAPER,
        QUIET,
        SMALL_SIZE,
        SOFT,
        TEXT_SIZE,
        WARM,
        WIDTH,
        short_labels,
        text_width,
        use_theme,
    )
    from tracebrief.draw.timeline import lay_out_timeline
    from tracebrief.draw.values import compute_values, write_values
    from tracebrief.draw.voices import lay_out_voices
else:
    __getattr__ = export_lazily(__name__)

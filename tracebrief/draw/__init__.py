"""Tidy frames for the charts of the notebooks, their look, figures on disk, and the values that the prose quotes."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.draw.dependence import lay_out_dependence as lay_out_dependence
    from tracebrief.draw.estimates import lay_out_estimates as lay_out_estimates
    from tracebrief.draw.figures import Figure as Figure
    from tracebrief.draw.figures import save_figure as save_figure
    from tracebrief.draw.figures import show_chart as show_chart
    from tracebrief.draw.listings import list_rows as list_rows
    from tracebrief.draw.places import lay_out_places as lay_out_places
    from tracebrief.draw.theme import DEEP as DEEP
    from tracebrief.draw.theme import FAINT as FAINT
    from tracebrief.draw.theme import INK as INK
    from tracebrief.draw.theme import PAPER as PAPER
    from tracebrief.draw.theme import QUIET as QUIET
    from tracebrief.draw.theme import SMALL_SIZE as SMALL_SIZE
    from tracebrief.draw.theme import SOFT as SOFT
    from tracebrief.draw.theme import TEXT_SIZE as TEXT_SIZE
    from tracebrief.draw.theme import WARM as WARM
    from tracebrief.draw.theme import WIDTH as WIDTH
    from tracebrief.draw.theme import short_labels as short_labels
    from tracebrief.draw.theme import text_width as text_width
    from tracebrief.draw.theme import use_theme as use_theme
    from tracebrief.draw.timeline import lay_out_timeline as lay_out_timeline
    from tracebrief.draw.values import compute_values as compute_values
    from tracebrief.draw.values import write_values as write_values
    from tracebrief.draw.voices import lay_out_voices as lay_out_voices
else:
    __getattr__ = export_lazily(__name__)

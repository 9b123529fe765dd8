"""How every chart looks: one typeface, and tones that stay apart in greyscale and for colour-blind readers.

What a mark means is told by its shape, dash or lightness; a hue only ever comes on top.
"""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import altair as alt
import font_source_sans_pro
import vl_convert

FONT = "Source Sans Pro"
# Where the face is missing, one of its kind, not the browser's serif.
FAMILY = f"{FONT}, sans-serif"
FONT_FOLDER = Path(font_source_sans_pro.__file__).with_name("files")
# Weight and style as SVG names them, and the file that has them.
FACES = {
    face: FONT_FOLDER / f"SourceSansPro-{name}.otf"
    for face, name in {("400", "normal"): "Regular", ("600", "normal"): "Semibold", ("400", "italic"): "It"}.items()
}
# Pixels. At this width 14-pixel letters are 10 points high on A4, and 8 pixels on a phone that shows the whole chart.
WIDTH = 600
TEXT_SIZE = 14
SMALL_SIZE = 12.5
# Width of a letter in parts of its size: a little above the mean of this face, so that labels do not run over.
LETTER = 0.49
# Letters of a label beside an axis.
LONGEST_LABEL = 49

PAPER = "#ffffff"
# From dark to light, each clearly lighter than the one before.
INK = "#16222e"
DEEP = "#1f4e79"
WARM = "#c8702a"
SOFT = "#8fb8d8"
FAINT = "#dde5ec"
TONES = (INK, DEEP, WARM, SOFT, FAINT)
# For words that come second; dark enough to be read on paper and on `FAINT`.
QUIET = "#4d5966"


@alt.theme.register("tracebrief", enable=False)
def theme() -> alt.theme.ThemeConfig:
    """Return the configuration that all charts share.

    Words drawn as marks have a style: `words`, `quiet` for what comes second, `heading`, and `turned` for sideways;
    so has an axis of numbers or days above a chart: `scale`.
    """
    label: dict[str, Any] = {
        "labelFontSize": TEXT_SIZE,
        "titleFontSize": TEXT_SIZE,
        "labelColor": INK,
        "titleColor": INK,
    }
    text = {"align": "left", "baseline": "middle", "fontSize": TEXT_SIZE, "color": INK, "lineHeight": TEXT_SIZE + 3}
    small = {"fontSize": SMALL_SIZE, "color": QUIET, "lineHeight": SMALL_SIZE + 3}
    config: Any = {
        "background": PAPER,
        "font": FAMILY,
        "padding": {"left": 4, "right": 8, "top": 6, "bottom": 6},
        "view": {"stroke": None},
        "axis": label | {"titleFontWeight": 400, "gridColor": FAINT, "domainColor": QUIET, "tickColor": QUIET},
        "header": label | {"labelAnchor": "start", "labelFontWeight": 600, "labelOrient": "top"},
        "legend": label | {"orient": "top", "titleFontWeight": 600, "symbolStrokeWidth": 2, "labelLimit": 400},
        "title": {"anchor": "start", "fontSize": TEXT_SIZE, "fontWeight": 400, "color": INK, "lineHeight": 18},
        "mark": {"color": DEEP},
        "point": {"opacity": 1, "strokeWidth": 1.8},
        "rect": {"color": SOFT},
        "rule": {"color": DEEP},
        "range": {"category": list(TONES), "ordinal": [FAINT, SOFT, DEEP, INK]},
        "style": {
            "words": text,
            "quiet": text | small,
            "heading": text | {"fontWeight": 600},
            "turned": text | small | {"align": "center", "angle": 270, "color": INK},
            "scale": {"domain": False, "ticks": False, "labelFontSize": SMALL_SIZE, "labelColor": QUIET},
        },
    }
    return alt.theme.ThemeConfig(config=config)


def use_theme() -> None:
    """Draw all charts of this process in the theme, with the faces that travel with the build."""
    _register_faces()
    alt.theme.enable("tracebrief")
    alt.renderers.enable("svg")


@cache
def _register_faces() -> TemporaryDirectory[str]:
    """Give the faces to vl-convert, once: it goes through all that it has, twice if given twice, at every label."""
    folder = TemporaryDirectory(prefix="tracebrief-faces-")  # kept as long as the process lives
    for path in FACES.values():
        (Path(folder.name) / path.name).symlink_to(path)
    vl_convert.register_font_directory(folder.name)
    return folder


def short_labels() -> alt.Axis:
    """Return an axis that cuts long labels by their letters; cut by pixels, each letter less is measured anew."""
    cut = f"slice(datum.label, 0, {LONGEST_LABEL - 1}) + '…'"
    return alt.Axis(labelLimit=0, labelExpr=f"length(datum.label) > {LONGEST_LABEL} ? {cut} : datum.label")


def text_width(words: str, size: float = TEXT_SIZE) -> float:
    """Return about how many pixels `words` take, for placing labels."""
    return len(words) * size * LETTER


def wrap(words: str, width: float, size: float = TEXT_SIZE) -> list[str]:
    """Return `words` broken into lines of at most about `width` pixels."""
    lines: list[str] = []
    for word in words.split():
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines

"""A chart on a plain sheet: marks at places counted in pixels of the design, stretched with the page.

Charts of words need this: their rows have headings, several lines and marks of their own, which no axis offers.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt

from tracebrief.draw.theme import INK, QUIET, TEXT_SIZE, WIDTH

Mark = Mapping[str, Any]


def sheet(layers: Iterable[alt.Chart], height: float) -> alt.LayerChart:
    """Return layers of this module as one chart, `height` pixels high."""
    return alt.layer(*layers).properties(width=WIDTH, height=height)


def draw_words(
    marks: Iterable[Mark], *, size: float = TEXT_SIZE, bold: bool = False, quiet: bool = False, align: str = "left"
) -> alt.Chart:
    """Return words at `x`, `y`; `words` is one line or a list of lines, the first at `y`; `angle` turns them."""
    marks = [{"angle": 0, **mark} for mark in marks]
    chart = _chart(marks).mark_text(
        align=align,
        baseline="middle",
        fontSize=size,
        fontWeight=600 if bold else 400,
        color=QUIET if quiet else INK,
        lineHeight=size + 3,
        angle=alt.ExprRef("datum.angle"),
    )
    return chart.encode(x=_x("x"), y=_y("y"), text="words:N")


def draw_lines(
    marks: Iterable[Mark], *, color: str, width: float, dash: tuple[int, ...] = (), cap: str = "butt"
) -> alt.Chart:
    """Return lines from `x`, `y` to `x2`, `y2` (default: level)."""
    marks = [{"y2": mark["y"], **mark} for mark in marks]
    chart = _chart(marks).mark_rule(color=color, strokeWidth=width, strokeDash=list(dash), strokeCap=cap)
    return chart.encode(x=_x("x"), y=_y("y"), x2="x2:Q", y2="y2:Q", **_tooltips(marks))


def draw_bars(marks: Iterable[Mark], *, height: float, fill: str, stroke: str, dash: tuple[int, ...] = ()) -> alt.Chart:
    """Return level bars from `x` to `x2` around `y`."""
    marks = [mark | {"top": mark["y"] - height / 2, "bottom": mark["y"] + height / 2} for mark in marks]
    chart = _chart(marks).mark_rect(fill=fill, stroke=stroke, strokeWidth=1.5, strokeDash=list(dash))
    return chart.encode(x=_x("x"), x2="x2:Q", y=_y("top"), y2="bottom:Q", **_tooltips(marks))


def draw_points(
    marks: Iterable[Mark],
    *,
    shape: str = "circle",
    size: float = 110,
    fill: str = INK,
    stroke: str = INK,
    dash: tuple[int, ...] = (),
) -> alt.Chart:
    """Return symbols at `x`, `y`; a mark's own `size`, an area, overrides the layer's."""
    marks = [{"size": size, **mark} for mark in marks]
    chart = _chart(marks).mark_point(
        shape=shape, filled=False, fill=fill, stroke=stroke, strokeWidth=1.8, strokeDash=list(dash), opacity=1
    )
    return chart.encode(x=_x("x"), y=_y("y"), size=alt.Size("size:Q").scale(None), **_tooltips(marks))


def _chart(marks: Iterable[Mark]) -> alt.Chart:
    return alt.Chart(alt.Data(values=[dict(mark) for mark in marks]))


def _tooltips(marks: list[Mark]) -> dict[str, Any]:
    """Return the mark's `tip`, title by title, as its tooltip."""
    titles = list(dict.fromkeys(title for mark in marks for title in mark.get("tip", {})))
    return {"tooltip": [alt.Tooltip(f"tip.{title}:N", title=title) for title in titles]} if titles else {}


def _x(field: str) -> alt.X:
    return alt.X(f"{field}:Q").scale(domain=[0, WIDTH], nice=False, zero=False).axis(None)


def _y(field: str) -> alt.Y:
    # Pixels downwards; the chart's height is the length of the scale.
    return alt.Y(f"{field}:Q").scale(domain=alt.ExprRef("[height, 0]"), nice=False, zero=False).axis(None)

"""Estimates of one family of measures: every value as the interval its words leave open, hedged unlike firm.

A dot is a number said plainly; a ring is a hedged one; an arrow is an end that the words leave open.
"""

import math
from collections.abc import Iterable, Iterator

import altair as alt
import pandas as pd

from tracebrief.draw.canvas import Mark, draw_bars, draw_lines, draw_points, draw_words, sheet
from tracebrief.draw.figures import Figure
from tracebrief.draw.sources import name_texts
from tracebrief.draw.theme import DEEP, FAINT, INK, PAPER, QUIET, SMALL_SIZE, SOFT, WIDTH, wrap
from tracebrief.link.codebook import Codebook
from tracebrief.model.tables import rows
from tracebrief.project.errors import TableError

# Pixels: the column of words, the row of one value, the heading of one measure.
LABELS, ROW, HEADING, TOP = 308, 42, 30, 26
# Pixels that an open end reaches; its length says nothing.
REACH = 46
TICKS = 5
HEDGED = ("about", "vague")
# Values drawn at most: a sheet of more is no picture. The newest are kept.
MOST = 60


def draw_estimates(
    claims: pd.DataFrame, documents: pd.DataFrame, codebook: Codebook, *, measures: Iterable[str], most: int = MOST
) -> Figure:
    """Return every accepted value of `measures`, one row each, grouped by measure, in order of publication.

    Args:
        most: values drawn at most, those of the newest texts.

    Raises:
        TableError: no claim has one of the measures.
    """
    measures = list(measures)
    labels = {measure.key: measure.label[:1].upper() + measure.label[1:] for measure in codebook.measures}
    texts = name_texts(documents)
    order = {doc_id: place for place, doc_id in enumerate(texts)}
    kept = claims[claims["measure"].isin(measures) & (claims["status"] != "rejected")]
    if kept.empty:
        raise TableError("claims", f"no value of {', '.join(measures)}", "choose other measures")
    newest = kept.assign(order=kept["doc_id"].map(order)).sort_values(["order", "start"], kind="stable").tail(most)
    older, kept = len(kept) - len(newest), kept.loc[kept.index.isin(newest.index)]
    found = sorted(rows(kept), key=lambda c: (measures.index(c["measure"]), order[c["doc_id"]], c["start"]))
    top = _nice(max(c["high"] or c["low"] for c in found))
    placed, headings, height = _layout(found, labels)
    data = kept[["measure", "doc_id", "exact", "low", "high", "unit", "bound", "as_of", "claim_id"]]
    return Figure(
        sheet(_layers(placed, headings, texts, top, height), height),
        data.sort_values(["measure", "doc_id", "claim_id"]),
        _words(found, labels, texts),
        f"{len(kept)} of {int((claims['kind'] == 'quantity').sum())} quantities"
        + (f"; {older:,} of these measures, in older texts, are left out" if older else ""),
        tuple(sorted(set(kept["doc_id"]))),
    )


def _layout(found: list[dict], labels: dict[str, str]) -> tuple[list[tuple[dict, float]], list[Mark], float]:
    """Return each claim with its height on the sheet, the headings, and the sheet's height; all in pixels."""
    placed, headings, y, last = [], [], TOP, None
    for claim in found:
        if claim["measure"] != last:
            headings.append({"x": 0, "y": y + HEADING / 2, "words": labels[claim["measure"]]})
            y, last = y + HEADING, claim["measure"]
        placed.append((claim, y + ROW / 2))
        y += ROW
    return placed, headings, y + 4


def _layers(
    placed: list[tuple[dict, float]], headings: list[Mark], texts: dict[str, str], top: float, height: float
) -> Iterator[alt.Chart]:
    """Yield the layers of the sheet, from the grid up."""
    ticks = [top / TICKS * step for step in range(TICKS + 1)]
    yield draw_lines(
        [{"x": _x(tick, top), "x2": _x(tick, top), "y": TOP, "y2": height} for tick in ticks], color=FAINT, width=1
    )
    yield draw_words(
        [{"x": _x(tick, top), "y": 10, "words": f"{tick:,.0f}"} for tick in ticks],
        size=SMALL_SIZE,
        quiet=True,
        align="center",
    )
    yield draw_words(headings, bold=True)
    words = [{"x": 0, "y": y - 8, "words": _short(claim["exact"])} for claim, y in placed]
    yield draw_words(words)
    yield draw_words(
        [{"x": 0, "y": y + 9, "words": texts[claim["doc_id"]]} for claim, y in placed], size=SMALL_SIZE, quiet=True
    )
    yield from _values(placed, texts, top)


def _values(placed: list[tuple[dict, float]], texts: dict[str, str], top: float) -> Iterator[alt.Chart]:
    """Yield the marks of the values: bars for intervals, whiskers and arrows for hedges, dots for numbers."""
    spans, vague, whiskers, arrows, left, right, firm, hedged = ([] for _ in range(8))
    for claim, y in placed:
        low, high, bound = claim["low"], claim["high"], claim["bound"]
        mark = {"y": y, "tip": {"words": claim["exact"], "source": texts[claim["doc_id"]], "bound": bound}}
        if low is not None and high is not None and low < high:
            (vague if bound in HEDGED else spans).append(mark | {"x": _x(low, top), "x2": _x(high, top)})
        elif low is None or high is None:
            at, way = (_x(low, top), 1) if high is None else (_x(high, top), -1)
            arrows.append(mark | {"x": at, "x2": at + way * REACH})
            (right if way > 0 else left).append(mark | {"x": at + way * REACH})
            hedged.append(mark | {"x": at})
        elif bound in HEDGED:
            at = _x(low, top)
            whiskers.append(mark | {"x": at - REACH / 2, "x2": at + REACH / 2})
            hedged.append(mark | {"x": at})
        else:
            firm.append(mark | {"x": _x(low, top)})
    if vague:
        yield draw_bars(vague, height=13, fill=PAPER, stroke=QUIET, dash=(4, 3))
    if spans:
        yield draw_bars(spans, height=13, fill=SOFT, stroke=DEEP)
    if whiskers:
        yield draw_lines(whiskers, color=DEEP, width=2, dash=(3, 3))
    if arrows:
        yield draw_lines(arrows, color=DEEP, width=2)
    for heads, shape in ((right, "triangle-right"), (left, "triangle-left")):
        if heads:
            yield draw_points(heads, shape=shape, size=70, fill=DEEP, stroke=DEEP)
    if hedged:
        yield draw_points(hedged, fill=PAPER, stroke=DEEP)
    if firm:
        yield draw_points(firm, fill=INK, stroke=INK)


def _x(value: float, top: float) -> float:
    """Return where a value stands on the sheet, in pixels."""
    return LABELS + value / top * (WIDTH - LABELS - 24)


def _nice(value: float) -> float:
    """Return the next round number at or above `value` that parts into `TICKS` round steps."""
    unit = 10 ** math.floor(math.log10(value / TICKS)) if value > 0 else 1
    step = next(factor * unit for factor in (1, 2, 2.5, 3, 4, 5, 10) if factor * unit * TICKS >= value)
    return step * TICKS


def _short(words: str) -> str:
    """Return words as one line of the label column."""
    lines = wrap(" ".join(words.split()), LABELS - 16)
    return lines[0] + (" …" if len(lines) > 1 else "")


def _words(found: list[dict], labels: dict[str, str], texts: dict[str, str]) -> str:
    """Return the alternative text: every value with its hedge and its source."""
    groups: dict[str, list[str]] = {}
    for claim in found:
        said = f"“{' '.join(claim['exact'].split())}” ({texts[claim['doc_id']]})"
        groups.setdefault(labels[claim["measure"]], []).append(said)
    return ". ".join(f"{label}: {'; '.join(said)}" for label, said in groups.items()) + "."

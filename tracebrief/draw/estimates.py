"""Counts as their sources give them: an interval each, a hedge never drawn as a firm number.

Each count is a line of words with its mark below, so that what the mark says can be read above it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from tracebrief.draw import canvas
from tracebrief.draw.figures import Figure
from tracebrief.draw.sources import name_texts
from tracebrief.draw.theme import DEEP, FAINT, PAPER, SMALL_SIZE, TEXT_SIZE, WARM, WIDTH, text_width
from tracebrief.tables import rows

# Pixels: a heading, a line of words with its mark, the key, the scale; where the scale begins and ends.
HEADING, ROW, KEY, SCALE = 34, 48, 34, 34
LEFT, RIGHT = 8, WIDTH - 40
# How far an arrow reaches where the words set no end: it has no meaning but "or more".
ARROW = 52
KINDS = {
    "exact": "exact",
    "about": "about",
    "range": "from … to",
    "more than": "or more",
    "at least": "or more",
    "at most": "or fewer",
    "less than": "or fewer",
    "vague": "vague, within",
    "share": "exact",
}
Row = dict[str, Any]


def draw_estimates(claims: pd.DataFrame, documents: pd.DataFrame, measures: Mapping[str, str]) -> Figure:
    """Draw the counts of some measures, by source and day of publication.

    Args:
        measures: key and label of each measure drawn, in order; a text's counts of them share one scale.
    """
    found = claims[claims["measure"].isin(list(measures)) & (claims["kind"] == "quantity")]
    drawn = _table(found, documents, measures)
    listed = list(rows(drawn))
    placed, height = _place(listed, measures)
    top = max(value for row in listed for value in (row["low"], row["high"]) if value is not None)
    ticks = _ticks(top)
    reach = max(top, ticks[-1])
    layers = [*_scale(ticks, reach, height), *_words(placed, measures), *_marks(placed, reach), *_key(listed)]
    chart = canvas.sheet(layers, height + SCALE)
    n = f"{len(drawn)} of {len(found)} counts"
    return Figure(chart, drawn.drop(columns="text"), describe_estimates(drawn), n, tuple(drawn["doc_id"].unique()))


def describe_estimates(drawn: pd.DataFrame) -> str:
    """Return what the counts say, measure by measure, in the words of their sources."""
    parts = []
    for label, group in drawn.groupby("measure", sort=False):
        said = [f"“{row['words']}” ({row['text']})" for row in rows(group)]
        parts.append(f"{label[:1].upper()}{label[1:]}: {'; '.join(said)}.")
    return " ".join(parts)


def _table(found: pd.DataFrame, documents: pd.DataFrame, measures: Mapping[str, str]) -> pd.DataFrame:
    """Return the counts that have a number, by measure and day of publication."""
    texts = name_texts(documents)
    order = {doc_id: number for number, doc_id in enumerate(texts)}
    numbered = found[found["low"].notna() | found["high"].notna()]
    table = pd.DataFrame(
        {
            "measure": numbered["measure"],
            "words": numbered["exact"],
            "low": numbered["low"],
            "high": numbered["high"],
            "bound": numbered["bound"],
            "modality": numbered["modality"],
            "speaker": numbered["speaker"],
            "doc_id": numbered["doc_id"],
            "text": numbered["doc_id"].map(texts),
            "claim_id": numbered["claim_id"],
        }
    )
    rank = {key: number for number, key in enumerate(measures)}
    table = table.sort_values(
        ["measure", "doc_id", "claim_id"], key=lambda column: column.map(rank | order).fillna(column), kind="stable"
    )
    return table.assign(measure=table["measure"].map(dict(measures))).reset_index(drop=True)


def _place(listed: list[Row], measures: Mapping[str, str]) -> tuple[list[Row], float]:
    """Return the rows with the height of their words, and where the last one ends."""
    y, placed = float(KEY), []
    label = None
    for row in listed:
        if row["measure"] != label:
            y += HEADING
            label = row["measure"]
            row |= {"heading": y - HEADING / 2 + 4}
        wide = text_width(_said(row)) + text_width(row["text"], SMALL_SIZE) > WIDTH - 24
        placed.append(row | {"y": y + 12, "mark": y + 32 + 16 * wide, "wide": wide})
        y += ROW + 16 * wide
    return placed, y


def _said(row: Row) -> str:
    return row["words"] if row["modality"] == "asserted" else f"{row['words']} ({row['modality']})"


def _words(placed: list[Row], measures: Mapping[str, str]) -> Iterator[alt.Chart]:
    headings = [{"x": 0, "y": row["heading"], "words": row["measure"]} for row in placed if "heading" in row]
    said = [{"x": 8, "y": row["y"], "words": _said(row)} for row in placed]
    beside = [{"x": WIDTH, "y": row["y"], "words": row["text"]} for row in placed if not row["wide"]]
    below = [{"x": 8, "y": row["y"] + 16, "words": row["text"]} for row in placed if row["wide"]]
    yield canvas.draw_words(headings, size=TEXT_SIZE + 1, bold=True)
    yield canvas.draw_words(said)
    yield canvas.draw_words(beside, size=SMALL_SIZE, quiet=True, align="right")
    yield canvas.draw_words(below, size=SMALL_SIZE, quiet=True)


def _scale(ticks: Sequence[float], reach: float, height: float) -> Iterator[alt.Chart]:
    places = [{"x": _x(tick, reach), "y": KEY, "y2": height + 4, "words": f"{tick:,.0f}"} for tick in ticks]
    yield canvas.draw_lines([place | {"x2": place["x"]} for place in places], color=FAINT, width=1)
    labels = [{"x": place["x"], "y": height + 16, "words": place["words"]} for place in places]
    yield canvas.draw_words(labels, align="center")


def _marks(placed: list[Row], reach: float) -> Iterator[alt.Chart]:
    marks = []
    for row in placed:
        ends = {"low": row["low"], "high": row["high"]}
        start, end = (None if value is None else _x(value, reach) for value in ends.values())
        tip = {"Words": row["words"], "Speaker": row["speaker"] or "the text itself", "Text": row["text"]}
        marks.append({"kind": KINDS[row["bound"]], "start": start, "end": end, "y": row["mark"], "tip": tip})
    yield from _draw(marks)


def _draw(marks: list[Row]) -> Iterator[alt.Chart]:
    """Yield one layer per look: dot, dashed ring, thick bar, arrow, dashed line."""
    by_kind: dict[str, list[Row]] = {}
    for mark in marks:
        left = mark["end"] - ARROW if mark["start"] is None else mark["start"]
        right = mark["start"] + ARROW if mark["end"] is None else mark["end"]
        level = mark | {"x": left, "x2": right}
        by_kind.setdefault(mark["kind"], []).append(level)
    kinds = {kind: by_kind.get(kind, []) for kind in dict.fromkeys(KINDS.values())}
    spans = [mark for kind in ("exact", "about") for mark in kinds[kind] if mark["x"] != mark["x2"]]
    yield canvas.draw_lines([*spans, *kinds["from … to"]], color=DEEP, width=8)
    yield canvas.draw_lines(kinds["vague, within"], color=WARM, width=5, dash=(5, 4))
    yield canvas.draw_lines([*kinds["or more"], *kinds["or fewer"]], color=DEEP, width=2.5)
    yield canvas.draw_points([mark | {"x": mark["x2"]} for mark in kinds["or more"]], shape="triangle-right", fill=DEEP)
    yield canvas.draw_points(kinds["or fewer"], shape="triangle-left", fill=DEEP)
    limits = [*kinds["or more"], *(mark | {"x": mark["x2"]} for mark in kinds["or fewer"])]
    sides = [{**mark, "x2": mark["x"], "y": mark["y"] - 7, "y2": mark["y"] + 7} for mark in limits]
    yield canvas.draw_lines(sides, color=DEEP, width=2.5)
    yield canvas.draw_points([mark for mark in kinds["exact"] if mark not in spans], fill=DEEP, stroke=DEEP)
    yield canvas.draw_points(kinds["about"], fill=PAPER, stroke=DEEP, size=150, dash=(3, 2.4))


def _key(listed: list[Row]) -> Iterator[alt.Chart]:
    """Yield the looks that occur, each with its word."""
    used = {KINDS[row["bound"]] for row in listed}
    kinds = [kind for kind in dict.fromkeys(KINDS.values()) if kind in used]
    x, marks, words = 8.0, [], []
    for kind in kinds:
        wide = 8 if kind in ("exact", "about") else 34
        start = None if kind == "or fewer" else x
        end = None if kind == "or more" else x + (0 if wide == 8 else wide)
        if kind == "or fewer":
            end = x + ARROW
        marks.append({"kind": kind, "start": start, "end": end, "y": 12})
        x += (ARROW if kind.startswith("or ") else wide) + 12
        words.append({"x": x, "y": 12, "words": kind})
        x += text_width(kind) + 22
    yield from _draw(marks)
    yield canvas.draw_words(words)


def _x(value: float, reach: float) -> float:
    return LEFT + value / reach * (RIGHT - LEFT)


def _ticks(top: float) -> list[float]:
    """Return four to eight round numbers from 0 to just above `top`."""
    power = 10.0 ** (len(f"{top:.0f}") - 1)
    step = next(power * part for part in (0.1, 0.2, 0.5, 1, 2, 5) if top / (power * part) <= 7)
    count = int(-(-top // step))
    return [step * number for number in range(count + 1)]

"""The events that are told as having happened: length is precision, and doubt is drawn.

A bar covers every day that the words allow. Where they only say "before", it starts in an arrow. Years apart are
panels apart, each with its own scale, for an empty stretch of five years would leave no room for the days.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import altair as alt
import networkx as nx
import pandas as pd

from tracebrief.draw.canvas import draw_bars, draw_lines, draw_points, draw_words, sheet
from tracebrief.draw.figures import Figure
from tracebrief.draw.theme import DEEP, FAINT, PAPER, QUIET, SMALL_SIZE, SOFT, WIDTH, wrap
from tracebrief.link.codebook import Codebook
from tracebrief.model.tables import rows
from tracebrief.model.wording import days_in_brief, outlet_in_words
from tracebrief.project.errors import TableError

# What is told as having happened, firmly or not; fears, plans and denials are no events of a timeline.
FIRM, DOUBTED = ("asserted",), ("alleged", "unverified")
# Days without any event that part two panels.
GAP = timedelta(days=120)
# Days shown before the first dated one, so that "before" has room.
BEFORE = 6
# Events drawn at most, and outlets named for one of them.
MOST, OUTLETS = 60, 3
# Pixels.
LABELS, HEAD, BAR, LINE = 316, 50, 13, 16
SIZE = SMALL_SIZE + 0.5


@dataclass(frozen=True)
class Event:
    """One row: its words, its days, and how surely it is told."""

    words: str
    label: str
    source: str
    first: date | None
    last: date
    doubted: bool
    claim_id: str
    doc_ids: str


def draw_timeline(
    claims: pd.DataFrame,
    verifications: pd.DataFrame,
    passages: pd.DataFrame,
    documents: pd.DataFrame,
    codebook: Codebook,
    *,
    events: Iterable[str],
    most: int = MOST,
) -> Figure:
    """Return the accepted events of the types `events`, each once with its narrowest dating, in order of time.

    Args:
        most: events drawn at most, the newest of those with a first day before the others.

    Raises:
        TableError: no event of these types is told as having happened.
    """
    story = _without_headlines(claims[claims["kind"] == "event"], passages)
    story = story.merge(verifications[["claim_id", "group"]], on="claim_id")
    found = sorted(find_events(story, documents, codebook, set(events)), key=_when)
    if not found:
        raise TableError("claims", "no event to draw", "choose other event types")
    left, found = max(0, len(found) - most), sorted(_newest(found, most), key=_when)
    panels = list(_panels(found))
    layers, height = [], 0.0
    for panel in panels:
        layers += _panel(panel, height)
        height += HEAD + sum(map(_height, panel)) + 10
    return Figure(
        sheet(layers, height),
        pd.DataFrame([vars(event) for event in found]),
        _words(found, panels),
        f"{len(found)} of {story['group'].nunique()} events"
        + (f"; {left:,} that are older or only dated “before” are left out" if left else ""),
        tuple(sorted({doc_id for event in found for doc_id in event.doc_ids.split()})),
    )


def find_events(claims: pd.DataFrame, documents: pd.DataFrame, codebook: Codebook, events: set[str]) -> list[Event]:
    """Return one event per type and place, or per group of compared claims: the one dated most narrowly."""
    labels = {kind.key: kind.label for kind in codebook.event_types}
    outlets = {row["doc_id"]: outlet_in_words(row) for row in rows(documents)}
    told = claims["modality"].isin(FIRM + DOUBTED) & (claims["status"] != "rejected") & claims["last"].notna()
    found = []
    for group in _same(list(rows(claims[told & claims["event"].isin(events)]))):
        best = min(group, key=_width)
        texts = sorted({claim["doc_id"] for claim in group})
        found.append(
            Event(
                " ".join(best["exact"].split()),
                labels[best["event"]],
                _listed(sorted({outlets[doc_id] for doc_id in texts})),
                date.fromisoformat(best["first"]) if best["first"] else None,
                date.fromisoformat(best["last"]),
                any(claim["modality"] in DOUBTED for claim in group),
                best["claim_id"],
                " ".join(texts),
            )
        )
    return found


def _newest(found: list[Event], most: int) -> list[Event]:
    return sorted(found, key=lambda event: (event.first is not None, event.last, event.claim_id))[-most:]


def _listed(outlets: list[str]) -> str:
    """Return the outlets that tell of one event, of many the first two."""
    if len(outlets) <= OUTLETS:
        return ", ".join(outlets)
    return f"{', '.join(outlets[: OUTLETS - 1])} and {len(outlets) - OUTLETS + 1} more"


def _same(claims: list[dict]) -> Iterator[list[dict]]:
    """Yield claims of one event: of one type, and of one group of comparison or at one place in one year."""
    graph = nx.Graph()
    for claim in claims:
        graph.add_edge(claim["claim_id"], (claim["event"], claim["group"]))
        if claim["place"]:
            graph.add_edge(claim["claim_id"], (claim["event"], claim["place"], claim["last"][:4]))
    member = {node: number for number, nodes in enumerate(nx.connected_components(graph)) for node in nodes}
    groups: dict[int, list[dict]] = {}
    for claim in claims:
        groups.setdefault(member[claim["claim_id"]], []).append(claim)
    yield from groups.values()


def _without_headlines(claims: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Return the claims of the story's paragraphs: a headline only repeats them."""
    headings = {(p["doc_id"], p["passage"]) for p in rows(passages) if p["kind"] == "heading"}
    return claims[[place not in headings for place in zip(claims["doc_id"], claims["passage"], strict=True)]]


def _width(claim: dict) -> tuple[bool, int, str]:
    """Order claims by how narrowly they are dated; an open start is widest."""
    days = date.fromisoformat(claim["last"]) - date.fromisoformat(claim["first"] or claim["last"])
    return claim["first"] is None, days.days, claim["claim_id"]


def _when(event: Event) -> tuple[int, bool, date, date, str]:
    """Order events by year; within it the dated ones first, then those that are only before a day."""
    return event.last.year, event.first is None, event.first or event.last, event.last, event.claim_id


def _panels(found: list[Event]) -> Iterator[list[Event]]:
    """Yield runs of events with no gap of more than `GAP` days between their last days."""
    panel: list[Event] = []
    for event in found:
        if panel and (event.first or event.last) - max(other.last for other in panel) > GAP:
            yield panel
            panel = []
        panel.append(event)
    yield panel


def _panel(events: list[Event], top: float) -> Iterator[alt.Chart]:
    """Yield the layers of one panel, which begins at the height `top` and has its own scale of days."""
    begin = min(event.first or event.last for event in events) - timedelta(days=BEFORE)
    end = max(event.last for event in events) + timedelta(days=1)

    def x(day: date) -> float:
        return LABELS + (day - begin).days / (end - begin).days * (WIDTH - LABELS - 6)

    ticks = _ticks(begin, end)
    yield draw_words([{"x": 0, "y": top + 16, "words": _span(events)}], bold=True)
    bottom = top + HEAD + sum(map(_height, events))
    yield draw_lines(
        [{"x": x(day), "x2": x(day), "y": top + HEAD - 14, "y2": bottom} for day in ticks], color=FAINT, width=1
    )
    marks = [{"x": x(day), "y": top + HEAD - 24, "words": f"{day.day} {day:%b}"} for day in ticks]
    yield draw_words(marks, size=SMALL_SIZE, quiet=True, align="center")
    yield from _rows(events, x, top + HEAD)


def _rows(events: list[Event], x: Callable[[date], float], top: float) -> Iterator[alt.Chart]:
    """Yield labels and bars of one panel."""
    tops = [top + sum(map(_height, events[:place])) for place in range(len(events))]
    lines = [_lines(event) for event in events]
    labels = [{"x": 0, "y": y + 10, "words": line} for y, line in zip(tops, lines, strict=True)]
    yield draw_words(labels, size=SIZE)
    quiet = [
        {"x": 0, "y": y + 11 + LINE * len(line), "words": f"{event.label} · {event.source}"}
        for event, y, line in zip(events, tops, lines, strict=True)
        if event.first
    ]
    if quiet:
        yield draw_words(quiet, size=SMALL_SIZE, quiet=True)
    for open_, doubted in ((False, False), (False, True), (True, False), (True, True)):
        bars = [
            {
                "x": x(event.first) if event.first else LABELS + 9,
                "x2": x(event.last + timedelta(days=1)),
                "y": y + 11,
                "tip": {"event": event.words, "when": _days(event), "source": event.source},
            }
            for event, y in zip(events, tops, strict=True)
            if event.doubted == doubted and (event.first is None) == open_
        ]
        if bars:
            fill = PAPER if doubted else FAINT if open_ else DEEP
            yield draw_bars(
                bars, height=BAR - 4 * open_, fill=fill, stroke=SOFT if open_ else DEEP, dash=(4, 3) if doubted else ()
            )
    arrows = [{"x": LABELS + 5, "y": y + 11} for event, y in zip(events, tops, strict=True) if event.first is None]
    if arrows:
        yield draw_points(arrows, shape="triangle-left", size=60, fill=QUIET, stroke=QUIET)


def _height(event: Event) -> float:
    """Return the height of an event's row: an undated one takes a single line."""
    return LINE * len(_lines(event)) + (LINE + 12 if event.first else 8)


def _lines(event: Event) -> list[str]:
    """Return an event's words as lines of the label column: two where it is dated, otherwise one."""
    lines, most = wrap(event.words, LABELS - 20, SIZE), 2 if event.first else 1
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1] + " …"]


def _ticks(begin: date, end: date) -> list[date]:
    """Return three to six round days between `begin` and `end`."""
    days = (end - begin).days
    step = next(step for step in (1, 2, 3, 5, 7, 14, 28, 91, 365, 3650) if days / step <= 6)
    return [begin + timedelta(days=shift) for shift in range(step, days, step)]


def _days(event: Event) -> str:
    return days_in_brief(event.first.isoformat() if event.first else None, event.last.isoformat())


def _span(events: list[Event]) -> str:
    """Return the days that a panel covers, from its first dated event."""
    dated = [event.first for event in events if event.first]
    return days_in_brief(min(dated).isoformat() if dated else None, max(event.last for event in events).isoformat())


def _words(found: list[Event], panels: list[list[Event]]) -> str:
    """Return the alternative text: each event with its days, and how many are in doubt."""
    told = "; ".join(
        f"{_days(event)}: {event.label}, “{event.words}” ({event.source}{', in doubt' if event.doubted else ''})"
        for event in found
    )
    doubted = sum(event.doubted for event in found)
    parts = f" in {len(panels)} panels with a gap between them" if len(panels) > 1 else ""
    return f"{len(found)} events{parts}, {doubted} of them told with doubt. {told}."

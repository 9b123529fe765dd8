"""The events that are told as having happened, each once: length is precision, and how firmly it is told is drawn.

A bar covers every day that the reports allow. Where they only say "before", it has no beginning, and stands below
those that have one. Years apart are panels apart, each with its own scale, for an empty stretch of five years would
leave no room for the days.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pandas as pd

from tracebrief.draw.dated_events import DatedEvent, select_events
from tracebrief.draw.figures import Figure, to_frame
from tracebrief.draw.theme import SMALL_SIZE, wrap
from tracebrief.link import Codebook
from tracebrief.model.tables import rows
from tracebrief.model.wording import days_in_brief
from tracebrief.project.errors import TableError

# Days without any event that part two panels.
GAP = timedelta(days=120)
# Days shown before the first dated one, so that "before" has room.
BEFORE = timedelta(days=6)
# Events drawn at most.
MOST = 60
# What stands above the events whose first day nobody gives.
UNDATED = "By this day; since when is not told"
# Pixels that the words of an event take, and the size of their letters.
LABEL, SIZE = 296, SMALL_SIZE + 0.5


@dataclass(frozen=True)
class EventRow:
    """Half a line of the chart: the first row of an event has its bar, the row below a line of words is empty."""

    row: int  # from the top, from 0
    panel: str  # the days of its panel, in words
    words: str  # a line of the event's words, or empty
    about: str  # its type, who says so and the outlets, or empty
    heading: str = ""  # of the events without a first day
    start: pd.Timestamp | None = None  # the bar's first day: where the beginning is open, the panel's
    end: pd.Timestamp | None = None  # the day after the bar's last
    open: bool | None = None
    standing: str | None = None
    event: str | None = None  # all words of the event
    when: str | None = None  # its days in words
    source: str | None = None
    status: str | None = None


@dataclass(frozen=True)
class Timeline(Figure):
    """The figure of events in time."""

    rows: pd.DataFrame  # of `EventRow`


def lay_out_timeline(
    claims: pd.DataFrame,
    joined_events: pd.DataFrame,
    event_reports: pd.DataFrame,
    passages: pd.DataFrame,
    documents: pd.DataFrame,
    codebook: Codebook,
    *,
    events: Iterable[str],
    most: int = MOST,
) -> Timeline:
    """Return the events of the types `events` that a story tells, each once, in order of time.

    Args:
        most: events drawn at most, the newest of those with a first day before the others.

    Raises:
        TableError: no event of these types is told as having happened.
    """
    story = _without_headlines(claims, passages)
    found = sorted(select_events(story, joined_events, event_reports, documents, codebook, set(events)), key=_when)
    if not found:
        raise TableError("claims", "no event to draw", "choose other event types")
    left, found = max(0, len(found) - most), sorted(_newest(found, most), key=_when)
    panels = list(_panels(found))
    drawn = to_frame((row for panel in panels for row in _rows(panel)), EventRow)
    return Timeline(
        to_frame(found, DatedEvent),
        _describe(found, len(panels)),
        f"{len(found)} of {len(joined_events)} events"
        + (f"; {left:,} that are older or only dated “before” are left out" if left else ""),
        tuple(sorted({doc_id for event in found for doc_id in event.doc_ids.split()})),
        drawn.assign(row=range(len(drawn))),
        claims=tuple(name for event in found for name in event.claim_ids.split()),
    )


def _newest(found: list[DatedEvent], most: int) -> list[DatedEvent]:
    return sorted(found, key=lambda event: (event.first is not None, event.last, event.claim_ids))[-most:]


def _without_headlines(claims: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Return the claims of the story's paragraphs: a headline only repeats them."""
    headings = {(p["doc_id"], p["passage"]) for p in rows(passages) if p["kind"] == "heading"}
    return claims[[passage not in headings for passage in zip(claims["doc_id"], claims["passage"], strict=True)]]


def _when(event: DatedEvent) -> tuple[int, bool, date, date, str]:
    """Order events by year; within it the dated ones first, then those that are only before a day."""
    return event.last.year, event.first is None, event.first or event.last, event.last, event.claim_ids


def _panels(found: list[DatedEvent]) -> Iterator[list[DatedEvent]]:
    """Yield runs of events with no gap of more than `GAP` days between their last days."""
    panel: list[DatedEvent] = []
    for event in found:
        if panel and (event.first or event.last) - max(other.last for other in panel) > GAP:
            yield panel
            panel = []
        panel.append(event)
    yield panel


def _rows(events: list[DatedEvent]) -> Iterator[EventRow]:
    """Yield the rows of one panel, not yet numbered: lines of words, the outlets of a dated event, and room below."""
    earliest = min(event.first or event.last for event in events)
    panel, begin = _days(earliest, max(event.last for event in events)), earliest - BEFORE
    yield (empty := EventRow(0, panel, "", ""))
    undated = [event for event in events if not event.first]
    for event in events:
        if undated and event is undated[0]:
            yield from (replace(empty, heading=UNDATED), empty, empty)
        lines = [replace(empty, words=line) for line in _lines(event)]
        about = wrap(" · ".join(filter(None, (event.label, event.speakers, event.source))), LABEL, SMALL_SIZE)
        lines += [replace(empty, about=line) for line in about[:2]] if event.first else []
        yield replace(lines[0], **_bar(event, begin))
        yield from (row for line in lines[1:] for row in (empty, line))
        yield from (empty, empty)


def _lines(event: DatedEvent) -> list[str]:
    """Return an event's words as lines: two at most where it is dated, otherwise one."""
    lines, most = wrap(event.words, LABEL, SIZE), 2 if event.first else 1
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1] + " …"]


def _bar(event: DatedEvent, begin: date) -> dict[str, Any]:
    """Return what the first row of an event has beside its words."""
    return {
        "start": pd.Timestamp(event.first or begin),
        "end": pd.Timestamp(event.last + timedelta(days=1)),
        "open": event.first is None,
        "standing": event.standing,
        "event": event.words,
        "when": _when_told(event),
        "source": event.source,
        "status": event.status,
    }


def _when_told(event: DatedEvent) -> str:
    return _days(event.first, event.last)


def _days(first: date | None, last: date) -> str:
    return days_in_brief(first.isoformat() if first else None, last.isoformat())


def _describe(found: list[DatedEvent], panels: int) -> str:
    """Return the alternative text: each event with its days, and how many are in doubt."""
    told = "; ".join(
        f"{_when_told(event)}: {event.label}, “{event.words}” ({event.source}; {event.status})" for event in found
    )
    doubted = sum(event.standing == "doubted" for event in found)
    parts = f" in {panels} panels with a gap between them" if panels > 1 else ""
    return f"{len(found)} events{parts}, {doubted} of them told with doubt. {told}."

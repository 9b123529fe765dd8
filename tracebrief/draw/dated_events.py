"""Which events a timeline shows: those told as having happened, each once, with its narrowest dating."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from tracebrief.link.codebook import Codebook
from tracebrief.model.columns import DOUBTED
from tracebrief.model.days import days_between
from tracebrief.model.tables import rows
from tracebrief.model.wording import in_one_line, outlet_in_words

# What is told as having happened, firmly or not; fears, plans and denials are no events of a timeline.
FIRM = ("asserted",)
DOUBTFUL = ("unverified", "disputed")
# Outlets named for one event.
OUTLETS = 3


@dataclass(frozen=True)
class DatedEvent:
    """One event: its words, its days, and how surely it is told."""

    words: str
    label: str  # the event type's
    source: str  # the outlets that tell of it
    first: date | None  # None where the words only say "before"
    last: date
    doubted: bool  # unverified or disputed
    claim_id: str  # the claim dated most narrowly
    doc_ids: str  # the texts that tell of it, space separated


def select_events(
    claims: pd.DataFrame, documents: pd.DataFrame, codebook: Codebook, events: set[str]
) -> Iterator[DatedEvent]:
    """Yield each joined event once, by the report of it that is dated most narrowly.

    Args:
        claims: reports of events, with the event's `event_id` and what it is `told` as.
    """
    labels = {kind.key: kind.label for kind in codebook.event_types}
    outlets = {row["doc_id"]: outlet_in_words(row) for row in rows(documents)}
    told = claims["modality"].isin(FIRM + DOUBTED) & (claims["status"] != "rejected") & claims["last"].notna()
    joined: dict[str, list[dict[str, Any]]] = {}
    for claim in rows(claims[told & claims["event"].isin(events)]):
        joined.setdefault(claim["event_id"], []).append(claim)
    for group in joined.values():
        best = min(group, key=_width)
        texts = sorted({claim["doc_id"] for claim in group})
        yield DatedEvent(
            in_one_line(best["exact"]),
            labels[best["event"]],
            _listed(sorted({outlets[doc_id] for doc_id in texts})),
            date.fromisoformat(best["first"]) if best["first"] else None,
            date.fromisoformat(best["last"]),
            best["told"] in DOUBTFUL,
            best["claim_id"],
            " ".join(texts),
        )


def _listed(outlets: list[str]) -> str:
    """Return the outlets that tell of one event, of many the first two."""
    if len(outlets) <= OUTLETS:
        return ", ".join(outlets)
    return f"{', '.join(outlets[: OUTLETS - 1])} and {len(outlets) - OUTLETS + 1} more"


def _width(claim: Mapping[str, Any]) -> tuple[bool, int, str]:
    """Order claims by how narrowly they are dated; an open start is widest."""
    return claim["first"] is None, days_between(claim["first"], claim["last"]), claim["claim_id"]

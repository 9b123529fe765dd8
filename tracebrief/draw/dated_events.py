"""Which events a timeline shows: each once, however many reports of it there are, with what its reports amount to."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from tracebrief.link.codebook import Codebook
from tracebrief.model.days import days_between
from tracebrief.model.tables import rows
from tracebrief.model.wording import in_one_line, outlet_in_words

# Outlets, or speakers, named for one event.
NAMED = 3
# What the reports of an event amount to, by how it is drawn.
STANDING = {
    "independently confirmed": "confirmed",
    "reported by several": "told",
    "reported by one party": "told",
    "unverified": "doubted",
    "disputed": "doubted",
}


@dataclass(frozen=True)
class DatedEvent:
    """One event: its words, its days, and how surely it is told."""

    words: str  # of the report that stands for it
    label: str  # the event type's
    speakers: str  # who is reported to say so; empty where the texts do themselves
    source: str  # the outlets that tell of it
    first: date | None  # None where the words only say "before"
    last: date
    status: str  # as the table `joined_events` has it
    standing: str  # of `STANDING`
    claim_ids: str  # its reports, space separated
    doc_ids: str  # the texts that tell of it, space separated


def select_events(
    claims: pd.DataFrame,
    joined_events: pd.DataFrame,
    event_reports: pd.DataFrame,
    documents: pd.DataFrame,
    codebook: Codebook,
    events: Collection[str],
) -> Iterator[DatedEvent]:
    """Yield the events of the types `events` that `claims` report and that have a last day."""
    labels = {kind.key: kind.label for kind in codebook.event_types}
    outlets = {row["doc_id"]: outlet_in_words(row) for row in rows(documents)}
    known = {claim["claim_id"]: claim for claim in rows(claims)}
    reports: dict[str, list[dict[str, Any]]] = {}
    for report in rows(event_reports[event_reports["role"] != "denies"]):
        if claim := known.get(report["claim_id"]):
            reports.setdefault(report["event_id"], []).append(claim | {"role": report["role"]})
    for event in rows(joined_events):
        told = reports.get(event["event_id"])
        if not told or event["event"] not in events or event["last"] is None:
            continue
        texts = sorted({claim["doc_id"] for claim in told})
        yield DatedEvent(
            in_one_line(min(told, key=_rank)["exact"]),
            labels[event["event"]],
            _listed(sorted({_speaker(claim, codebook) for claim in told if claim["role"] == "reports"} - {""})),
            _listed(sorted({outlets[doc_id] for doc_id in texts})),
            date.fromisoformat(event["first"]) if event["first"] else None,
            date.fromisoformat(event["last"]),
            event["status"],
            STANDING[event["status"]],
            " ".join(sorted(claim["claim_id"] for claim in told)),
            " ".join(texts),
        )


def _speaker(claim: Mapping[str, Any], codebook: Codebook) -> str:
    return codebook.label(claim["speaker_actor"]) or in_one_line(claim["speaker"] or "")


def _listed(names: Iterable[str]) -> str:
    """Return the names, of many the first two."""
    names = list(names)
    if len(names) <= NAMED:
        return ", ".join(names)
    return f"{', '.join(names[: NAMED - 1])} and {len(names) - NAMED + 1} more"


def _rank(claim: Mapping[str, Any]) -> tuple[bool, bool, int, int, str]:
    """Order the reports of an event by how well they stand for it: asserted, dated, narrowly, in more words."""
    width = days_between(claim["first"], claim["last"]) if claim["first"] else 0
    return claim["modality"] != "asserted", claim["first"] is None, width, -len(claim["exact"]), claim["claim_id"]

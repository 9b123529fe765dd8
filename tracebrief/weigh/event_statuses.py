"""What the reports of an event amount to: who stands behind them, who doubts it, who denies it."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from tracebrief.link import Codebook
from tracebrief.model.claims import Claim
from tracebrief.model.days import to_edtf
from tracebrief.model.tables import rows_of, to_table
from tracebrief.model.weighed import (
    EVENT_STATUS,
    ClaimComparison,
    ClaimOrigin,
    EventReport,
    JoinedEvent,
)
from tracebrief.weigh.joined_events import Joined
from tracebrief.weigh.origin_relations import index_relations
from tracebrief.weigh.verification import Support, listed


def weigh_events(
    claims: pd.DataFrame,
    event_reports: pd.DataFrame,
    comparisons: pd.DataFrame,
    origins: pd.DataFrame,
    relations: pd.DataFrame,
    *,
    codebook: Codebook,
) -> pd.DataFrame:
    """Return every event that is told, with the status of its reports, as the table `joined_events`."""
    by_id = {claim.claim_id: claim for claim in rows_of(claims, Claim)}
    own = {row.claim_id: row for row in rows_of(origins, ClaimOrigin)}
    related, against = index_relations(relations), _conflicts(comparisons)
    told: dict[str, list[_Report]] = {}
    for row in rows_of(event_reports, EventReport):
        if row.role != "denies":
            told.setdefault(row.event_id, []).append(_Report(row, by_id[row.claim_id], own[row.claim_id]))
    events = []
    for name, reports in sorted(told.items()):
        support = Support.of([(each.claim, each.origin) for each in reports if each.row.role == "reports"], related)
        events.append(_event(name, reports, support, against, codebook))
    return to_table("joined_events", events)


def _conflicts(comparisons: pd.DataFrame) -> dict[str, str]:
    """Return the claims that conflict with another one, each with the reason in the first such comparison."""
    against: dict[str, str] = {}
    for pair in rows_of(comparisons, ClaimComparison):
        if pair.relation == "conflicts":
            for claim in (pair.claim_a, pair.claim_b):
                against.setdefault(claim, pair.reason)
    return against


@dataclass(frozen=True)
class _Report:
    """A report of an event, which its text may doubt, with its claim and that claim's origin."""

    row: EventReport
    claim: Claim
    origin: ClaimOrigin


def _event(
    name: str, reports: list[_Report], support: Support, against: Mapping[str, str], codebook: Codebook
) -> JoinedEvent:
    """Return what is known of an event from all its reports together."""
    event = Joined(reports[0].claim.event or "")
    for each in reports:
        event.add(each.claim, codebook)
    status, reason = _status(reports, support, against)
    texts = len({each.claim.doc_id for each in reports})
    where = event.place, event.actor, event.first, event.last, to_edtf(event.first, event.last)
    return JoinedEvent(name, event.event, *where, status, texts, len(support.independent), reason)


def _status(reports: list[_Report], support: Support, against: Mapping[str, str]) -> tuple[EVENT_STATUS, str]:
    if denied := next((against[each.claim.claim_id] for each in reports if each.claim.claim_id in against), None):
        return "disputed", denied
    who = listed(support.reports)
    if len(support.independent) > 1:
        return "independently confirmed", f"by independent origins: {listed(support.independent)}"
    if doubts := sorted({each.claim.doc_id for each in reports if each.row.role == "doubts"}):
        return "unverified", f"{listed(doubts)} does not vouch for it" + (f"; reported by {who}" if who else "")
    if len(support.reports) > 1:
        return "reported by several", f"who may be one: {who}"
    return "reported by one party", who

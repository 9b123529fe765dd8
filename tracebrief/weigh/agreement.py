"""Which claims speak of the same thing, and whether they agree.

Counts are compared as far as the codebook allows, events by type, place, days and parties, quotations, plans, warnings
and statements by their words; what people set side by side comes beside, or instead.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from tracebrief.link import Codebook, check_attributions
from tracebrief.model.claims import Claim
from tracebrief.model.tables import accepted, to_table
from tracebrief.model.weighed import COMPUTED, SUPPORTING, ClaimComparison, EventReport
from tracebrief.weigh.authored_comparisons import NOTHING, AuthoredComparisons
from tracebrief.weigh.claim_groups import name_apart, name_groups
from tracebrief.weigh.claim_relations import Pair
from tracebrief.weigh.compared_counts import compare_counts
from tracebrief.weigh.compared_events import compare_events, published_of, report_events
from tracebrief.weigh.compared_quotations import compare_quotations
from tracebrief.weigh.compared_statements import compare_statements
from tracebrief.weigh.intervals import ABOUT
from tracebrief.weigh.joined_events import find_joined
from tracebrief.weigh.like_quotations import ALIKE


class Agreement(NamedTuple):
    """How claims relate to each other, and which events they tell, as tables."""

    comparisons: pd.DataFrame
    event_reports: pd.DataFrame


def weigh_agreement(
    claims: pd.DataFrame,
    attributions: pd.DataFrame,
    provenance: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    codebook: Codebook,
    authored: AuthoredComparisons = NOTHING,
    about: float = ABOUT,
    alike: int = ALIKE,
) -> Agreement:
    """Return the pairs of claims that a reader would compare, and the events that the claims report.

    Args:
        authored: what people set side by side.
        about: how far "about" reaches, as a share of the number.
        alike: letters of 100 that must agree for two quotations to be the same words.

    Raises:
        TableError: a claim's columns or chain disagree with its attribution.
        CodebookError: what people leave out of the prose does not disagree.
    """
    said, found = check_attributions(claims, attributions, provenance), accepted(claims)
    events = find_joined(found, codebook)
    pairs = [
        *compare_counts(found, codebook, about),
        *compare_events(found, events, codebook, published_of(documents)),
        *compare_statements(found, codebook),
        *compare_quotations(found, said, codebook, alike),
    ]
    judged = authored.judge(map(_computed, pairs), {claim.claim_id for claim in found})
    reports = report_events(found, events, judged)
    named = _name_comparisons(judged, group_facts(found, judged, reports))
    return Agreement(to_table("comparisons", named), to_table("event_reports", reports))


def _name_comparisons(judged: list[ClaimComparison], groups: Mapping[str, str]) -> Iterator[ClaimComparison]:
    names = name_apart([("x-", [each.claim_a, each.claim_b]) for each in judged])
    for name, each in zip(names, judged, strict=True):
        yield replace(each, comparison_id=name, group=groups[each.claim_a])


def group_facts(
    claims: Iterable[Claim], comparisons: Iterable[ClaimComparison], reports: Iterable[EventReport]
) -> dict[str, str]:
    """Return the group of each claim by their ids: all that tell one fact, because they agree or report one event."""
    told: dict[str, list[str]] = {}
    for report in reports:
        if report.role != "denies":
            told.setdefault(report.event_id, []).append(report.claim_id)
    related = [(each.claim_a, each.claim_b) for each in comparisons if each.relation in SUPPORTING]
    return name_groups(claims, [*related, *(pair for event in told.values() for pair in pairwise(event))])


def _computed(pair: Pair) -> ClaimComparison:
    ids = pair.a.claim_id, pair.b.claim_id
    return ClaimComparison("", "", *ids, pair.relation, pair.reason, pair.guard, None, COMPUTED, None)

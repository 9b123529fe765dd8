"""How far each fact may be relied on: by how many origins that are told apart, not by how many texts.

A text that itself calls a report alleged or unverified passes it on, and "thousands" fits every count: neither supports
another claim. What is only feared, planned or asked for may be repeated; nothing bears it out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import networkx as nx
import pandas as pd

from tracebrief.model.claims import Claim
from tracebrief.model.columns import DOUBTED, FIRM
from tracebrief.model.days import days_between
from tracebrief.model.tables import accepted, rows_of, to_table
from tracebrief.model.weighed import (
    UNSOURCED,
    VERIFICATION_STATUS,
    ClaimComparison,
    ClaimOrigin,
    EventReport,
    Verification,
)
from tracebrief.model.wording import counted, split_through
from tracebrief.weigh.agreement import group_facts
from tracebrief.weigh.origin_relations import Relations, index_relations

# Origins, or texts that doubt, which a reason names; more are counted.
LISTED = 12


def weigh_verification(
    claims: pd.DataFrame,
    comparisons: pd.DataFrame,
    event_reports: pd.DataFrame,
    origins: pd.DataFrame,
    relations: pd.DataFrame,
    documents: pd.DataFrame,
) -> pd.DataFrame:
    """Return the verification status of every claim that was not rejected, as the table `verifications`."""
    found = accepted(claims)
    compared = rows_of(comparisons, ClaimComparison)
    groups = group_facts(found, compared, rows_of(event_reports, EventReport))
    own = {row.claim_id: row for row in rows_of(origins, ClaimOrigin)}
    related = index_relations(relations)
    members: dict[str, list[Claim]] = {}
    for claim in found:
        members.setdefault(groups[claim.claim_id], []).append(claim)
    together = {name: _Group.of(name, claims, own) for name, claims in members.items()}
    against = dict(_disputes(compared, groups))
    newest = documents["last"].dropna().max()
    return to_table(
        "verifications",
        (
            _verify(claim, together[groups[claim.claim_id]], own[claim.claim_id], related, against, newest)
            for claim in found
        ),
    )


@dataclass(frozen=True)
class _Group:
    """What the claims of a group amount to together: those that support it, and who doubts it."""

    name: str
    vouched: tuple[tuple[Claim, ClaimOrigin], ...]
    doubts: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, name: str, claims: list[Claim], origins: Mapping[str, ClaimOrigin]) -> "_Group":
        vouched = [claim for claim in claims if claim.modality not in DOUBTED and claim.bound != "vague"]
        doubts = {(claim.doc_id, claim.modality) for claim in claims if claim.modality in DOUBTED}
        return cls(name, tuple((claim, origins[claim.claim_id]) for claim in vouched), frozenset(doubts))


@dataclass(frozen=True)
class Support:
    """The origins of one fact that are told apart, and the reports of it that are not known to be one."""

    independent: list[str]
    reports: list[str]
    sourced: bool

    @classmethod
    def of(cls, told: Iterable[tuple[Claim, ClaimOrigin]], relations: Relations) -> "Support":
        """Return what claims of one fact amount to together, each with its origin."""
        told = list(told)
        sourced = [(claim, row) for claim, row in told if row.how != UNSOURCED]
        known_as: dict[str, set[str]] = {}
        for _, row in sourced:
            known_as.setdefault(row.origin_id, set()).add(row.origin)
        names_of = {key: " or ".join(sorted(known_as[key])) for key in sorted(known_as)}
        one = nx.Graph((a, b) for a, b in combinations(names_of, 2) if _relation(a, b, relations) == "same")
        one.add_nodes_from(names_of)
        reports = [min(names_of[key] for key in own) for own in nx.connected_components(one)]
        apart = [names_of[key] for key in _told_apart([*names_of], relations)]
        return cls(sorted(apart), sorted([*reports, *_unsourced(told, sourced)]), bool(names_of))


def _unsourced(told: Iterable[tuple[Claim, ClaimOrigin]], sourced: list[tuple[Claim, ClaimOrigin]]) -> set[str]:
    """Return the outlets that tell a fact as their own, in no text and by no outlet that names who said it."""
    texts = {claim.doc_id for claim, _ in sourced}
    outlets = {name for claim, row in sourced for name in (row.outlet, *split_through(claim.via))}
    return {
        f"{row.origin}, unsourced"
        for claim, row in told
        if row.how == UNSOURCED and claim.doc_id not in texts and row.origin not in outlets
    }


def _told_apart(origins: list[str], relations: Relations) -> list[str]:
    """Return origins of which every two are independent: those first that are tied to the fewest others."""
    tied = {
        key: sum(_relation(key, other, relations) != "independent" for other in origins if other != key)
        for key in origins
    }
    apart: list[str] = []
    for key in sorted(origins, key=tied.__getitem__):
        if all(_relation(key, other, relations) == "independent" for other in apart):
            apart.append(key)
    return apart


def _relation(a: str, b: str, relations: Relations) -> str:
    row = relations.get(frozenset((a, b)))
    return row.relation if row else "may be the same"


def _verify(
    claim: Claim,
    group: _Group,
    origin: ClaimOrigin,
    relations: Relations,
    against: Mapping[str, str],
    newest: str | None,
) -> Verification:
    # A plan or a fear bears out no assertion, and the other way round.
    told = [each for each in group.vouched if (each[0].modality in FIRM) == (claim.modality in FIRM)]
    told.append((claim, origin))
    texts = {each.doc_id for each, _ in told}
    support = Support.of(told, relations)
    # What other texts say that keeps a claim from being taken as verified.
    doubts = sorted(f"{text} calls it {how}" for text, how in group.doubts if text != claim.doc_id)
    status, reason = _status(claim, against.get(group.name), support, len(texts), doubts)
    age = None if claim.last is None or newest is None else days_between(claim.last, newest)
    return Verification(claim.claim_id, group.name, len(texts), len(support.independent), status, age, reason)


def _disputes(compared: list[ClaimComparison], groups: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each fact that another one conflicts with, with the reason."""
    for pair in compared:
        if pair.relation == "conflicts":
            yield groups[pair.claim_a], pair.reason
            yield groups[pair.claim_b], pair.reason


def _status(
    claim: Claim, dispute: str | None, support: Support, texts: int, doubts: list[str]
) -> tuple[VERIFICATION_STATUS, str]:
    where, apart = f"in {counted(texts, 'text')}", support.independent
    if dispute:
        return "disputed", dispute
    if len(apart) > 1 and claim.modality in FIRM:
        return "corroborated", f"{len(apart)} independent origins {where}: {listed(apart)}"
    if claim.modality in DOUBTED:
        return "unverified", f"{claim.modality} by the text itself; {where}, from {listed(support.reports)}"
    if doubts:
        return "unverified", f"{listed(doubts)}; asserted {where}, from {listed(support.reports)}"
    if len(support.reports) > 1:
        why = "may be one" if claim.modality in FIRM else f"what is {claim.modality} is repeated, not borne out"
        return "reported twice", f"{len(support.reports)} reports {where}, {why}: {listed(support.reports)}"
    if not support.sourced:
        return "unsourced", f"{support.reports[0]}, {where}"
    return "single origin", f"one origin {where}: {support.reports[0]}"


def listed(names: list[str]) -> str:
    """Return names as a list, of many the first."""
    more = [f"{len(names) - LISTED} more"] if len(names) > LISTED else []
    return "; ".join([*names[:LISTED], *more])

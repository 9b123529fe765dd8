"""Whether two origins of one fact are one, may be one, or are told apart by the texts.

Only two that are told apart bear each other out. What the texts leave open is never taken for a second origin: someone
unnamed may be anyone of the party that is named, and an outlet may have its own words from whomever it reports.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, permutations

import pandas as pd

from tracebrief.link import Codebook, actor_of
from tracebrief.model.attributions import ProvenanceStep
from tracebrief.model.tables import rows_of, to_table
from tracebrief.model.weighed import (
    ORIGIN_RELATION,
    SUPPORTING,
    UNSOURCED,
    ClaimComparison,
    ClaimOrigin,
    EventReport,
    OriginRelation,
)

Related = tuple[ORIGIN_RELATION, str]
Relations = Mapping[frozenset[str], OriginRelation]


@dataclass(frozen=True, order=True)
class Account:
    """What one origin says: under which names, of which parties, told to whom, and through whom the texts have it."""

    origin_id: str
    name: str
    parties: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()  # that were told by someone unnamed
    through: frozenset[str] = frozenset()
    unknown: bool = False  # some of them may be of any party

    @property
    def unnamed(self) -> bool:
        """Whether nobody is named."""
        return bool(self.outlets)

    @property
    def names(self) -> frozenset[str]:
        """By which another's account may be known to have come through this one."""
        return self.parties or frozenset([self.name])


def weigh_origin_relations(
    origins: pd.DataFrame,
    provenance: pd.DataFrame,
    comparisons: pd.DataFrame,
    event_reports: pd.DataFrame,
    *,
    codebook: Codebook,
) -> pd.DataFrame:
    """Return how the origins that meet in one fact relate to each other, as the table `origin_relations`.

    What a text says by itself, unsourced, has no origin to relate.
    """
    rows = [row for row in rows_of(origins, ClaimOrigin) if row.how != UNSOURCED]
    accounts = find_accounts(rows, rows_of(provenance, ProvenanceStep), codebook)
    of_claim = {row.claim_id: row.origin_id for row in rows}
    meeting: dict[str, set[str]] = {}
    for pair in rows_of(comparisons, ClaimComparison):
        if pair.relation in SUPPORTING:
            found = {of_claim[claim] for claim in (pair.claim_a, pair.claim_b) if claim in of_claim}
            meeting.setdefault(pair.group, set()).update(found)
    for report in rows_of(event_reports, EventReport):
        if report.role != "denies" and report.claim_id in of_claim:
            meeting.setdefault(report.event_id, set()).add(of_claim[report.claim_id])
    pairs = sorted({pair for group in meeting.values() for pair in combinations(sorted(group), 2)})
    return to_table("origin_relations", (OriginRelation(a, b, *relate(accounts[a], accounts[b])) for a, b in pairs))


def index_relations(relations: pd.DataFrame) -> Relations:
    """Return how two origins relate to each other, by the two."""
    return {frozenset((row.origin_a, row.origin_b)): row for row in rows_of(relations, OriginRelation)}


def find_accounts(
    origins: Iterable[ClaimOrigin], steps: Iterable[ProvenanceStep], codebook: Codebook
) -> dict[str, Account]:
    """Return the account of each origin; words that are told of two speakers are one account of "X or Y"."""
    through: dict[str, set[str]] = {}
    for step in steps:
        through.setdefault(step.claim_id, set()).add(_party(step.who, codebook))
    told: dict[str, list[ClaimOrigin]] = {}
    for row in origins:
        told.setdefault(row.origin_id, []).append(row)
    return {key: _account(key, own, through, codebook) for key, own in told.items()}


def _account(key: str, own: list[ClaimOrigin], through: Mapping[str, set[str]], codebook: Codebook) -> Account:
    actors = {actor for row in own for actor in (row.actors or "").split()}
    parties = {codebook.party(actor) for actor in actors}
    known = {party for party in parties if codebook.actor(party).kind != "unnamed"}
    return Account(
        key,
        " or ".join(sorted({row.origin for row in own})),
        frozenset(known),
        frozenset(_party(row.outlet, codebook) for row in own if row.outlet),
        frozenset().union(*(through.get(row.claim_id, ()) for row in own)),
        parties != known or not all(row.actors for row in own),
    )


def _party(who: str, codebook: Codebook) -> str:
    """Return the party that words name, the words where they name none."""
    actor = actor_of(who, codebook)
    return codebook.party(actor) if actor else who


def relate(one: Account, other: Account) -> Related:
    """Return how two accounts relate to each other, and why; the order of the two does not matter."""
    for first, second in permutations(sorted((one, other))):
        if first.names & (second.through - second.parties):
            return "may be the same", f"{first.name} has passed on what {second.name} said"
    return _by_party(*sorted((one, other)))


def _by_party(one: Account, other: Account) -> Related:
    """Return how two accounts relate to each other, by the parties that they are of."""
    both = f"{one.name} and {other.name}"
    if one.parties == other.parties and len(one.parties) == 1 and not (one.unknown or other.unknown):
        if not (one.unnamed or other.unnamed):
            return "same", f"{both} are of one party"
        if one.outlets & other.outlets:
            return "same", f"{both} are unnamed people of one party, who told one outlet"
    if one.parties & other.parties:
        return "may be the same", f"{both} are of one party, and may be the same people"
    if one.unknown or other.unknown:
        return "may be the same", f"the texts do not tell {both} apart"
    return "independent", f"{both} are told apart, and neither is known to pass on the other"

"""How far each claim may be relied on: by how many origins, not by how many texts.

A text that itself calls a report alleged or unverified passes it on, and "thousands" fits every count: neither supports
another claim.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from tracebrief.model.claims import Claim
from tracebrief.model.columns import DOUBTED
from tracebrief.model.days import days_between
from tracebrief.model.tables import rows_of, to_table
from tracebrief.model.weighed import VERIFICATION_STATUS, ClaimComparison, ClaimOrigin, Verification
from tracebrief.model.wording import counted
from tracebrief.weigh.claim_groups import name_groups

# Origins, or texts that doubt, which a reason names; more are counted.
LISTED = 12


def weigh_verification(
    claims: pd.DataFrame, comparisons: pd.DataFrame, origins: pd.DataFrame, documents: pd.DataFrame
) -> pd.DataFrame:
    """Return the verification status of every claim that was not rejected, as the table `verifications`."""
    accepted = [claim for claim in rows_of(claims, Claim) if claim.status != "rejected"]
    compared = [pair for pair in rows_of(comparisons, ClaimComparison) if pair.relation != "not comparable"]
    groups = name_groups(accepted, ((pair.claim_a, pair.claim_b) for pair in compared))
    accounts = _find_accounts(rows_of(origins, ClaimOrigin))
    members: dict[str, list[Claim]] = {}
    for claim in accepted:
        members.setdefault(groups[claim.claim_id], []).append(claim)
    together = {name: _Group.of(name, claims, accounts) for name, claims in members.items()}
    against = dict(_disputes(compared))
    newest = documents["last"].dropna().max()
    return to_table(
        "verifications",
        (
            _verify(claim, together[groups[claim.claim_id]], accounts[claim.claim_id], against, newest)
            for claim in accepted
        ),
    )


@dataclass(frozen=True, order=True)
class _Account:
    """What one origin says, by its name, and the outlets that were told where it is unnamed."""

    name: str
    outlets: frozenset[str] = frozenset()


def _find_accounts(origins: list[ClaimOrigin]) -> dict[str, _Account]:
    """Return each claim's account; words that are told of two speakers are one account of "X or Y"."""
    rows: dict[str, list[ClaimOrigin]] = {}
    for row in origins:
        rows.setdefault(row.origin_id, []).append(row)
    accounts = {
        key: _Account(
            " or ".join(sorted({row.origin for row in own})), frozenset(row.outlet for row in own if row.outlet)
        )
        for key, own in rows.items()
    }
    return {row.claim_id: accounts[row.origin_id] for row in origins}


@dataclass(frozen=True)
class _Group:
    """What the claims of a group amount to together: the texts and origins that support it, and who doubts it."""

    name: str
    texts: frozenset[str]
    accounts: frozenset[_Account]
    doubts: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, name: str, claims: list[Claim], accounts: Mapping[str, _Account]) -> "_Group":
        firm = [claim for claim in claims if claim.modality not in DOUBTED and claim.bound != "vague"]
        return cls(
            name,
            frozenset(claim.doc_id for claim in firm),
            frozenset(accounts[claim.claim_id] for claim in firm),
            frozenset((claim.doc_id, claim.modality) for claim in claims if claim.modality in DOUBTED),
        )


def _verify(
    claim: Claim, group: _Group, account: _Account, against: Mapping[str, str], newest: str | None
) -> Verification:
    texts = group.texts | {claim.doc_id}
    independent = _independent(group.accounts | {account})
    # What other texts say that keeps a claim from being taken as verified.
    doubts = sorted(f"{text} calls it {how}" for text, how in group.doubts if text != claim.doc_id)
    status, reason = _status(claim, against.get(claim.claim_id), independent, len(texts), doubts)
    age = _age(claim, newest)
    return Verification(claim.claim_id, group.name, len(texts), len(independent), status, age, reason)


def _independent(accounts: frozenset[_Account]) -> list[str]:
    """Return the names of accounts without an outlet's own words where unnamed people told that outlet the same."""
    told = {outlet for account in accounts for outlet in account.outlets}
    return sorted({account.name for account in accounts if account.outlets or account.name not in told})


def _disputes(compared: list[ClaimComparison]) -> Iterator[tuple[str, str]]:
    """Yield each claim that another one conflicts with, with the reason."""
    for pair in compared:
        if pair.relation == "conflicts":
            yield pair.claim_a, pair.reason
            yield pair.claim_b, pair.reason


def _status(
    claim: Claim, dispute: str | None, origins: list[str], texts: int, doubts: list[str]
) -> tuple[VERIFICATION_STATUS, str]:
    where = f"in {counted(texts, 'text')}"
    if dispute:
        return "disputed", dispute
    if len(origins) > 1 and claim.modality not in DOUBTED:
        return "corroborated", f"{len(origins)} origins {where}: {_listed(origins)}"
    if claim.modality in DOUBTED:
        return "unverified", f"{claim.modality} by the text itself; {where}, from {_listed(origins)}"
    if doubts:
        return "unverified", f"{_listed(doubts)}; asserted {where}, from {_listed(origins)}"
    return "single origin", f"one origin {where}: {origins[0]}"


def _listed(names: list[str]) -> str:
    """Return names as a list, of many the first."""
    more = [f"{len(names) - LISTED} more"] if len(names) > LISTED else []
    return "; ".join([*names[:LISTED], *more])


def _age(claim: Claim, newest: str | None) -> int | None:
    return None if claim.last is None or newest is None else days_between(claim.last, newest)

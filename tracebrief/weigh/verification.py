"""How far each claim may be relied on: by how many origins, not by how many texts.

A text that itself calls a report alleged or unverified passes it on, and "thousands" fits every count: neither bears
another claim out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from tracebrief.link.annotated_documents import Row
from tracebrief.model.tables import rows, to_table
from tracebrief.model.wording import counted
from tracebrief.weigh.agreement import group_names

DOUBTED = ("alleged", "unverified")
# Origins, or texts that doubt, which a reason names; more are counted.
LISTED = 12


def weigh_verification(
    claims: pd.DataFrame, comparisons: pd.DataFrame, origins: pd.DataFrame, documents: pd.DataFrame
) -> pd.DataFrame:
    """Return the verification status of every claim that was not rejected, as the table `verifications`."""
    accepted = {row["claim_id"]: row for row in rows(claims) if row["status"] != "rejected"}
    compared = [row for row in rows(comparisons) if row["relation"] != "not comparable"]
    groups = group_names(list(accepted.values()), ((row["claim_a"], row["claim_b"]) for row in compared))
    origin = {row["claim_id"]: row["origin"] for row in rows(origins)}
    members: dict[str, list[Row]] = {}
    for name, claim in accepted.items():
        members.setdefault(groups[name], []).append(claim)
    together = {group: _Group.of(claims, origin) for group, claims in members.items()}
    against = {row["claim_id"]: row for row in _disputes(compared)}
    newest = documents["last"].dropna().max()
    records = []
    for name, claim in accepted.items():
        group = together[groups[name]]
        texts = group.texts | {claim["doc_id"]}
        independent = _independent(group.origins | {origin[name]})
        # What other texts say that keeps a claim from being taken as verified.
        doubts = sorted(f"{text} calls it {how}" for text, how in group.doubts if text != claim["doc_id"])
        verification, reason = _verification(claim, against.get(name), independent, len(texts), doubts)
        records.append(
            {
                "claim_id": name,
                "group": groups[name],
                "documents": len(texts),
                "origins": len(independent),
                "verification_status": verification,
                "age": _age(claim, newest),
                "reason": reason,
            }
        )
    return to_table("verifications", records)


@dataclass(frozen=True)
class _Group:
    """What the claims of a group amount to together: the texts and origins that bear it out, and who doubts it."""

    texts: frozenset[str]
    origins: frozenset[str]
    doubts: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, claims: list[Row], origin: dict[str, str]) -> "_Group":
        firm = [row for row in claims if row["modality"] not in DOUBTED and row["bound"] != "vague"]
        return cls(
            frozenset(row["doc_id"] for row in firm),
            frozenset(origin[row["claim_id"]] for row in firm),
            frozenset((row["doc_id"], row["modality"]) for row in claims if row["modality"] in DOUBTED),
        )


def _independent(origins: frozenset[str]) -> list[str]:
    """Return the origins without an outlet's own words where unnamed people told that outlet the same."""
    told = {name[match.end() :] for name in origins for match in re.finditer(", to ", name)}
    return sorted(origins - told)


def _disputes(compared: list[Row]) -> Iterator[Row]:
    """Yield each claim that another one conflicts with, with the reason."""
    for row in compared:
        if row["relation"] == "conflicts":
            yield {"claim_id": row["claim_a"], "reason": row["reason"]}
            yield {"claim_id": row["claim_b"], "reason": row["reason"]}


def _verification(
    claim: Row, dispute: Row | None, origins: list[str], texts: int, doubts: list[str]
) -> tuple[str, str]:
    where = f"in {counted(texts, 'text')}"
    if dispute:
        return "disputed", dispute["reason"]
    if len(origins) > 1 and claim["modality"] not in DOUBTED:
        return "corroborated", f"{len(origins)} origins {where}: {_listed(origins)}"
    if claim["modality"] in DOUBTED:
        return "unverified", f"{claim['modality']} by the text itself; {where}, from {_listed(origins)}"
    if doubts:
        return "unverified", f"{_listed(doubts)}; asserted {where}, from {_listed(origins)}"
    return "single origin", f"one origin {where}: {origins[0]}"


def _listed(names: list[str]) -> str:
    """Return names as a list, of many the first."""
    more = [f"{len(names) - LISTED} more"] if len(names) > LISTED else []
    return "; ".join([*names[:LISTED], *more])


def _age(claim: Row, newest: str | None) -> int | None:
    if claim["last"] is None or newest is None:
        return None
    return (date.fromisoformat(newest) - date.fromisoformat(claim["last"])).days

"""How far each claim may be relied on: by how many origins, not by how many texts.

A text that itself calls a report alleged or unverified passes it on, and "thousands" fits every count: neither bears
another claim out.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import pandas as pd

from tracebrief.link.dossiers import Row
from tracebrief.tables import rows, to_table
from tracebrief.weigh.agreement import group_names

DOUBTED = ("alleged", "unverified")


def weigh_standing(
    claims: pd.DataFrame, comparisons: pd.DataFrame, origins: pd.DataFrame, documents: pd.DataFrame
) -> pd.DataFrame:
    """Return the standing of every claim that was not rejected, as the table `standings`."""
    accepted = {row["claim_id"]: row for row in rows(claims) if row["status"] != "rejected"}
    compared = [row for row in rows(comparisons) if row["relation"] != "not comparable"]
    groups = group_names(list(accepted.values()), ((row["claim_a"], row["claim_b"]) for row in compared))
    members: dict[str, list[str]] = {}
    for name, group in groups.items():
        members.setdefault(group, []).append(name)
    origin = {row["claim_id"]: row for row in rows(origins)}
    against = {row["claim_id"]: row for row in _disputes(compared)}
    newest = documents["last"].dropna().max()
    records = []
    for name, claim in accepted.items():
        same = [other for other in members[groups[name]] if other == name or _bears_out(accepted[other])]
        texts = {accepted[other]["doc_id"] for other in same}
        names = {origin[other]["origin_id"]: origin[other]["origin"] for other in same}
        doubts = sorted(_doubts(claim, (accepted[other] for other in members[groups[name]])))
        independent = _independent(set(names.values()))
        standing, reason = _standing(claim, against.get(name), independent, len(texts), doubts)
        records.append(
            {
                "claim_id": name,
                "group": groups[name],
                "documents": len(texts),
                "origins": len(independent),
                "standing": standing,
                "age": _age(claim, newest),
                "reason": reason,
            }
        )
    return to_table("standings", records)


def _bears_out(claim: Row) -> bool:
    return claim["modality"] not in DOUBTED and claim["bound"] != "vague"


def _independent(origins: set[str]) -> list[str]:
    """Return the origins without an outlet's own words where unnamed people told that outlet the same."""
    return sorted(name for name in origins if not any(other.endswith(f", to {name}") for other in origins))


def _doubts(claim: Row, group: Iterable[Row]) -> set[str]:
    """Return what other texts say that keeps a claim from being taken as verified."""
    others = (row for row in group if row["doc_id"] != claim["doc_id"] and row["modality"] in DOUBTED)
    return {f"{row['doc_id']} calls it {row['modality']}" for row in others}


def _disputes(compared: list[Row]) -> Iterator[Row]:
    """Yield each claim that another one conflicts with, with the reason."""
    for row in compared:
        if row["relation"] == "conflicts":
            yield {"claim_id": row["claim_a"], "reason": row["reason"]}
            yield {"claim_id": row["claim_b"], "reason": row["reason"]}


def _standing(claim: Row, dispute: Row | None, origins: list[str], texts: int, doubts: list[str]) -> tuple[str, str]:
    where = f"in {texts} {'text' if texts == 1 else 'texts'}"
    if dispute:
        return "disputed", dispute["reason"]
    if len(origins) > 1 and claim["modality"] not in DOUBTED:
        return "corroborated", f"{len(origins)} origins {where}: {'; '.join(origins)}"
    if claim["modality"] in DOUBTED:
        return "unverified", f"{claim['modality']} by the text itself; {where}, from {'; '.join(origins)}"
    if doubts:
        return "unverified", f"{'; '.join(doubts)}; asserted {where}, from {'; '.join(origins)}"
    return "single origin", f"one origin {where}: {origins[0]}"


def _age(claim: Row, newest: str | None) -> int | None:
    if claim["last"] is None or newest is None:
        return None
    return (date.fromisoformat(newest) - date.fromisoformat(claim["last"])).days

"""Which claims speak of the same thing, and whether they agree.

Only what the codebook allows is compared: one measure, about one place where places matter, at times near enough.
Every refusal to compare says why, for a reader will be tempted to compare.
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from itertools import combinations

import networkx as nx
import pandas as pd
from rapidfuzz import fuzz

from tracebrief.link.codebook import Codebook, Measure
from tracebrief.link.dossiers import Row
from tracebrief.link.words import plain
from tracebrief.tables import rows, to_table
from tracebrief.weigh.intervals import interval_of
from tracebrief.weigh.origins import ALIKE, WORDS

# What is said to be so, against what is feared, planned or asked for.
REAL = ("asserted", "alleged", "unverified")
# Days that an event's date may leave open before it can be told from another of its kind.
CLOSE = 8
Pair = tuple[Row, Row, str, str]


def weigh_agreement(claims: pd.DataFrame, *, codebook: Codebook) -> pd.DataFrame:
    """Return the pairs of claims that a reader would compare, as the table `comparisons`."""
    accepted = [row for row in rows(claims) if row["status"] != "rejected"]
    pairs = [*_quantities(accepted, codebook), *_events(accepted, codebook), *_quotes(accepted)]
    groups = group_names(
        accepted, ((a["claim_id"], b["claim_id"]) for a, b, how, _ in pairs if how != "not comparable")
    )
    return to_table(
        "comparisons",
        (
            {
                "comparison_id": _id("x-", [a["claim_id"], b["claim_id"]]),
                "group": groups[a["claim_id"]],
                "claim_a": a["claim_id"],
                "claim_b": b["claim_id"],
                "relation": relation,
                "reason": reason,
            }
            for a, b, relation, reason in pairs
        ),
    )


def group_names(claims: list[Row], pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Return the group of each claim: all that speak of the same thing, named for it and for its members."""
    graph = nx.Graph()
    graph.add_nodes_from(row["claim_id"] for row in claims)
    graph.add_edges_from(pairs)
    kinds = {row["claim_id"]: row["measure"] or row["event"] or row["kind"] for row in claims}
    names: dict[str, str] = {}
    for component in nx.connected_components(graph):
        members = sorted(component)
        names |= dict.fromkeys(members, _id(f"{min(kinds[name] for name in members)}-", members))
    return names


def _id(prefix: str, names: list[str]) -> str:
    return prefix + hashlib.sha256(" ".join(sorted(names)).encode()).hexdigest()[:8]


def _quantities(claims: list[Row], codebook: Codebook) -> Iterator[Pair]:
    counted = [row for row in claims if row["kind"] == "quantity" and row["measure"]]
    for a, b in combinations(counted, 2):
        one, other = codebook.measure(a["measure"]), codebook.measure(b["measure"])
        because = _apart(one, other) or _apart(other, one)
        if because:
            yield a, b, "not comparable", because
        elif one == other or other.key in (*one.comparable_with, one.rest_of) or one.key == other.rest_of:
            yield a, b, *_compare(a, b, one, other, codebook)


def _apart(one: Measure, other: Measure) -> str | None:
    return next((apart.because for apart in one.apart_from if apart.measure == other.key), None)


def _compare(a: Row, b: Row, one: Measure, other: Measure, codebook: Codebook) -> tuple[str, str]:
    """Return the relation of two quantities of one measure, and the reason in words."""
    if one.same_place and not _same_place(a, b, codebook):
        return "not comparable", f"{_place(a, codebook)} and {_place(b, codebook)} are not the same place"
    if (a["modality"] in REAL) != (b["modality"] in REAL):
        return "not comparable", f"one is {a['modality']} and the other {b['modality']}"
    days = apart_days(a, b)
    if days is None or days > one.steady_days:
        distance = "an unknown time" if days is None else f"{days} days"
        return "not comparable", f"{distance} apart, and only {one.steady_days} days are near enough for this measure"
    x, y = interval_of(a), interval_of(b)
    y = y if one.key == other.key else y.rest() if one.key == other.rest_of or other.key == one.rest_of else y
    words = f"“{a['exact']}” and “{b['exact']}”"
    if ((a["low"], a["high"]) == (b["low"], b["high"]) and {a["bound"], b["bound"]} <= {"exact", "about"}) or x == y:
        return "agrees", f"{words} state the same"
    if x.overlaps(y):
        return "compatible", f"{words} can both be true"
    return "conflicts", f"{words} cannot both be true"


def _events(claims: list[Row], codebook: Codebook) -> Iterator[Pair]:
    """Yield pairs of reports of different texts that may be of one event: its type, its place, its days."""
    dated = [row for row in claims if row["kind"] == "event" and row["event"] and row["modality"] in (*REAL, "denied")]
    for a, b in combinations([row for row in dated if _is_close(row)], 2):
        if a["doc_id"] == b["doc_id"] or a["event"] != b["event"] or apart_days(a, b) != 0:
            continue
        if not _same_place(a, b, codebook) or (a["actor"] and b["actor"] and a["actor"] != b["actor"]):
            continue
        denied = (a["modality"] == "denied") != (b["modality"] == "denied")
        when = f"{codebook.label(a['event'])}: {_where(a, codebook)}; {_where(b, codebook)}"
        if denied:
            yield a, b, "conflicts", f"one text denies it: {when}"
        else:
            yield a, b, "agrees" if (a["place"], a["as_of"]) == (b["place"], b["as_of"]) else "compatible", when


def _quotes(claims: list[Row]) -> Iterator[Pair]:
    """Yield pairs of quotations of different texts that are the same words but for small differences."""
    quotes = [row for row in claims if row["kind"] == "quote" and len(row["exact"].split()) >= WORDS]
    for a, b in combinations(quotes, 2):
        one, other = plain(a["exact"]), plain(b["exact"])
        if a["doc_id"] == b["doc_id"] or fuzz.ratio(one, other) < ALIKE:
            continue
        if a["speaker_actor"] != b["speaker_actor"]:
            yield a, b, "conflicts", f"the same words, by {a['speaker']} and by {b['speaker']}"
        elif one == other:
            yield a, b, "agrees", "the same words"
        else:
            yield a, b, "compatible", "the same words but for small differences"


def apart_days(a: Row, b: Row) -> int | None:
    """Return the days between two claims' times, 0 where they overlap, None where one has no last day."""
    if a["last"] is None or b["last"] is None:
        return None
    first, second = sorted((a, b), key=lambda row: (row["last"], row["first"] or ""))
    start = date.fromisoformat(second["first"] or first["last"])
    return max(0, (start - date.fromisoformat(first["last"])).days)


def _is_close(claim: Row) -> bool:
    if claim["first"] is None or claim["last"] is None:
        return False
    return (date.fromisoformat(claim["last"]) - date.fromisoformat(claim["first"])).days < CLOSE


def _same_place(a: Row, b: Row, codebook: Codebook) -> bool:
    """Say whether two claims name one place, or a place and one within it."""
    if a["place"] is None or b["place"] is None:
        return False
    return (
        a["place"] == b["place"]
        or a["place"] in codebook.around(b["place"])
        or b["place"] in codebook.around(a["place"])
    )


def _place(claim: Row, codebook: Codebook) -> str:
    return codebook.label(claim["place"]) or "an unnamed place"


def _where(claim: Row, codebook: Codebook) -> str:
    return f"{_place(claim, codebook)}, {claim['as_of']}"

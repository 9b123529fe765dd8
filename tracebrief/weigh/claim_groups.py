"""Claims that speak of the same thing, together under one name."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

import networkx as nx

from tracebrief.model.claims import Claim

# Hex digits of a name.
DIGITS = 8


def name_groups(claims: Iterable[Claim], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the group of each claim by their ids: all that speak of the same thing, named for it and its members."""
    kinds = {claim.claim_id: claim.measure or claim.event or claim.kind for claim in claims}
    graph = nx.Graph()
    graph.add_nodes_from(kinds)
    graph.add_edges_from(pairs)
    groups = [sorted(component) for component in nx.connected_components(graph)]
    names = name_apart([(f"{min(kinds[name] for name in members)}-", members) for members in groups])
    return {member: name for name, members in zip(names, groups, strict=True) for member in members}


def name_apart(named: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """Return a name for each prefix and set of claims: eight hex digits made from them, more where two would share one.

    Among a hundred thousand pairs of claims some do.
    """
    digits = [hashlib.sha256(" ".join(sorted(members)).encode()).hexdigest() for _, members in named]
    short = [prefix + each[:DIGITS] for (prefix, _), each in zip(named, digits, strict=True)]
    times = Counter(short)
    return [
        name if times[name] == 1 else prefix + each[: 2 * DIGITS]
        for name, (prefix, _), each in zip(short, named, digits, strict=True)
    ]

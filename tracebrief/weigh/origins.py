"""Where each claim first came from: whoever says it, however many texts repeat it.

A force and its spokesmen are one origin; an unnamed official is one origin per outlet that he spoke to, for nobody
can tell whether two outlets met the same man; copied passages have the origin of the passage that they copy.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx
import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from tracebrief.link.annotated_documents import Row
from tracebrief.link.codebook import Codebook
from tracebrief.link.codebook_names import actor_of, find_named
from tracebrief.link.provenance import PRONOUNS
from tracebrief.link.word_tests import plain
from tracebrief.model.tables import rows, to_table

# Two quotations are the same words when this many of 100 letters agree and both have this many words.
ALIKE, WORDS = 85, 5
# Two findings in one shared passage are the same finding when this many of 100 letters agree.
REPEATED = 70
# Quotations compared with all later ones at once.
BLOCK = 512


@dataclass(frozen=True, order=True)
class Origin:
    """Someone whom a claim came from; named ones come before unnamed ones."""

    unnamed: bool
    key: str
    name: str
    how: str

    @property
    def origin_id(self) -> str:
        """`o-` and eight hex digits of the key's SHA-256."""
        return "o-" + hashlib.sha256(self.key.encode()).hexdigest()[:8]


def weigh_origins(
    claims: pd.DataFrame, chains: pd.DataFrame, reuse: pd.DataFrame, *, codebook: Codebook, alike: int = ALIKE
) -> pd.DataFrame:
    """Return the origin of every claim that was not rejected, as the table `origins`."""
    accepted = [row for row in rows(claims) if row["status"] != "rejected"]
    steps: dict[str, list[Row]] = {}
    for step in rows(chains):
        steps.setdefault(step["claim_id"], []).append(step)
    own = {row["claim_id"]: _own(row, steps[row["claim_id"]], codebook) for row in accepted}
    names = {origin.key: origin.name for origin in sorted(own.values(), reverse=True)}
    graph = nx.Graph()
    graph.add_nodes_from(own)
    for a, b, how in (*_same_words(accepted, alike), *_repeated(accepted, rows(reuse))):
        graph.add_edge(a, b, how=how)
    records = []
    for component in nx.connected_components(graph):
        shared = min(own[name] for name in component)
        for name in component:
            how = own[name].how if own[name].key == shared.key else _why(graph, name)
            records.append({"claim_id": name, "origin_id": shared.origin_id, "origin": names[shared.key], "how": how})
    return to_table("origins", records)


def _own(claim: Row, steps: list[Row], codebook: Codebook) -> Origin:
    """Return the last hand of a claim's chain as its origin."""
    last, before = steps[-1], [step for step in steps[1:-1] if step["role"] != "speaker"]
    outlet = before[-1]["who"] if before else claim["doc_id"]
    if last["role"] != "speaker":
        who = claim["doc_id"] if last["role"] == "text" else last["who"]
        return Origin(False, actor_of(who, codebook) or who, who, "the text's own words")
    known = actor_of(last["who"], codebook)
    actor = codebook.actor(known) if known else None
    if actor is None:
        return _unknown(last["who"], outlet, codebook)
    if actor.speaks_for:
        principal = codebook.actor(actor.speaks_for)
        return Origin(False, principal.key, principal.name, f"{actor.name} speaks for it")
    if actor.kind == "unnamed":
        return Origin(True, f"{actor.key}, to {outlet}", f"{actor.name}, to {outlet}", "said so without a name")
    return Origin(False, actor.key, actor.name, "said so")


def _unknown(who: str, outlet: str, codebook: Codebook) -> Origin:
    """Return the origin of words whose speaker is no one actor of the codebook."""
    several = sorted({named.key for named in find_named(who, codebook.actor_names)})
    if several:
        names = " and ".join(codebook.actor(key).name for key in several)
        return Origin(True, f"{' and '.join(several)}, to {outlet}", f"{names}, to {outlet}", "said so together")
    key = f"{plain(who).lower()}, to {outlet}"
    if who.lower() in PRONOUNS:
        return Origin(True, key, f"“{who.lower()}”, to {outlet}", "nobody could tell whom it means")
    return Origin(True, key, f"{who}, to {outlet}", "said so; not in the codebook")


def _same_words(claims: list[Row], alike: int) -> Iterator[tuple[str, str, str]]:
    """Yield pairs of quotations of different texts that are the same words."""
    for a, b in find_alike(claims, alike):
        yield a["claim_id"], b["claim_id"], "the same words quoted"


def find_alike(claims: list[Row], alike: int) -> Iterator[tuple[Row, Row]]:
    """Yield the pairs of quotations of different texts that are the same words, in the order of the claims."""
    quotes = [row for row in claims if row["kind"] == "quote" and len(row["exact"].split()) >= WORDS]
    words = [_letters(row) for row in quotes]
    for first in range(0, len(quotes), BLOCK):
        pairs = [(a, b) for a, b in _candidates(words, first, alike) if quotes[a]["doc_id"] != quotes[b]["doc_id"]]
        one, other = ([words[pair[side]] for pair in pairs] for side in (0, 1))
        scores = process.cpdist(one, other, scorer=fuzz.partial_ratio, dtype=np.float64, workers=-1)
        yield from ((quotes[a], quotes[b]) for (a, b), score in zip(pairs, scores, strict=True) if score >= alike)


def _candidates(words: list[str], first: int, alike: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a block of quotations with later ones that have enough letters in common to be alike.

    To compare every pair as `likeness` does takes minutes for thousands of quotations; this takes seconds and leaves
    none out: where m letters are alike by r to a part of more letters, both have r / (2 - r) * m of them in order.
    """
    least = alike / (200 - alike) - 1e-9
    block, later = words[first : first + BLOCK], words[first:]
    shared = process.cdist(block, later, scorer=LCSseq.similarity, dtype=np.uint32, workers=-1)
    lengths = np.array([len(each) for each in later])
    enough = np.triu(shared >= least * np.minimum.outer(lengths[: len(block)], lengths), k=1)
    yield from ((first + int(a), first + int(b)) for a, b in np.argwhere(enough))


def likeness(a: Row, b: Row) -> float:
    """Return how many letters of 100 agree between one quotation and the like part of a longer one."""
    return fuzz.partial_ratio(_letters(a), _letters(b))


def _letters(claim: Row) -> str:
    return plain(claim["exact"]).lower()


def _repeated(claims: list[Row], shared: Iterator[Row]) -> Iterator[tuple[str, str, str]]:
    """Yield pairs of like findings in passages that two texts share."""
    by_text: dict[str, list[Row]] = {}
    for row in claims:
        by_text.setdefault(row["doc_id"], []).append(row)
    for passage in shared:
        here, there = (
            [row for row in by_text.get(passage[f"{side}doc_id"], ()) if _inside(row, passage, side)]
            for side in ("", "source_")
        )
        for a in here:
            for b in there:
                if a["kind"] == b["kind"] and likeness(a, b) >= REPEATED:
                    yield a["claim_id"], b["claim_id"], "a passage that both texts share"


def _inside(claim: Row, passage: Row, side: str) -> bool:
    """Say whether at least half of a claim's words lie in one side of a shared passage."""
    shared = min(claim["end"], passage[f"{side}end"]) - max(claim["start"], passage[f"{side}start"])
    return 2 * shared >= claim["end"] - claim["start"]


def _why(graph: nx.Graph, name: str) -> str:
    return min(graph.edges[edge]["how"] for edge in graph.edges(name))

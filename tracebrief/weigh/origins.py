"""Where each claim first came from: whoever says it, however many texts repeat it.

A force and its spokesmen are one origin; an unnamed official is one origin per outlet that he spoke to, for nobody
can tell whether two outlets met the same man; copied passages have the origin of the passage that they copy.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import pandas as pd

from tracebrief.link import Codebook, actor_of, actors_in, check_attributions
from tracebrief.model.attributions import PRONOUNS, SPEAKER, Attribution, Party
from tracebrief.model.claims import Claim
from tracebrief.model.mentions import SharedPassage
from tracebrief.model.spans import Span, span_of
from tracebrief.model.tables import rows_of, to_table
from tracebrief.model.weighed import ClaimOrigin
from tracebrief.model.wording import plain
from tracebrief.project.errors import TableError
from tracebrief.weigh.like_quotations import ALIKE, find_alike, measure_likeness

# Two findings in one shared passage are the same finding when this many of 100 letters agree.
REPEATED = 70
# How claims of different texts are known to have one origin.
SAME_WORDS, SHARED = "the same words quoted", "a passage that both texts share"


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
    claims: pd.DataFrame,
    attributions: pd.DataFrame,
    provenance: pd.DataFrame,
    reuse: pd.DataFrame,
    *,
    codebook: Codebook,
    alike: int = ALIKE,
) -> pd.DataFrame:
    """Return the origin of every claim that was not rejected, as the table `origins`.

    Raises:
        TableError: a claim's columns or chain disagree with its attribution.
    """
    said = check_attributions(claims, attributions, provenance)
    accepted = [claim for claim in rows_of(claims, Claim) if claim.status != "rejected"]
    own = {claim.claim_id: find_origin(said[claim.claim_id], codebook) for claim in accepted}
    names = {origin.key: origin.name for origin in sorted(own.values(), reverse=True)}
    graph = nx.Graph()
    graph.add_nodes_from(own)
    for a, b, how in (*_same_words(accepted, alike), *_repeated(accepted, rows_of(reuse, SharedPassage))):
        graph.add_edge(a, b, how=how)
    found = []
    for component in nx.connected_components(graph):
        shared = min(own[name] for name in component)
        for name in component:
            how = own[name].how if own[name].key == shared.key else _why(graph, name)
            found.append(ClaimOrigin(name, shared.origin_id, names[shared.key], how))
    return to_table("origins", found)


def check_origins(origins: pd.DataFrame, said: Mapping[str, Attribution], *, codebook: Codebook) -> None:
    """Check that each claim's origin follows from its attribution, or from that of a claim that it repeats.

    Args:
        said: the attribution of each claim by its id.

    Raises:
        TableError: an origin does not.
    """
    found = rows_of(origins, ClaimOrigin)
    own = {row.claim_id: find_origin(said[row.claim_id], codebook) for row in found}
    known = {origin.origin_id for origin in own.values()}
    for row in found:
        expected = own[row.claim_id]
        repeated = row.how in (SAME_WORDS, SHARED) and row.origin_id in known
        if not repeated and (row.origin_id, row.how) != (expected.origin_id, expected.how):
            what = f"{row.claim_id} comes from {row.origin}, but by its attribution from {expected.name}"
            raise TableError("table origins", what, "weigh the claims again")


def find_origin(said: Attribution, codebook: Codebook) -> Origin:
    """Return who said it first: the last of the provenance chain."""
    through = [party.name for party in said.chain[1:] if party.role != SPEAKER]
    if said.speaker is None:
        who = through[-1] if through else said.doc_id
        return Origin(False, actor_of(who, codebook) or who, who, "the text's own words")
    outlet = through[-1] if through else said.doc_id
    if said.speaker.actor is None:
        return _unknown(said.speaker, outlet, codebook)
    actor = codebook.actor(said.speaker.actor)
    if actor.speaks_for:
        principal = codebook.actor(actor.speaks_for)
        return Origin(False, principal.key, principal.name, f"{actor.name} speaks for it")
    if actor.kind == "unnamed":
        return Origin(True, f"{actor.key}, to {outlet}", f"{actor.name}, to {outlet}", "said so without a name")
    return Origin(False, actor.key, actor.name, "said so")


def _unknown(speaker: Party, outlet: str, codebook: Codebook) -> Origin:
    """Return the origin of words whose speaker is no one actor of the codebook."""
    who, several = speaker.name, sorted(actors_in(speaker.name, codebook))
    if several:
        names = " and ".join(codebook.actor(key).name for key in several)
        return Origin(True, f"{' and '.join(several)}, to {outlet}", f"{names}, to {outlet}", "said so together")
    key = f"{plain(who).lower()}, to {outlet}"
    if who.lower() in PRONOUNS:
        return Origin(True, key, f"“{who.lower()}”, to {outlet}", "nobody could tell whom it means")
    return Origin(True, key, f"{who}, to {outlet}", "said so; not in the codebook")


def _same_words(claims: Sequence[Claim], alike: int) -> Iterator[tuple[str, str, str]]:
    """Yield pairs of quotations of different texts that are the same words."""
    for a, b in find_alike(claims, alike):
        yield a.claim_id, b.claim_id, SAME_WORDS


def _repeated(claims: Sequence[Claim], shared: Sequence[SharedPassage]) -> Iterator[tuple[str, str, str]]:
    """Yield pairs of like findings in passages that two texts share."""
    by_text: dict[str, list[Claim]] = {}
    for claim in claims:
        by_text.setdefault(claim.doc_id, []).append(claim)
    for passage in shared:
        there = Span(passage.source_start, passage.source_end)
        originals = [claim for claim in by_text.get(passage.source_doc_id, ()) if _is_half_in(claim, there)]
        for a in by_text.get(passage.doc_id, ()):
            if _is_half_in(a, span_of(passage)):
                for b in originals:
                    if a.kind == b.kind and measure_likeness(a, b) >= REPEATED:
                        yield a.claim_id, b.claim_id, SHARED


def _is_half_in(claim: Claim, passage: Span) -> bool:
    """Say whether at least half of a claim's words lie in one side of a shared passage."""
    shared = min(claim.end, passage.end) - max(claim.start, passage.start)
    return 2 * shared >= claim.end - claim.start


def _why(graph: nx.Graph, name: str) -> str:
    return min(str(graph.edges[edge]["how"]) for edge in graph.edges(name))

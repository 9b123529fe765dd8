"""Where each claim first came from: the one who says it, however many texts repeat it.

A force and its spokesmen are one origin; an unnamed official is one origin per outlet that was told, for nobody can
tell whether two outlets met the same person. What a text says by itself, without a source, is unsourced: its outlet is
named, but bears nothing out. A copied passage has the origin of the passage that it copies where it
names nobody else as its speaker: who says a claim is never known from a text that came later.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from tracebrief.link import Codebook, actor_of, actors_in, check_attributions
from tracebrief.model.attributions import PRONOUNS, RULED_IN, SPEAKER, TOLD, Attribution, Party
from tracebrief.model.claims import Claim
from tracebrief.model.mentions import SharedPassage
from tracebrief.model.spans import Span, span_of
from tracebrief.model.tables import accepted, rows_of, to_table
from tracebrief.model.weighed import UNSOURCED, ClaimOrigin
from tracebrief.model.wording import plain
from tracebrief.project.errors import TableError
from tracebrief.weigh.like_quotations import ALIKE, find_alike, measure_likeness

# Two claims in one shared passage are the same claim when this many of 100 letters agree.
REPEATED = 70
# What an outlet did that the claim's own words, or a ruling, name.
OWN_ROLES = frozenset([TOLD, RULED_IN])
# How claims of different texts are known to have one origin.
SAME_WORDS, SHARED = "the same words quoted", "a passage that both texts share"


@dataclass(frozen=True, order=True)
class Origin:
    """Someone whom a claim came from, and the outlet that was told where nobody is named; named ones come first."""

    unnamed: bool
    key: str
    name: str
    how: str
    actors: tuple[str, ...] = ()
    outlet: str | None = None

    @classmethod
    def told(cls, key: str, who: str, outlet: str, how: str, actors: tuple[str, ...] = ()) -> "Origin":
        """Return the origin of what someone unnamed told an outlet."""
        return cls(True, f"{key}, to {outlet}", f"{who}, to {outlet}", how, actors, outlet)

    @property
    def origin_id(self) -> str:
        """`o-` and eight hex digits of the key's SHA-256."""
        return "o-" + hashlib.sha256(self.key.encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Copy:
    """A claim that repeats a claim of an earlier text."""

    claim: str
    source: str
    likeness: float
    how: str


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
    found = accepted(claims)
    own = {claim.claim_id: find_origin(said[claim.claim_id], codebook) for claim in found}
    names = {origin.key: origin.name for origin in sorted(own.values(), reverse=True)}
    shared = rows_of(reuse, SharedPassage)
    copies = [*_repeated(found, shared), *_same_words(found, shared, alike)]
    passed_on = _likeliest(copy for copy in copies if _is_passed_on(copy, said))
    # Words told twice under two names are one account, whichever of the two said them: they support nothing.
    retold = _likeliest(copy for copy in copies if copy.likeness >= alike) | passed_on
    traced = []
    for claim in own:
        origin, how = _follow(claim, passed_on, own)
        account = own[_earliest(claim, retold)].origin_id
        outlet = origin.outlet and names.get(actor_of(origin.outlet, codebook) or origin.outlet, origin.outlet)
        actors = " ".join(origin.actors) or None
        traced.append(ClaimOrigin(claim, account, names[origin.key], actors, outlet, how))
    return to_table("origins", traced)


def find_origin(said: Attribution, codebook: Codebook) -> Origin:
    """Return who said it first: the last of the provenance chain.

    Raises:
        TableError: its speaker has a key that the codebook has not.
    """
    outlet = _nearest_outlet(said, codebook)
    if said.speaker is None and said.cue:
        return Origin.told("unnamed", "an unnamed speaker", outlet, "said so; nobody is named")
    if said.speaker is None:
        key = actor_of(outlet, codebook)
        return Origin(False, key or outlet, outlet, UNSOURCED, (key,) if key else ())
    if said.speaker.actor is None:
        return _unknown(said.speaker, outlet, codebook)
    if said.speaker.actor not in codebook.keys_of("actor"):
        what = f"a claim of {said.doc_id} is said by {said.speaker.actor!r}, whom the codebook does not know"
        raise TableError("table attributions", what, "link the claims again")
    actor = codebook.actor(said.speaker.actor)
    if actor.speaks_for:
        principal = codebook.actor(actor.speaks_for)
        return Origin(False, principal.key, principal.name, f"{actor.name} speaks for it", (principal.key,))
    if actor.kind == "unnamed":
        return Origin.told(actor.key, actor.name, outlet, "said so without a name", (actor.key,))
    return Origin(False, actor.key, actor.name, "said so", (actor.key,))


def _nearest_outlet(said: Attribution, codebook: Codebook) -> str:
    """Return the intermediary nearest to the speaker; of those who are quoted as passing it on, only an outlet is."""
    through = said.chain[1:-1] if said.speaker else said.chain[1:]
    outlets = {actor.key for actor in codebook.actors if actor.kind == "outlet"}
    near = (
        party.name for party in reversed(through) if party.role != SPEAKER or actor_of(party.name, codebook) in outlets
    )
    return next(near, said.doc_id)


def _unknown(speaker: Party, outlet: str, codebook: Codebook) -> Origin:
    """Return the origin of words whose speaker is no one actor of the codebook."""
    who, several = speaker.name, sorted(actors_in(speaker.name, codebook))
    if several:
        names = " and ".join(codebook.actor(key).name for key in several)
        return Origin.told(" and ".join(several), names, outlet, "said so together", tuple(several))
    key = plain(who).lower()
    if who.lower() in PRONOUNS:
        return Origin.told(key, f"“{who.lower()}”", outlet, "nobody could tell whom it means")
    return Origin.told(key, who, outlet, "said so; not in the codebook")


def _same_words(claims: Sequence[Claim], shared: Sequence[SharedPassage], alike: int) -> Iterator[Copy]:
    """Yield quotations of the same words in texts of which one copied from the other."""
    copied_from = {(passage.doc_id, passage.source_doc_id) for passage in shared}
    for a, b in find_alike(claims, alike):
        for copy, source in ((a, b), (b, a)):
            if (copy.doc_id, source.doc_id) in copied_from:
                yield Copy(copy.claim_id, source.claim_id, measure_likeness(copy, source), SAME_WORDS)


def _repeated(claims: Sequence[Claim], shared: Sequence[SharedPassage]) -> Iterator[Copy]:
    """Yield like claims in passages that a text copied from an earlier one."""
    by_text: dict[str, list[Claim]] = {}
    for claim in claims:
        by_text.setdefault(claim.doc_id, []).append(claim)
    for passage in shared:
        there = Span(passage.source_start, passage.source_end)
        sources = [claim for claim in by_text.get(passage.source_doc_id, ()) if _is_half_in(claim, there)]
        for copy in by_text.get(passage.doc_id, ()):
            if _is_half_in(copy, span_of(passage)):
                for source in sources:
                    likeness = measure_likeness(copy, source)
                    if copy.kind == source.kind and likeness >= REPEATED:
                        yield Copy(copy.claim_id, source.claim_id, likeness, SHARED)


def _is_half_in(claim: Claim, passage: Span) -> bool:
    """Say whether at least half of a claim's words lie in one side of a shared passage."""
    shared = min(claim.end, passage.end) - max(claim.start, passage.start)
    return 2 * shared >= claim.end - claim.start


def _is_passed_on(copy: Copy, said: Mapping[str, Attribution]) -> bool:
    """Say whether a copy names nobody else than its source does, nor another outlet that was told."""
    here, there = said[copy.claim], said[copy.source]
    if not _is_named(here):
        return True
    if here.speaker is None or there.speaker is None or here.speaker.identity != there.speaker.identity:
        return False
    told = {party.identity for party in here.intermediaries if party.role in OWN_ROLES}
    return told <= {party.identity for party in there.intermediaries}


def _is_named(said: Attribution) -> bool:
    return said.speaker is not None and said.speaker.name.lower() not in PRONOUNS


def _rank(copy: Copy) -> tuple[str, bool, float, str]:
    """Return what puts the likeliest source of each claim first."""
    return copy.claim, copy.how != SHARED, -copy.likeness, copy.source


def _likeliest(copies: Iterable[Copy]) -> dict[str, Copy]:
    """Return the likeliest source of each claim that was copied."""
    return {copy.claim: copy for copy in sorted(copies, key=_rank, reverse=True)}


def _earliest(claim: str, copies: Mapping[str, Copy]) -> str:
    """Return the first of the claims that one was copied from, itself where it was not."""
    earliest, seen = claim, {claim}
    while (copy := copies.get(earliest)) and copy.source not in seen:
        earliest = copy.source
        seen.add(earliest)
    return earliest


def _follow(claim: str, copies: Mapping[str, Copy], own: Mapping[str, Origin]) -> tuple[Origin, str]:
    """Return the origin of a claim, or of the earliest that it was copied from, and how it is known."""
    origin = own[_earliest(claim, copies)]
    return (own[claim], own[claim].how) if origin.key == own[claim].key else (origin, copies[claim].how)

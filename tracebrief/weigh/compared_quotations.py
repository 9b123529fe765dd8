"""Quotations of two texts that are the same words, but for small differences or a part left out."""

from collections.abc import Iterator, Mapping

from tracebrief.link import Codebook, actors_in
from tracebrief.model.attributions import Attribution
from tracebrief.model.claims import Claim
from tracebrief.weigh.claim_relations import Pair
from tracebrief.weigh.like_quotations import find_alike
from tracebrief.weigh.word_twins import Saying, find_difference, find_twins

GUARD = "one of the two texts may not have the speaker's exact words"


def compare_quotations(
    claims: list[Claim], said: Mapping[str, Attribution], codebook: Codebook, alike: int
) -> Iterator[Pair]:
    """Yield pairs of quotations of different texts that are the same words but for small differences."""
    voices: dict[str, set[str]] = {}
    quotes = [claim for claim in claims if claim.kind == "quote"]
    # The same speaker's words are one saying also where a text changed more of them, or left more out.
    found = {frozenset((a.claim_id, b.claim_id)): (a, b) for a, b in find_twins(quotes, {})}
    for a, b in (found | {frozenset((a.claim_id, b.claim_id)): (a, b) for a, b in find_alike(quotes, alike)}).values():
        for claim in (a, b):
            if claim.claim_id not in voices:
                voices[claim.claim_id] = _voices(said[claim.claim_id], codebook)
        if not voices[a.claim_id] & voices[b.claim_id]:
            yield Pair(a, b, "conflicts", f"the same words, by {a.speaker} and by {b.speaker}")
        else:
            yield _compare(a, b)


def _compare(a: Claim, b: Claim) -> Pair:
    if Saying.of(a).words == Saying.of(b).words:
        return Pair(a, b, "agrees", "the same words")
    changes = {(here, there) for here, there in find_difference(a, b).changes}
    changes &= {(here, there) for there, here in find_difference(b, a).changes}
    if not changes:
        return Pair(a, b, "compatible", "the same words, with a part left out")
    told = "; ".join(f"“{here or '…'}” against “{there or '…'}”" for here, there in sorted(changes))
    return Pair(a, b, "differs", f"other words within quotation marks: {told}", GUARD)


def _voices(said: Attribution, codebook: Codebook) -> set[str]:
    """Return the actors who said a claim or passed it on, each by what names that one."""
    return {actor for party in said.chain[1:] for actor in actors_in(party.name, codebook)}

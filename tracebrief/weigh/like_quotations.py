"""Quotations of different texts that are the same words, but for small differences or a part left out."""

from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from tracebrief.model.claims import Claim
from tracebrief.model.wording import plain

# Two quotations are the same words when this many of 100 letters agree and both have this many words.
ALIKE, WORDS = 85, 5
# Quotations compared with all later ones at once.
BLOCK = 512


def find_alike(claims: Sequence[Claim], alike: int) -> Iterator[tuple[Claim, Claim]]:
    """Yield the pairs of quotations of different texts that are the same words, in the order of the claims."""
    quotes = [claim for claim in claims if claim.kind == "quote" and len(claim.exact.split()) >= WORDS]
    words = [_letters(claim) for claim in quotes]
    for first in range(0, len(quotes), BLOCK):
        pairs = [(a, b) for a, b in _candidates(words, first, alike) if quotes[a].doc_id != quotes[b].doc_id]
        one, other = ([words[pair[side]] for pair in pairs] for side in (0, 1))
        scores = process.cpdist(one, other, scorer=fuzz.partial_ratio, dtype=np.float64, workers=-1)
        yield from ((quotes[a], quotes[b]) for (a, b), score in zip(pairs, scores, strict=True) if score >= alike)


def measure_likeness(a: Claim, b: Claim) -> float:
    """Return how many letters of 100 agree between one quotation and the like part of a longer one."""
    return fuzz.partial_ratio(_letters(a), _letters(b))


def _candidates(words: list[str], first: int, alike: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a block of quotations with later ones that have enough letters in common to be alike.

    To compare every pair as `measure_likeness` does takes minutes for thousands of quotations; this takes seconds and
    leaves none out: where m letters are alike by r to a part of more letters, both have r / (2 - r) * m of them in
    order.
    """
    least = alike / (200 - alike) - 1e-9
    block, later = words[first : first + BLOCK], words[first:]
    shared = process.cdist(block, later, scorer=LCSseq.similarity, dtype=np.uint32, workers=-1)
    lengths = np.array([len(each) for each in later])
    enough = np.triu(shared >= least * np.minimum.outer(lengths[: len(block)], lengths), k=1)
    yield from ((first + int(a), first + int(b)) for a, b in np.argwhere(enough))


def _letters(claim: Claim) -> str:
    return plain(claim.exact).lower()

"""Quotations of different texts that are one saying, and how their words differ.

A twin shares most words of the shorter one, in order; some of these must be content words, for any two sentences share
small ones. Only the same speaker, or a text that copied the other, makes like words one saying.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import LCSseq
from spacy.lang.en.stop_words import STOP_WORDS

from tracebrief.extract.lexicons import read_forms
from tracebrief.model.claims import Claim
from tracebrief.model.wording import plain

WORD = re.compile(r"\w+(?:['-]\w+)*")
# Of the shorter quotation's words, this share must stand in the other, and as many words and content words as these.
SHARED, LEAST, CONTENT = 0.75, 4, 3
# Quotations compared with all later ones at once.
BLOCK = 512
# What a sentence ends with.
ENDS = re.compile(r"[.!?;]")
MARKS = ("part left out", "words put in")


@dataclass(frozen=True)
class Saying:
    """The words of a quotation without what is marked as put in, and whether it marks that anything was changed."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]  # what stands before each word, and behind the last
    marked: bool

    @classmethod
    def of(cls, claim: Claim) -> "Saying":
        """Return the saying of a quotation."""
        forms, text = read_forms("quotation_damage"), plain(claim.exact).lower()
        marked = any(forms[mark].search(text) for mark in MARKS)
        for mark in MARKS:
            text = forms[mark].sub(" ", text)
        found = list(WORD.finditer(text))
        edges = [0, *(edge for match in found for edge in match.span()), len(text)]
        gaps = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
        return cls(tuple(match[0] for match in found), tuple(gaps), marked)


@dataclass(frozen=True)
class Difference:
    """What stands in two quotations of one saying instead of each other, and whether the first leaves an end off."""

    changes: tuple[tuple[str, str], ...]  # the first one's words and the other's, either of which may be none
    is_cut: bool


def find_twins(quotes: Sequence[Claim], copied: Mapping[str, Collection[str]]) -> Iterator[tuple[Claim, Claim]]:
    """Yield the pairs of quotations that are one saying, in both orders.

    Args:
        copied: the texts that each text copied from.
    """
    words = [Saying.of(claim).words for claim in quotes]
    for first in range(0, len(quotes), BLOCK):
        for a, b in _find_alike(words, first):
            one, other = quotes[a], quotes[b]
            if one.doc_id != other.doc_id and (_is_same_voice(one, other) or _is_copied(one, other, copied)):
                yield one, other
                yield other, one


def find_difference(one: Claim, other: Claim) -> Difference:
    """Return how one quotation of a saying differs from another."""
    own, twin = Saying.of(one), Saying.of(other)
    blocks = _blocks(own, twin)
    changes, is_cut = [], False
    for number, (here, there) in enumerate(blocks):
        at_end = number in (0, len(blocks) - 1)
        lacking, extra = own.words[here.start : here.stop], twin.words[there.start : there.stop]
        if at_end and not lacking and extra:
            # A twin that goes on with another sentence leaves this one whole.
            is_cut |= not ENDS.search(twin.gaps[there.stop if number == 0 else there.start])
        elif not (at_end and not extra) and not _is_excused(lacking, extra, own, twin):
            changes.append((" ".join(lacking), " ".join(extra)))
    return Difference(tuple(changes), is_cut)


def _find_alike(words: Sequence[Sequence[str]], first: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a block of quotations with later ones that share enough words in order."""
    block, later = words[first : first + BLOCK], words[first:]
    shared = process.cdist(block, later, scorer=LCSseq.similarity, dtype=np.uint32, workers=-1)
    lengths = np.array([len(each) for each in later])
    least = np.maximum(LEAST, SHARED * np.minimum.outer(lengths[: len(block)], lengths))
    for a, b in np.argwhere(np.triu(shared >= least, k=1)):
        if len(({*block[a]} & {*later[b]}) - STOP_WORDS) >= CONTENT:
            yield first + int(a), first + int(b)


def _is_same_voice(one: Claim, other: Claim) -> bool:
    if one.speaker_actor and other.speaker_actor:
        return one.speaker_actor == other.speaker_actor
    names = [(claim.speaker or "").split()[-1:] for claim in (one, other)]
    return names[0] == names[1] != []


def _is_copied(one: Claim, other: Claim, copied: Mapping[str, Collection[str]]) -> bool:
    return other.doc_id in copied.get(one.doc_id, ()) or one.doc_id in copied.get(other.doc_id, ())


def _blocks(own: Saying, twin: Saying) -> list[tuple[range, range]]:
    """Return what stands before, between and behind the words that two sayings share, in both."""
    # The longest runs of like words first: a fragment is not torn apart to fit words of the beginning.
    runs = SequenceMatcher(None, own.words, twin.words, autojunk=False).get_matching_blocks()
    shared = [(run.a + step, run.b + step) for run in runs for step in range(run.size)]
    ends = [(-1, -1), *shared, (len(own.words), len(twin.words))]
    blocks = [(range(a + 1, c), range(b + 1, d)) for (a, b), (c, d) in pairwise(ends)]
    return [block for number, block in enumerate(blocks) if number in (0, len(blocks) - 1) or any(map(len, block))]


def _is_excused(here: Sequence[str], there: Sequence[str], own: Saying, twin: Saying) -> bool:
    """Say whether words lack on a side that marks that something was left out or replaced, or on neither."""
    return (not here and (own.marked or not there)) or (not there and twin.marked)

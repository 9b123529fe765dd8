"""Statements, and events that are planned, feared, asked for or denied, that several texts repeat in like words.

Only what is certain enough to be told as agreement: of one type or topic, one party, one modality, near in time, and
in like words, by lemma. What says the same in other words is for a person to set side by side.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from math import ceil

from tracebrief.extract import find_content_lemmas, find_verbs
from tracebrief.link import Codebook
from tracebrief.model.claims import Claim
from tracebrief.model.columns import HAPPENED
from tracebrief.weigh.claim_relations import Pair, apart_days, in_order, is_alike, may_be_one_party

# Days between two tellings of one plan or warning.
STEADY = 31
# Statements name no type of event: they say the same when they share this much of all their content words, and four.
SAME, WORDS = 0.6, 4


def compare_statements(claims: Iterable[Claim], codebook: Codebook) -> Iterator[Pair]:
    """Yield statements, plans and warnings of different texts that say the same."""
    about: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        # What is told as having happened is compared as an event.
        if claim.kind == "event" and claim.event and claim.modality not in HAPPENED:
            about.setdefault(("event", claim.event, claim.modality), []).append(claim)
        elif claim.kind == "statement" and claim.topic:
            about.setdefault(("statement", claim.topic, claim.modality), []).append(claim)
    for key, together in about.items():
        is_typed = key[0] == "event"
        for a, b in _sharing_words(together, is_typed=is_typed):
            if is_same(a, b, codebook, is_typed=is_typed):
                what = codebook.label(key[1])
                yield Pair(*in_order(a, b), "agrees", f"{what}: both {a.modality}, in like words")


def _sharing_words(claims: list[Claim], *, is_typed: bool) -> Iterator[tuple[Claim, Claim]]:
    """Yield the pairs of different texts that share a word by which they may say the same.

    Two statements that share so much of all their words share one of the rarest of each: the common ones need no look.
    """
    words = [find_content_lemmas(claim.exact) for claim in claims]
    times = Counter(word for each in words for word in each)
    holding: dict[str, list[int]] = {}
    found: set[tuple[int, int]] = set()
    for number, each in enumerate(words):
        rarest = sorted(each, key=lambda word: (times[word], word))
        for word in rarest if is_typed else rarest[: len(rarest) - ceil(SAME * len(rarest)) + 1]:
            others = holding.setdefault(word, [])
            found.update((other, number) for other in others if claims[other].doc_id != claims[number].doc_id)
            others.append(number)
    yield from ((claims[a], claims[b]) for a, b in sorted(found))


def is_same(a: Claim, b: Claim, codebook: Codebook, *, is_typed: bool) -> bool:
    """Say whether two claims of one type or topic say the same, near enough in time and of one party."""
    if (days := apart_days(a, b)) is None or days > STEADY:
        return False
    if not may_be_one_party(a.actor, b.actor, codebook):
        return False
    if is_typed:
        return is_alike(a.exact, b.exact)
    verbs = find_verbs(a.exact), find_verbs(b.exact)
    if any(verbs) and verbs[0].isdisjoint(verbs[1]):
        return False
    one, other = find_content_lemmas(a.exact), find_content_lemmas(b.exact)
    return len(one & other) >= max(WORDS, SAME * len(one | other))

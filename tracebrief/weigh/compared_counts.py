"""Counts of one measure, or of measures that the codebook lets be compared, and whether both can be true.

A refusal to compare says why, for a reader will be tempted to compare: with the counts nearest in time, whatever they
count. All refusals among thousands of counts would be millions, and nobody is tempted by most of them.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations, combinations_with_replacement, product

from tracebrief.link import Codebook, Measure
from tracebrief.model.claims import Claim
from tracebrief.model.columns import FACTUAL
from tracebrief.model.wording import counted
from tracebrief.weigh.claim_relations import Pair, apart_days, in_order, is_same_place, place_in_words
from tracebrief.weigh.intervals import interval_of

# Counts before and after each, in time, that a reader may be tempted to compare it with.
NEAREST = 32


def compare_counts(claims: Iterable[Claim], codebook: Codebook, about: float) -> Iterator[Pair]:
    """Yield the counts that may be compared, and beside each those that a reader may be tempted to compare it with."""
    counts = [claim for claim in claims if claim.kind == "quantity" and claim.measure]
    measures = {key: codebook.measure(key) for key in sorted({claim.measure for claim in counts if claim.measure})}
    neighbours = {_ids(a, b): (a, b) for a, b in _nearest(counts)}
    alike = {_ids(a, b): (a, b) for a, b in _alike(counts, measures, codebook)}
    for ids, (a, b) in (neighbours | alike).items():
        one, other = measures[a.measure or ""], measures[b.measure or ""]
        because = _apart(one, other) or _apart(other, one)
        if because is None and _may_compare(one, other):
            because = _obstacle(a, b, one, codebook)
            if because is None and (pair := _compare(a, b, one, other, about)):
                yield pair
        elif short := _too_small(a, b, one, other, about):
            yield short
            continue
        if because and ids in neighbours:
            yield Pair(a, b, "not comparable", because)


def _nearest(counts: list[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Yield the pairs of counts that stand next to each other in time."""
    ordered = sorted(counts, key=lambda claim: (claim.last or "", claim.claim_id))
    for at, a in enumerate(ordered):
        for b in ordered[at + 1 : at + 1 + NEAREST]:
            yield in_order(a, b)


def _alike(counts: list[Claim], measures: dict[str, Measure], codebook: Codebook) -> Iterator[tuple[Claim, Claim]]:
    """Yield the pairs of counts whose measures may be compared, near enough in time, of one place if that matters."""
    for one, other in combinations_with_replacement(measures.values(), 2):
        if _may_compare(one, other):
            both = [claim for claim in counts if claim.measure in (one.key, other.key)]
            strict = one.same_place and other.same_place
            steady = max(one.steady_days, other.steady_days)
            for a, b in _at_one_place(both, codebook) if strict else combinations(both, 2):
                days = apart_days(a, b)
                if days is not None and days <= steady:
                    yield in_order(a, b)


def _at_one_place(claims: list[Claim], codebook: Codebook) -> Iterator[tuple[Claim, Claim]]:
    """Yield the pairs of claims that name one place, or a place and one within it."""
    by_place: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.place is not None:
            by_place.setdefault(claim.place, []).append(claim)
    for place, here in by_place.items():
        yield from combinations(here, 2)
        for around in codebook.around(place):
            yield from product(here, by_place.get(around, ()))


def _ids(a: Claim, b: Claim) -> tuple[str, str]:
    return a.claim_id, b.claim_id


def _may_compare(one: Measure, other: Measure) -> bool:
    return other.key in (one.key, *one.comparable_with, one.rest_of) or one.key == other.rest_of


def _apart(one: Measure, other: Measure) -> str | None:
    return next((apart.because for apart in one.apart_from if apart.measure == other.key), None)


def _obstacle(a: Claim, b: Claim, measure: Measure, codebook: Codebook) -> str | None:
    """Return why two values of one measure cannot be compared, None where they can."""
    if measure.same_place and not is_same_place(a.place, b.place, codebook):
        return f"{place_in_words(a, codebook)} and {place_in_words(b, codebook)} are not known to be the same place"
    # A plan for those who are counted leaves their number as it is; what is only planned to happen has no number.
    if measure.happened and (a.modality in FACTUAL) != (b.modality in FACTUAL):
        return f"one is {a.modality} and the other {b.modality}"
    days = apart_days(a, b)
    if days is None:
        return "one of the two has no date"
    if days > measure.steady_days:
        return f"{days} days apart, and only {measure.steady_days} days are near enough for this measure"
    return None


def _compare(a: Claim, b: Claim, one: Measure, other: Measure, about: float) -> Pair | None:
    """Return whether two comparable values can both be true, and the reason in words; None where nobody asks."""
    x, y = interval_of(a, about=about), interval_of(b, about=about)
    y = y if one == other or other.key in one.comparable_with else y.rest()
    words = f"“{a.exact}” and “{b.exact}”"
    stated = (a.low, a.high) == (b.low, b.high) and {a.bound, b.bound} <= {"exact", "about"}
    same = stated or x == y
    if (a.modality == "denied") != (b.modality == "denied"):
        # What a number is not says nothing of another number.
        return Pair(a, b, "conflicts", f"{words} state the same, and one of the two denies it") if same else None
    if same:
        return Pair(a, b, "agrees", f"{words} state the same")
    if x.overlaps(y):
        return Pair(a, b, "compatible", f"{words} can both be true")
    return Pair(a, b, "conflicts", f"{words} cannot both be true")


def _too_small(a: Claim, b: Claim, one: Measure, other: Measure, about: float) -> Pair | None:
    """Return the finding that a whole is said to be less than its part, None where it is not."""
    if other.key in one.part_of:
        part, whole, measure = a, b, other
    elif one.key in other.part_of:
        part, whole, measure = b, a, one
    else:
        return None
    days = apart_days(a, b)
    if days is None or days > measure.steady_days or "denied" in (a.modality, b.modality):
        return None
    least, most = interval_of(part, about=about), interval_of(whole, about=about)
    if least.low < most.high or least.overlaps(most):
        return None
    reason = f"“{whole.exact}” counts the whole, and is less than its part, “{part.exact}”"
    when = f"; they are {counted(days, 'day')} apart" if days else ""
    return Pair(a, b, "differs", reason, f"the two may not have been counted alike{when}")

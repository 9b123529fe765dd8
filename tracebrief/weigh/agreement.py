"""Which claims speak of the same thing, and whether they agree.

Only what the codebook allows is compared: one measure, about one place where places matter, at times near enough.
A refusal to compare says why, for a reader will be tempted to compare: with the counts nearest in time, whatever they
count. All refusals among thousands of counts would be millions, and nobody is tempted by most of them.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations, combinations_with_replacement, product, starmap

import pandas as pd

from tracebrief.link import Codebook, Measure, actors_in, check_attributions
from tracebrief.model.attributions import Attribution
from tracebrief.model.claims import Claim
from tracebrief.model.days import days_between
from tracebrief.model.tables import rows_of, to_table
from tracebrief.model.weighed import COMPUTED, RELATION, SUPPORTING, ClaimComparison
from tracebrief.model.wording import plain
from tracebrief.weigh.claim_groups import name_apart, name_groups
from tracebrief.weigh.intervals import ABOUT, interval_of
from tracebrief.weigh.like_quotations import ALIKE, find_alike

# What is said to be so, against what is feared, planned or asked for.
REAL = ("asserted", "alleged", "unverified")
# Days that an event's date may leave open before it can be told from another of its kind.
CLOSE = 8
# Counts before and after each, in time, that a reader may be tempted to compare it with.
NEAREST = 32
Pair = tuple[Claim, Claim, RELATION, str]


def weigh_agreement(
    claims: pd.DataFrame,
    attributions: pd.DataFrame,
    provenance: pd.DataFrame,
    *,
    codebook: Codebook,
    about: float = ABOUT,
    alike: int = ALIKE,
) -> pd.DataFrame:
    """Return the pairs of claims that a reader would compare, as the table `comparisons`.

    Args:
        about: how far "about" reaches, as a share of the number.
        alike: letters of 100 that must agree for two quotations to be the same words.

    Raises:
        TableError: a claim's columns or chain disagree with its attribution.
    """
    said = check_attributions(claims, attributions, provenance)
    accepted = [claim for claim in rows_of(claims, Claim) if claim.status != "rejected"]
    pairs = [
        *_quantities(accepted, codebook, about),
        *_events(accepted, codebook),
        *_quotes(accepted, said, codebook, alike),
    ]
    related = ((a.claim_id, b.claim_id) for a, b, relation, _ in pairs if relation in SUPPORTING)
    groups = name_groups(accepted, related)
    names = name_apart([("x-", [a.claim_id, b.claim_id]) for a, b, *_ in pairs])
    compared = (
        ClaimComparison(name, groups[a.claim_id], a.claim_id, b.claim_id, relation, reason, None, None, COMPUTED)
        for name, (a, b, relation, reason) in zip(names, pairs, strict=True)
    )
    return to_table("comparisons", compared)


def _quantities(claims: list[Claim], codebook: Codebook, about: float) -> Iterator[Pair]:
    counted = [claim for claim in claims if claim.kind == "quantity" and claim.measure]
    measures = {key: codebook.measure(key) for key in sorted({claim.measure for claim in counted if claim.measure})}
    neighbours = {_ids(a, b): (a, b) for a, b in _nearest(counted)}
    alike = {_ids(a, b): (a, b) for a, b in _alike(counted, measures, codebook)}
    for ids, (a, b) in (neighbours | alike).items():
        one, other = measures[a.measure or ""], measures[b.measure or ""]
        because = _apart(one, other) or _apart(other, one)
        if because is None and _may_compare(one, other):
            because = _obstacle(a, b, one, codebook)
            if because is None:
                yield a, b, *_relation(a, b, one, other, about)
        if because and ids in neighbours:
            yield a, b, "not comparable", because


def _nearest(counted: list[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Yield the pairs of counts that stand next to each other in time."""
    ordered = sorted(counted, key=lambda claim: (claim.last or "", claim.claim_id))
    for at, a in enumerate(ordered):
        for b in ordered[at + 1 : at + 1 + NEAREST]:
            yield _in_order(a, b)


def _alike(counted: list[Claim], measures: dict[str, Measure], codebook: Codebook) -> Iterator[tuple[Claim, Claim]]:
    """Yield the pairs of counts whose measures may be compared, near enough in time, of one place if that matters."""
    for one, other in combinations_with_replacement(measures.values(), 2):
        if _may_compare(one, other):
            both = [claim for claim in counted if claim.measure in (one.key, other.key)]
            strict = one.same_place and other.same_place
            steady = max(one.steady_days, other.steady_days)
            for a, b in _at_one_place(both, codebook) if strict else combinations(both, 2):
                days = apart_days(a, b)
                if days is not None and days <= steady:
                    yield _in_order(a, b)


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


def _in_order(a: Claim, b: Claim) -> tuple[Claim, Claim]:
    return (a, b) if a.claim_id < b.claim_id else (b, a)


def _ids(a: Claim, b: Claim) -> tuple[str, str]:
    return a.claim_id, b.claim_id


def _may_compare(one: Measure, other: Measure) -> bool:
    return other.key in (one.key, *one.comparable_with, one.rest_of) or one.key == other.rest_of


def _apart(one: Measure, other: Measure) -> str | None:
    return next((apart.because for apart in one.apart_from if apart.measure == other.key), None)


def _obstacle(a: Claim, b: Claim, measure: Measure, codebook: Codebook) -> str | None:
    """Return why two values of one measure cannot be compared, None where they can."""
    if measure.same_place and not _same_place(a, b, codebook):
        return f"{_place(a, codebook)} and {_place(b, codebook)} are not known to be the same place"
    # A plan for those who are counted leaves their number as it is; what is only planned to happen has no number.
    if measure.happened and (a.modality in REAL) != (b.modality in REAL):
        return f"one is {a.modality} and the other {b.modality}"
    days = apart_days(a, b)
    if days is None:
        return "one of the two has no date"
    if days > measure.steady_days:
        return f"{days} days apart, and only {measure.steady_days} days are near enough for this measure"
    return None


def _relation(a: Claim, b: Claim, one: Measure, other: Measure, about: float) -> tuple[RELATION, str]:
    """Return whether two comparable values can both be true, and the reason in words."""
    x, y = interval_of(a, about=about), interval_of(b, about=about)
    y = y if one == other or other.key in one.comparable_with else y.rest()
    words = f"“{a.exact}” and “{b.exact}”"
    stated = (a.low, a.high) == (b.low, b.high) and {a.bound, b.bound} <= {"exact", "about"}
    if stated or x == y:
        return "agrees", f"{words} state the same"
    if x.overlaps(y):
        return "compatible", f"{words} can both be true"
    return "conflicts", f"{words} cannot both be true"


def _events(claims: list[Claim], codebook: Codebook) -> Iterator[Pair]:
    """Yield pairs of reports of different texts that may be of one event: its type, its place, its days."""
    told = [claim for claim in claims if claim.kind == "event" and claim.event and claim.modality in (*REAL, "denied")]
    for a, b in starmap(_in_order, _at_one_place([claim for claim in told if _is_close(claim)], codebook)):
        if a.doc_id == b.doc_id or a.event != b.event or apart_days(a, b) != 0:
            continue
        if a.actor and b.actor and a.actor != b.actor:
            continue
        denied = (a.modality == "denied") != (b.modality == "denied")
        when = f"{codebook.label(a.event)}: {_where(a, codebook)}; {_where(b, codebook)}"
        if denied:
            yield a, b, "conflicts", f"one text denies it: {when}"
        else:
            same = (a.place, a.as_of, a.modality) == (b.place, b.as_of, b.modality)
            yield a, b, "agrees" if same else "compatible", when


def _quotes(claims: list[Claim], said: Mapping[str, Attribution], codebook: Codebook, alike: int) -> Iterator[Pair]:
    """Yield pairs of quotations of different texts that are the same words but for small differences."""
    voices: dict[str, set[str]] = {}
    for a, b in find_alike(claims, alike):
        for claim in (a, b):
            if claim.claim_id not in voices:
                voices[claim.claim_id] = _voices(said[claim.claim_id], codebook)
        if not voices[a.claim_id] & voices[b.claim_id]:
            yield a, b, "conflicts", f"the same words, by {a.speaker} and by {b.speaker}"
        elif plain(a.exact) == plain(b.exact):
            yield a, b, "agrees", "the same words"
        else:
            yield a, b, "compatible", "the same words, but for small differences or a part left out"


def _voices(said: Attribution, codebook: Codebook) -> set[str]:
    """Return the actors who said a claim or passed it on, each by what names that one."""
    return {actor for party in said.chain[1:] for actor in actors_in(party.name, codebook)}


def apart_days(a: Claim, b: Claim) -> int | None:
    """Return the days between two claims' times, 0 where they overlap, None where one has no last day."""
    if a.last is None or b.last is None:
        return None
    gaps = (days_between(a.last, b.first), days_between(b.last, a.first))
    return max(0, *gaps)


def _is_close(claim: Claim) -> bool:
    if claim.first is None or claim.last is None:
        return False
    return days_between(claim.first, claim.last) < CLOSE


def _same_place(a: Claim, b: Claim, codebook: Codebook) -> bool:
    """Say whether two claims name one place, or a place and one within it."""
    if a.place is None or b.place is None:
        return False
    return a.place == b.place or a.place in codebook.around(b.place) or b.place in codebook.around(a.place)


def _place(claim: Claim, codebook: Codebook) -> str:
    return codebook.label(claim.place) or "an unnamed place"


def _where(claim: Claim, codebook: Codebook) -> str:
    return f"{_place(claim, codebook)}, {claim.as_of}, {claim.modality}"

"""Reports of one event in two texts, and denials beside what they deny."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

import pandas as pd

from tracebrief.extract.lexicons import read_forms
from tracebrief.link import Codebook
from tracebrief.model.claims import Claim
from tracebrief.model.columns import DOUBTED
from tracebrief.model.days import days_between
from tracebrief.model.tables import rows
from tracebrief.model.weighed import RELATION, ClaimComparison, EventReport
from tracebrief.weigh.claim_groups import name_apart
from tracebrief.weigh.claim_relations import Pair, in_order, is_alike, is_same_place, may_be_one_party, place_in_words
from tracebrief.weigh.joined_events import Joined, is_close, role_of

# Events of its kind beside which a denial is set: the nearest in time.
NEAREST = 32
Published = Mapping[str, tuple[str | None, str | None]]


def published_of(documents: pd.DataFrame) -> Published:
    """Return the days between which each text appeared."""
    return {row["doc_id"]: (row["first"], row["last"]) for row in rows(documents)}


def report_events(
    claims: Iterable[Claim], events: Sequence[Joined], comparisons: Iterable[ClaimComparison]
) -> list[EventReport]:
    """Return which claims report, doubt or deny which event; what is compared says which event a denial is of."""
    names = name_apart([(f"{each.event}-", [claim.claim_id for claim in each.reports]) for each in events])
    told = {claim.claim_id: name for name, event in zip(names, events, strict=True) for claim in event.reports}
    denials = {claim.claim_id for claim in claims if is_denial(claim)}
    conflicts = ((each.claim_a, each.claim_b) for each in comparisons if each.relation == "conflicts")
    denied = {(told[b], a) for pair in conflicts for a, b in permutations(pair) if a in denials and b in told}
    reports = (claim for event in events for claim in event.reports)
    return [
        *(EventReport(told[claim.claim_id], claim.claim_id, role_of(claim)) for claim in reports),
        *(EventReport(event, denial, "denies") for event, denial in sorted(denied)),
    ]


def compare_events(
    claims: Iterable[Claim], events: Sequence[Joined], codebook: Codebook, published: Published
) -> Iterator[Pair]:
    """Yield pairs of reports of one event, one of each text, and of denials with events that they may deny."""
    for event in events:
        yield from _reports(event, codebook)
    for each in find_denials(claims, events, codebook, published):
        reason = f"“{each.denial.exact}” denies what “{each.event.lead.exact}” reports"
        relation: RELATION = "differs" if each.guards else "conflicts"
        yield Pair(*in_order(each.denial, each.event.lead), relation, reason, "; ".join(each.guards) or None)


def _reports(event: Joined, codebook: Codebook) -> Iterator[Pair]:
    """Yield the reports of an event in two texts that stand for these."""
    by_text: dict[str, Joined] = {}
    for claim in event.reports:
        by_text.setdefault(claim.doc_id, Joined(event.event)).add(claim, codebook)
    leads = [each.lead for each in by_text.values()]
    for a, b in (in_order(*pair) for pair in combinations(leads, 2)):
        same = (a.place, a.as_of, a.modality) == (b.place, b.as_of, b.modality)
        when = f"{codebook.label(event.event)}: {_where(a, codebook)}; {_where(b, codebook)}"
        yield Pair(a, b, "agrees" if same else "compatible", when)


def _where(claim: Claim, codebook: Codebook) -> str:
    return f"{place_in_words(claim, codebook)}, {claim.as_of}, {claim.modality}"


@dataclass(frozen=True)
class Denial:
    """A claim that denies an event, and why it need not be that event that is denied."""

    denial: Claim
    event: Joined
    guards: tuple[str, ...]


def is_denial(claim: Claim) -> bool:
    """Say whether a claim says of an event that it has not been."""
    return claim.kind == "event" and claim.modality == "denied"


def find_denials(
    claims: Iterable[Claim], events: Iterable[Joined], codebook: Codebook, published: Published
) -> Iterator[Denial]:
    """Yield each denial with the events of its type, told by other texts, that it would deny."""
    by_type: dict[str, list[Joined]] = {}
    for event in events:
        by_type.setdefault(event.event, []).append(event)
    for denial in claims:
        if not is_denial(denial) or denial.event not in by_type:
            continue
        near = sorted(by_type[denial.event], key=lambda event: (_distance(denial, event), event.lead.claim_id))
        for event in near[:NEAREST]:
            texts = {report.doc_id for report in event.reports}
            if denial.doc_id not in texts and _may_deny(denial, event, codebook) and _is_meant(denial, event):
                yield Denial(denial, event, tuple(_guards(denial, event, codebook, published)))


def _is_meant(denial: Claim, event: Joined) -> bool:
    """Say whether a denial is of all, or of this event: in like words, or at its place and days."""
    if read_forms("denials")["of all"].search(denial.exact) or is_alike(denial.exact, event.lead.exact):
        return True
    close = is_close(denial.first, denial.last) and is_close(event.first, event.last)
    return close and denial.place is not None


def _distance(denial: Claim, event: Joined) -> int:
    return abs(days_between(event.last, denial.last))


def _may_deny(denial: Claim, event: Joined, codebook: Codebook) -> bool:
    """Say whether a denial can hold of an event, by its parties, its place and its days."""
    if not may_be_one_party(denial.actor, event.actor, codebook):
        return False
    if denial.place and not is_same_place(denial.place, event.place, codebook):
        return False
    later = denial.last and event.first and event.first > denial.last
    return not (later or (denial.first and event.last and event.last < denial.first))


def _guards(denial: Claim, event: Joined, codebook: Codebook, published: Published) -> Iterator[str]:
    """Yield why an event need not be one that is denied."""
    first, last = published.get(denial.doc_id, (None, None))
    # Of a text that appeared between two days, nobody knows what it could already know on the later one.
    until = first if first and denial.last and first < denial.last <= (last or "") else denial.last
    if event.last is None or until is None or event.last > until:
        when = "is undated, and" if event.first is None else "may not yet have been, or"
        yield f"the event {when} may have come after it was denied"
    if denial.place is None and event.place:
        yield f"the denial names no place, and {codebook.label(event.place)} may not be meant"
    elif denial.place and event.place and event.place in codebook.around(denial.place):
        yield f"the denial is of {codebook.label(denial.place)} alone"
    if all(report.modality in DOUBTED for report in event.reports):
        yield "nobody vouches for the event"

"""Reports of one event, joined within a text and across texts: its type, its place, its days and its parties.

A report that fits two events is joined to neither. Without days of its own a report needs like words, or to stand in
the same text about the same place; a plan or a fear is no event.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from tracebrief.extract import find_content_lemmas
from tracebrief.link import Codebook
from tracebrief.model.claims import Claim
from tracebrief.model.columns import HAPPENED
from tracebrief.model.days import days_between
from tracebrief.model.weighed import EVENT_ROLE
from tracebrief.weigh.claim_relations import LEAST, is_alike, is_same_place, may_be_one_party

# Days that an event's date may leave open before it can be told from another of its kind.
CLOSE = 8
# Days between the times up to which two texts may know an undated event; older news is another event.
STEADY = 31


@dataclass
class Joined:
    """Reports that are taken for one event, and what is known of it from all of them."""

    event: str
    reports: list[Claim] = field(default_factory=list)
    place: str | None = None
    actor: str | None = None
    first: str | None = None
    last: str | None = None

    def add(self, claim: Claim, codebook: Codebook) -> None:
        """Take a report in: the narrowest place and days that any of them states are the event's."""
        self.reports.append(claim)
        if self.place is None or (claim.place and self.place in codebook.around(claim.place)):
            self.place = claim.place
        self.actor = self.actor or claim.actor
        self.first = max(filter(None, (self.first, claim.first)), default=None)
        self.last = min(filter(None, (self.last, claim.last)), default=None)

    @property
    def lead(self) -> Claim:
        """The report that stands for the event: vouched for and named before others, then the narrowest."""
        return min(self.reports, key=lambda each: (each.modality != "asserted", each.speaker is None, _breadth(each)))


def role_of(claim: Claim) -> EVENT_ROLE:
    """Return what a claim does to an event that it tells."""
    # What a speaker is reported to allege is that speaker's report; what a text itself calls alleged is in doubt.
    return (
        "doubts" if claim.modality == "unverified" or (claim.modality == "alleged" and not claim.speaker) else "reports"
    )


def find_joined(claims: Iterable[Claim], codebook: Codebook) -> list[Joined]:
    """Return the events that claims report, those whose place and days are known best first."""
    told = [claim for claim in claims if claim.kind == "event" and claim.event and claim.modality in HAPPENED]
    index = _Index()
    for claim in sorted(told, key=lambda each: _order(each, codebook)):
        fits = [event for event in index.near(claim) if _fits(claim, event, codebook)]
        event = fits[0] if len(fits) == 1 else Joined(claim.event or "")
        event.add(claim, codebook)
        index.add(claim, event)
    return index.events


class _Index:
    """Events by what a report may share with them: a day, or a text, or some content words."""

    def __init__(self) -> None:
        self.events: list[Joined] = []
        self.numbers: dict[int, int] = {}
        self.by: dict[tuple[str, ...], dict[int, None]] = {}

    def add(self, claim: Claim, event: Joined) -> None:
        """Put an event where a report like this one would look for it."""
        if id(event) not in self.numbers:
            self.numbers[id(event)] = len(self.events)
            self.events.append(event)
        for key in (*_days(claim), *_marks(claim)):
            self.by.setdefault(key, {})[self.numbers[id(event)]] = None

    def near(self, claim: Claim) -> list[Joined]:
        """Return the events that share a day, or text and place, with a report, or enough of its words."""
        found = {number for key in _days(claim) for number in self.by.get(key, ())}
        shared = Counter(number for key in _marks(claim) for number in self.by.get(key, ()))
        found |= {number for number, times in shared.items() if times >= LEAST}
        return [self.events[number] for number in sorted(found)]


def _days(claim: Claim) -> Iterator[tuple[str, ...]]:
    if is_close(claim.first, claim.last):
        first = date.fromisoformat(claim.first or "")
        days = (first + timedelta(number) for number in range(days_between(claim.first, claim.last) + 1))
        yield from ((claim.event or "", "day", day.isoformat()) for day in days)


def _marks(claim: Claim) -> Iterator[tuple[str, ...]]:
    """Yield what two reports without days may share: their text with its place, which is enough, and words."""
    if claim.place:
        yield from ((claim.event or "", "text", claim.doc_id, claim.place, str(side)) for side in range(LEAST))
    yield from ((claim.event or "", "word", word) for word in sorted(find_content_lemmas(claim.exact)))


def is_close(first: str | None, last: str | None) -> bool:
    """Say whether days are near enough to each other to tell an event from another of its kind."""
    return first is not None and last is not None and days_between(first, last) < CLOSE


def _order(claim: Claim, codebook: Codebook) -> tuple[object, ...]:
    depth = len(codebook.around(claim.place)) if claim.place else -1
    return (
        not is_close(claim.first, claim.last),
        -depth,
        claim.first or "",
        claim.claim_id,
    )


def _breadth(claim: Claim) -> tuple[int, str]:
    days = days_between(claim.first, claim.last) if claim.first and claim.last else 10**6
    return days + 10**5 * (claim.place is None), claim.claim_id


def _fits(claim: Claim, event: Joined, codebook: Codebook) -> bool:
    """Say whether a report can only be taken for one of an event."""
    if not may_be_one_party(claim.actor, event.actor, codebook) or not _overlap(claim, event):
        return False
    if claim.place and event.place and not is_same_place(claim.place, event.place, codebook):
        return False
    same_actor = claim.actor is None and event.actor is None
    same_actor |= None not in (claim.actor, event.actor)
    if _is_at_its_place_and_days(claim, event, same_actor, codebook):
        return True
    texts = {report.doc_id for report in event.reports}
    if claim.place and claim.place == event.place and claim.doc_id in texts and same_actor:
        return True
    # Of two places one of which is not said, only the days can tell that they are one.
    if (claim.place is None) != (event.place is None) and not _is_within_days(claim, event):
        return False
    return same_actor and any(_is_told_alike(claim, report) for report in event.reports)


def _overlap(claim: Claim, event: Joined) -> bool:
    return not any(
        first and last and first > last for first, last in ((claim.first, event.last), (event.first, claim.last))
    )


def _is_at_its_place_and_days(claim: Claim, event: Joined, same_actor: bool, codebook: Codebook) -> bool:
    """Say whether a report names the event's place, or one around or within it, and its days."""
    if claim.place is None or event.place is None or not _is_within_days(claim, event):
        return False
    # A day and a week are one time only where the same party acts.
    if (claim.first, claim.last) != (event.first, event.last) and not same_actor:
        return False
    wider = claim.place if claim.place in codebook.around(event.place) else event.place
    if claim.place == event.place or not codebook.place(wider).is_area:
        return True
    return same_actor and claim.actor is not None


def _is_within_days(claim: Claim, event: Joined) -> bool:
    """Say whether the days of the one are among those of the other, and few."""
    if not (is_close(claim.first, claim.last) and is_close(event.first, event.last)):
        return False
    earlier, later = days_between(event.first, claim.first), days_between(claim.last, event.last)
    return (earlier >= 0) == (later >= 0) or 0 in (earlier, later)


def _is_told_alike(claim: Claim, report: Claim) -> bool:
    if claim.doc_id != report.doc_id and abs(days_between(claim.last, report.last)) > STEADY:
        return False
    return is_alike(claim.exact, report.exact)

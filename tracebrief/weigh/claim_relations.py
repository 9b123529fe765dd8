"""What two claims are compared by, whatever their kind: their days, places, parties and words."""

from typing import NamedTuple

from tracebrief.extract import find_content_lemmas
from tracebrief.link import Codebook
from tracebrief.model.claims import Claim
from tracebrief.model.days import days_between
from tracebrief.model.weighed import RELATION

# Two claims tell of one thing in like words when they share this much of the shorter one's content words, and three.
LIKE, LEAST = 0.5, 3


class Pair(NamedTuple):
    """Two claims that were compared, and what came of it."""

    a: Claim
    b: Claim
    relation: RELATION
    reason: str
    guard: str | None = None


def in_order(a: Claim, b: Claim) -> tuple[Claim, Claim]:
    """Return two claims in the order of their ids."""
    return (a, b) if a.claim_id < b.claim_id else (b, a)


def apart_days(a: Claim, b: Claim) -> int | None:
    """Return the days between two claims' times, 0 where they overlap, None where one has no last day."""
    if a.last is None or b.last is None:
        return None
    gaps = (days_between(a.last, b.first), days_between(b.last, a.first))
    return max(0, *gaps)


def is_same_place(a: str | None, b: str | None, codebook: Codebook) -> bool:
    """Say whether two keys name one place, or a place and one within it."""
    if a is None or b is None:
        return False
    return a == b or a in codebook.around(b) or b in codebook.around(a)


def place_in_words(claim: Claim, codebook: Codebook) -> str:
    """Return the name of a claim's place, as a reason gives it."""
    return codebook.label(claim.place) or "an unnamed place"


def may_be_one_party(a: str | None, b: str | None, codebook: Codebook) -> bool:
    """Say whether two actors are of one party, or one of the two is not said."""
    return a is None or b is None or codebook.party(a) == codebook.party(b)


def is_alike(a: str, b: str) -> bool:
    """Say whether two wordings share enough of the shorter one's content words, by lemma."""
    one, other = find_content_lemmas(a), find_content_lemmas(b)
    return len(one & other) >= max(LEAST, LIKE * min(len(one), len(other)))

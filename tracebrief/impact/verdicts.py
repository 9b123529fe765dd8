"""Whether a part of the brief falls, weakens or stands without some claims.

It falls when nothing is left that it rests on, and weakens when a part of that is gone, or when what is left is borne
out by less than before.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from tracebrief.model.weighed import VERIFICATION_STATUS

WITHDRAWN = Literal["text", "claim", "origin", "speaker"]
OUTCOME = Literal["falls", "weakens", "stands"]
OUTCOMES: tuple[OUTCOME, ...] = get_args(OUTCOME)
PART = Literal["judgement", "sentence", "value", "figure"]
PARTS: tuple[PART, ...] = get_args(PART)
# From what is borne out best to what is doubted, which is the order in which the statuses are listed.
STRENGTH: tuple[str, ...] = get_args(VERIFICATION_STATUS)


@dataclass(frozen=True)
class Ground:
    """One thing that a part of the brief rests on: any of its claims is enough, but of two that are compared."""

    name: str
    claims: tuple[str, ...]
    needs_all: bool = False


@dataclass(frozen=True)
class Resting:
    """A part of the brief, where it stands, and what it rests on."""

    part: PART
    where: str
    words: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True)
class Verdict:
    """What becomes of a part of the brief, and why."""

    resting: Resting
    outcome: OUTCOME
    reasons: tuple[str, ...]


def judge(resting: Resting, gone: Collection[str], before: Mapping[str, str], after: Mapping[str, str]) -> Verdict:
    """Return what becomes of a part of the brief without some claims.

    Args:
        gone: the claims that are withdrawn.
        before, after: the verification status of each claim with and without them.
    """
    told = [_judge_ground(ground, gone, before, after) for ground in resting.grounds]
    outcomes = {outcome for outcome, _ in told}
    outcome: OUTCOME = "stands" if outcomes <= {"stands"} else "falls" if outcomes == {"falls"} else "weakens"
    reasons = dict.fromkeys(reason for _, reasons in told for reason in reasons)
    return Verdict(resting, outcome, tuple(reasons))


def has_weakened(claim: str, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Say whether a claim that is left is borne out by less than before."""
    known = claim in before and claim in after
    return known and STRENGTH.index(after[claim]) > STRENGTH.index(before[claim])


def _judge_ground(
    ground: Ground, gone: Collection[str], before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[OUTCOME, list[str]]:
    lost = [claim for claim in ground.claims if claim in gone]
    weaker = [claim for claim in ground.claims if claim not in gone and has_weakened(claim, before, after)]
    reasons = list(_reasons(ground, lost, weaker, before, after))
    if lost and (ground.needs_all or len(lost) == len(ground.claims)):
        return "falls", reasons
    return ("weakens" if reasons else "stands"), reasons


def _reasons(
    ground: Ground, lost: list[str], weaker: list[str], before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[str]:
    """Yield what happens to the claims of one ground, those of one change together."""
    if lost:
        part = "is gone" if len(lost) == len(ground.claims) else f"loses {len(lost)} of {len(ground.claims)} claims"
        yield f"{ground.name} {part}"
    for was, now in dict.fromkeys((before[claim], after[claim]) for claim in weaker):
        yield f"{ground.name} is {now}, was {was}"

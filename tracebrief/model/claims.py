"""The claim: a mention linked to the codebook, under an id made of its content.

The same words at the same span with the same value have the same id on every run and every machine.
"""

import hashlib
import json
from dataclasses import dataclass, fields
from typing import Annotated, Literal, get_args

from tracebrief.model.columns import (
    BOUND,
    HOW_BOUND,
    KIND,
    READER,
    RULED_AS,
    VIA,
    Actor,
    ClaimId,
    Column,
    Cue,
    DocId,
    End,
    First,
    High,
    Last,
    Low,
    Modality,
    PassageNumber,
    ReviewState,
    Rule,
    RuledAs,
    Speaker,
    SpeakerActor,
    Start,
    Unit,
)
from tracebrief.model.wording import plain

STATUS = Literal["accepted", "rejected"]
CLAIMED = Column("What is claimed: a value, a quotation, words reported, or what happens.")
# Kinds of claim, in the order tables list them.
KINDS: tuple[str, ...] = get_args(KIND)


@dataclass(frozen=True)
class Claim:
    """A mention linked to the codebook, under a name made of its content."""

    claim_id: ClaimId
    doc_id: DocId
    start: Start
    end: End
    kind: Annotated[KIND, CLAIMED]
    measure: Annotated[str | None, Column("What is counted, by key of the codebook.")]
    actor: Actor
    place: Annotated[str | None, Column("Where, by key of the codebook.")]
    event: Annotated[str | None, Column("What happens, by key of the codebook.")]
    topic: Annotated[str | None, Column("What it is about, by key of the codebook.")]
    low: Low
    high: High
    unit: Unit
    bound: Annotated[BOUND | None, HOW_BOUND]
    speaker: Speaker
    speaker_actor: SpeakerActor
    cue: Cue
    via: Annotated[str | None, Column(VIA)]
    modality: Modality
    as_of: Annotated[str | None, Column("When it is true of, in EDTF.")]
    as_of_words: Annotated[str | None, Column("The words that this is known from.")]
    first: First
    last: Last
    exact: Annotated[str, Column("The words.")]
    prefix: Annotated[str, Column("Up to 32 characters before the words.", may_be_empty=True)]
    suffix: Annotated[str, Column("Up to 32 characters after the words.", may_be_empty=True)]
    passage: PassageNumber
    rule: Rule
    rule_version: Annotated[str, Column("The version of the rules that make claims of mentions.")]
    status: Annotated[STATUS, Column("Whether it counts.")]
    review_state: ReviewState
    ruled_by: Annotated[str | None, Column("Who ruled on it.")]
    ruled_as: RuledAs
    ruled_on: Annotated[str | None, Column("The day of the ruling.", iso_day=True)]
    note: Annotated[str | None, Column("What a ruling changed and why, or what else to know.")]

    @property
    def is_reviewed(self) -> bool:
        """Whether a reader looked at it and let it stand; what a program ruled, no reader has seen."""
        return self.ruled_as == READER and self.review_state != "rejected"


@dataclass(frozen=True)
class ReadClaim:
    """A claim as the library reads it by itself, before any ruling."""

    read_id: Annotated[str, Column("Its name, which is the claim's where no ruling changed what the name is made of.")]
    doc_id: DocId
    start: Start
    end: End
    kind: Annotated[KIND, CLAIMED]
    low: Low
    high: High
    bound: Annotated[BOUND | None, HOW_BOUND]
    speaker: Speaker
    modality: Modality
    first: First
    last: Last

    @classmethod
    def of(cls, claim: Claim) -> "ReadClaim":
        """Return what of a claim is compared with what was marked by hand."""
        return cls(claim.claim_id, *(getattr(claim, field.name) for field in fields(cls)[1:]))


@dataclass(frozen=True)
class RuledField:
    """One field of a claim that was ruled on: what the library read then, what it reads now, and what is right."""

    claim_id: Annotated[
        str | None,
        Column("The claim; empty where it was rejected and is no longer found.", refers_to="claims.claim_id"),
    ]
    doc_id: DocId
    start: Start
    end: End
    kind: Annotated[KIND, CLAIMED]
    words: Annotated[str, Column("The claim's right words.")]
    field: Annotated[str, Column("The field; `claim` for whether there is one at all, `words` for its words.")]
    found: Annotated[str | None, Column("What the library had read when it was ruled on.")]
    read_now: Annotated[str | None, Column("What the library reads by itself now.")]
    right: Annotated[str | None, Column("What is right.")]
    agrees: Annotated[bool, Column("Whether the library reads by itself what is right.")]
    strays: Annotated[
        bool, Column("Whether it reads neither that nor what it read when it was ruled on, if it read the claim then.")
    ]
    ruled_as: Annotated[
        RULED_AS | None, Column("Whether a reader ruled, or a program; empty where its paragraph changed since.")
    ]


def claim_id(sha256: str, start: int, end: int, kind: str, value: str) -> str:
    """Return `c-` and ten hex digits of SHA-256 over the JSON list of a claim's content.

    Args:
        sha256: the text's SHA-256, in hex.
        start, end: the claim's span, half-open code points.
        kind: one of `KINDS`.
        value: the normalised value; "" where the kind has none.
    """
    content = json.dumps([sha256, start, end, kind, value], ensure_ascii=False, separators=(",", ":"))
    return "c-" + hashlib.sha256(content.encode()).hexdigest()[:10]


def id_of(claim: Claim, sha256: str) -> str:
    """Return the id that a claim's content gives it in the text with this SHA-256.

    The normalised value of a quantity is its interval; of words, the words in plain typography and lower case,
    after the type where the claim is an event.
    """
    if claim.kind == "quantity":
        value = quantity_value(claim.low, claim.high, claim.unit, claim.bound or "")
    else:
        value = " ".join(plain(claim.exact).lower().split())
        value = f"{claim.event or ''}|{value}" if claim.kind == "event" else value
    return claim_id(sha256, claim.start, claim.end, claim.kind, value)


def quantity_value(low: float | None, high: float | None, unit: str | None, bound: str) -> str:
    """Return the normalised value of a quantity, as hashed into its id: `low|high|unit|bound`."""
    return "|".join((_number(low), _number(high), unit or "", bound))


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"

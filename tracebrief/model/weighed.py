"""What weighing and auditing hand on: origins, comparisons, verification statuses, scores, and values of the prose."""

from dataclasses import dataclass
from typing import Annotated, Final, Literal, get_args

from tracebrief.model.columns import (
    KIND,
    ClaimId,
    Column,
    DocId,
    End,
    First,
    Group,
    How,
    Last,
    PassageNumber,
    ReviewState,
    RuledAs,
    Start,
)

RESTS_ON = Literal["claim", "count", "reading", "search"]
# What conflicts cannot both be true; what differs cannot either, unless its guard holds.
RELATION = Literal["agrees", "compatible", "differs", "conflicts", "not comparable"]
RELATIONS: tuple[str, ...] = get_args(RELATION)
# Two claims that tell one fact, and two that disagree.
SUPPORTING = ("agrees", "compatible")
DISAGREEING = ("conflicts", "differs")
COMPUTED: Final = "computed"
# In this order wherever they are listed.
VERIFICATION_STATUS = Literal["corroborated", "reported twice", "single origin", "unsourced", "unverified", "disputed"]
VERIFICATION_STATUSES: tuple[str, ...] = get_args(VERIFICATION_STATUS)
EVENT_STATUS = Literal[
    "independently confirmed", "reported by several", "reported by one party", "unverified", "disputed"
]
EVENT_ROLE = Literal["reports", "doubts", "denies"]
ORIGIN_RELATION = Literal["same", "may be the same", "independent"]
# How the origin of a text's own words is known: they name nobody, and bear nothing out.
UNSOURCED: Final = "unsourced"

# What was done to a quotation's words, as far as it shows.
DAMAGE = Literal[
    "part left out",
    "words put in",
    "cut short",
    "small words differ",
    "words replaced",
    "broken grammar",
    "altered text",
]


@dataclass(frozen=True)
class ClaimOrigin:
    """A claim's origin."""

    claim_id: ClaimId
    origin_id: Annotated[str, Column("The origin's name; claims with the same one are one account.")]
    origin: Annotated[str, Column("The origin in words; of unsourced words the outlet whose words they are.")]
    actors: Annotated[str | None, Column("Who that is, by keys of the codebook, separated by spaces.")]
    outlet: Annotated[str | None, Column("The outlet that an unnamed origin told; empty where the origin is named.")]
    how: How


@dataclass(frozen=True)
class OriginRelation:
    """Two origins of one fact, and whether the texts tell them apart."""

    origin_a: Annotated[str, Column("The one origin, by its name in `origins`.")]
    origin_b: Annotated[str, Column("The other origin.")]
    relation: Annotated[ORIGIN_RELATION, Column("Whether they are one account, may be one, or are told apart.")]
    reason: Annotated[str, Column("Why the two have this relation.")]


@dataclass(frozen=True)
class ClaimComparison:
    """Two claims that the library compared, or that a person set side by side."""

    comparison_id: Annotated[str, Column("The comparison's name, made of the claims'.")]
    group: Group
    claim_a: Annotated[str, Column("The one claim.", refers_to="claims.claim_id")]
    claim_b: Annotated[str, Column("The other claim.", refers_to="claims.claim_id")]
    relation: Annotated[RELATION, Column("How the two relate to each other.")]
    reason: Annotated[str, Column("Why the two have this relation.")]
    guard: Annotated[str | None, Column("Why the two need not exclude each other; empty where nothing says so.")]
    key: Annotated[str | None, Column("The comparison's name in `data/comparisons.yml`; empty where it is computed.")]
    set_by: Annotated[str, Column("Who set the two side by side: `computed`, or a person.")]
    left_out: Annotated[
        str | None, Column("Why the prose does not speak of it, where the two disagree and it is silent.")
    ]


@dataclass(frozen=True)
class EventReport:
    """A claim that reports, doubts or denies an event."""

    event_id: Annotated[str, Column("The event's name, made of its type and its reports'.")]
    claim_id: ClaimId
    role: Annotated[EVENT_ROLE, Column("What the claim does to the event.")]


@dataclass(frozen=True)
class JoinedEvent:
    """An event, told once, however many reports of it there are."""

    event_id: Annotated[str, Column("The event's name, made of its type and its reports'.")]
    event: Annotated[str, Column("What happens, by key of the codebook.")]
    place: Annotated[str | None, Column("Where, by key of the codebook: the narrowest place that a report names.")]
    actor: Annotated[str | None, Column("Who acts, by key of the codebook.")]
    first: First
    last: Last
    as_of: Annotated[str | None, Column("The days that its reports leave together, in EDTF.")]
    status: Annotated[EVENT_STATUS, Column("What its reports amount to.")]
    texts: Annotated[int, Column("Texts that report it.")]
    origins: Annotated[int, Column("Origins of its reports that are independent of each other; 0 if unsourced.")]
    reason: Annotated[str, Column("Why it has this status.")]


@dataclass(frozen=True)
class Verification:
    """What a claim's group amounts to."""

    claim_id: ClaimId
    group: Group
    documents: Annotated[int, Column("Texts in the claim's group.")]
    origins: Annotated[int, Column("Origins in the claim's group that are independent of each other; 0 if unsourced.")]
    verification_status: Annotated[VERIFICATION_STATUS, Column("What the group amounts to for this claim.")]
    age: Annotated[int | None, Column("From the end of what it is true of to the newest text.", unit="day")]
    reason: Annotated[str, Column("Why the claim has this verification status.")]


@dataclass(frozen=True)
class QuotationDamage:
    """A quotation whose words are not all, or may not be, those that its speaker said."""

    claim_id: ClaimId
    signs: Annotated[str, Column("What shows it, separated by semicolons.")]
    doubtful: Annotated[bool, Column("Whether the words may not be the speaker's; else they are, and not all of them.")]
    twin: Annotated[
        str | None, Column("The same saying in another text, where that shows it.", refers_to="claims.claim_id")
    ]
    reason: Annotated[str, Column("The signs in words; that a text was reworded is an inference.")]


@dataclass(frozen=True)
class Score:
    """What was found against what was marked by hand, or ruled."""

    task: Annotated[str, Column("What was to be found.")]
    doc_id: Annotated[str, Column("The text, by its citation key; `all` for all texts together.")]
    gold: Annotated[int, Column("Marked by hand, or ruled to be right.")]
    found: Annotated[int, Column("Read by the library; in `ledger_scores`, held by the ledger.")]
    matched: Annotated[int, Column("Found, and marked or ruled alike.")]
    precision: Annotated[float | None, Column("Matched of found.")]
    recall: Annotated[float | None, Column("Matched of marked, or of right ones.")]
    f1: Annotated[float | None, Column("Harmonic mean of precision and recall.")]


@dataclass(frozen=True)
class ReviewCount:
    """How many claims of a kind have one review state in a text, by who ruled."""

    doc_id: DocId
    kind: Annotated[KIND, Column("The kind of the claims.")]
    review_state: ReviewState
    ruled_as: RuledAs
    ruled_by: Annotated[str | None, Column("Who ruled on them.")]
    claims: Annotated[int, Column("How many they are.")]


@dataclass(frozen=True)
class SentenceCoverage:
    """A sentence, and whether anything was read from it."""

    doc_id: DocId
    start: Start
    end: End
    passage: PassageNumber
    claims: Annotated[int, Column("Claims read from it.")]
    silent: Annotated[bool, Column("Whether no claim was read from it.")]
    why: Annotated[str | None, Column("Why no claim was read from it, where none was.")]


@dataclass(frozen=True)
class QuotationCheck:
    """A quoted string, looked up on disk."""

    claim_id: ClaimId
    found: Annotated[bool, Column("Whether the words stand at their span.")]
    problem: Annotated[str | None, Column("What is wrong, where anything is.")]


@dataclass(frozen=True)
class Value:
    """A value that the prose quotes."""

    name: Annotated[str, Column("The name by which the prose quotes it.")]
    text: Annotated[str, Column("The value's words.")]
    number: Annotated[float | None, Column("The value as a number, where it is one.")]
    claims: Annotated[
        str | None, Column("Claims that it rests on, separated by spaces, in the order in which to open them.")
    ]
    how: Annotated[str, Column("How it was computed.")]
    rests_on: Annotated[
        RESTS_ON,
        Column(
            "Whether it is words of one claim, a count over a table, one over readings, or a search that found nothing."
        ),
    ]

"""Who says a claim, and through whom the text has it.

An attribution is read once per claim. Its speaker, its cue, through whom it came, its provenance chain and its origin
are views of this one record, so that a ruling on it changes them all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final, Literal, get_args

from tracebrief.model.columns import (
    CODE_POINT,
    INTERMEDIARY_ROLE,
    ClaimId,
    Column,
    Cue,
    CueEnd,
    CueStart,
    Recipient,
    RecipientEnd,
    RecipientStart,
    Speaker,
    SpeakerActor,
    SpeakerEnd,
    SpeakerStart,
)
from tracebrief.model.spans import Span
from tracebrief.model.wording import join_through, plain

# Parts in an attribution besides those that the record of a text knows: the text itself, who says it, an outlet that
# was told it, and an intermediary that only a ruling knows.
TEXT: Final = "text"
SPEAKER: Final = "speaker"
TOLD: Final = "told"
RULED_IN: Final = "passed it on"
ROLE = Literal["text", "speaker", "told", "passed it on", INTERMEDIARY_ROLE]
ROLES: tuple[ROLE, ...] = get_args(ROLE)
# Words that only point at someone, and nobody could tell at whom.
PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "him", "her", "them", "us", "his", "its", "their", "our"])


@dataclass(frozen=True)
class Party:
    """Someone who has a part in an attribution, by name and by key of the codebook, and the words that show it."""

    role: ROLE
    name: str
    actor: str | None = None
    span: Span | None = None

    @property
    def identity(self) -> str:
        """What two parties share that are the same one."""
        return self.actor or plain(self.name).lower()


NOBODY = Party(SPEAKER, "")


@dataclass(frozen=True)
class Attribution:
    """Who says a claim of one text, by which word, to whom, and the intermediaries it came through, nearest first."""

    doc_id: str
    speaker: Party | None = None
    cue: str | None = None
    cue_span: Span | None = None
    recipient: Party | None = None
    intermediaries: tuple[Party, ...] = ()

    def __post_init__(self) -> None:
        if self.speaker is None and any(party.role == SPEAKER for party in self.intermediaries):
            raise ValueError(f"{self.doc_id}: what somebody passes on as said has a speaker")

    @property
    def chain(self) -> tuple[Party, ...]:
        """The text, the intermediaries, then the speaker, each once: where it speaks, else where it is first named."""
        parties = (*self.intermediaries, *filter(None, (self.speaker,)))
        identities = [party.identity for party in parties]
        speaking = {party.identity: at for at, party in enumerate(parties) if party.role == SPEAKER}
        kept = (
            party
            for at, party in enumerate(parties)
            if at == speaking.get(party.identity, identities.index(party.identity))
        )
        return (Party(TEXT, self.doc_id), *kept)

    @property
    def via(self) -> str | None:
        """Through whom the claim came, beginning nearest to its origin: "X, then Y"."""
        through = self.chain[1:-1] if self.speaker else self.chain[1:]
        return join_through([party.name for party in through])


@dataclass(frozen=True)
class ClaimAttribution:
    """Who says a claim, by which word and to whom, each with the words that show it."""

    claim_id: ClaimId
    speaker: Speaker
    speaker_actor: SpeakerActor
    speaker_start: SpeakerStart
    speaker_end: SpeakerEnd
    cue: Cue
    cue_start: CueStart
    cue_end: CueEnd
    recipient: Recipient
    recipient_start: RecipientStart
    recipient_end: RecipientEnd

    @classmethod
    def of(cls, claim_id: str, attribution: Attribution) -> "ClaimAttribution":
        """Return the row of a claim's attribution."""
        speaker, recipient = attribution.speaker or NOBODY, attribution.recipient or NOBODY
        return cls(
            claim_id,
            speaker.name or None,
            speaker.actor,
            *_ends(speaker.span),
            attribution.cue,
            *_ends(attribution.cue_span),
            recipient.name or None,
            *_ends(recipient.span),
        )


@dataclass(frozen=True)
class ProvenanceStep:
    """One step of a claim's provenance chain: the text, an intermediary, or the speaker."""

    claim_id: ClaimId
    step: Annotated[int, Column("How many steps nearer to the origin than the text, which is 0.")]
    role: Annotated[ROLE, Column("What part it has: the text itself, the kind of intermediary, or the speaker.")]
    who: Annotated[str, Column("Who or what it is.")]
    start: Annotated[int | None, Column("Where the words that say so begin, where the text has them.", unit=CODE_POINT)]
    end: Annotated[int | None, Column("Where the words that say so end.", unit=CODE_POINT)]


def provenance_of(claim_id: str, attribution: Attribution) -> Iterator[ProvenanceStep]:
    """Yield the steps of a claim's provenance chain, from the text to the origin."""
    for step, party in enumerate(attribution.chain):
        yield ProvenanceStep(claim_id, step, party.role, party.name, *_ends(party.span))


def attribution_of(doc_id: str, row: ClaimAttribution, steps: list[ProvenanceStep]) -> Attribution:
    """Return the attribution that a claim's rows hold; an intermediary's key is for whoever has the codebook."""
    through = steps[1:-1] if steps[-1].role == SPEAKER else steps[1:]
    return Attribution(
        doc_id,
        _party(SPEAKER, row.speaker, row.speaker_actor, row.speaker_start, row.speaker_end),
        row.cue,
        span_or_none(row.cue_start, row.cue_end),
        _party(TOLD, row.recipient, None, row.recipient_start, row.recipient_end),
        tuple(Party(step.role, step.who, None, span_or_none(step.start, step.end)) for step in through),
    )


def span_or_none(start: int | None, end: int | None) -> Span | None:
    """Return the span between two ends, None where one is missing."""
    return None if start is None or end is None else Span(start, end)


def _party(role: ROLE, name: str | None, actor: str | None, start: int | None, end: int | None) -> Party | None:
    return Party(role, name, actor, span_or_none(start, end)) if name else None


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.end) if span else (None, None)

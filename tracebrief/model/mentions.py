"""What a passage says, at its span, with the rule that read it: one type for each kind of mention."""

from dataclasses import dataclass
from typing import Annotated, Literal

from tracebrief.model.columns import (
    BY_KEY,
    CODE_POINT,
    Bound,
    Column,
    Cue,
    CueEnd,
    CueStart,
    DocId,
    End,
    First,
    High,
    How,
    Last,
    Low,
    Modality,
    Recipient,
    RecipientEnd,
    RecipientStart,
    Rule,
    SentenceEnd,
    SentenceStart,
    Speaker,
    SpeakerEnd,
    SpeakerStart,
    Start,
    Unit,
)


@dataclass(frozen=True)
class Quantity:
    """A number in a text, with what it counts."""

    doc_id: DocId
    start: Start
    end: End
    number_start: Annotated[int, Column("Where the number itself begins.", unit=CODE_POINT)]
    number_end: Annotated[int, Column("Where the number itself ends.", unit=CODE_POINT)]
    low: Low
    high: High
    unit: Unit
    dimension: Annotated[str, Column("Of what kind the value is, such as count, share or length.")]
    bound: Bound
    bound_cue: Annotated[str | None, Column("The words that bound the value.")]
    concept: Annotated[str | None, Column("The words that say what is counted, separated by spaces.")]
    modality: Modality
    sentence_start: SentenceStart
    sentence_end: SentenceEnd
    rule: Rule


@dataclass(frozen=True)
class Statement:
    """Something said, quoted or not."""

    doc_id: DocId
    start: Start
    end: End
    kind: Annotated[
        Literal["quote", "mixed", "indirect", "phrase"],
        Column("Whether it is quoted: all, in part, or not; or a bare phrase, which states nothing by itself."),
    ]
    content: Annotated[str, Column("The spans of what is said, a JSON list of [start, end].")]
    speaker_start: SpeakerStart
    speaker_end: SpeakerEnd
    cue_start: CueStart
    cue_end: CueEnd
    recipient_start: RecipientStart
    recipient_end: RecipientEnd
    speaker: Speaker
    cue: Cue
    recipient: Recipient
    modality: Modality
    sentence_start: SentenceStart
    sentence_end: SentenceEnd
    rule: Rule
    quoted: Annotated[str, Column("Each quotation in it, a JSON list of [start, end, modality].")] = "[]"


@dataclass(frozen=True)
class Timex:
    """A date, time, duration or set of times."""

    doc_id: DocId
    start: Start
    end: End
    type: Annotated[Literal["DATE", "TIME", "DURATION", "SET"], Column("Of what type it is, as in TIMEX3.")]
    value: Annotated[str | None, Column("Its value as TIMEX3.")]
    first: First
    last: Last
    basis: Annotated[str | None, Column("What it was resolved against.")]
    rule: Rule


@dataclass(frozen=True)
class ClauseDate:
    """The days on which what a clause tells was so."""

    doc_id: DocId
    start: Start
    end: End
    date_start: Annotated[int, Column("Where the words that date it begin.", unit=CODE_POINT)]
    date_end: Annotated[int, Column("Where the words that date it end.", unit=CODE_POINT)]
    governs: Annotated[str, Column("The spans of the words of the clause alone, a JSON list of [start, end].")]
    first: First
    last: Last
    rule: Rule


@dataclass(frozen=True)
class Event:
    """A clause that tells an event."""

    doc_id: DocId
    start: Start
    end: End
    trigger_start: Annotated[int, Column("Where the word that tells the event begins.", unit=CODE_POINT)]
    trigger_end: Annotated[int, Column("Where the word that tells the event ends.", unit=CODE_POINT)]
    trigger: Annotated[str, Column("That word in its dictionary form.")]
    agent: Annotated[str | None, Column("Who acts.")]
    patient: Annotated[str | None, Column("On whom or what.")]
    timely: Annotated[bool, Column("Whether it has a time of its own, so that a timeline would have it.")]
    tense: Annotated[str | None, Column("The clause's tense.")]
    polarity: Annotated[str | None, Column("Whether it is affirmed or denied.")]
    date_start: Annotated[int | None, Column("Where the event's date begins.", unit=CODE_POINT)]
    date_end: Annotated[int | None, Column("Where the event's date ends.", unit=CODE_POINT)]
    place_start: Annotated[int | None, Column("Where the event's place begins.", unit=CODE_POINT)]
    place_end: Annotated[int | None, Column("Where the event's place ends.", unit=CODE_POINT)]
    first: First
    last: Last
    modality: Modality
    sentence_start: SentenceStart
    sentence_end: SentenceEnd
    rule: Rule


@dataclass(frozen=True)
class Name:
    """A name."""

    doc_id: DocId
    start: Start
    end: End
    type: Annotated[Literal["PER", "ORG", "LOC", "MISC"], Column("What it names: a person, an organisation, a place.")]
    name: Annotated[str, Column("The fullest form of the name in its text.")]
    rule: Rule


@dataclass(frozen=True)
class Hedge:
    """A word that weakens what it governs."""

    doc_id: DocId
    start: Start
    end: End
    cue: Annotated[str, Column("The word, in its dictionary form.")]
    modality: Modality
    scope_start: Annotated[int, Column("Where the words that it governs begin.", unit=CODE_POINT)]
    scope_end: Annotated[int, Column("Where the words that it governs end.", unit=CODE_POINT)]
    rule: Rule


@dataclass(frozen=True)
class ActorMention:
    """A name that the codebook knows."""

    doc_id: DocId
    start: Start
    end: End
    actor: Annotated[str, BY_KEY]
    how: How


@dataclass(frozen=True)
class SharedPassage:
    """Words that two texts share."""

    doc_id: DocId
    start: Start
    end: End
    source_doc_id: Annotated[str, Column("The other text, by its citation key.", refers_to="documents.doc_id")]
    source_start: Annotated[int, Column("Where the shared words begin in it.", unit=CODE_POINT)]
    source_end: Annotated[int, Column("Where the shared words end in it.", unit=CODE_POINT)]
    similarity: Annotated[float | None, Column("How alike the words are, from 0 to 1.")]
    rule: Rule

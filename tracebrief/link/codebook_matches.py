"""Which measure a quantity is of, and which type an event is of.

Both are decided by the codebook's conditions on words; a mention that fits two entries gets neither.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tracebrief.link.actors import actors_in, doer_of
from tracebrief.link.annotated_documents import AnnotatedDocument
from tracebrief.link.codebook import Codebook, EventType, Measure
from tracebrief.link.retellings import find_retellings
from tracebrief.model.columns import DOUBTED
from tracebrief.model.mentions import Event, Quantity
from tracebrief.model.spans import Span, span_of
from tracebrief.model.wording import plain

# Dimensions whose unit is the thing counted; all others must have the measure's own unit.
COUNTED = ("count", "share")
# Rules of events that a noun may name.
NOUNS = ("event.noun", "event.attempt")


@dataclass(frozen=True)
class CodebookMatch:
    """The entries that a mention is of, None where it fits none or several; `refused` says which several."""

    measure: Measure | None = None
    event: str | None = None
    actor: str | None = None
    refused: str | None = None
    retold: str | None = None  # of an event that was told before in its text: the words of its first telling


def match_quantity(document: AnnotatedDocument, quantity: Quantity, codebook: Codebook) -> CodebookMatch:
    """Return the measure that a quantity is of, and the only actor that its words name."""
    fit = find_measures(document, quantity, codebook)
    named = actors_in(document.cut(span_of(quantity)), codebook)
    measure = codebook.measure(fit[0]) if len(fit) == 1 else None
    return CodebookMatch(measure, actor=named.pop() if len(named) == 1 else None, refused=_refused("measures", fit))


def match_events(document: AnnotatedDocument, codebook: Codebook) -> Iterator[tuple[Event, CodebookMatch]]:
    """Yield the events that a timeline would have, without those that only name again what a longer clause tells.

    That is a noun inside the clause, or a noun without day or place of its own ("the offensive") anywhere else.
    """
    typed = [(find_event_types(document, event, codebook), event) for event in document.events if event.timely]
    again = find_retellings((event for _, event in typed), document.text)
    kept: list[tuple[str, Span]] = []
    for fit, event in sorted(typed, key=lambda pair: pair[1].start - pair[1].end):
        span = span_of(event)
        bare = event.rule in NOUNS and _is_bare(event)
        if fit and any(kind == fit[0] and (bare or span.overlaps(other)) for kind, other in kept):
            continue
        if fit:
            kept.append((fit[0], span))
        kind = fit[0] if len(fit) == 1 else None
        actor = doer_of(event.agent, codebook)
        retold = document.cut(span_of(again[event])) if event in again else None
        yield event, CodebookMatch(event=kind, actor=actor, refused=_refused("event types", fit), retold=retold)


def find_measures(document: AnnotatedDocument, quantity: Quantity, codebook: Codebook) -> list[str]:
    """Return the keys of all measures that a quantity fits."""
    counted = document.cut(span_of(quantity))
    near = document.cut(stretch_of(document, quantity))
    return [measure.key for measure in codebook.measures if _fits(measure, quantity, counted, near)]


def find_event_types(document: AnnotatedDocument, event: Event, codebook: Codebook) -> list[str]:
    """Return the keys of all event types that an event fits."""
    clause = document.cut(span_of(event))
    return [kind.key for kind in codebook.event_types if _happens(kind, event, clause)]


def stretch_of(document: AnnotatedDocument, quantity: Quantity) -> Span:
    """Return the part of its sentence that belongs to a quantity: from the one before it to the one after."""
    others = [each for each in document.quantities if each.sentence_start == quantity.sentence_start]
    before = [each.end for each in others if each.end <= quantity.start]
    after = [each.start for each in others if each.start >= quantity.end]
    return Span(max([quantity.sentence_start, *before]), min([quantity.sentence_end, *after]))


def clause_of(document: AnnotatedDocument, span: Span) -> Span:
    """Return the narrowest event's clause that a span lies in, the span itself where it lies in none."""
    return min((clause for clause in map(span_of, document.events) if clause.contains(span)), key=len, default=span)


def _fits(measure: Measure, quantity: Quantity, counted: str, near: str) -> bool:
    if quantity.dimension != measure.dimension:
        return False
    if measure.dimension not in COUNTED and quantity.unit != measure.unit:
        return False
    return measure.counted.is_met(counted) and measure.near.is_met(near)


def _is_bare(event: Event) -> bool:
    """Say whether an event is told by a noun that adds nothing to an earlier telling, not even doubt."""
    said = (event.agent, event.patient, event.place_start)
    alone = event.end == event.trigger_end and all(part is None for part in said)
    return alone and event.modality not in DOUBTED


def _happens(kind: EventType, event: Event, clause: str) -> bool:
    if plain(event.trigger).lower() not in kind.triggers:
        return False
    agent, patient = event.agent or "", event.patient or ""
    return kind.agent.is_met(agent) and kind.patient.is_met(patient) and kind.clause.is_met(clause)


def _refused(what: str, fit: list[str]) -> str | None:
    """Return the note on a mention that fits several entries: none is chosen."""
    return f"fits the {what} {' and '.join(fit)}: none chosen" if len(fit) > 1 else None

"""Which measure a quantity is of, and which type an event is of.

Both are decided by the codebook's tests on words; a mention that fits two entries gets neither.
"""

from tracebrief.link.annotated_documents import AnnotatedDocument, Row
from tracebrief.link.codebook import Codebook, EventType, Measure
from tracebrief.link.word_tests import plain

# Dimensions whose unit is the thing counted; all others must have the measure's own unit.
COUNTED = ("count", "share")


def measures_of(annotated: AnnotatedDocument, quantity: Row, codebook: Codebook) -> list[str]:
    """Return the keys of all measures that a quantity fits."""
    counted = annotated.cut(quantity["start"], quantity["end"])
    near = annotated.cut(*stretch(annotated, quantity))
    return [measure.key for measure in codebook.measures if _fits(measure, quantity, counted, near)]


def types_of(annotated: AnnotatedDocument, event: Row, codebook: Codebook) -> list[str]:
    """Return the keys of all event types that an event fits."""
    clause = annotated.cut(event["start"], event["end"])
    return [kind.key for kind in codebook.event_types if _happens(kind, event, clause)]


def stretch(annotated: AnnotatedDocument, quantity: Row) -> tuple[int, int]:
    """Return the stretch of its sentence that belongs to a quantity: from the one before it to the one after."""
    others = [row for row in annotated.found("quantities") if row["sentence_start"] == quantity["sentence_start"]]
    before = [row["end"] for row in others if row["end"] <= quantity["start"]]
    after = [row["start"] for row in others if row["start"] >= quantity["end"]]
    return max([quantity["sentence_start"], *before]), min([quantity["sentence_end"], *after])


def clause_of(annotated: AnnotatedDocument, place: tuple[int, int]) -> tuple[int, int]:
    """Return the narrowest event's clause that a place lies in, the place itself where it lies in none."""
    start, end = place
    clauses = [(row["start"], row["end"]) for row in annotated.found("events")]
    return min((c for c in clauses if c[0] <= start and end <= c[1]), key=lambda c: c[1] - c[0], default=place)


def _fits(measure: Measure, quantity: Row, counted: str, near: str) -> bool:
    if quantity["dimension"] != measure.dimension:
        return False
    if measure.dimension not in COUNTED and quantity["unit"] != measure.unit:
        return False
    return measure.counted.fit(counted) and measure.near.fit(near)


def _happens(kind: EventType, event: Row, clause: str) -> bool:
    if plain(event["trigger"]).lower() not in kind.triggers:
        return False
    agent, patient = event["agent"] or "", event["patient"] or ""
    return kind.agent.fit(agent) and kind.patient.fit(patient) and kind.clause.fit(clause)

"""The codebook's examples, run: each entry's sentence must still be read as that entry.

They go through the same finders as the articles, so an entry fails here when the library comes to read it otherwise.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from tracebrief.extract import Reading, read_article
from tracebrief.link.annotated_documents import AnnotatedDocument, annotate_document
from tracebrief.link.codebook import Actor, Codebook, EventType, Measure, Place, Topic, index_names
from tracebrief.link.codebook_matches import find_event_types, find_measures
from tracebrief.link.name_index import NameIndex, find_named
from tracebrief.link.word_conditions import MarkedExample
from tracebrief.model.spans import Span, span_of
from tracebrief.project.paths import Project


@dataclass(frozen=True)
class ExampleCheck:
    """An entry of the codebook, and what is wrong with its example; None where it is read as that entry alone."""

    key: str
    problem: str | None


def check_codebook(codebook: Codebook, *, project: Project | None = None) -> list[ExampleCheck]:
    """Return a check of every entry's example, in the order of the codebook.

    Args:
        project: whose cache keeps what is read in an example.
    """
    return [ExampleCheck(key, problem) for key, problem in _problems(codebook, project)]


def annotate(reading: Reading, *, first: str | None = None, last: str | None = None) -> AnnotatedDocument:
    """Return a text as read, with what is read in it; `first` and `last` bound its day."""
    return annotate_document(
        doc_id=reading.doc_id,
        sha256=hashlib.sha256(reading.text.encode()).hexdigest(),
        text=reading.text,
        first=first,
        last=last,
        passages=reading.passages,
        mentions=reading.mentions or {},
    )


def _problems(codebook: Codebook, project: Project | None) -> Iterator[tuple[str, str | None]]:
    """Yield every entry's key with what is wrong with its example, None where nothing is."""
    for measure in codebook.measures:
        yield measure.key, _measure(measure, codebook, project)
    for kind in codebook.event_types:
        yield kind.key, _event(kind, codebook, project)
    for actor in codebook.actors:
        yield actor.key, _name(actor, codebook.actor_names)
    place_names = index_names(codebook.places)
    for place in codebook.places:
        yield place.key, _name(place, place_names)
    for topic in codebook.topics:
        yield topic.key, _topic(topic)


def _measure(measure: Measure, codebook: Codebook, project: Project | None) -> str | None:
    example, document = measure.example, annotate(read_article(measure.example.sentence, project=project))
    quantity = next((each for each in document.quantities if example.span.overlaps(span_of(each))), None)
    if quantity is None:
        return f"no quantity is read at {example.span.cut(example.sentence)!r} in its example"
    read, written = ((each.low, each.high, each.bound) for each in (quantity, example))
    if read != written:
        return f"its example is read as {read}, not {written}"
    return _fits(find_measures(document, quantity, codebook), measure.key)


def _event(kind: EventType, codebook: Codebook, project: Project | None) -> str | None:
    example = MarkedExample(text=kind.example)
    document = annotate(read_article(example.sentence, project=project))
    triggers = ((each, Span(each.trigger_start, each.trigger_end)) for each in document.events)
    event = next((each for each, trigger in triggers if example.span.overlaps(trigger)), None)
    if event is None:
        return f"no event is read at {example.span.cut(example.sentence)!r} in its example"
    return _fits(find_event_types(document, event, codebook), kind.key)


def _name(entry: Actor | Place, names: NameIndex) -> str | None:
    example = MarkedExample(text=entry.example)
    named = [found.key for found in find_named(example.sentence, names) if span_of(found) == example.span]
    return None if named == [entry.key] else f"{example.span.cut(example.sentence)!r} in its example does not name it"


def _topic(topic: Topic) -> str | None:
    example = MarkedExample(text=topic.example)
    words = example.span.cut(example.sentence)
    return None if topic.condition.is_met(words) else f"{words!r} in its example is none of its words"


def _fits(found: list[str], key: str) -> str | None:
    if found == [key]:
        return None
    if key in found:
        return f"its example is in both {' and '.join(found)}; keep one"
    return f"its example is read as {' and '.join(found) or 'nothing'}"

"""The codebook's examples, run: each entry's sentence must still be read as that entry.

They go through the same finders as the articles, so an entry fails here when the library comes to read it otherwise.
"""

import hashlib
from collections.abc import Iterable, Iterator

from tracebrief.extract.readings import Reading, read_article
from tracebrief.link.annotated_documents import MENTIONS, AnnotatedDocument, Row
from tracebrief.link.codebook import WHERE, Actor, Codebook, EventType, Measure, Place, Topic, lexicon_of
from tracebrief.link.codebook_fits import measures_of, types_of
from tracebrief.link.codebook_names import find_named
from tracebrief.link.word_tests import Lexicon, Marked
from tracebrief.model.spans import Span
from tracebrief.project.errors import CodebookError
from tracebrief.project.paths import Project

TODO = "fix the entry's words or its example"


def check_codebook(codebook: Codebook, *, project: Project | None = None) -> int:
    """Return how many examples were read as their entries.

    Args:
        project: whose cache keeps what is read in an example.

    Raises:
        CodebookError: an example is not read as its entry, or as another one as well.
    """
    count = 0
    for key, problem in _problems(codebook, project):
        count += 1
        if problem:
            raise CodebookError(f"{WHERE}: {key}", problem, TODO)
    return count


def annotate(reading: Reading, *, first: str | None = None, last: str | None = None) -> AnnotatedDocument:
    """Return the annotated of one text as read; `first` and `last` bound its day."""
    sha256 = hashlib.sha256(reading.text.encode()).hexdigest()
    document = {"doc_id": reading.doc_id, "text": reading.text, "sha256": sha256, "first": first, "last": last}
    passages = tuple({"start": p.start, "end": p.end, "passage": p.passage, "kind": p.kind} for p in reading.passages)
    return AnnotatedDocument(document, passages, {name: reading.mentions[name] for name in MENTIONS})


def _problems(codebook: Codebook, project: Project | None) -> Iterator[tuple[str, str | None]]:
    """Yield every entry's key with what is wrong with its example, None where nothing is."""
    for measure in codebook.measures:
        yield measure.key, _measure(measure, codebook, project)
    for kind in codebook.event_types:
        yield kind.key, _event(kind, codebook, project)
    for actor in codebook.actors:
        yield actor.key, _name(actor, codebook.actor_names)
    place_names = lexicon_of(codebook.places)
    for place in codebook.places:
        yield place.key, _name(place, place_names)
    for topic in codebook.topics:
        yield topic.key, _topic(topic)


def _measure(measure: Measure, codebook: Codebook, project: Project | None) -> str | None:
    example, annotated = measure.example, annotate(read_article(measure.example.sentence, project=project))
    row = _at(annotated.found("quantities"), example.span)
    if row is None:
        return f"no quantity is read at {example.span.cut(example.sentence)!r} in its example"
    read, written = _value(row), _value(vars(example))
    if read != written:
        return f"its example is read as {read}, not {written}"
    return _fits(measures_of(annotated, row, codebook), measure.key)


def _event(kind: EventType, codebook: Codebook, project: Project | None) -> str | None:
    example = Marked(text=kind.example)
    annotated = annotate(read_article(example.sentence, project=project))
    row = _at(annotated.found("events"), example.span, "trigger_")
    if row is None:
        return f"no event is read at {example.span.cut(example.sentence)!r} in its example"
    return _fits(types_of(annotated, row, codebook), kind.key)


def _name(entry: Actor | Place, names: Lexicon) -> str | None:
    example = Marked(text=entry.example)
    named = [found.key for found in find_named(example.sentence, names) if Span(found.start, found.end) == example.span]
    return None if named == [entry.key] else f"{example.span.cut(example.sentence)!r} in its example does not name it"


def _topic(topic: Topic) -> str | None:
    example = Marked(text=topic.example)
    words = example.span.cut(example.sentence)
    return None if topic.test.fit(words) else f"{words!r} in its example is none of its words"


def _at(rows: Iterable[Row], span: Span, prefix: str = "") -> Row | None:
    return next((row for row in rows if span.overlaps(Span(row[f"{prefix}start"], row[f"{prefix}end"]))), None)


def _value(row: Row) -> tuple[float | None, float | None, str]:
    return row["low"], row["high"], row["bound"]


def _fits(found: list[str], key: str) -> str | None:
    if found == [key]:
        return None
    if key in found:
        return f"its example is in both {' and '.join(found)}; keep one"
    return f"its example is read as {' and '.join(found) or 'nothing'}"

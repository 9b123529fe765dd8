"""Which words a statement says: their spans, with and without quotation marks, and the statements that hold a span."""

import json
import re
from functools import lru_cache

from tracebrief.link.annotated_documents import AnnotatedDocument
from tracebrief.model.columns import MODALITY
from tracebrief.model.mentions import Statement
from tracebrief.model.spans import Span, span_of

# Words in quotation marks; an apostrophe inside a word opens and closes nothing.
QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|(?<!\w)[‘']([^‘’'\"“”]*(?:\w['’]\w[^‘’'\"“”]*)*)['’](?!\w)")
MARKS = "“”\"‘’' "
# "the fighters'": a mark that belongs to the word before it.
PLURAL = ("s'", "s’")
# What a film shows is told by whoever describes it; only a film that someone put out speaks for that person.
SHOWN = ("show",)
NAME = re.compile(r"\s\(?[A-Z]")


def content_of(statement: Statement) -> tuple[Span, ...]:
    """Return the spans of what is said, in order."""
    return _spans(statement.content)


def hull_of(statement: Statement) -> Span:
    """Return the span from the first to the last word that is said."""
    content = content_of(statement)
    return Span(content[0].start, content[-1].end) if content else span_of(statement)


def modality_of(statement: Statement, span: Span) -> MODALITY:
    """Return the modality of some words of a statement: that of the quotation they stand in, or of the whole."""
    if span == hull_of(statement) and statement.kind != "quote":
        return statement.modality
    quoted = ((Span(start, end), modality) for start, end, modality in json.loads(statement.quoted))
    return next((modality for part, modality in quoted if part.contains(span)), statement.modality)


def statements_around(document: AnnotatedDocument, span: Span) -> list[Statement]:
    """Return the statements that the words of a span are part of, the innermost first."""
    around = [
        statement
        for statement in document.statements
        if hull_of(statement) == span
        or (_vouches(statement) and any(part.contains(span) for part in content_of(statement)))
    ]
    return sorted(around, key=lambda each: (sum(map(len, content_of(each))), each.start, each.end))


def without_marks(text: str, span: Span) -> Span:
    """Return a span without quotation marks, white space and the closing comma; a plural's apostrophe stays."""
    start, end = span.start, span.end
    while start < end and text[start] in MARKS:
        start += 1
    opened = any(mark in "‘'" for mark in text[span.start : start])
    while start < end and text[end - 1] in MARKS and (opened or text[end - 2 : end] not in PLURAL):
        end -= 1
    # American typography puts the sentence's comma inside the marks; it is not the speaker's.
    return Span(start, end - (end < span.end and text[end - 1 : end] == ","))


def find_quoted(text: str, span: Span) -> list[Span]:
    """Return the words in quotation marks inside a span, without their marks."""
    start = span.start - (text[span.start - 1 : span.start] in MARKS)
    found = QUOTED.finditer(text, start, min(span.end + 1, len(text)))
    return [without_marks(text, Span(*match.span())) for match in found if match[0].strip(MARKS)]


@lru_cache(maxsize=4096)
def _spans(content: str) -> tuple[Span, ...]:
    """Return spans as read from JSON; every claim of a text asks for those of all its statements."""
    return tuple(Span(start, end) for start, end in json.loads(content))


def _vouches(statement: Statement) -> bool:
    """Say whether whoever is named as the speaker vouches for what is said in passing, too."""
    return statement.cue not in SHOWN or bool(NAME.search(statement.speaker or ""))

"""Who says what at a place: the statements that the words there are part of."""

import json
import re
from functools import lru_cache

from tracebrief.link.annotated_documents import AnnotatedDocument, Row

Place = tuple[int, int]
# A stretch in quotation marks; an apostrophe inside a word opens and closes nothing.
QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|(?<!\w)[‘']([^‘’'\"“”]*(?:\w['’]\w[^‘’'\"“”]*)*)['’](?!\w)")
MARKS = "“”\"‘’' "
# "the fighters'": a mark that belongs to the word before it.
PLURAL = ("s'", "s’")
# What a film shows is told by whoever describes it; only a film that someone put out speaks for that person.
SHOWN = ("show",)
NAME = re.compile(r"\s\(?[A-Z]")


def parts_of(statement: Row) -> list[Place]:
    """Return the pieces of what was said, in order."""
    return list(_places(statement["content"]))


def hull_of(statement: Row) -> Place:
    """Return the place from the first to the last word that was said."""
    parts = parts_of(statement)
    return (parts[0][0], parts[-1][1]) if parts else (statement["start"], statement["end"])


def said_at(annotated: AnnotatedDocument, start: int, end: int) -> list[Row]:
    """Return the statements that the words at a place are part of, the innermost first."""
    around = [
        row
        for row in annotated.found("statements")
        if hull_of(row) == (start, end) or (_says(row) and any(s <= start and end <= e for s, e in parts_of(row)))
    ]
    return sorted(around, key=lambda row: (sum(e - s for s, e in parts_of(row)), row["start"], row["end"]))


def unquoted(text: str, place: Place) -> Place:
    """Return a place without quotation marks, white space and the closing comma; a plural's apostrophe stays."""
    start, end = place
    while start < end and text[start] in MARKS:
        start += 1
    opened = any(mark in "‘'" for mark in text[place[0] : start])
    while start < end and text[end - 1] in MARKS and (opened or text[end - 2 : end] not in PLURAL):
        end -= 1
    # American typography puts the sentence's comma inside the marks; it is not the speaker's.
    return start, end - (end < place[1] and text[end - 1 : end] == ",")


def quoted_in(text: str, place: Place) -> list[Place]:
    """Return the stretches in quotation marks inside a place, without their marks."""
    start, end = place
    found = QUOTED.finditer(text, start - (text[start - 1 : start] in MARKS), min(end + 1, len(text)))
    return [unquoted(text, match.span()) for match in found if match[0].strip(MARKS)]


@lru_cache(maxsize=4096)
def _places(content: str) -> tuple[Place, ...]:
    """Return places as read from JSON; every claim of a text asks for those of all its statements."""
    return tuple((start, end) for start, end in json.loads(content))


def _says(statement: Row) -> bool:
    """Say whether whoever is named as the speaker vouches for what is said in passing, too."""
    return statement["cue"] not in SHOWN or bool(NAME.search(statement["speaker"] or ""))

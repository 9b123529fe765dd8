"""Who says what at a place: the statements that the words there are part of."""

import json
import re

from tracebrief.link.dossiers import Dossier, Row

Place = tuple[int, int]
# A stretch in quotation marks; an apostrophe inside a word opens and closes nothing.
QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|(?<!\w)[‘']([^‘’'\"“”]*(?:\w['’]\w[^‘’'\"“”]*)*)['’](?!\w)")
MARKS = "“”\"‘’' "


def parts_of(statement: Row) -> list[Place]:
    """Return the pieces of what was said, in order."""
    return [(start, end) for start, end in json.loads(statement["content"])]


def hull_of(statement: Row) -> Place:
    """Return the place from the first to the last word that was said."""
    parts = parts_of(statement)
    return parts[0][0], parts[-1][1]


def said_at(dossier: Dossier, start: int, end: int) -> list[Row]:
    """Return the statements that the words at a place are part of, the innermost first."""
    around = [
        statement
        for statement in dossier.found("statements")
        if hull_of(statement) == (start, end) or any(s <= start and end <= e for s, e in parts_of(statement))
    ]
    return sorted(around, key=lambda row: (sum(e - s for s, e in parts_of(row)), row["start"], row["end"]))


def unquoted(text: str, place: Place) -> Place:
    """Return a place without quotation marks and white space at its ends; an apostrophe that ends a word stays."""
    start, end = place
    while start < end and text[start] in MARKS:
        start += 1
    while start < end and text[end - 1] in MARKS and not _closes_word(text, start, end):
        end -= 1
    return start, end


def quoted_in(text: str, place: Place) -> list[Place]:
    """Return the stretches in quotation marks inside a place, without their marks."""
    found = QUOTED.finditer(text, *place)
    return [unquoted(text, match.span()) for match in found if match[0].strip(MARKS)]


def _closes_word(text: str, start: int, end: int) -> bool:
    """Say whether the mark before `end` is a plural's apostrophe with its word, not a closing mark."""
    return text[end - 1] in "'’" and text[end - 2] == "s" and not re.search(r"(?<!\w)[‘']", text[start:end])

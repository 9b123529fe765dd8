"""When a claim is true of: the day that the words around it state, else the days on which its text appeared.

A date inside the words that someone said belongs to what was said; one beside them belongs to the saying.
"""

import re
from dataclasses import dataclass

from tracebrief.link.annotated_documents import AnnotatedDocument, Row

# What an undated claim rests on.
PUBLICATION, BEFORE = "as of the text's publication", "not after the text's publication"
TOLD = "not after the day on which it was told"
# The beginning of a relative clause that is still open where the search ends.
RELATIVE = re.compile(r"\b(?:who|whom|whose|which)\b[^,;:.—“”]*\Z")
# Modalities of what has not happened: it is true of the day on which it is said.
AHEAD = ("planned", "hypothetical", "asked")


@dataclass(frozen=True)
class AsOf:
    """An interval of ISO days, the words that give it, and the basis where no words do."""

    first: str | None
    last: str | None
    words: str | None = None
    basis: str | None = None


def as_of(
    annotated: AnnotatedDocument, mention: Row, *, inside: list[tuple[int, int]], said: bool, happened: bool = False
) -> AsOf:
    """Return the days that a quantity or a statement is true of.

    Args:
        mention: a row with `start`, `end`, `sentence_start`, `sentence_end`.
        inside: the words of the innermost statement that the mention is part of, or that it is.
        said: the mention is the saying itself, whose own day comes first.
        happened: it counts what happened at any time before the text appeared.
    """
    spoken, beside = _dates(annotated, mention, inside)
    for candidates in (beside, spoken) if said else (spoken, beside):
        if candidates:
            found = _only(annotated, candidates)
            return found or _published(annotated)
    return _before(annotated) if happened else _published(annotated)


def as_of_event(annotated: AnnotatedDocument, event: Row, *, inside: list[tuple[int, int]]) -> AsOf:
    """Return the days on which an event happened: those of its clause, else no later than it was told."""
    if (event["first"] or event["last"]) and event["date_start"] is not None:
        return AsOf(event["first"], event["last"], annotated.cut(event["date_start"], event["date_end"]))
    spoken, beside = _dates(annotated, event, inside)
    own = [row for row in (*spoken, *beside) if _within(row, [(event["start"], event["end"])])]
    if own:
        return _only(annotated, own) or _published(annotated)
    if event["modality"] in AHEAD:
        return _published(annotated)
    told = _only(annotated, beside) if inside else None
    if told:
        return AsOf(None, told.last, told.words, TOLD)
    return _before(annotated)


def _only(annotated: AnnotatedDocument, candidates: list[Row]) -> AsOf | None:
    """Return the days of the candidates where they state the same ones, None otherwise."""
    if len({(row["first"], row["last"]) for row in candidates}) != 1:
        return None
    row = candidates[0]
    return AsOf(row["first"], row["last"], annotated.cut(row["start"], row["end"]))


def _published(annotated: AnnotatedDocument) -> AsOf:
    return AsOf(annotated.document["first"], annotated.document["last"], basis=PUBLICATION)


def _before(annotated: AnnotatedDocument) -> AsOf:
    return AsOf(None, annotated.document["last"], basis=BEFORE)


def _dates(annotated: AnnotatedDocument, mention: Row, inside: list[tuple[int, int]]) -> tuple[list[Row], list[Row]]:
    """Return the resolved days of a mention's sentence: those inside what was said, and those beside it."""
    sentence = [(mention["sentence_start"], mention["sentence_end"])]
    dates = [
        row
        for row in annotated.found("dates")
        if row["type"] in ("DATE", "TIME") and (row["first"] or row["last"]) and _within(row, sentence)
        if _governs(annotated, row, mention)
    ]
    spoken = [row for row in dates if _within(row, inside)]
    return spoken, [row for row in dates if row not in spoken]


def _governs(annotated: AnnotatedDocument, day: Row, mention: Row) -> bool:
    """Say whether a date is free to date a mention: the narrowest clause that holds the date must touch both."""
    relative = RELATIVE.search(annotated.text, mention["sentence_start"], day["start"])
    if relative and (mention["end"] <= relative.start() or day["end"] <= mention["start"]):
        return False
    clauses = [row for row in annotated.found("events") if row["start"] <= day["start"] and day["end"] <= row["end"]]
    narrowest = min(clauses, key=lambda row: row["end"] - row["start"], default=None)
    return narrowest is None or (narrowest["start"] < mention["end"] and mention["start"] < narrowest["end"])


def _within(row: Row, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= row["start"] and row["end"] <= end for start, end in stretches)

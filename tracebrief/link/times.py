"""When a claim is true of: the day that the words around it state, else the days on which its text appeared.

A date inside the words that someone said belongs to what was said; one beside them belongs to the saying.
"""

from dataclasses import dataclass

from tracebrief.link.dossiers import Dossier, Row

# What an undated claim rests on.
PUBLICATION, BEFORE = "as of the text's publication", "not after the text's publication"


@dataclass(frozen=True)
class AsOf:
    """An interval of ISO days, the words that give it, and the basis where no words do."""

    first: str | None
    last: str | None
    words: str | None = None
    basis: str | None = None


def as_of(dossier: Dossier, mention: Row, *, inside: list[tuple[int, int]], said: bool) -> AsOf:
    """Return the days that a mention is true of.

    Args:
        mention: a row with `start`, `end`, `sentence_start`, `sentence_end`.
        inside: the words of the innermost statement that the mention is part of, or that it is.
        said: the mention is the saying itself, whose own day comes first.
    """
    dates = [row for row in _dates(dossier) if _within(row, [(mention["sentence_start"], mention["sentence_end"])])]
    spoken = [row for row in dates if _within(row, inside)]
    beside = [row for row in dates if row not in spoken]
    for candidates in (beside, spoken) if said else (spoken, beside):
        days = {(row["first"], row["last"]) for row in candidates}
        if len(days) == 1:
            row = candidates[0]
            return AsOf(row["first"], row["last"], dossier.cut(row["start"], row["end"]))
        if days:
            break
    return AsOf(dossier.document["first"], dossier.document["last"], basis=PUBLICATION)


def as_of_event(dossier: Dossier, event: Row, *, inside: list[tuple[int, int]]) -> AsOf:
    """Return the days on which an event happened: its own date, else its sentence's, else before publication."""
    if event["first"] or event["last"]:
        dated = event["date_start"] is not None
        words = dossier.cut(event["date_start"], event["date_end"]) if dated else None
        return AsOf(event["first"], event["last"], words, None if dated else "as of the event's clause")
    if event["modality"] in ("planned", "hypothetical", "asked"):
        return AsOf(dossier.document["first"], dossier.document["last"], basis=PUBLICATION)
    return AsOf(None, dossier.document["last"], basis=BEFORE)


def _dates(dossier: Dossier) -> list[Row]:
    """Return the mentions of days or times of day that are resolved."""
    return [row for row in dossier.found("dates") if row["type"] in ("DATE", "TIME") and (row["first"] or row["last"])]


def _within(row: Row, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= row["start"] and row["end"] <= end for start, end in stretches)

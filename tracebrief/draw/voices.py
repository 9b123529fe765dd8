"""Who says what: one row per speaker, outlet by outlet, one column per topic."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import cos, radians
from typing import Any

import pandas as pd

from tracebrief.draw.figures import Figure, n_of, to_frame
from tracebrief.draw.theme import WIDTH, text_width
from tracebrief.link import Codebook
from tracebrief.model.attributions import PRONOUNS
from tracebrief.model.tables import rows
from tracebrief.model.wording import in_one_line, outlet_in_words
from tracebrief.project.errors import TableError

KINDS = ("quote", "statement")
UNRESOLVED, OTHERS, NO_TOPIC = "unnamed or unresolved", "others", "none of these"
# Speakers' rows at most; beyond it those who say least share a row of their outlet.
ROWS = 24
# Pixels of a row, and above the heading of each outlet but the first.
STEP, GAP = 21, 6
# Where the topics begin, the pixels of one at most, and the slope of their labels.
LEFT, COLUMN, SLOPE = 268, 48, 55

# The outlet, the speaker, the topic and the kind of claims, with their number.
Cells = Counter[tuple[str, str, str, str]]


@dataclass(frozen=True)
class Voice:
    """What one speaker says on one topic in one outlet's texts, quoted or reported: a circle of the chart."""

    row: int  # of the speaker, from the top, from 0
    y: float  # pixels from the top, of the row's middle
    outlet: str
    speaker: str  # the actor's name, else the words of the text
    topic: str  # the topic's label
    kind: str  # quote or statement
    claims: int


@dataclass(frozen=True)
class Voices(Figure):
    """The figure of speakers and topics."""

    rows: pd.DataFrame  # of `Voice`
    topics: list[str]  # of those in `rows`, in the codebook's order
    headings: pd.DataFrame  # the outlets, each above its speakers: `outlet` and `y`
    column: float  # pixels of a topic
    height: float  # of the chart, in pixels


def lay_out_voices(claims: pd.DataFrame, documents: pd.DataFrame, codebook: Codebook) -> Voices:
    """Return the statements and quotations of each speaker by topic; without any, the figure says so.

    Raises:
        TableError: a claim stands in a text that is not among `documents`.
    """
    said = [row for row in rows(claims) if row["kind"] in KINDS and row["status"] != "rejected"]
    heard = [row for row in said if row["speaker_actor"] or row["speaker"]]
    labels = {topic.key: topic.label for topic in codebook.topics}
    outlets = _outlets(documents)
    counted = _count(heard, outlets, codebook, labels)
    cells = _merge_rare(counted)
    topics = [label for label in [*labels.values(), NO_TOPIC] if any(cell[2] == label for cell in cells)]
    order = _order(cells, list(outlets.values()))
    ranks = {speaker: row for row, speaker in enumerate(order)}
    shown = list(dict.fromkeys(outlet for outlet, _ in order))
    middles = {row: (ranks[row] + 1.5 + shown.index(row[0])) * STEP + shown.index(row[0]) * GAP for row in order}
    ordered = sorted(cells, key=lambda cell: (ranks[cell[:2]], topics.index(cell[2]), cell[3]))
    frame = to_frame((Voice(ranks[cell[:2]], middles[cell[:2]], *cell, cells[cell]) for cell in ordered), Voice)
    return Voices(
        frame.drop(columns=["row", "y"]),
        _describe(counted),
        n_of(heard, said, "statements and quotations, those with a speaker"),
        tuple(sorted({row["doc_id"] for row in heard})),
        frame,
        topics,
        (frame.groupby("outlet", sort=False)["y"].min() - STEP).reset_index(),
        _column(topics),
        max(middles.values(), default=0) + STEP / 2,
        claims=tuple(row["claim_id"] for row in heard),
    )


def _column(topics: list[str]) -> float:
    """Return the pixels of a topic, so that the sloping labels of the last ones end within the figure."""
    number, flat = len(topics), cos(radians(SLOPE))
    fits = [(WIDTH - LEFT - text_width(topic) * flat - 8) / (at + 0.5) for at, topic in enumerate(topics)]
    return min([COLUMN, (WIDTH - LEFT) / max(1, number), *fits])


def _outlets(documents: pd.DataFrame) -> dict[str, str]:
    """Return whose text each is, in order of publication."""
    ordered = documents.sort_values(["first", "last", "doc_id"], kind="stable", na_position="last")
    return {row["doc_id"]: outlet_in_words(row) for row in rows(ordered)}


def _count(
    heard: Iterable[Mapping[str, Any]], outlets: Mapping[str, str], codebook: Codebook, labels: Mapping[str, str]
) -> Cells:
    cells: Cells = Counter()
    for row in heard:
        if row["doc_id"] not in outlets:
            raise TableError("table claims", f"{row['doc_id']} is not among the documents", "read the texts again")
        cells[outlets[row["doc_id"]], _speaker(row, codebook), labels.get(row["topic"], NO_TOPIC), row["kind"]] += 1
    return cells


def _speaker(row: Mapping[str, Any], codebook: Codebook) -> str:
    """Return the actor's name, else the words of the text; words that only point are one row."""
    if row["speaker_actor"]:
        return codebook.actor(row["speaker_actor"]).name
    return UNRESOLVED if row["speaker"].lower() in PRONOUNS else in_one_line(row["speaker"])


def _merge_rare(cells: Cells) -> Cells:
    """Return `cells` with those who say least as one row of their outlet, until the rows are few enough."""
    sums = _sums(cells)
    least = sorted((row for row in sums if row[1] != UNRESOLVED), key=lambda row: (sums[row], row[0], row[1]))
    merged: set[tuple[str, str]] = set()
    together: Counter[str] = Counter()
    for row in least:
        if len(sums) - len(merged) + len(together) <= ROWS:
            break
        merged.add(row)
        together[row[0]] += 1
    result: Cells = Counter()
    for (outlet, speaker, topic, kind), number in cells.items():
        rare = (outlet, speaker) in merged and together[outlet] > 1
        result[outlet, f"{together[outlet]} {OTHERS}" if rare else speaker, topic, kind] += number
    return result


def _sums(cells: Cells) -> Counter[tuple[str, str]]:
    sums: Counter[tuple[str, str]] = Counter()
    for cell, number in cells.items():
        sums[cell[:2]] += number
    return sums


def _order(cells: Cells, outlets: list[str]) -> list[tuple[str, str]]:
    """Return the rows: outlets by their first text, then who says most; those without a name come last."""
    sums = _sums(cells)

    def rank(row: tuple[str, str]) -> tuple[int, int, int, str]:
        outlet, speaker = row
        last = 2 if speaker == UNRESOLVED else int(speaker.endswith(f" {OTHERS}"))
        return outlets.index(outlet), last, -sums[row], speaker.lower()

    return sorted(sums, key=rank)


def _describe(cells: Cells) -> str:
    if not cells:
        return "No statement or quotation has a speaker, so there is nothing to show."
    named: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for (_, speaker, topic, kind), number in sorted(cells.items()):
        named[speaker] += 0 if speaker == UNRESOLVED else number
        topics[topic] += number
        kinds[kind] += number
    total = cells.total()
    speaker, most = named.most_common(1)[0]
    topic, often = topics.most_common(1)[0]
    what = f"{kinds['quote']} quotations and {kinds['statement']} reported statements by speaker and topic. "
    who = f"Most often heard is {speaker}, {most} of {total} times; " if most else ""
    unresolved = sum(number for cell, number in cells.items() if cell[1] == UNRESOLVED)
    rest = f" For {unresolved} nobody could tell who speaks." if unresolved else ""
    return f"{what}{who}the topic most spoken of is {topic}, {often} of {total}.{rest}"

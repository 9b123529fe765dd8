"""Who says what: one row per speaker, outlet by outlet, one column per topic."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt
import pandas as pd

from tracebrief.draw.canvas import draw_lines, draw_points, draw_words, sheet
from tracebrief.draw.figures import Figure, n_of
from tracebrief.draw.theme import FAINT, INK, PAPER, SMALL_SIZE, WIDTH, text_width, wrap
from tracebrief.link.codebook import Codebook
from tracebrief.link.provenance import PRONOUNS
from tracebrief.model.tables import rows
from tracebrief.model.wording import outlet_in_words
from tracebrief.project.errors import TableError

KINDS = ("quote", "statement")
UNRESOLVED, OTHERS, NO_TOPIC = "unnamed or unresolved", "others", "none of these"
# Speakers' rows at most; beyond it those who say least share a row of their outlet.
ROWS = 24
# Pixels: the speakers' column, the column of sums, one row, and the area of a circle for 1 at most.
NAMES, SUMS, ROW, ONE = 232, 36, 21, 90
SLANT = 305

Cells = Counter[tuple[str, str, str, str]]


def draw_voices(claims: pd.DataFrame, documents: pd.DataFrame, codebook: Codebook) -> Figure:
    """Return the statements and quotations of each speaker by topic; without any, the figure says so.

    Raises:
        TableError: a claim stands in a text that is not among `documents`.
    """
    said = [row for row in rows(claims) if row["kind"] in KINDS and row["status"] != "rejected"]
    heard = [row for row in said if row["speaker_actor"] or row["speaker"]]
    labels = {topic.key: topic.label for topic in codebook.topics}
    counted = _count(heard, _outlets(documents), codebook, labels)
    cells = _fold(counted)
    order = _order(cells, list(_outlets(documents).values()))
    topics = [label for label in [*labels.values(), NO_TOPIC] if any(cell[2] == label for cell in cells)]
    columns = ["outlet", "speaker", "topic", "kind", "claims"]
    ranks = {row: number for number, row in enumerate(order)}
    ordered = sorted(cells, key=lambda cell: (ranks[cell[:2]], topics.index(cell[2]), cell[3]))
    data = pd.DataFrame([(*cell, cells[cell]) for cell in ordered], columns=columns)
    n = n_of(heard, said, "statements and quotations, those with a speaker")
    return Figure(_chart(cells, order, topics), data, _describe(counted), n, _texts(heard))


def _texts(heard: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(sorted({row["doc_id"] for row in heard}))


def _outlets(documents: pd.DataFrame) -> dict[str, str]:
    """Return whose text each is, in order of publication."""
    ordered = documents.sort_values(["first", "last", "doc_id"], kind="stable", na_position="last")
    return {row["doc_id"]: outlet_in_words(row) for row in rows(ordered)}


def _count(
    heard: list[dict[str, Any]], outlets: Mapping[str, str], codebook: Codebook, labels: Mapping[str, str]
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
    return UNRESOLVED if row["speaker"].lower() in PRONOUNS else " ".join(row["speaker"].split())


def _fold(cells: Cells) -> Cells:
    """Return `cells` with those who say least as one row of their outlet, until the rows are few enough."""
    sums = _sums(cells)
    least = sorted((row for row in sums if row[1] != UNRESOLVED), key=lambda row: (sums[row], row[0], row[1]))
    folded: set[tuple[str, str]] = set()
    together: Counter[str] = Counter()
    for row in least:
        if len(sums) - len(folded) + len(together) <= ROWS:
            break
        folded.add(row)
        together[row[0]] += 1
    result: Cells = Counter()
    for (outlet, speaker, topic, kind), number in cells.items():
        rare = (outlet, speaker) in folded and together[outlet] > 1
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
    last = lambda name: 2 if name == UNRESOLVED else name.endswith(f" {OTHERS}")  # noqa: E731
    return sorted(sums, key=lambda row: (outlets.index(row[0]), last(row[1]), -sums[row], row[1].lower()))


def _chart(cells: Cells, order: list[tuple[str, str]], topics: list[str]) -> alt.LayerChart:
    if not cells:
        return sheet([draw_words([{"x": 0, "y": 12, "words": "No statement has a speaker."}])], 24)
    step = min(48, (WIDTH - NAMES - SUMS - 30) / len(topics))
    centres = {topic: NAMES + SUMS + step * (number + 0.5) for number, topic in enumerate(topics)}
    head = 44 + max(text_width(topic) for topic in topics) * 0.83
    places = _places(order, head)
    bottom = max(places.values()) + ROW / 2
    layers = [
        *_names(cells, places, head),
        *_columns(centres, step, head, bottom),
        *_circles(cells, places, centres, step),
    ]
    return sheet(layers, bottom + 4)


def _places(order: list[tuple[str, str]], head: float) -> dict[tuple[str, str], float]:
    """Return each row's height on the sheet; an outlet with one empty name heads its speakers."""
    places: dict[tuple[str, str], float] = {}
    y, before = head, None
    for outlet, speaker in order:
        if outlet != before:
            y += ROW * (0.7 if before is None else 1.3)
            places[outlet, ""] = y
            before = outlet
        y += ROW
        places[outlet, speaker] = y
    return places


def _names(cells: Cells, places: Mapping[tuple[str, str], float], head: float) -> Iterator[alt.Chart]:
    sums = _sums(cells)
    speakers = {row: y for row, y in places.items() if row[1]}
    names = [{"x": 8, "y": y, "words": _short(row[1])} for row, y in speakers.items()]
    yield draw_lines([{"x": 0, "x2": WIDTH - 4, "y": y + ROW / 2} for y in speakers.values()], color=FAINT, width=1)
    yield draw_words([{"x": 0, "y": y, "words": outlet} for (outlet, name), y in places.items() if not name], bold=True)
    yield draw_words(names)
    numbers = [{"x": NAMES + SUMS - 14, "y": y, "words": str(sums[row])} for row, y in speakers.items()]
    yield draw_words(numbers, align="right", quiet=True)
    yield draw_words([{"x": NAMES + SUMS - 14, "y": head, "words": "sum"}], align="right", quiet=True, size=SMALL_SIZE)


def _short(name: str) -> str:
    """Return what of a name fits its column."""
    first, *rest = wrap(name, NAMES - 16)
    return f"{first} …" if rest else first


def _columns(centres: Mapping[str, float], step: float, head: float, bottom: float) -> Iterator[alt.Chart]:
    edges = [x + side * step / 2 for x in centres.values() for side in (-1, 1)]
    lines = [{"x": x, "x2": x, "y": head + 6, "y2": bottom} for x in edges]
    yield draw_lines(lines, color=FAINT, width=1)
    yield draw_words([{"x": x, "y": head - 2, "words": topic, "angle": SLANT} for topic, x in centres.items()])


def _circles(
    cells: Cells, places: Mapping[tuple[str, str], float], centres: Mapping[str, float], step: float
) -> Iterator[alt.Chart]:
    """Yield the circles, quotations in the left half of a column and statements in the right, and their key."""
    area = min(ONE, (step / 2 - 1) ** 2 / max(cells.values()))
    for kind, fill, side, words in (
        ("quote", INK, -1, "quoted word for word"),
        ("statement", PAPER, 1, "reported in other words"),
    ):
        marks = [
            {
                "x": centres[topic] + side * step / 4,
                "y": places[outlet, speaker],
                "size": area * number,
                "tip": {"outlet": outlet, "speaker": speaker, "topic": topic, words: number},
            }
            for (outlet, speaker, topic, of), number in sorted(cells.items())
            if of == kind
        ]
        y = 12 if side < 0 else 34
        key = [{"x": 8, "y": y, "size": area, "tip": {words: 1}}]
        yield draw_points([*key, *marks], fill=fill)
        yield draw_words([{"x": 20, "y": y, "words": words}])
    yield draw_words([{"x": 0, "y": 56, "words": "The larger, the more often."}], quiet=True, size=SMALL_SIZE)


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
    total = sum(cells.values())
    speaker, most = named.most_common(1)[0]
    topic, often = topics.most_common(1)[0]
    what = f"{kinds['quote']} quotations and {kinds['statement']} reported statements by speaker and topic. "
    who = f"Most often heard is {speaker}, {most} of {total} times; " if most else ""
    unresolved = sum(number for cell, number in cells.items() if cell[1] == UNRESOLVED)
    rest = f" For {unresolved} nobody could tell who speaks." if unresolved else ""
    return f"{what}{who}the topic most spoken of is {topic}, {often} of {total}.{rest}"

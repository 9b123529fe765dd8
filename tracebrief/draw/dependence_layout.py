"""Where texts, intermediaries and origins stand in the picture of how texts depend on each other.

Three columns of words, in pixels: each text with its intermediaries one below the other, and each origin near the
height of the texts that rest on it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

import pandas as pd

from tracebrief.draw.source_lines import name_texts
from tracebrief.draw.theme import wrap
from tracebrief.model.tables import rows
from tracebrief.model.wording import days_in_brief, outlet_in_words

# Pixels: the left edges of the three columns and how wide their words run.
TEXTS, THROUGH, ORIGINS = 46, 206, 440
TEXT_WIDTH, THROUGH_WIDTH, ORIGIN_WIDTH = 132, 126, 150
LINE, GAP, HEAD = 17, 22, 44

# Per text who it came through, nearest first, and what each did; per origin the claims of each text; per two texts
# the words that they share.
Intermediaries = Mapping[str, list[tuple[str, str | None]]]
Shared = Mapping[str, Mapping[str, int]]
Copies = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Node:
    """Words in the picture: the middle of the first line, and its lines."""

    x: float
    y: float
    lines: list[str]
    style: Literal["heading", "words", "quiet", "turned"] = "words"


@dataclass(frozen=True)
class Link:
    """A straight line of the picture, or the part of a line up to its bend."""

    how: Literal["came through", "rests on", "shares words with"]
    x: float
    y: float
    x2: float
    y2: float
    width: float = 2.0  # pixels; thicker for more claims
    whom: str | None = None  # the origin or the text at its end, None for a part that ends in a bend
    number: int | None = None  # of claims, or of words


@dataclass(frozen=True)
class Block:
    """Lines of words in one column, from the middle of the first."""

    y: float
    lines: list[str] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """The middle of its lines."""
        return self.y + LINE * (len(self.lines) - 1) / 2

    @property
    def bottom(self) -> float:
        """The lower edge of its last line."""
        return self.y + LINE * (len(self.lines) - 0.5)


def place_nodes(
    documents: pd.DataFrame, through: Intermediaries, shared: Shared, copies: Copies
) -> tuple[list[Node], list[Link], float]:
    """Return the words, the lines between them, and the picture's height, all in pixels."""
    texts, stops, bottom = _left(documents, through)
    right, low = _right(shared, texts, bottom)
    heads = [(TEXTS, "text"), (THROUGH, "intermediaries"), (ORIGINS, "shared origins")]
    nodes = [
        *(Node(x, HEAD - 32, [words], "heading") for x, words in heads),
        *_text_nodes(documents, texts),
        *(Node(THROUGH, block.y, block.lines) for blocks in stops.values() for block in blocks),
        *_origin_nodes(right, shared),
    ]
    links = [*_rest_links(texts, stops, right, shared), *_through_links(stops)]
    for pair, number in sorted(copies.items(), key=lambda item: texts[item[0][0]].y):
        bracket, label = _bracket(texts, pair, number, len(nodes) % 2)
        links += bracket
        nodes.append(label)
    return nodes, links, max(bottom, low)


def _left(documents: pd.DataFrame, through: Intermediaries) -> tuple[dict[str, Block], dict[str, list[Block]], float]:
    """Return the texts, their intermediaries one below the other, and where the columns end."""
    texts: dict[str, Block] = {}
    stops: dict[str, list[Block]] = {}
    y = float(HEAD)
    days = {row["doc_id"]: row for row in rows(documents)}
    for doc_id in name_texts(documents):
        row = days[doc_id]
        when = days_in_brief(row["first"], row["last"]).replace(" – ", " –\n").split("\n")
        texts[doc_id] = Block(y, [*wrap(outlet_in_words(row), TEXT_WIDTH), *when])
        stops[doc_id], at = [], y
        for name, role in through[doc_id]:
            block = Block(at, wrap(f"{name} ({role})" if role else name, THROUGH_WIDTH))
            stops[doc_id].append(block)
            at = block.bottom + LINE / 2 + 12
        y = max([texts[doc_id].bottom, *(block.bottom for block in stops[doc_id])]) + GAP + LINE / 2
    return texts, stops, y - GAP


def _right(shared: Shared, texts: Mapping[str, Block], bottom: float) -> tuple[dict[str, Block], float]:
    """Return the origins, each near the height of the texts that rest on it, evenly spread."""
    height = {origin: sum(texts[doc].middle for doc in held) / len(held) for origin, held in shared.items()}
    order = sorted(shared, key=lambda origin: (height[origin], origin))
    lines = {origin: [*wrap(origin, ORIGIN_WIDTH), ""] for origin in order}
    tall = sum(LINE * len(block) for block in lines.values())
    gap = max(9.0, (bottom - HEAD - tall) / max(1, len(order) - 1)) if order else 0
    right, y = {}, float(HEAD)
    for origin in order:
        right[origin] = Block(y, lines[origin])
        y = right[origin].bottom + LINE / 2 + gap
    return right, y - gap


def _text_nodes(documents: pd.DataFrame, texts: Mapping[str, Block]) -> Iterator[Node]:
    outlets = {row["doc_id"]: len(wrap(outlet_in_words(row), TEXT_WIDTH)) for row in rows(documents)}
    for doc_id, block in texts.items():
        named = outlets[doc_id]
        yield Node(TEXTS, block.y, block.lines[:named], "heading")
        yield Node(TEXTS, block.y + LINE * named, block.lines[named:], "quiet")


def _origin_nodes(right: Mapping[str, Block], shared: Shared) -> Iterator[Node]:
    if not right:
        yield Node(ORIGINS, HEAD, ["none"])
    for origin, block in right.items():
        *lines, _ = block.lines
        yield Node(ORIGINS, block.y, lines)
        held = f"{sum(shared[origin].values())} claims, {len(shared[origin])} texts"
        yield Node(ORIGINS, block.y + LINE * len(lines), [held], "quiet")


def _rest_links(
    texts: Mapping[str, Block], stops: Mapping[str, list[Block]], right: Mapping[str, Block], shared: Shared
) -> Iterator[Link]:
    """Yield a line from the last intermediary of a text to each origin that it shares, thicker for more claims."""
    bend = THROUGH + THROUGH_WIDTH
    for doc_id, text in texts.items():
        held = {origin: links[doc_id] for origin, links in shared.items() if doc_id in links}
        y = stops[doc_id][-1].middle if stops[doc_id] else text.middle
        if held and not stops[doc_id]:
            yield Link("rests on", TEXTS + TEXT_WIDTH, y, bend, y, 1.0)
        for origin, number in held.items():
            width = 1.0 if number < 3 else 2.0 if number < 10 else 3.5
            yield Link("rests on", bend, y, ORIGINS - 8, right[origin].middle, width, origin, number)


def _through_links(stops: Mapping[str, list[Block]]) -> Iterator[Link]:
    """Yield lines from each text to its nearest intermediary, and from one intermediary to the next."""
    for blocks in stops.values():
        if blocks:
            yield Link("came through", TEXTS + TEXT_WIDTH, blocks[0].y, THROUGH - 6, blocks[0].y)
        for above, below in pairwise(blocks):
            yield Link("came through", THROUGH + 10, above.bottom + 2, THROUGH + 10, below.y - LINE / 2 - 1)


def _bracket(texts: Mapping[str, Block], pair: tuple[str, str], number: int, side: int) -> tuple[list[Link], Node]:
    """Return a bracket at the left edge for two texts that share words, and how many; neighbours take turns."""
    text, source = pair
    x, edge = TEXTS - 16 - 12 * side, TEXTS - 5
    shift = 5 - 10 * (texts[text].y > texts[source].y)
    y, y2 = texts[text].middle + shift, texts[source].middle - shift
    ends = [(x, y, edge, y), (x, y2, edge, y2), (x, y, x, y2)]
    bracket = [Link("shares words with", *end, whom=source, number=number) for end in ends]
    return bracket, Node(x - 10, (y + y2) / 2, [f"{number} words"], "turned")

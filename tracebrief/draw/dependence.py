"""How the texts hang together: through whose hands each came, and on which origins several of them rest."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import altair as alt
import pandas as pd
from rapidfuzz.distance import LCSseq

from tracebrief.draw.canvas import draw_lines, draw_points, draw_words, sheet
from tracebrief.draw.figures import Figure, n_of
from tracebrief.draw.sources import name_texts
from tracebrief.draw.theme import DEEP, INK, QUIET, SMALL_SIZE, wrap
from tracebrief.link.word_tests import plain
from tracebrief.model.tables import rows
from tracebrief.model.wording import days_in_brief, outlet_in_words
from tracebrief.project.errors import TableError

# Pixels: the left edges of the three columns and how wide their words run.
TEXTS, HANDS, ORIGINS = 46, 206, 440
TEXT_WIDTH, HAND_WIDTH, ORIGIN_WIDTH = 132, 126, 150
LINE, GAP, HEAD = 17, 22, 128
# Texts drawn at most, those that share most words with others, and origins at most, the most widely shared.
MOST = 24
# Steps of a claim that are no hand of its text.
SPOKEN = frozenset(["text", "speaker", "told"])
# How a hand begins that has no name: two such hands may be two people.
UNNAMED = ("a ", "an ", "the ")

Link = tuple[str, str]


@dataclass(frozen=True)
class Node:
    """Words in one column: the middle of its first line, and its lines."""

    y: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        """The middle of its block of lines."""
        return self.y + LINE * (len(self.lines) - 1) / 2

    @property
    def bottom(self) -> float:
        """The lower edge of its last line."""
        return self.y + LINE * (len(self.lines) - 0.5)


def draw_dependence(
    documents: pd.DataFrame,
    chains: pd.DataFrame,
    reuse: pd.DataFrame,
    origins: pd.DataFrame,
    claims: pd.DataFrame,
    *,
    most: int = MOST,
) -> Figure:
    """Return the texts, the hands they came through, and the origins that at least two of them share.

    Args:
        most: texts drawn at most, those that share most words with others, and origins at most.

    Raises:
        TableError: there are no texts, or claims stand in a text that is not among them.
    """
    if documents.empty:
        raise TableError("table documents", "there is no text", "read the texts first")
    kept = {row["claim_id"]: row["doc_id"] for row in rows(claims) if row["status"] != "rejected"}
    if unknown := set(kept.values()) - set(documents["doc_id"]):
        raise TableError("table claims", f"{min(unknown)} is not among the documents", "read the texts again")
    hands = _hands(documents, chains, kept)
    shared = _shared(_rests(origins, kept), hands)
    held = sum(number for links in shared.values() for number in links.values())
    n = n_of(range(held), kept, "claims rest on an origin that two or more texts share")
    copies = _copies(documents, reuse)
    if len(documents) > most:
        n += f"; {most} of {len(documents):,} texts are drawn"
        documents = _most_tied(documents, copies, most)
        drawn = set(documents["doc_id"])
        hands = {doc_id: hands[doc_id] for doc_id in documents["doc_id"]}
        copies = {link: number for link, number in copies.items() if drawn.issuperset(link)}
        among = {at: {doc: number for doc, number in links.items() if doc in drawn} for at, links in shared.items()}
        shared = dict([(origin, links) for origin, links in among.items() if len(links) > 1][:most])
    data = _data(hands, shared, copies)
    chart = _chart(documents, hands, shared, copies)
    return Figure(chart, data, _describe(documents, shared, copies), n, tuple(sorted(documents["doc_id"])))


def _most_tied(documents: pd.DataFrame, copies: Mapping[Link, int], most: int) -> pd.DataFrame:
    """Return the texts that share most words with others."""
    words: Counter[str] = Counter()
    for link, number in copies.items():
        words.update(dict.fromkeys(link, number))
    rank = documents["doc_id"].map(words).fillna(0)
    return documents.loc[rank.sort_values(ascending=False, kind="stable").index[:most].sort_values()]


def _hands(
    documents: pd.DataFrame, chains: pd.DataFrame, kept: Mapping[str, str]
) -> dict[str, list[tuple[str, str | None]]]:
    """Return the recorded hands of each text, the nearest first, each with what it did where a claim tells."""
    steps = [step for step in rows(chains) if step["claim_id"] in kept and step["role"] not in SPOKEN]
    roles = {(kept[step["claim_id"]], step["who"]): step["role"] for step in steps}
    hands = {}
    for row in rows(documents):
        names = [name for name in (row["chain"] or "").split(" < ") if name]
        alone = names == [row["outlet"]]
        hands[row["doc_id"]] = [] if alone else [(name, roles.get((row["doc_id"], name))) for name in names]
    return hands


def _rests(origins: pd.DataFrame, kept: Mapping[str, str]) -> dict[str, Counter[str]]:
    """Return how many claims of each text rest on each origin."""
    rests: dict[str, Counter[str]] = {}
    for row in rows(origins):
        if row["claim_id"] in kept:
            rests.setdefault(row["origin"], Counter())[kept[row["claim_id"]]] += 1
    return rests


def _shared(
    rests: Mapping[str, Counter[str]], hands: Mapping[str, list[tuple[str, str | None]]]
) -> dict[str, dict[str, int]]:
    """Return the origins of two texts or more with the claims per text; 0 where a text only came through it."""
    found = {origin: dict(texts) for origin, texts in rests.items()}
    for doc_id, chain in hands.items():
        for name, _ in chain:
            if not name.startswith(UNNAMED):
                found.setdefault(name, {}).setdefault(doc_id, 0)
    shared = {origin: texts for origin, texts in found.items() if len(texts) > 1}
    return dict(sorted(shared.items(), key=lambda item: (-len(item[1]), -sum(item[1].values()), item[0])))


def _copies(documents: pd.DataFrame, reuse: pd.DataFrame) -> dict[Link, int]:
    """Return the number of words that passages of two texts share; a passage repeated from counts once."""
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    most: dict[tuple[str, str, int, int], int] = {}
    for row in rows(reuse):
        if row["doc_id"] in texts and row["source_doc_id"] in texts:
            here = texts[row["doc_id"]][row["start"] : row["end"]]
            there = texts[row["source_doc_id"]][row["source_start"] : row["source_end"]]
            key = row["doc_id"], row["source_doc_id"], row["source_start"], row["source_end"]
            most[key] = max(most.get(key, 0), LCSseq.similarity(_words(here), _words(there)))
    copies: Counter[Link] = Counter()
    for (doc_id, source, *_), number in sorted(most.items()):
        copies[doc_id, source] += number
    return dict(copies)


def _words(text: str) -> list[str]:
    return [word.strip(".,;:!?\"'()") for word in plain(text).lower().split()]


def _chart(
    documents: pd.DataFrame,
    hands: Mapping[str, list[tuple[str, str | None]]],
    shared: Mapping[str, Mapping[str, int]],
    copies: Mapping[Link, int],
) -> alt.LayerChart:
    texts, stops, bottom = _left(documents, hands)
    right, low = _right(shared, texts, bottom)
    layers = [
        *_rest_lines(texts, stops, right, shared),
        *_hand_lines(texts, stops),
        *_copy_lines(texts, copies),
        *_text_words(documents, texts),
        *_hand_words(stops),
        *_origin_words(right, shared),
        *_key(),
    ]
    return sheet(layers, max(bottom, low))


def _left(
    documents: pd.DataFrame, hands: Mapping[str, list[tuple[str, str | None]]]
) -> tuple[dict[str, Node], dict[str, list[Node]], float]:
    """Return the texts, their hands one below the other, and where the columns end."""
    texts, stops, y = {}, {}, float(HEAD)
    days = {row["doc_id"]: row for row in rows(documents)}
    for doc_id in name_texts(documents):
        row = days[doc_id]
        lines = [
            *wrap(outlet_in_words(row), TEXT_WIDTH),
            *days_in_brief(row["first"], row["last"]).replace(" – ", " –\n").split("\n"),
        ]
        texts[doc_id] = Node(y, tuple(lines))
        stops[doc_id], at = [], y
        for name, role in hands[doc_id]:
            node = Node(at, tuple(wrap(f"{name} ({role})" if role else name, HAND_WIDTH)))
            stops[doc_id].append(node)
            at = node.bottom + LINE / 2 + 12
        y = max([texts[doc_id].bottom, *(node.bottom for node in stops[doc_id])]) + GAP + LINE / 2
    return texts, stops, y - GAP


def _right(
    shared: Mapping[str, Mapping[str, int]], texts: Mapping[str, Node], bottom: float
) -> tuple[dict[str, Node], float]:
    """Return the origins, each near the height of the texts that rest on it, evenly spread."""
    height = {origin: sum(texts[doc].middle for doc in links) / len(links) for origin, links in shared.items()}
    order = sorted(shared, key=lambda origin: (height[origin], origin))
    blocks = {origin: (*wrap(origin, ORIGIN_WIDTH), "") for origin in order}
    tall = sum(LINE * len(lines) for lines in blocks.values())
    gap = max(9.0, (bottom - HEAD - tall) / max(1, len(order) - 1)) if order else 0
    right, y = {}, float(HEAD)
    for origin in order:
        right[origin] = Node(y, blocks[origin])
        y = right[origin].bottom + LINE / 2 + gap
    return right, y - gap


def _rest_lines(
    texts: Mapping[str, Node],
    stops: Mapping[str, list[Node]],
    right: Mapping[str, Node],
    shared: Mapping[str, Mapping[str, int]],
) -> Iterator[alt.Chart]:
    """Yield a line from the last hand of a text to each origin that it shares, thicker for more claims."""
    by_width: dict[float, list[dict[str, object]]] = {}
    for origin, links in shared.items():
        for doc_id, number in links.items():
            nodes = stops[doc_id]
            x, y = (HANDS + HAND_WIDTH, nodes[-1].middle) if nodes else (TEXTS + TEXT_WIDTH, texts[doc_id].middle)
            mark = {"x": HANDS + HAND_WIDTH, "y": y, "x2": ORIGINS - 8, "y2": right[origin].middle}
            width = 1.0 if number < 3 else 2.0 if number < 10 else 3.5
            by_width.setdefault(width, []).append(mark | {"tip": {"origin": origin, "claims": number}})
            if x < mark["x"]:
                by_width.setdefault(1.0, []).append({"x": x, "x2": mark["x"], "y": y})
    for width, marks in sorted(by_width.items()):
        yield draw_lines(marks, color=QUIET, width=width)
    ends = [{"x": ORIGINS - 8, "y": node.middle} for node in right.values()]
    if ends:
        yield draw_points(ends, size=40)


def _hand_lines(texts: Mapping[str, Node], stops: Mapping[str, list[Node]]) -> Iterator[alt.Chart]:
    """Yield dotted lines from each text to its nearest hand, and from hand to hand."""
    level = [{"x": TEXTS + TEXT_WIDTH, "x2": HANDS - 6, "y": nodes[0].y} for nodes in stops.values() if nodes]
    down = [
        {"x": HANDS + 10, "x2": HANDS + 10, "y": above.bottom + 2, "y2": below.y - LINE / 2 - 1}
        for nodes in stops.values()
        for above, below in pairwise(nodes)
    ]
    if level:
        yield draw_lines([*level, *down], color=DEEP, width=2.4, dash=(2, 2))


def _copy_lines(texts: Mapping[str, Node], copies: Mapping[Link, int]) -> Iterator[alt.Chart]:
    """Yield a dashed bracket at the left edge for each two texts that share words, with how many."""
    lines, words = [], []
    for number, ((a, b), count) in enumerate(sorted(copies.items(), key=lambda item: texts[item[0][0]].y)):
        x = TEXTS - 16 - 12 * (number % 2)
        shift = 5 - 10 * (texts[a].y > texts[b].y)
        y, y2 = texts[a].middle + shift, texts[b].middle - shift
        tip = {"tip": {"words shared": count}}
        lines += [{"x": x, "x2": TEXTS - 5, "y": end} | tip for end in (y, y2)]
        lines += [{"x": x, "x2": x, "y": y, "y2": y2} | tip]
        words += [{"x": x - 10, "y": (y + y2) / 2, "words": f"{count} words", "angle": 270}]
    if lines:
        yield draw_lines(lines, color=INK, width=1.8, dash=(7, 4))
        yield draw_words(words, size=SMALL_SIZE, align="center")


def _text_words(documents: pd.DataFrame, texts: Mapping[str, Node]) -> Iterator[alt.Chart]:
    outlets = {row["doc_id"]: len(wrap(outlet_in_words(row), TEXT_WIDTH)) for row in rows(documents)}
    marks = [(doc_id, number, line) for doc_id, node in texts.items() for number, line in enumerate(node.lines)]
    for bold in (True, False):
        yield draw_words(
            [
                {"x": TEXTS, "y": texts[doc_id].y + LINE * number, "words": line}
                for doc_id, number, line in marks
                if (number < outlets[doc_id]) == bold
            ],
            bold=bold,
            quiet=not bold,
        )


def _hand_words(stops: Mapping[str, list[Node]]) -> Iterator[alt.Chart]:
    marks = [{"x": HANDS, "y": node.y, "words": list(node.lines)} for nodes in stops.values() for node in nodes]
    if marks:
        yield draw_words(marks)


def _origin_words(right: Mapping[str, Node], shared: Mapping[str, Mapping[str, int]]) -> Iterator[alt.Chart]:
    names = [{"x": ORIGINS, "y": node.y, "words": list(node.lines[:-1])} for node in right.values()]
    sums = [
        {
            "x": ORIGINS,
            "y": node.y + LINE * (len(node.lines) - 1),
            "words": f"{sum(shared[origin].values())} claims, {len(shared[origin])} texts",
        }
        for origin, node in right.items()
    ]
    yield draw_words(names or [{"x": ORIGINS, "y": HEAD, "words": "none"}])
    if sums:
        yield draw_words(sums, size=SMALL_SIZE, quiet=True)


def _key() -> Iterator[alt.Chart]:
    """Yield what the lines mean, and the columns' headings."""
    words = ("came through the hands of", "rests on (thicker: 3 claims or more, 10 or more)", "shares words with")
    yield draw_lines([{"x": 0, "x2": 36, "y": 12}], color=DEEP, width=2.4, dash=(2, 2))
    yield draw_lines([{"x": 0, "x2": 36, "y": 34}], color=QUIET, width=2)
    yield draw_lines([{"x": 0, "x2": 36, "y": 56}], color=INK, width=1.8, dash=(7, 4))
    yield draw_words([{"x": TEXTS, "y": 12 + 22 * number, "words": line} for number, line in enumerate(words)])
    heads = {TEXTS: "text", HANDS: "hands", ORIGINS: "shared origins"}
    yield draw_words([{"x": x, "y": HEAD - 32, "words": line} for x, line in heads.items()], bold=True)


def _data(
    hands: Mapping[str, list[tuple[str, str | None]]],
    shared: Mapping[str, Mapping[str, int]],
    copies: Mapping[Link, int],
) -> pd.DataFrame:
    through = [(doc_id, role or "hand", name, None) for doc_id, chain in sorted(hands.items()) for name, role in chain]
    rests = [(doc, "rests on", origin, number) for origin, links in shared.items() for doc, number in links.items()]
    words = [(doc_id, "shares words with", source, number) for (doc_id, source), number in copies.items()]
    return pd.DataFrame([*through, *rests, *words], columns=["doc_id", "how", "whom", "number"]).astype(
        {"number": "Int64"}
    )


def _describe(documents: pd.DataFrame, shared: Mapping[str, Mapping[str, int]], copies: Mapping[Link, int]) -> str:
    names = name_texts(documents)
    words = f"How {len(names)} texts depend on each other. "
    if shared:
        most = next(iter(shared))
        words += f"{len(shared)} origins are shared by two texts or more; {most} stands behind {len(shared[most])}."
    else:
        words += "No origin is shared by two of them."
    for (doc_id, source), number in copies.items():
        words += f" {names[doc_id]}, shares {number} words with {names[source]}."
    return words if copies else f"{words} No passage is shared."

"""How the texts depend on each other: through whom each came, and on which origins several of them rest."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from rapidfuzz.distance import LCSseq

from tracebrief.draw.dependence_layout import Copies, Intermediaries, Link, Node, Shared, place_nodes
from tracebrief.draw.figures import Figure, n_of, to_frame
from tracebrief.draw.source_lines import name_texts
from tracebrief.model.attributions import RULED_IN, SPEAKER, TEXT, TOLD
from tracebrief.model.tables import rows
from tracebrief.model.weighed import UNSOURCED
from tracebrief.model.wording import is_unnamed, plain, split_through
from tracebrief.project.errors import TableError

# Texts drawn at most, those that share most words with others, and origins at most, the most widely shared.
MOST = 24
# Steps of a claim that are no intermediary of its text.
SPOKEN = frozenset([TEXT, SPEAKER, TOLD])


@dataclass(frozen=True)
class Dependence(Figure):
    """The figure of texts, intermediaries and shared origins."""

    nodes: pd.DataFrame  # of `Node`
    links: pd.DataFrame  # of `Link`
    height: float  # pixels


def lay_out_dependence(
    documents: pd.DataFrame,
    provenance: pd.DataFrame,
    reuse: pd.DataFrame,
    origins: pd.DataFrame,
    claims: pd.DataFrame,
    *,
    most: int = MOST,
) -> Dependence:
    """Return the texts, the intermediaries they came through, and the origins that at least two of them share.

    Args:
        most: texts drawn at most, those that share most words with others, and origins at most.

    Raises:
        TableError: there are no texts, or claims stand in a text that is not among them.
    """
    if documents.empty:
        raise TableError("table documents", "there is no text", "read the texts first")
    kept = _accepted(claims, documents)
    through = _intermediaries(documents, provenance, kept)
    shared: Shared = _shared(_rests(origins, kept), through)
    held = sum(number for texts in shared.values() for number in texts.values())
    n = n_of(range(held), kept, "claims rest on an origin that two or more texts share")
    copies = _copies(documents, reuse)
    if len(documents) > most:
        n += f"; {most} of {len(documents):,} texts are drawn"
        documents = _most_tied(documents, copies, most)
        through, shared, copies = _keep_drawn(set(documents["doc_id"]), through, shared, copies, most)
    nodes, links, height = place_nodes(documents, through, shared, copies)
    return Dependence(
        _data(through, shared, copies),
        _describe(documents, shared, copies),
        n,
        tuple(sorted(documents["doc_id"])),
        to_frame(nodes, Node),
        to_frame(links, Link),
        height,
        claims=tuple(kept),
    )


def _accepted(claims: pd.DataFrame, documents: pd.DataFrame) -> dict[str, str]:
    """Return the text of each claim that was not rejected."""
    kept = {row["claim_id"]: row["doc_id"] for row in rows(claims) if row["status"] != "rejected"}
    if unknown := set(kept.values()) - set(documents["doc_id"]):
        raise TableError("table claims", f"{min(unknown)} is not among the documents", "read the texts again")
    return kept


def _most_tied(documents: pd.DataFrame, copies: Copies, most: int) -> pd.DataFrame:
    """Return the texts that share most words with others."""
    words: Counter[str] = Counter()
    for pair, number in copies.items():
        words.update(dict.fromkeys(pair, number))
    rank = documents["doc_id"].map(words).fillna(0)
    return documents.loc[rank.sort_values(ascending=False, kind="stable").index[:most].sort_values()]


def _keep_drawn(
    drawn: set[str], through: Intermediaries, shared: Shared, copies: Copies, most: int
) -> tuple[Intermediaries, Shared, Copies]:
    """Return what concerns the drawn texts; an origin that one of them has alone is no longer shared."""
    among = {origin: {doc: n for doc, n in texts.items() if doc in drawn} for origin, texts in shared.items()}
    return (
        {doc_id: names for doc_id, names in through.items() if doc_id in drawn},
        dict([(origin, texts) for origin, texts in among.items() if len(texts) > 1][:most]),
        {pair: number for pair, number in copies.items() if drawn.issuperset(pair)},
    )


def _intermediaries(documents: pd.DataFrame, provenance: pd.DataFrame, kept: Mapping[str, str]) -> Intermediaries:
    """Return the intermediaries of each text, the nearest first: those of its record, and those ruled for all of it."""
    steps = [step for step in rows(provenance) if step["claim_id"] in kept and step["role"] not in SPOKEN]
    roles: dict[str, dict[str, str]] = {}
    came = Counter((kept[step["claim_id"]], step["who"]) for step in steps)
    claims = Counter(kept.values())
    for step in sorted(steps, key=lambda each: each["step"]):
        doc_id, who = kept[step["claim_id"]], step["who"]
        if step["role"] != RULED_IN or came[doc_id, who] == claims[doc_id]:
            roles.setdefault(doc_id, {})[who] = step["role"]
    through = {}
    for row in rows(documents):
        did = roles.get(row["doc_id"], {})
        recorded = split_through(row["via"])
        names = [*recorded, *(name for name, role in did.items() if role == RULED_IN and name not in recorded)]
        alone = names == [row["outlet"]]
        through[row["doc_id"]] = [] if alone else [(name, did.get(name)) for name in names]
    return through


def _rests(origins: pd.DataFrame, kept: Mapping[str, str]) -> dict[str, Counter[str]]:
    """Return how many claims of each text rest on each origin; unsourced words rest on none."""
    rests: dict[str, Counter[str]] = {}
    for row in rows(origins):
        if row["claim_id"] in kept and row["how"] != UNSOURCED:
            rests.setdefault(row["origin"], Counter())[kept[row["claim_id"]]] += 1
    return rests


def _shared(rests: Mapping[str, Mapping[str, int]], through: Intermediaries) -> dict[str, dict[str, int]]:
    """Return the origins of two texts or more with the claims per text; 0 where a text only came through it."""
    found = {origin: dict(texts) for origin, texts in rests.items()}
    for doc_id, names in through.items():
        for name, _ in names:
            if not is_unnamed(name):
                found.setdefault(name, {}).setdefault(doc_id, 0)
    shared = {origin: texts for origin, texts in found.items() if len(texts) > 1}
    return dict(sorted(shared.items(), key=lambda item: (-len(item[1]), -sum(item[1].values()), item[0])))


def _copies(documents: pd.DataFrame, reuse: pd.DataFrame) -> Copies:
    """Return the number of words that passages of two texts share; a passage repeated from counts once."""
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    most: dict[tuple[str, str, int, int], int] = {}
    for row in rows(reuse):
        if row["doc_id"] in texts and row["source_doc_id"] in texts:
            here = texts[row["doc_id"]][row["start"] : row["end"]]
            there = texts[row["source_doc_id"]][row["source_start"] : row["source_end"]]
            key = row["doc_id"], row["source_doc_id"], row["source_start"], row["source_end"]
            most[key] = max(most.get(key, 0), LCSseq.similarity(_words(here), _words(there)))
    copies: Counter[tuple[str, str]] = Counter()
    for (doc_id, source, *_), number in sorted(most.items()):
        copies[doc_id, source] += number
    return dict(copies)


def _words(text: str) -> list[str]:
    return [word.strip(".,;:!?\"'()") for word in plain(text).lower().split()]


def _data(through: Intermediaries, shared: Shared, copies: Copies) -> pd.DataFrame:
    came = [
        (doc, role or "intermediary", name, None, None)
        for doc, names in sorted(through.items())
        for name, role in names
    ]
    rests = [
        (doc, "rests on", origin, number, None) for origin, texts in shared.items() for doc, number in texts.items()
    ]
    words = [(doc_id, "shares words with", source, None, number) for (doc_id, source), number in copies.items()]
    data = pd.DataFrame([*came, *rests, *words], columns=["doc_id", "how", "whom", "claims", "words"])
    return data.astype({"claims": "Int64", "words": "Int64"})


def _describe(documents: pd.DataFrame, shared: Shared, copies: Copies) -> str:
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

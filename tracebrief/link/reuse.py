"""Passages that one text shares with an earlier one: copied, trimmed or lightly reworded.

Pairs of neighbouring content words are the seeds, in either order, so that typography, dropped sentences and small
edits do not hide a copy; an alignment of the words around them then says where the passage begins and ends.
A text can only copy from one that stands before it: give the texts in order of publication.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd
from rapidfuzz.distance import LCSseq
from spacy.lang.en.stop_words import STOP_WORDS

from tracebrief.link.annotated_documents import AnnotatedDocument
from tracebrief.model.mentions import SharedPassage
from tracebrief.model.spans import Span, span_of
from tracebrief.model.tables import to_table

# Words; what stands inside a tag is none, as every copy of a page's own frame has it.
WORD = re.compile(r"<[a-zA-Z/][^<>]{0,400}>|(?P<word>\d+(?:[.,]\d+)+|\w+(?:['’]\w+)*)")
# How many content words after one are paired with it: enough to survive a dropped or swapped word.
NEIGHBOURS = 3
# A pair of words that this many texts have says nothing about who copied whom.
COMMON = 12
# Words that may lie between two seeds of one passage, in the copy and in its source (a sentence may be left out).
GAP, SOURCE_GAP = 12, 70
# Words on each side of the seeds that the alignment may still take in.
MARGIN = 14
# A passage shares content words of at least this weight, and this share of the words on each side.
SHARED, SIMILAR = 5.0, 0.5
# What a capitalised word weighs: names and titles are shared by any two reports on one subject.
NAME = 0.3
# Less alike than `CLOSE`, a passage has to share this many times the weight.
CLOSE, LOOSE = 0.85, 1.4
# This many words in a row, every one the same, are a copy whatever they weigh.
VERBATIM = 9
# What a word costs that the source lacks, against 1 for one that it has, when the ends of a passage are chosen.
LACKING = 0.8


# Where each pair of content words stands: which text, and which word of it.
Seeds = dict[tuple[str, str], list[tuple[int, int]]]


@dataclass(frozen=True)
class _Text:
    """A text as words, each with its span in the text as stored and its weight."""

    doc_id: str
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True)
class _Match:
    """Aligned words of a text (`here`) and of an earlier one (`there`)."""

    here: range
    there: range
    source: int
    shared: int
    weight: float
    similarity: float


def find_reuse(
    documents: Sequence[Mapping[str, str]],
    *,
    within: Mapping[str, list[Span]] | None = None,
    copies: Iterable[int] | None = None,
    sources: Iterable[int] | None = None,
    least_weight: float = SHARED,
    least_similar: float = SIMILAR,
) -> Iterator[SharedPassage]:
    """Yield the passages that a text shares with an earlier one, each with the source it is most like.

    Args:
        documents: dicts with `doc_id` and `text`, in order of publication.
        within: the spans to look at, per text; everything where None.
        copies, sources: positions of the documents that may have copied and that may be copied; all where None.
        least_weight: content words that a passage must share, a name counting `NAME`.
        least_similar: share of the words on each side that the other must have.
    """
    texts = [
        _read(doc["doc_id"], doc["text"], None if within is None else within.get(doc["doc_id"], []))
        for doc in documents
    ]
    every = range(len(texts))
    copies, sources = every if copies is None else copies, every if sources is None else sources
    for found in _find(texts, copies=copies, sources=sources, least=(least_weight, least_similar)):
        yield from found


def link_reuse(
    corpus: Sequence[AnnotatedDocument], *, least_weight: float = SHARED, least_similar: float = SIMILAR
) -> pd.DataFrame:
    """Return the passages that the stories share, as the table `reuse`; boilerplate does not count."""
    within = {document.doc_id: [span_of(passage) for passage in document.story] for document in corpus}
    documents = [{"doc_id": document.doc_id, "text": document.text} for document in corpus]
    found = find_reuse(documents, within=within, least_weight=least_weight, least_similar=least_similar)
    return to_table("reuse", found)


def _read(doc_id: str, text: str, within: list[Span] | None) -> _Text:
    spans = [Span(*match.span()) for match in WORD.finditer(text) if match["word"]]
    if within is not None:
        spans = [span for span in spans if any(each.contains(span) for each in within)]
    words = tuple(span.cut(text).lower().replace("’", "'") for span in spans)
    weights = (_weight(span.cut(text), word) for span, word in zip(spans, words, strict=True))
    return _Text(doc_id, words, tuple(spans), tuple(weights))


def _weight(written: str, word: str) -> float:
    """Return how much a shared word says: nothing for a function word, little for a name."""
    if word in STOP_WORDS or len(word) == 1:
        return 0.0
    return NAME if written[0].isupper() else 1.0


def _find(
    texts: list[_Text], *, copies: Iterable[int], sources: Iterable[int], least: tuple[float, float] = (SHARED, SIMILAR)
) -> Iterator[list[SharedPassage]]:
    """Yield the reused passages of each text of `copies`, from the texts of `sources` that stand before it."""
    seeds = _seeds(texts, sources)
    for index in copies:
        matches = sorted(_matches(texts, index, seeds, least), key=lambda m: (-m.shared, m.source, m.here.start))
        kept: list[_Match] = []
        for match in matches:
            if not any(_overlap(match.here, other.here) for other in kept):
                kept.append(match)
        yield [_reuse(texts[index], texts[m.source], m) for m in sorted(kept, key=lambda m: m.here.start)]


def _pairs(words: Sequence[str]) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield each pair of neighbouring content words, in alphabetical order, with the first one's position."""
    content = [at for at, word in enumerate(words) if word not in STOP_WORDS and len(word) > 1]
    for number, at in enumerate(content):
        for other in content[number + 1 : number + 1 + NEIGHBOURS]:
            if words[at] != words[other]:
                first, second = sorted((words[at], words[other]))
                yield (first, second), at


def _seeds(texts: list[_Text], sources: Iterable[int]) -> Seeds:
    """Return where each uncommon pair of content words stands: pair → [(text, position)]."""
    seeds: Seeds = defaultdict(list)
    for index in sources:
        for pair, at in _pairs(texts[index].words):
            seeds[pair].append((index, at))
    return {pair: at for pair, at in seeds.items() if len({index for index, _ in at}) <= COMMON}


def _matches(texts: list[_Text], index: int, seeds: Seeds, least: tuple[float, float]) -> Iterator[_Match]:
    points: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for pair, at in _pairs(texts[index].words):
        for source, there in seeds.get(pair, ()):
            if source < index:
                points[source].add((at, there))
    for source, found in points.items():
        for cluster in _clusters(sorted(found)):
            match = _align(texts[index], texts[source].words, cluster, source)
            if match is not None and _is_reuse(match, least):
                yield match


def _clusters(points: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield runs of seeds that stand close together in both texts."""
    open_runs: list[list[tuple[int, int]]] = []
    for here, there in points:
        for run in reversed(open_runs):
            if here - run[-1][0] <= GAP and -GAP <= there - run[-1][1] <= SOURCE_GAP:
                run.append((here, there))
                break
        else:
            open_runs.append([(here, there)])
    yield from (run for run in open_runs if len(run) >= 2)


def _align(text: _Text, source: Sequence[str], cluster: list[tuple[int, int]], index: int) -> _Match | None:
    """Return the passage around a run of seeds, None where no words of it are shared."""
    first, last = min(h for h, _ in cluster), max(h for h, _ in cluster)
    low, high = min(t for _, t in cluster), max(t for _, t in cluster)
    here = range(max(0, first - MARGIN), min(len(text.words), last + MARGIN))
    there = range(max(0, low - MARGIN), min(len(source), high + MARGIN))
    blocks = LCSseq.opcodes(text.words[here.start : here.stop], source[there.start : there.stop])
    shared = {
        here.start + block.src_start + step: there.start + block.dest_start + step
        for block in blocks
        if block.tag == "equal"
        for step in range(block.src_end - block.src_start)
    }
    inside = _grown(_best_run(here, shared), shared, text.words, source)
    kept = [at for at in inside if at in shared]
    if not kept:
        return None
    aligned = range(shared[kept[0]], shared[kept[-1]] + 1)
    # One sentence may have been left out: the widest gap in the source does not count.
    left_out = max((b - a - 1 for a, b in pairwise(shared[at] for at in kept)), default=0)
    similarity = len(kept) / max(len(inside), len(aligned) - left_out)
    weight = sum(text.weights[at] for at in kept)
    return _Match(inside, aligned, index, len(kept), weight, round(similarity, 3))


def _is_reuse(match: _Match, least: tuple[float, float]) -> bool:
    """Say whether a passage shares enough not to be two reports in the same words by chance."""
    weight, similar = least
    verbatim = match.shared == len(match.here) == len(match.there) >= VERBATIM
    if match.similarity < CLOSE:
        weight *= LOOSE
    return match.similarity >= similar and (verbatim or match.weight >= weight)


def _best_run(here: range, shared: dict[int, int]) -> range:
    """Return the words in a row in which shared words most outweigh the others."""
    best, best_score, start, score = range(0), 0.0, here.start, 0.0
    for at in here:
        score += 1 if at in shared else -LACKING
        if score <= 0:
            start, score = at + 1, 0.0
        elif score > best_score:
            best, best_score = range(start, at + 1), score
    return best


def _grown(run: range, shared: dict[int, int], words: Sequence[str], source: Sequence[str]) -> range:
    """Return a run with the words before and after it that stand alike in the source; they become shared."""
    start, stop = run.start, run.stop
    while run and start and shared[start] and words[start - 1] == source[shared[start] - 1]:
        shared[start - 1] = shared[start] - 1
        start -= 1
    while (
        run and stop < len(words) and shared[stop - 1] + 1 < len(source) and words[stop] == source[shared[stop - 1] + 1]
    ):
        shared[stop] = shared[stop - 1] + 1
        stop += 1
    return range(start, stop)


def _overlap(a: range, b: range) -> bool:
    return a.start < b.stop and b.start < a.stop


def _reuse(copy: _Text, source: _Text, match: _Match) -> SharedPassage:
    return SharedPassage(
        copy.doc_id,
        copy.spans[match.here.start].start,
        copy.spans[match.here.stop - 1].end,
        source.doc_id,
        source.spans[match.there.start].start,
        source.spans[match.there.stop - 1].end,
        match.similarity,
        rule="reuse.aligned",
    )

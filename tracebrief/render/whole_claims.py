"""Sentences about all, none, most, few or only some: each rests on a count, a search, or claims that say as much."""

from collections.abc import Iterator

from tracebrief.model.spans import Span
from tracebrief.project.errors import ReportError
from tracebrief.render.prose_lexicons import find_words
from tracebrief.render.prose_sentences import Prose, Sentence
from tracebrief.render.prose_text import BOUND, FREE, Piece


def check_wholes(prose: Prose, sentence: Sentence) -> Iterator[ReportError]:
    """Yield the words of a sentence about all or none that nothing counted or searched for."""
    likelihoods = [span for _, span in find_words("likelihood", prose.text, sentence)]  # "almost no chance"
    for key, span in find_words("wholes", prose.text, sentence):
        if prose.read.piece_at(span.start, *FREE) or any(span.overlaps(other) for other in likelihoods):
            continue
        piece = prose.read.piece_at(span.start, *BOUND)
        words = prose.words(span)
        if piece is None:
            todo = 'bind it to a count or to an `absence` of data/values.yml: […]{.claim key="…"}'
            yield prose.mistake(span.start, f"“{words}” speaks of {key}, and rests on nothing", todo)
        elif not _says_as_much(prose, piece, key):
            what = f"“{words}” speaks of {key}; none of the claims that it rests on does"
            yield prose.mistake(span.start, what, "rest it on a count or an `absence`, or say only what they say")


def _says_as_much(prose: Prose, piece: Piece, key: str) -> bool:
    if prose.grounds.counted_by(piece.basis):
        return True
    said = (claim.exact for claim in prose.claims_at(piece))
    return any(found == key for words in said for found, _ in find_words("wholes", words, Span(0, len(words))))

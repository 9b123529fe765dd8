"""Citations that belong to no claim of their sentence, and claims whose text is not cited."""

from collections.abc import Iterator

from tracebrief.project.errors import ReportError
from tracebrief.render.prose_sentences import Prose, Sentence
from tracebrief.render.prose_text import Piece


def check_citations(prose: Prose) -> Iterator[ReportError]:
    """Yield the citations of the prose that its sentences do not use, and the claims that they do not cite.

    A citation is for its sentence. A claim's text is cited in its sentence, or behind it in the paragraph or item.
    """
    cited = _cited_by_sentence(prose)
    for number, sentence in enumerate(prose.sentences):
        if sentence.paragraph.zone != "prose":
            continue
        yield from _check_unused(prose, sentence, cited.get(number, []))
        behind = {name for at in range(number, len(prose.sentences)) for name in _names(prose, at, number, cited)}
        missing = {claim.doc_id: claim for claim in prose.claims_in(sentence) if claim.doc_id not in behind}
        for doc_id, claim in sorted(missing.items()):
            what = f"this sentence rests on {claim.claim_id} of {doc_id}, and does not cite that text"
            yield prose.mistake(sentence.start, what, f"add [@{doc_id}]")


def _cited_by_sentence(prose: Prose) -> dict[int, list[Piece]]:
    """Return the citations of each sentence by its number; one behind a full stop is of the sentence before it."""
    found: dict[int, list[Piece]] = {}
    for piece in prose.read.pieces:
        if piece.kind == "citation" and (sentence := prose.sentence_at(max(0, piece.start - 1))):
            found.setdefault(prose.sentences.index(sentence), []).append(piece)
    return found


def _names(prose: Prose, at: int, number: int, cited: dict[int, list[Piece]]) -> Iterator[str]:
    """Yield the texts that a sentence cites, where it is of the same paragraph or item as another."""
    if prose.sentences[at].paragraph.item == prose.sentences[number].paragraph.item:
        yield from (name for piece in cited.get(at, ()) for name in piece.cited)


def _check_unused(prose: Prose, sentence: Sentence, citations: list[Piece]) -> Iterator[ReportError]:
    counts = any(prose.grounds.counted_by(piece.basis) for piece in prose.resting(sentence))
    used = {claim.doc_id for claim in prose.claims_in(sentence)}
    for piece in citations:
        for name in piece.cited:
            if name in prose.grounds.published and name not in used and not counts:
                what = f"@{name} is cited, and nothing in its sentence rests on that text"
                todo = "bind the words that rest on it, or take the citation out"
                yield prose.read.page.mistake(piece.line, what, todo)

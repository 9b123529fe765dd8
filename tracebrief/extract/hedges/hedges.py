"""Words by which a text steps back from what it says, with the words they govern.

A hedge governs its own complement or clause, never the whole sentence; a source that is named is no hedge.
"""

from spacy.tokens import Token

from tracebrief.extract.hedges.factuality import grades, modality_of
from tracebrief.extract.parsing.articles import Article
from tracebrief.model.mentions import Hedge


def find_hedges(article: Article) -> list[Hedge]:
    """Return the hedges of the story, in order."""
    found = {}
    for match, words in grades(article).matches:
        start, end = match.place
        if match.cue.modality == "asserted" or match.cue.kind == "infinitive" or not article.in_story(start, end):
            continue
        scope_start, scope_end = min(word.idx for word in words), max(word.idx + len(word) for word in words)
        modality, rule = modality_of(match), f"hedge.{match.cue.kind}"
        hedge = Hedge(article.doc_id, start, end, match.words, modality, scope_start, scope_end, rule)
        found.setdefault((start, end, scope_start), hedge)
    return [found[key] for key in sorted(found)]


def modality_at(article: Article, start: int, end: int) -> str:
    """Return the modality that governs the words at a place: that of their head word."""
    head = head_of(article, start, end)
    return "asserted" if head is None else grades(article).modality(head)


def head_of(article: Article, start: int, end: int) -> Token | None:
    """Return the head of the words at a place; None where no word is."""
    tokens = article.doc.char_span(start, end, alignment_mode="expand") if start < end else None
    if tokens is None:
        return None
    words = {token.i: token for token in tokens if not token.is_space}
    return next((token for token in words.values() if token.head == token or token.head.i not in words), None)

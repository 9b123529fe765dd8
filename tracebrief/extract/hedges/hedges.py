"""Words by which a text steps back from what it says, with the words they govern.

A hedge governs its own complement or clause, never the whole sentence; a source that is named is no hedge.
"""

from spacy.tokens import Token

from tracebrief.extract.hedges.factuality import Grades, grade_words, modality_of
from tracebrief.extract.parsing import Article
from tracebrief.model.columns import MODALITY
from tracebrief.model.mentions import Hedge
from tracebrief.model.spans import Span


def find_hedges(article: Article, *, grades: Grades | None = None) -> list[Hedge]:
    """Return the hedges of the story, in order.

    Args:
        grades: the grades of its words; computed when not given.
    """
    found: dict[tuple[int, int, int], Hedge] = {}
    for match, words in (grades or grade_words(article)).matches:
        span = match.span
        if match.cue.modality == "asserted" or match.cue.kind == "infinitive" or not article.is_in_story(span):
            continue
        scope_start, scope_end = min(word.idx for word in words), max(word.idx + len(word) for word in words)
        modality, rule = modality_of(match), f"hedge.{match.cue.kind}"
        hedge = Hedge(article.doc_id, span.start, span.end, match.words, modality, scope_start, scope_end, rule)
        found.setdefault((span.start, span.end, scope_start), hedge)
    return [found[key] for key in sorted(found)]


def modality_at(article: Article, span: Span, *, grades: Grades | None = None) -> MODALITY:
    """Return the modality that governs the words of a span: that of their head word."""
    head = head_at(article, span)
    return "asserted" if head is None else (grades or grade_words(article)).modality(head)


def head_at(article: Article, span: Span) -> Token | None:
    """Return the head of the words of a span; None where no word is."""
    tokens = article.doc.char_span(span.start, span.end, alignment_mode="expand") if len(span) else None
    if tokens is None:
        return None
    words = {token.i: token for token in tokens if not token.is_space}
    return next((token for token in words.values() if token.head == token or token.head.i not in words), None)

"""The unquoted words around a quotation, to the ends of its sentence.

Sentences are cut by punctuation here: a parser often takes a quotation for a sentence of its own.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Token

from tracebrief.extract.lexicons import read_forms
from tracebrief.extract.parsing import Article
from tracebrief.extract.statements.quotations import Quotation
from tracebrief.model.documents import Passage
from tracebrief.model.spans import Span

FORMS = read_forms("statement_forms")
SENTENCE_END = FORMS["end of a sentence"]
ABBREVIATION = FORMS["abbreviation before a full stop"]
# Characters; what reaches further back than this is no sentence.
LONGEST_LOOKBACK = 2_000


def segments(article: Article, passage: Passage, quotations: Sequence[Quotation], index: int) -> tuple[Span, Span]:
    """Return the unquoted words beside a quotation, back and forth to the end of their sentence."""
    text, quotation = article.text, quotations[index]
    start = max(passage.start, quotations[index - 1].end if index else 0)
    start = min(start, quotation.start)
    for match in SENTENCE_END.finditer(text, start, quotation.start):
        if not _is_abbreviation(text, match.start()):
            start = match.end()
    last = passage_at(article, max(quotation.end - 1, quotation.start)) or passage
    stop = max(last.end, quotation.end)
    if index + 1 < len(quotations):
        stop = max(quotation.end, min(stop, quotations[index + 1].start))
    for match in SENTENCE_END.finditer(text, quotation.end, stop):
        if not _is_abbreviation(text, match.start()):
            stop = match.start()
            break
    return Span(start, quotation.start), Span(quotation.end, stop)


def lead_in(article: Article, passage: Passage) -> Span | None:
    """Return the sentence with a colon that ends the paragraph above."""
    story = article.story()
    index = bisect_left(story, passage.start, key=lambda other: other.start) - 1
    above = story[index].span.trimmed(article.text) if index >= 0 else Span(0, 0)
    if not len(above) or article.text[above.end - 1] != ":":
        return None
    return Span(sentence_start(article, above.end - 1), above.end)


def sentence_start(article: Article, at: int) -> int:
    """Return where the sentence around a position begins, by its punctuation, at the earliest with its paragraph."""
    passage = passage_at(article, at)
    start = max(passage.start, at - LONGEST_LOOKBACK) if passage else at
    for match in SENTENCE_END.finditer(article.text, start, at):
        if not _is_abbreviation(article.text, match.start()):
            start = match.end()
    return start


def passage_at(article: Article, at: int) -> Passage | None:
    """Return the passage of the story that a position lies in."""
    return article.passage_at(at)


def is_same_passage(article: Article, first: int, second: int) -> bool:
    """Say whether no paragraph begins between two positions."""
    index = bisect_left(article.passages, first, key=lambda passage: passage.start)
    return index == len(article.passages) or article.passages[index].start >= second


def tokens_in(article: Article, span: Span) -> list[Token]:
    """Return the whole tokens of a span."""
    if not len(span):
        return []
    tokens = article.doc.char_span(span.start, span.end, alignment_mode="contract")
    return list(tokens) if tokens is not None else []


def _is_abbreviation(text: str, stop: int) -> bool:
    """Say whether a full stop closes an abbreviation, not a sentence."""
    word = re.search(r"[\w.]*$", text[max(0, stop - 12) : stop])
    return text[stop] == "." and bool(word and ABBREVIATION.fullmatch(word.group()))

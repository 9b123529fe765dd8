"""Finds who says what stands between quotation marks: before, after, amid, or in the paragraph above.

A quotation nobody is shown to say is not a statement: words in quotation marks may be a title or a scare quote.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from tracebrief.extract.lexicons import read_forms, read_words
from tracebrief.extract.lexicons.reporting import cue_groups, is_quoting_verb, lemma
from tracebrief.extract.parsing import Article, token_span
from tracebrief.extract.parsing.trees import is_endless
from tracebrief.extract.statements.clausal_speech import ReportedSpeech
from tracebrief.extract.statements.content_spans import trim
from tracebrief.extract.statements.quotation_contexts import (
    is_same_passage,
    lead_in,
    passage_at,
    segments,
    sentence_start,
    tokens_in,
)
from tracebrief.extract.statements.quotations import Quotation
from tracebrief.extract.statements.speaker_spans import noun_phrase, recipient_of, speaker_of
from tracebrief.model.spans import Span

WORDS = read_words("statement_words")
FORMS = read_forms("statement_forms")
TITLED = WORDS["verbs beside a title"]
TELLING = WORDS["verbs that name who hears it"]
PROGRAMMES, JOINED = WORDS["things with a title"], WORDS["small words of a title"]
SIGNED = FORMS["name behind a quotation"]
UTTERED = FORMS["whole utterance"]
NEW_SENTENCE = FORMS["another sentence without quotation mark"]
# A quotation of fewer words without a verb is a phrase, not speech.
SPEECH_WORDS = 3


def find_quoted_speech(article: Article, quotations: Sequence[Quotation]) -> list[ReportedSpeech]:
    """Return the direct quotations that somebody is shown to say, in order; the parts of a split one are one."""
    found: list[ReportedSpeech] = []
    for index, quotation in enumerate(quotations):
        passage = passage_at(article, quotation.start)
        if passage is None:
            continue
        before, after = segments(article, passage, quotations, index)
        if quotation.start == passage.start:
            before = lead_in(article, passage) or before
        one = _beside(article, quotation, before, after)
        joined = one is not None and bool(found) and _has_same_cue(found[-1], one)
        if one is None and found and _is_continued(article, quotation, before, found[-1], quotations[index - 1]):
            one = replace(found[-1], content=quotation.parts, frame="quote.continued")
            # A question in a paragraph of its own may be somebody else's.
            asks = quotation.start == passage.start and quotation.inside(article.text).endswith("?")
            joined = not asks and is_same_passage(article, found[-1].content[-1].end, quotation.start)
        if joined:
            found[-1] = replace(found[-1], content=(*found[-1].content, *quotation.parts))
        elif one is not None:
            found.append(one)
    return found


def _has_same_cue(one: ReportedSpeech, other: ReportedSpeech) -> bool:
    return one.frame.startswith("quote") and one.cue == other.cue and len(one.cue) > 0


def _beside(article: Article, quotation: Quotation, before: Span, after: Span) -> ReportedSpeech | None:
    """Return a quotation with the words beside it that say whose it is, first on the side its punctuation points to."""
    text = article.text
    tokens = article.doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
    if tokens is None or is_endless(tokens[0].sent):
        return None
    if _is_programme(article, quotation):
        return None
    closing = quotation.inside(text)[-1:]
    outside = text[quotation.end : quotation.end + 1]
    follows = closing in ",?!—–" or outside in ("", ",") or closing in "…-"
    if follows and (cue := _cue_after(article, after, quotation)):
        return _with_lead(article, quotation, _make(article, quotation, cue, "after"))
    if (cue := _cue_before(article, before)) and (is_speech(article, quotation) or lemma(cue) not in TITLED):
        return _with_subject(article, quotation, _make(article, quotation, cue, "before"))
    if not follows and is_speech(article, quotation) and (cue := _cue_after(article, after, quotation)):
        return _make(article, quotation, cue, "after")
    return _colon(article, quotation, before) or _signed(article, quotation)


def _is_programme(article: Article, quotation: Quotation) -> bool:
    """Say whether a quotation is the title of what something was on or in: `said on “Good Morning Harbour”`."""
    words = quotation.inside(article.text).rstrip(",").split()
    if len(words) < 2 or words[-1][-1] in ".?!…" or not all(word[0].isupper() or word in JOINED for word in words):
        return False
    before = article.token_at(max(0, quotation.start - 2))
    return (
        before.pos_ == "ADP" or before.lemma_ in TELLING or before.text in ("’s", "'s") or before.lower_ in PROGRAMMES
    )


def _signed(article: Article, quotation: Quotation) -> ReportedSpeech | None:
    """Return a quotation with the name that stands behind it and a dash."""
    passage = passage_at(article, quotation.start)
    match = SIGNED.fullmatch(article.text, quotation.end, passage.end) if passage else None
    if match is None or not is_speech(article, quotation):
        return None
    dash, name = Span(*match.span("dash")), Span(*match.span("name"))
    return ReportedSpeech(quotation.parts, dash, "—", "quote.signed", None, name, quoted=True)


def _with_lead(article: Article, quotation: Quotation, one: ReportedSpeech) -> ReportedSpeech:
    """Return the whole sentence where quoted words only end it: `The talks had “collapsed,” she said`."""
    text, start = article.text, sentence_start(article, quotation.start)
    lead = Span(start, quotation.start).trimmed(text)
    if not len(lead) or not quotation.inside(text)[:1].islower() or one.cue.start < quotation.start:
        return one
    return replace(one, content=(Span(lead.start, quotation.parts[0].end), *quotation.parts[1:]), quoted=False)


def _with_subject(article: Article, quotation: Quotation, one: ReportedSpeech) -> ReportedSpeech:
    """Return the subject of quoted words too: `The talks, she said, “have collapsed”`."""
    text, start = article.text, sentence_start(article, one.cue.start)
    first = next((token for token in tokens_in(article, quotation.parts[0]) if token.is_alpha), None)
    if first is None or one.speaker is None or not start < one.speaker.start < one.cue.start:
        return one
    lead = Span(start, one.speaker.start)
    is_set_off = text[lead.start : lead.end].rstrip().endswith(",")
    if not is_set_off or first.tag_ not in ("MD", "VBZ", "VBP", "VBD") or not first.text[0].islower():
        return one
    return replace(one, content=(trim(text, lead), *quotation.parts), quoted=False)


def is_speech(article: Article, quotation: Quotation) -> bool:
    """Say whether quoted words can stand as an utterance: they hold a verb, or are a sentence."""
    tokens = article.doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
    if tokens is None:
        return False
    words = sum(token.is_alpha for token in tokens)
    return words >= SPEECH_WORDS and any(token.pos_ in ("VERB", "AUX") for token in tokens)


def _cue_after(article: Article, after: Span, quotation: Quotation) -> Token | None:
    """Return the cue in `“…,” the mayor said`: the first verb of speech that has its subject in these words."""
    words = [token for token in tokens_in(article, after) if not token.is_space]
    for position, token in enumerate(words):
        if position > 40 or (token.pos_ == "AUX" and position == 0):
            return None
        if token.pos_ not in ("VERB", "NOUN", "PROPN", "AUX") or not _is_speaking(token):
            continue
        if _has_subject_within(token, after) or (position <= 1 and len(words) > position + 1):
            return token
    return None


def _is_speaking(token: Token) -> bool:
    """Say whether a word is a verb of speech, and no noun or infinitive."""
    return is_quoting_verb(token) and token.tag_ not in ("VB", "NN", "NNS")


def _has_subject_within(verb: Token, span: Span) -> bool:
    heads = [verb]
    while heads[-1].dep_ == "conj" and heads[-1].head.i != heads[-1].i:
        heads.append(heads[-1].head)
    return any(
        child.dep_ in ("nsubj", "nsubjpass") and span.start <= child.idx < span.end
        for head in heads
        for child in head.children
    )


def _cue_before(article: Article, before: Span) -> Token | None:
    """Return the cue that opens a quotation: `the mayor said, “…”`."""
    words = [token for token in tokens_in(article, before) if not token.is_space]
    if not words:
        return None
    colon = words[-1].text == ":"
    for distance, token in enumerate(reversed(words)):
        if distance > (30 if colon or words[-1].text == "," else 4):
            break
        if token.pos_ in ("VERB", "AUX") and is_quoting_verb(token):
            if colon or words[-1].text == "," or _is_audience_between(token, words[-1]):
                return token
            return None
    return None


def _is_audience_between(cue: Token, last: Token) -> bool:
    """Say whether only a recipient, a time or "that" stands between a cue and the quotation."""
    return all(
        token.is_punct or token.lower_ in ("that", "of") or (token.head.i >= cue.i and token.pos_ not in ("VERB",))
        for token in cue.doc[cue.i + 1 : last.i + 1]
    )


def _colon(article: Article, quotation: Quotation, before: Span) -> ReportedSpeech | None:
    """Return a quotation after a colon with who says it: the subject of that sentence says it."""
    words = [token for token in tokens_in(article, before) if not token.is_space]
    if not words or words[-1].text != ":" or not is_speech(article, quotation):
        return None
    verbs = [token for token in words if token.pos_ in ("VERB", "AUX") and _has_subject_within(token, before)]
    root = next((token for token in verbs if token.dep_ == "ROOT"), verbs[0] if verbs else None)
    speaker = speaker_of(article, root)[0] if root is not None else None
    if speaker is None and root is None and len(words) <= 8:
        speaker = noun_phrase(article, words[0].sent.root) if words[0].sent.root.pos_ in ("PROPN", "NOUN") else None
    if speaker is None:
        return None
    colon = Span(words[-1].idx, words[-1].idx + 1)
    return ReportedSpeech(quotation.parts, colon, ":", "quote.colon", None, speaker, quoted=True)


def _make(article: Article, quotation: Quotation, cue: Token, side: str) -> ReportedSpeech:
    speaker, pronoun = speaker_of(article, cue)
    if speaker is None or speaker.overlaps(Span(quotation.start, quotation.end)):
        speaker = _inverted(article, cue, quotation) if side == "after" else None
    group = next((group for group in cue_groups(cue) if "quote" in group.frames), None)
    return ReportedSpeech(
        content=quotation.parts,
        cue=token_span(cue),
        lemma=lemma(cue),
        frame=f"quote.{side}",
        group=group,
        speaker=speaker,
        recipient=recipient_of(article, cue, quotation.parts),
        pronoun=pronoun,
        quoted=True,
    )


def _inverted(article: Article, cue: Token, quotation: Quotation) -> Span | None:
    """Return the noun phrase beside a cue whose subject the parser missed: `“…,” said the mayor`."""
    for token in cue.doc[cue.i + 1 : cue.sent.end]:
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            head = token
            while (
                head.head.i > token.i
                and head.head.pos_ in ("NOUN", "PROPN")
                and head.dep_ in ("compound", "amod", "poss", "nmod")
            ):
                head = head.head
            return noun_phrase(article, head)
        if token.pos_ in ("VERB", "ADP"):
            return None
    return None


def _is_continued(
    article: Article, quotation: Quotation, before: Span, last: ReportedSpeech, previous: Quotation
) -> bool:
    """Say whether a quotation without a cue goes on with the one before it."""
    if article.text[before.start : before.end].strip():
        return False
    if not is_speech(article, quotation) and not UTTERED.fullmatch(quotation.inside(article.text)):
        return False
    if not last.frame.startswith("quote") or last.content[-1].end != previous.end:
        return False
    between = article.text[previous.end : quotation.start]
    cue_end = last.cue.end
    rest = article.text[max(previous.end, cue_end) : quotation.start] if cue_end > previous.start else between
    return len(rest) < 400 and not NEW_SENTENCE.search(rest)

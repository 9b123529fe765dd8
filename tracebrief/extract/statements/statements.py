"""Finds what somebody is shown to say: direct quotations, statements in other words, and mixtures of both.

A statement is read from grammar and quotation marks alone; nothing says it is true. Its speaker is the fullest form
within the text, or None where the text leaves more than one reading.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from tracebrief.extract.hedges import Grades, grade_words, modality_at
from tracebrief.extract.names import find_names
from tracebrief.extract.parsing import Article
from tracebrief.extract.statements.clausal_speech import ReportedSpeech, find_clausal_speech
from tracebrief.extract.statements.posts import find_blocks, find_posts
from tracebrief.extract.statements.quotation_contexts import tokens_in
from tracebrief.extract.statements.quotations import Quotation, find_quotations, quotations_within
from tracebrief.extract.statements.quoted_speech import find_quoted_speech, is_speech
from tracebrief.extract.statements.speaker_names import name_speakers
from tracebrief.extract.statements.statement_contents import is_clause, is_statement, stance, statements_of
from tracebrief.model.columns import MODALITY
from tracebrief.model.mentions import Name, Statement
from tracebrief.model.spans import Span


def find_statements(
    article: Article,
    *,
    names: Sequence[Name] | None = None,
    quotations: Sequence[Quotation] | None = None,
    grades: Grades | None = None,
) -> list[Statement]:
    """Return the statements of a text in order.

    Args:
        names, quotations, grades: what else was found in the text; found here when not given.
    """
    if quotations is None:
        quotations = find_quotations(article.text, article.passages)
    found = find_reported_speech(article, quotations=quotations)
    reports = [one for one in found if not _is_fragment(article, one)]
    speakers = name_speakers(article, reports, find_names(article) if names is None else names, quotations)
    grades = grades or grade_words(article)
    rows = [
        _statement(article, each, who, quotations, grades)
        for one, who in zip(reports, speakers, strict=True)
        for each in statements_of(article, one, grades)
    ]
    unique = {(row.start, row.end, row.content, row.speaker_start): row for row in reversed(rows)}
    return sorted(unique.values(), key=lambda row: (row.start, row.end, row.content))


def find_reported_speech(article: Article, *, quotations: Sequence[Quotation] | None = None) -> list[ReportedSpeech]:
    """Return all reported speech of a text in order: quotations first where two readings meet."""
    if quotations is None:
        quotations = find_quotations(article.text, article.passages)
    posts = [*find_posts(article), *find_blocks(article)]
    quoted = find_quoted_speech(article, quotations)
    spoken = [part for one in (*quoted, *posts) for part in one.content]
    speech = [part for quotation in quotations if is_speech(article, quotation) for part in quotation.parts]
    clausal = [_with_quotes(article, one, quotations) for one in find_clausal_speech(article, [*spoken, *speech])]
    merged = _merge(article, quoted, clausal)
    return sorted([*merged, *posts], key=lambda one: (one.start, one.cue.start))


def _is_fragment(article: Article, one: ReportedSpeech) -> bool:
    """Say whether a quotation is too little to be said: an address, a number, one small word."""
    words = [token for part in one.content for token in tokens_in(article, part) if token.is_alpha]
    return one.quoted and (not words or (len(words) == 1 and words[0].is_stop and words[0].is_lower))


def _with_quotes(article: Article, one: ReportedSpeech, quotations: Sequence[Quotation]) -> ReportedSpeech:
    """Return content that takes a quotation whole, where the grammar cut through it."""
    content = list(one.content)
    for quotation in quotations_within(quotations, one.content[0].start, one.content[-1].end):
        span = quotation.parts[0]
        for index, part in enumerate(content):
            if part.overlaps(span) and not span.overlaps(one.cue):
                content[index] = Span(min(part.start, span.start), max(part.end, span.end))
    return replace(one, content=tuple(_united(content)))


def _united(spans: list[Span]) -> list[Span]:
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def _merge(article: Article, quoted: list[ReportedSpeech], clausal: list[ReportedSpeech]) -> list[ReportedSpeech]:
    """Return both readings, one per cue: a clause around a quotation keeps its other words, a quotation alone wins."""
    by_cue = {one.cue: one for one in quoted}
    kept: dict[Span, ReportedSpeech] = {}
    result: list[ReportedSpeech] = []
    for one in clausal:
        direct = by_cue.get(one.cue)
        if direct is None:
            result.append(one)
        elif (
            not direct.frame.endswith("after")
            and _letters(article, one) > _letters(article, direct)
            and _is_around(one, direct)
        ):
            kept[one.cue] = one
    for one in quoted:
        if one.cue in kept and one.frame != "quote.continued":
            clause = kept.pop(one.cue)
            rest = [part for part in one.content if not any(part.overlaps(other) for other in clause.content)]
            result.append(
                replace(clause, content=tuple(_united([*clause.content, *rest])), speaker=clause.speaker or one.speaker)
            )
        else:
            result.append(one)
    return result


def _is_around(one: ReportedSpeech, direct: ReportedSpeech) -> bool:
    return any(part.contains(direct.content[0]) for part in one.content)


def _letters(article: Article, one: ReportedSpeech) -> int:
    return sum(character.isalnum() for part in one.content for character in part.cut(article.text))


def _statement(
    article: Article, one: ReportedSpeech, speaker: str | None, quotations: Sequence[Quotation], grades: Grades
) -> Statement:
    spans = [part for part in (*one.content, one.cue, one.speaker, one.recipient) if part is not None and len(part)]
    spans = [part for part in spans if _is_near(article, part, one)]
    start, end = min(part.start for part in spans), max(part.end for part in spans)
    sentence = _sentences(article, start, end)
    text = article.text
    modality = _modality(article, one, grades)
    return Statement(
        doc_id=article.doc_id,
        start=start,
        end=end,
        kind=_kind(article, one, quotations),
        content=json.dumps([[part.start, part.end] for part in one.content]),
        speaker_start=one.speaker.start if one.speaker else None,
        speaker_end=one.speaker.end if one.speaker else None,
        cue_start=one.cue.start if len(one.cue) else None,
        cue_end=one.cue.end if len(one.cue) else None,
        recipient_start=one.recipient.start if one.recipient else None,
        recipient_end=one.recipient.end if one.recipient else None,
        speaker=speaker,
        cue=one.lemma or None,
        recipient=one.recipient.cut(text) if one.recipient else None,
        modality=modality,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        rule=f"statement.{one.frame}",
        quoted=json.dumps(_quoted(article, one, quotations, modality, grades)),
    )


def _quoted(
    article: Article, one: ReportedSpeech, quotations: Sequence[Quotation], modality: MODALITY, grades: Grades
) -> list[tuple[int, int, MODALITY]]:
    """Return each quotation within the content with its own modality: that of its main clause, where it has one."""
    inside = quotations_within(quotations, one.content[0].start, one.content[-1].end)
    spans = one.content if one.quoted else [part for quotation in inside for part in quotation.parts]
    said = one.group is not None and one.group.modality is not None
    found: list[tuple[int, int, MODALITY]] = []
    for span in spans:
        head = stance(article, [span])
        own = grades.stance(head) if head is not None and is_clause(head, span) and not said else modality
        found.append((span.start, span.end, own))
    return found


def _modality(article: Article, one: ReportedSpeech, grades: Grades) -> MODALITY:
    """Return how the content stands: as the cue says, else as what governs the cue does, else its own main clause."""
    if one.group is not None and one.group.modality is not None:
        return one.group.modality
    head = stance(article, one.content)
    own = grades.stance(head) if head is not None else "asserted"
    if one.quoted:
        return own
    governed = modality_at(article, one.cue, grades=grades) if one.lemma.isalpha() else "asserted"
    if governed == "denied":
        # "Did not confirm that it closed" and "would not say whether" leave it open; "do not think that" denies it.
        return "denied" if one.group is not None and one.group.key == "think" else "unverified"
    if governed != "asserted":
        return governed
    if own == "alleged" and one.group is not None and one.group.kind == "thought" and one.speaker is not None:
        return "asserted"  # that somebody who is named thinks so is only how it is attributed
    return own


def _is_near(article: Article, part: Span, one: ReportedSpeech) -> bool:
    """Say whether a span belongs to the words a reader would mark: a speaker pages away does not."""
    return part in one.content or (abs(part.start - one.content[0].start) < 2000 and one.frame != "quote.continued")


def _kind(
    article: Article, one: ReportedSpeech, quotations: Sequence[Quotation]
) -> Literal["quote", "mixed", "indirect", "phrase"]:
    """Return how near the content is to the speaker's own words."""
    if one.quoted:
        return "quote"
    if not is_statement(article, one):
        return "phrase"
    inside = quotations_within(quotations, one.content[0].start, one.content[-1].end)
    quoted = any(part.contains(other.parts[0]) for part in one.content for other in inside)
    return "mixed" if quoted else "indirect"


def _sentences(article: Article, start: int, end: int) -> Span:
    """Return the sentences that a span touches."""
    tokens = article.doc.char_span(start, end, alignment_mode="expand")
    if tokens is None:
        return Span(start, end)
    first, last = tokens[0].sent, tokens[-1].sent
    return Span(min(start, first.start_char), max(end, last.end_char)).trimmed(article.text)

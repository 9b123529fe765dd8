"""Numbers, quotations, dates and verbs of saying in the prose that rest on nothing: each a mistake with its line.

A number or a quotation may stand only in words that rest on something that has it. A date in such words is that of a
claim of theirs; elsewhere, of a claim that its sentence rests on or counts. A verb of saying may stand only in a
sentence that rests on something.
"""

import re
from collections.abc import Iterator

from tracebrief.extract import find_numbers, has_whole_words
from tracebrief.model.claims import Claim
from tracebrief.model.spans import Span
from tracebrief.model.wording import in_one_line, plain
from tracebrief.project.errors import ReportError
from tracebrief.render.dates_in_prose import find_dates_in, is_date_of
from tracebrief.render.prose_lexicons import find_words
from tracebrief.render.prose_sentences import RESTING, Prose, Sentence
from tracebrief.render.prose_text import BOUND, FREE, REFERENCE, Piece

# "One" is an article, a pronoun or a number; these make it a number.
COUNTING_ONE = re.compile(r"\b(?:only|just|exactly|at least|at most)\s+$", re.IGNORECASE)
OF_THOSE = re.compile(r"\s+(?:of|in|out of)\s+(?:the|these|those|its|our|[a-z]*\d|two|three|four|five|six|ten)\b")
# Straight marks reach a reader curled; a single one at a word's end may be an apostrophe.
QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|(?<!\w)‘[^‘’]*(?:\w’\w[^‘’]*)*’(?!\w)")
FIRST_PERSON = ("we", "us", "i", "me")
BIND = 'quote a value, or let it stand in words that rest on what has it: […]{.claim id="c-…"}'


def check_numbers(prose: Prose, sentence: Sentence) -> Iterator[ReportError]:
    """Yield the numbers of a sentence that rest on nothing, or on claims that have no such number."""
    dated = [] if sentence.paragraph.zone == "uncited" else [span for span, _ in find_dates_in(prose, sentence)]
    for number in find_numbers(prose.text, sentence.start, sentence.end):
        span = Span(number.start, number.end)
        words = prose.words(span)
        if number.kind == "majority" or any(date.overlaps(span) for date in dated):
            continue
        if words.lower() == "one" and not _is_counting_one(prose.text, span):
            continue
        if prose.read.piece_at(span.start, *FREE):
            continue
        piece = prose.read.piece_at(span.start, *BOUND)
        if piece is None:
            yield prose.mistake(span.start, f"the number “{words}” rests on nothing", BIND)
        elif not _has_number(prose, piece, words, (number.low, number.high)):
            what = f"the number “{words}” is in none of the claims that its words rest on"
            yield prose.mistake(span.start, what, "correct it, or rest it on what has it")


def check_quotations(prose: Prose, sentence: Sentence) -> Iterator[ReportError]:
    """Yield the quotations of a sentence that stand in no claim that they rest on."""
    for quoted in QUOTED.finditer(prose.text, sentence.start, sentence.end):
        words, at = quoted[0], quoted.start()
        if prose.read.piece_at(at, *FREE):
            continue
        around = prose.read.piece_at(at, *BOUND)
        if around is None:
            todo = "quote a value with `quoted: true`; words that are nobody's stand in *…*"
            yield prose.mistake(at, f"the quotation {words} rests on nothing", todo)
        elif not any(_said(words[1:-1], claim) for claim in prose.claims_at(around)):
            what = f"the quotation {words} stands in none of the claims that its words rest on"
            yield prose.mistake(at, what, "quote what the text has")
        elif (word := _left_out(prose, sentence, quoted, prose.claims_at(around))) is not None:
            what = f"the quotation {words} leaves out the “{word}” before it"
            yield prose.mistake(at, what, "quote it too, or say that it is denied")


def check_dates(prose: Prose, sentence: Sentence) -> Iterator[ReportError]:
    """Yield the months, weekdays, days and years of a sentence that none of its claims is known to be of."""
    for span, date in find_dates_in(prose, sentence):
        if prose.read.piece_at(span.start, *FREE):
            continue
        piece = prose.read.piece_at(span.start, *BOUND)
        claims = prose.claims_at(piece) if piece else _all_claims(prose, sentence)
        if not any(is_date_of(date, claim, prose.grounds.published.get(claim.doc_id)) for claim in claims):
            what = f"“{prose.words(span)}” is the date of no claim of this sentence"
            yield prose.mistake(span.start, what, "take it out, or rest the sentence on what dates it")


def check_saying(prose: Prose, sentence: Sentence) -> Iterator[ReportError]:
    """Yield the verbs of saying of a sentence that rests on no claim."""
    if prose.read.pieces_in(sentence, *RESTING):
        return
    for _, row in prose.found("statements", sentence):
        at = row["cue_start"] if row["cue_start"] is not None else row["start"]
        if not prose.read.piece_at(at, *FREE) and not _is_nobody(row["speaker"]):
            what = f"“{_word_at(prose, row, at)}” tells what somebody says, and the sentence rests on no claim"
            yield prose.mistake(at, what, 'bind what is said: […]{.claim id="c-…"}')


def _is_nobody(speaker: str | None) -> bool:
    """Say whether it is the author, or a figure of the brief, that "says" something."""
    return speaker is not None and (speaker.lower() in FIRST_PERSON or speaker == REFERENCE)


def _word_at(prose: Prose, row: dict[str, object], at: int) -> str:
    end = row["cue_end"]
    return prose.text[at : end if isinstance(end, int) else at + 1] or str(row["cue"])


def _is_counting_one(text: str, span: Span) -> bool:
    before = COUNTING_ONE.search(text, max(0, span.start - 12), span.start)
    return before is not None or OF_THOSE.match(text, span.end) is not None


def _has_number(prose: Prose, piece: Piece, words: str, ends: tuple[float, float]) -> bool:
    """Say whether a value or claim that a piece rests on has a number."""
    grounds = prose.grounds
    values = [grounds.values[key].number for key in piece.basis.keys if key in grounds.values]
    if any(value in ends for value in values):
        return True
    for claim in prose.claims_at(piece):
        found = [(each.low, each.high) for each in find_numbers(claim.exact)]
        if (
            (claim.low, claim.high) == ends
            or ends in found
            or has_whole_words(claim.exact.lower(), in_one_line(words).lower())
        ):
            return True
    return False


def _said(words: str, claim: Claim) -> bool:
    return has_whole_words(plain(in_one_line(claim.exact)), plain(in_one_line(words)).strip(" .,;"))


def _left_out(prose: Prose, sentence: Sentence, quoted: re.Match[str], claims: list[Claim]) -> str | None:
    """Return the negation that every claim has before the quoted words, in a sentence that has none."""
    said, words = prose.words(sentence).replace(quoted[0], ""), plain(in_one_line(quoted[0][1:-1])).strip(" .,;")
    if any(find_words("negations", said, Span(0, len(said)))):
        return None
    found = [_negation_before(plain(in_one_line(claim.exact)), words) for claim in claims if _said(words, claim)]
    return found[0] if all(found) else None


def _negation_before(text: str, words: str) -> str | None:
    before = text[: text.index(words)].rstrip()
    ends = (span for _, span in find_words("negations", before, Span(0, len(before))) if span.end == len(before))
    return next((span.cut(before) for span in ends), None)


def _all_claims(prose: Prose, sentence: Sentence) -> list[Claim]:
    """Return what a sentence may be dated by: its claims, and those that its counts count."""
    grounds = prose.grounds
    resting = prose.resting(sentence) or prose.resting(sentence.paragraph)  # a lead-in is dated by what follows it
    keys = [key for piece in resting for key in piece.basis.keys if key in grounds.values]
    counted = [grounds.claims[name] for key in keys for name in grounds.values[key].claims if name in grounds.claims]
    return [claim for piece in resting for claim in prose.claims_at(piece)] + counted

"""What the prose may not leave behind of a claim it rests on: its bound, its hedge, and who says it.

A word that says so may stand anywhere in the sentence, or in the value's own words; the lexicons that read texts
know them.
"""

import re
from collections.abc import Iterator

from tracebrief.extract import find_numbers
from tracebrief.extract.quantities import find_bound, find_bound_after
from tracebrief.model.attributions import PRONOUNS
from tracebrief.model.claims import Claim
from tracebrief.model.spans import Span
from tracebrief.model.wording import SAID_BOUNDS, in_one_line, plain, shorten
from tracebrief.project.errors import ReportError
from tracebrief.render.modality_words import modalities_said
from tracebrief.render.prose_lexicons import find_words
from tracebrief.render.prose_sentences import RESTING, Prose, Sentence
from tracebrief.render.prose_text import Piece

# What in a sentence keeps a claim's modality: a word of one of these modalities.
KEPT = {
    "alleged": {"alleged", "unverified"},
    "hypothetical": {"hypothetical", "planned"},
    "planned": {"planned", "hypothetical"},
    "denied": {"denied"},
    "unverified": {"unverified", "alleged", "denied"},
    "asked": {"asked"},
}
# What a speaker says of these stands in the quoted words themselves.
WITHIN_QUOTES = ("hypothetical", "planned", "asked")
# A name or a role ends before one of these: "the mayor of the town".
BEHIND = re.compile(r"\s+(?:of|from|in|at|for|with|who|whose|that|on|to)\s+|,\s")
# The words with a capital that end the words for a speaker: "the mayor Anna Weiss".
NAME = re.compile(r"(?:[\s-]*+[A-Z][\w.-]*+)++\Z")
POINTS_BACK = re.compile(r"\b(?:he|she|they|it|him|them|his|her|their|its|the same)\b", re.IGNORECASE)
# Characters of a claim's words that a line quotes.
WORDS = 60


def check_fidelity(prose: Prose, sentence: Sentence) -> Iterator[ReportError]:
    """Yield what a sentence leaves behind of the claims it rests on."""
    modalities = {row["modality"] for _, row in prose.found("hedges", sentence)}
    modalities |= modalities_said(prose.words(sentence))
    told = any(True for _ in prose.found("statements", sentence))
    named: set[str] = set()
    for piece in prose.read.pieces_in(sentence, *RESTING):
        yield from _check_negation(prose, piece)
        for claim in prose.claims_at(piece):
            yield from _check_bound(prose, piece, claim)
            if claim.claim_id in prose.grounds.doubtful and not any(find_words("damage", prose.text, sentence)):
                what = f"{_told(claim)} may not be the speaker’s exact words, and the sentence gives them as such"
                yield prose.mistake(
                    piece.start, what, "say that they may be reworded, or retell them in your own words"
                )
            verbatim = piece.kind == "value" and claim.kind == "quote" and claim.modality in WITHIN_QUOTES
            if not verbatim and not _keeps_modality(claim, modalities, prose.words(sentence), told=told):
                what = f"{_told(claim)} is {claim.modality}, and no word of the sentence says so"
                yield prose.mistake(piece.start, what, "say it as the text does: “alleged”, “could”, “plans”, “not” …")
            if claim.speaker and claim.speaker not in named and not _names_speaker(prose, sentence, claim):
                named.add(claim.speaker)
                what = f"{_told(claim)} is said by “{in_one_line(claim.speaker)}”, whom the sentence does not name"
                yield prose.mistake(piece.start, what, "name them, or give the codebook's actor the words as an alias")


def _told(claim: Claim) -> str:
    return f"the {claim.kind} “{shorten(in_one_line(claim.exact), WORDS)}” ({claim.claim_id})"


def _check_bound(prose: Prose, piece: Piece, claim: Claim) -> Iterator[ReportError]:
    """Yield a number that own words repeat without the bound of its claim; a value's words begin with it."""
    if piece.kind != "claim" or claim.kind != "quantity" or claim.bound not in SAID_BOUNDS:
        return
    for number in find_numbers(prose.text, piece.start, piece.end):
        same = {number.low, number.high} & {claim.low, claim.high}
        cues = (find_bound(prose.text, number.start, floor=piece.start), find_bound_after(prose.text, number.end))
        if same and not any(cue and cue.bound == claim.bound for cue in cues):
            what = f"{_told(claim)} is “{claim.bound}” its number, and the prose gives the number alone"
            yield prose.mistake(number.start, what, "repeat its bound")


def _check_negation(prose: Prose, piece: Piece) -> Iterator[ReportError]:
    """Yield a word of own words that denies what the claims that they rest on assert; numbers have bounds instead."""
    claims = prose.claims_at(piece)
    asserted = all(claim.kind != "quantity" and claim.modality == "asserted" for claim in claims)
    if piece.kind != "claim" or not claims or not asserted:
        return
    if any(True for claim in claims for _ in find_words("negations", claim.exact, Span(0, len(claim.exact)))):
        return
    for key, span in find_words("negations", prose.text, piece):
        if key == "denying":
            what = f"“{prose.words(span)}” denies what the claims that its words rest on assert"
            yield prose.mistake(span.start, what, "say what they say, or rest it on what denies it")


def _keeps_modality(claim: Claim, modalities: set[str], words: str, *, told: bool) -> bool:
    if claim.modality not in KEPT or modalities & KEPT[claim.modality]:
        return True
    return (claim.modality == "alleged" and told) or (claim.modality == "asked" and "?" in words)


def _names_speaker(prose: Prose, sentence: Sentence, claim: Claim) -> bool:
    """Say whether a sentence names a claim's speaker, or points back at one that its paragraph named before."""
    if (claim.speaker or "").lower() in PRONOUNS and not claim.speaker_actor:
        return True
    if _has_name(prose, prose.words(sentence), claim):
        return True
    before = prose.text[sentence.paragraph.start : sentence.start]
    return bool(POINTS_BACK.search(prose.words(sentence))) and _has_name(prose, before, claim)


def _has_name(prose: Prose, words: str, claim: Claim) -> bool:
    """Say whether words have one of an actor's names, or the name or the role that ends the words for a speaker."""
    names = prose.grounds.names_of(claim.speaker_actor)
    if any(_pattern(name).search(plain(words)) for name in names):
        return True
    said = BEHIND.split(plain(in_one_line(claim.speaker or "")))[0].removesuffix("'s")
    role = NAME.sub("", said)
    heads = [found[-1] for part in (role, said[len(role) :]) if (found := re.findall(r"[\w-]+", part))]
    there = {_stem(word) for word in re.findall(r"[\w-]+", plain(words))}
    return not heads or any(_stem(head) in there for head in heads)


def _pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of a name; one that begins with a small letter is a role, and may begin a sentence."""
    flags = re.IGNORECASE if name[:1].islower() else re.NOFLAG
    return re.compile(rf"(?<!\w){re.escape(plain(name))}(?!\w)", flags)


def _stem(word: str) -> str:
    """Return what a word has in common with its plural; "city" and "cities" become "cit"."""
    return re.sub(r"(?<=\w\w)(?:ies|y|s)$", "", word.lower())

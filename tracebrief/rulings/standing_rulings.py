"""Rulings as they stand in a text now, and which of the library's claims each is about.

While the text is the one that was read, words stand where they stood. In another version of it they stand in the same
paragraph, or where they stood, or exactly once, and their span moves with them; all else is a mistake that only a
person can mend. In a paragraph other than the one that was ruled on, a ruling waits until somebody looks at it again.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracebrief.model.spans import Span
from tracebrief.model.wording import in_one_line, shorten
from tracebrief.project.errors import RulingError
from tracebrief.rulings.records import HASHED, UNKNOWN, Ruling, TextRulings

# The share of characters that a claim must have in common with the words of a ruling, of those in either.
OVERLAP = 0.5
# Characters of a ruling's words that a message quotes.
QUOTED = 60


@dataclass(frozen=True)
class StandingRuling:
    """A ruling, with the spans in the present text of its words and of those that the library had found.

    Attributes:
        outdated: whether the paragraph of its words changed since it was ruled on, as far as anybody can tell.
    """

    ruling: Ruling
    doc_id: str
    span: Span
    found_span: Span | None
    moved: bool
    outdated: bool

    @property
    def where(self) -> str:
        """Its file and its words, as messages name it."""
        return name_words(self.doc_id, self.ruling.kind, self.ruling.words)


def name_words(doc_id: str, kind: str, words: str) -> str:
    """Return the file and the words of a ruling, as messages name it."""
    return f"data/rulings/{doc_id}.yml: {kind} “{shorten(in_one_line(words), QUOTED)}”"


def find_standing(doc_id: str, rulings: TextRulings, *, text: str, sha256: str) -> list[StandingRuling]:
    """Return where each ruling on a text stands in it now.

    Args:
        sha256: of the text as it is now.

    Raises:
        RulingError: words do not stand where they should, or not exactly once in a text that changed.
    """
    same = rulings.text == sha256
    standing = [_stand(doc_id, ruling, text, same=same) for ruling in rulings.rulings]
    seen: dict[tuple[str, Span], Ruling] = {}
    for each in standing:
        if seen.setdefault((each.ruling.kind, each.span), each.ruling) is not each.ruling:
            what = "the text changed, and another ruling has the same words"
            raise RulingError(each.where, what, "read it again, then renew the one and remove the other")
    return standing


def hash_paragraph(text: str, span: Span) -> str:
    """Return the hash of the paragraph of some words, in which they are marked: each place in a text has its own."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    before, after = text[start : span.start], text[span.end : end if end >= 0 else None]
    marked = f"{before.lstrip()}[[{span.cut(text)}]]{after.rstrip()}"
    return f"p-{hashlib.sha256(marked.encode()).hexdigest()[:HASHED]}"


def renew(each: StandingRuling, text: str) -> Ruling:
    """Return a ruling with its places in the present text; one whose paragraph changed keeps saying so."""
    ruling, found = each.ruling, each.ruling.found
    known = ruling.paragraph or UNKNOWN if each.outdated else hash_paragraph(text, each.span)
    places: dict[str, object] = {"at": (each.span.start, each.span.end), "paragraph": known}
    if found and found.at and each.found_span:
        places["found"] = found.model_copy(update={"at": (each.found_span.start, each.found_span.end)})
    return ruling.model_copy(update=places)


def match_rulings(rulings: Sequence[StandingRuling], found: Sequence[tuple[str, Span]]) -> list[int | None]:
    """Return which of the claims of one text, by kind and span, each ruling is about; None where none is.

    First those that stand where a ruling has them, then where it had found them, then those that overlap it most.
    """
    at = {claim: number for number, claim in enumerate(found)}
    had = {(each.ruling.kind, each.found_span) for each in rulings if each.found_span != each.span}
    met: dict[int, int] = {}
    for number, each in enumerate(rulings):
        right, was = (each.ruling.kind, each.span), (each.ruling.kind, each.found_span or each.span)
        # Words that another ruling was written for are its own.
        claim = at.get(was if right != was and (right in had or right not in at) else right)
        if claim is not None and claim not in met.values():
            met[number] = claim
    for _, number, claim in sorted(_overlaps(rulings, found)):
        if number not in met and claim not in met.values():
            met[number] = claim
    return [met.get(number) for number in range(len(rulings))]


def find_fault(text: str, span: Span) -> str | None:
    """Return why words that a person chose cannot be those of a claim, None where they can."""
    if span.trimmed(text) != span:
        return "the words begin or end with a blank"
    edges = (text[max(0, at - 1) : at + 1] for at in (span.start, span.end) if 0 < at < len(text))
    return "the words begin or end inside a word" if any(edge.isalnum() for edge in edges) else None


def _stand(doc_id: str, ruling: Ruling, text: str, *, same: bool) -> StandingRuling:
    where, span = name_words(doc_id, ruling.kind, ruling.words), ruling.span
    there = span.cut(text) == ruling.words
    if not same:
        span = _find_words(where, ruling, text)
    elif not there:
        raise RulingError(where, f"the text has {span.cut(text)[:QUOTED]!r} there", "correct at or the words")
    elif span != ruling.found_span and (fault := find_fault(text, span)):
        raise RulingError(where, fault, "correct at and words", field="words")
    found = _stand_found(ruling, text, by=span.start - ruling.span.start)
    if same and ruling.found_span and not found:
        raise RulingError(where, "the text has other words where words were found", "correct at or words of found")
    outdated = not same if ruling.paragraph is None else ruling.paragraph != hash_paragraph(text, span)
    return StandingRuling(ruling, doc_id, span, found, moved=span != ruling.span, outdated=outdated)


def _find_words(where: str, ruling: Ruling, text: str) -> Span:
    """Return where the words of a ruling stand in another version of the text than the one that was read."""
    size, starts = len(ruling.words), [found.start() for found in re.finditer(re.escape(ruling.words), text)]
    stands = [Span(start, start + size) for start in starts]
    same = [span for span in stands if ruling.paragraph == hash_paragraph(text, span)]
    for found in (same, stands):
        if ruling.span in found:
            return ruling.span
        if len(found) == 1:
            return found[0]
    what = f"the text changed, and these words stand {len(stands)} times in it"
    raise RulingError(where, what, "read it again, then renew the ruling or remove it")


def _stand_found(ruling: Ruling, text: str, *, by: int) -> Span | None:
    """Return where the words that were found stand, as far on as those that are right; None where they do not."""
    if ruling.found is None or ruling.found_span is None or ruling.found_span.start + by < 0:
        return None
    span = Span(ruling.found_span.start + by, ruling.found_span.end + by)
    return span if span.cut(text) == (ruling.found.words or ruling.words) else None


def _overlaps(rulings: Sequence[StandingRuling], found: Sequence[tuple[str, Span]]) -> list[tuple[float, int, int]]:
    """Return how much each ruling and each claim of its kind have in common, below zero, where that is enough."""
    pairs = []
    for number, each in enumerate(rulings):
        for claim, (kind, span) in enumerate(found):
            if kind == each.ruling.kind and span.overlaps(each.span):
                shared = min(span.end, each.span.end) - max(span.start, each.span.start)
                share = shared / (len(span) + len(each.span) - shared)
                if share >= OVERLAP:
                    pairs.append((-share, number, claim))
    return pairs

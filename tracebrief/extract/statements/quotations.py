"""Finds what stands between quotation marks, of any kind, also where a mark is missing.

An apostrophe is no quotation mark, and a mark without its partner never swallows text: it is given up unless the
next paragraphs show where the quotation goes on or ends.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tracebrief.extract.lexicons import read_forms
from tracebrief.model.documents import Passage
from tracebrief.model.spans import Span

FORMS = read_forms("statement_forms")
DOUBLE = FORMS["double quotation mark"]
OPENING, CLOSING = {"“", "„", "«", "``", "‘‘"}, {"”", "»", "’’"}
SINGLE_OPENING = FORMS["single mark that may open"]
SINGLE_CLOSING = FORMS["single mark that may close"]
# A sentence or clause closes here, so the mark that follows is a closing one and not a possessive.
CLOSES = set(".,!?…;:")
# A quotation may run through this many paragraphs; beyond that a mark was forgotten.
PARAGRAPHS = 8


@dataclass(frozen=True)
class Quotation:
    """Words between quotation marks, marks included; one part per paragraph."""

    parts: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where the first opening mark stands."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where the last closing mark ends."""
        return self.parts[-1].end

    def inside(self, text: str) -> str:
        """Return the words without the marks at both ends."""
        return " ".join(part.cut(text) for part in self.parts).strip("“”„«»\"`'‘’ ")


@dataclass(frozen=True)
class _QuotationMark:
    start: int
    end: int
    opens: bool
    closes: bool


def find_quotations(text: str, passages: Iterable[Passage]) -> list[Quotation]:
    """Return the outermost quotations of the story, in order."""
    story = [passage.span for passage in passages if passage.kind != "boilerplate"]
    found: list[Quotation] = []
    index = 0
    while index < len(story):
        closed, dangling = _in_passage(text, story[index])
        found += [Quotation((span,)) for span in closed]
        used = 0
        if dangling is not None:
            parts = _through_paragraphs(text, story[index : index + PARAGRAPHS], dangling)
            if parts:
                found.append(Quotation(parts))
                used = len(parts) - 1
                after = Span(parts[-1].end, story[index + used].end)
                story[index + used] = after
        index += used or 1
    return sorted(found, key=lambda quotation: quotation.start)


def quotations_within(quotations: Sequence[Quotation], start: int, end: int) -> Sequence[Quotation]:
    """Return the quotations that touch a span; `quotations` stand in order."""
    first = bisect_right(quotations, start, key=lambda quotation: quotation.end)
    return quotations[first : bisect_left(quotations, end, lo=first, key=lambda quotation: quotation.start)]


def _in_passage(text: str, passage: Span) -> tuple[list[Span], int | None]:
    """Return the closed quotations of a paragraph and the position of a mark left open, if any."""
    spans: list[Span] = []
    opened: int | None = None
    single_until = passage.start
    marks = list(_double_marks(text, passage))
    for mark in _with_singles(text, passage, marks):
        if isinstance(mark, Span):
            if opened is None and mark.start >= single_until:
                spans.append(mark)
                single_until = mark.end
            continue
        if mark.start < single_until:
            continue
        if opened is not None and mark.closes:
            spans.append(Span(opened, mark.end))
            opened = None
        elif mark.opens:
            opened = mark.start
    return spans, opened


def _double_marks(text: str, passage: Span) -> Iterator[_QuotationMark]:
    """Yield the double quotation marks of a paragraph; a straight one opens or closes by its neighbours."""
    straight = 0
    for match in DOUBLE.finditer(text, passage.start, passage.end):
        sign = match.group()
        if sign in OPENING or sign in CLOSING:
            yield _QuotationMark(match.start(), match.end(), sign in OPENING, sign in CLOSING)
            continue
        straight += sign == '"'
        before = text[match.start() - 1] if match.start() > passage.start else " "
        after = text[match.end()] if match.end() < passage.end else " "
        if before.isdigit() and after in " ,.;)" and sign == '"' and straight % 2:
            continue  # inches
        starts = (before.isspace() or before in "([—–-/‘'") and not after.isspace()
        ends = not (before.isspace() or before in "([") and (after.isspace() or after in ".,;:!?)]—–-…’'")
        yield _QuotationMark(match.start(), match.end(), starts or not ends, ends or not starts)


def _with_singles(text: str, passage: Span, marks: list[_QuotationMark]) -> Iterator[_QuotationMark | Span]:
    """Yield double marks and closed single quotations, in order."""
    everything: list[_QuotationMark | Span] = list(marks)
    at = passage.start
    while match := SINGLE_OPENING.search(text, at, passage.end):
        at = match.end()
        if text[match.start() : match.start() + 2] == "''":
            continue
        end = _single_end(text, match.start(), passage.end)
        if end is not None:
            everything.append(Span(match.start(), end))
            at = end
    yield from sorted(everything, key=lambda item: item.start)


def _single_end(text: str, start: int, stop: int) -> int | None:
    """Return where a single quotation ends: at a mark after punctuation, else at the first that is no possessive."""
    following = SINGLE_OPENING.search(text, start + 2, stop)
    stop = min(stop, following.start()) if following else stop
    candidates = [match for match in SINGLE_CLOSING.finditer(text, start + 1, stop) if match.end() - start > 2]
    for match in candidates:
        before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
        if before in CLOSES or before in ")]" or after in CLOSES or not after or before != "s":
            return match.end()
    return candidates[-1].end() if candidates else None


def _through_paragraphs(text: str, story: list[Span], opened: int) -> tuple[Span, ...]:
    """Return the parts of a quotation that its own paragraph leaves open; none where it never closes."""
    parts = [Span(opened, story[0].end)]
    for passage in story[1:]:
        marks = list(_double_marks(text, passage))
        goes_on = bool(marks) and marks[0].start == passage.start and marks[0].opens
        rest = marks[1:] if goes_on else marks
        closing = next((mark for mark in rest if mark.closes or mark.opens), None)
        if closing is None:
            if not goes_on and len(parts) > 2:
                break
            parts.append(passage)
            continue
        if closing.closes:
            parts.append(Span(passage.start, closing.end))
            return tuple(parts)
        break
    # Only a paragraph that opens its own mark shows that the quotation went on.
    shown = [part for part in parts[1:] if DOUBLE.match(text, part.start)]
    if shown:
        return tuple(parts[: parts.index(shown[-1]) + 1])
    return (parts[0],) if opened == story[0].start or text[:opened].rstrip().endswith((":", ",")) else ()

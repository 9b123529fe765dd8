"""Paragraphs of a text, with the page's boilerplate set apart from the story.

Marks, never deletes: every character of every line belongs to exactly one passage, so all offsets stay true.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from tracebrief.model.documents import Passage
from tracebrief.model.spans import Span
from tracebrief.project.authored import Entry, read_authored
from tracebrief.project.errors import CodebookError

LEXICON = Path(__file__).with_name("boilerplate.yml")
# A line that ends like this closes a sentence; a line that does not may go on in the next one.
CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
# Hard-wrapped text breaks lines at a width; a paragraph's inner lines are about this long (characters).
WRAPPED = range(50, 100)


class BoilerplateForm(Entry):
    """One form of page boilerplate, with a line that shows it and one that must not match."""

    kind: str
    pattern: str
    inline: bool = False
    case: bool = False
    example: str
    unlike: str
    source: str

    @property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.pattern, 0 if self.case else re.IGNORECASE)


@cache
def read_boilerplate_forms() -> tuple[BoilerplateForm, ...]:
    """Return the known forms of boilerplate."""
    return tuple(read_authored(LEXICON, list[BoilerplateForm], error=CodebookError))


def find_passages(text: str, *, title: str | None = None) -> list[Passage]:
    """Return the passages of a text in order; `title`, where known, tells what stands above the story."""
    passages = [_classify(text, span, number) for number, span in enumerate(_paragraphs(text), 1)]
    passages = _above_title(text, passages, title)
    passages = _repeated_captions(text, passages)
    return [piece for passage in _after_end(passages) for piece in _without_inline(text, passage)]


def _paragraphs(text: str) -> list[Span]:
    """Return the lines that hold something; the lines of a hard-wrapped paragraph are one."""
    paragraphs: list[Span] = []
    for match in re.finditer(r"[^\n\r]+", text):
        line = Span(match.start(), match.end()).trimmed(text)
        if paragraphs and len(line) and _goes_on(text, paragraphs[-1], line):
            line = Span(paragraphs.pop().start, line.end)
        if len(line):
            paragraphs.append(line)
    return paragraphs


def _goes_on(text: str, before: Span, line: Span) -> bool:
    """Say whether `line` is the next line of one hard-wrapped paragraph."""
    gap = text[before.end : line.start].replace("\r\n", "\n")
    last = text[max(before.start, text.rfind("\n", before.start, before.end) + 1) : before.end]
    return gap.count("\n") == 1 and len(last) in WRAPPED and not CLOSED.search(last) and text[line.start].islower()


def _as_boilerplate(passage: Passage, kind: str, rule: str) -> Passage:
    return replace(passage, kind="boilerplate", boilerplate=kind, rule=f"boilerplate.{rule}")


def _classify(text: str, span: Span, number: int) -> Passage:
    words, body = span.cut(text), Passage(span.start, span.end, number, "body", None, "passage.body")
    for form in read_boilerplate_forms():
        if not form.inline and form.regex.fullmatch(words.strip("-–•* ")):
            return _as_boilerplate(body, form.kind, form.kind)
    return replace(body, kind="heading", rule="passage.heading") if _is_heading(words) else body


def _is_heading(words: str) -> bool:
    """Say whether a line reads as a heading: short, and not closed like a sentence."""
    return len(words) <= 120 and not CLOSED.search(words) and "@" not in words and not words.startswith(("-", "—"))


def _above_title(text: str, passages: list[Passage], title: str | None) -> list[Passage]:
    """Mark what stands above the title as the site's navigation, and the title as a heading."""
    if not title or title not in text:
        return passages
    at = text.index(title)
    result = []
    for passage in passages:
        if passage.end <= at:
            passage = _as_boilerplate(passage, "navigation", "above_title")
        elif passage.start <= at < passage.end and passage.span.cut(text).strip() == title:
            passage = replace(passage, kind="heading", boilerplate=None, rule="passage.title")
        result.append(passage)
    return result


def _repeated_captions(text: str, passages: list[Passage]) -> list[Passage]:
    """Mark a line that a later paragraph repeats word for word: a caption lifted from the story."""
    words = [passage.span.cut(text) for passage in passages]
    last = {line: index for index, line in enumerate(words)}
    return [
        _as_boilerplate(passage, "caption", "repeated")
        if passage.kind == "body" and last[words[index]] > index
        else passage
        for index, passage in enumerate(passages)
    ]


def _after_end(passages: list[Passage]) -> list[Passage]:
    """Mark headings and fragments below the last paragraph of the story as the page's foot."""
    last = max((index for index, passage in enumerate(passages) if passage.kind == "body"), default=len(passages))
    return [
        _as_boilerplate(passage, "navigation", "foot") if index > last and passage.kind == "heading" else passage
        for index, passage in enumerate(passages)
    ]


def _without_inline(text: str, passage: Passage) -> Iterator[Passage]:
    """Yield the passage, cut around teasers that stand inside it."""
    if passage.kind != "body":
        yield passage
        return
    at = passage.start
    found = sorted(
        (match.start(), match.end(), form.kind)
        for form in read_boilerplate_forms()
        if form.inline
        for match in form.regex.finditer(text, passage.start, passage.end)
    )
    for start, end, kind in found:
        if start > at:
            yield replace(passage, start=at, end=start)
        yield _as_boilerplate(replace(passage, start=start, end=end), kind, kind)
        at = end
    if at < passage.end:
        yield replace(passage, start=at)

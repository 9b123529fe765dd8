"""What no text says: a named search over the texts' own words, whose hits a person reviewed.

A hit that nobody set aside is an answer: then the sentence that rests on the search is wrong, and the build stops.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from pydantic import Field, field_validator

from tracebrief.draw.claim_references import find_claim_references
from tracebrief.model.documents import DocumentPassage
from tracebrief.model.spans import Span
from tracebrief.model.tables import read_table, rows, rows_of
from tracebrief.model.wording import counted, in_one_line, plain, shorten
from tracebrief.project.authored import Entry
from tracebrief.project.errors import CodebookError
from tracebrief.project.paths import Project

SENTENCE = re.compile(r"(?:[^.?!…\n]|[.](?=\w))+[.?!…]*")
# Characters of a sentence that a line quotes.
WORDS = 160


class ReviewedHit(Entry):
    """Words that a pattern finds and that answer nothing, as a person says."""

    doc: str
    words: Annotated[str, Field(pattern=r"\S")]
    why: Annotated[str, Field(pattern=r"\S")]


class Absence(Entry):
    """Patterns that must find nothing; `texts` are all unless given."""

    patterns: list[str] = Field(min_length=1)
    set_aside: list[ReviewedHit] = Field(default=[], alias="except")
    texts: Annotated[list[str], Field(min_length=1)] | None = None

    @field_validator("patterns")
    @classmethod
    def _are_patterns(cls, patterns: list[str]) -> list[str]:
        for pattern in patterns:
            try:
                compile_pattern(pattern)
            except re.error as problem:
                raise ValueError(f"{pattern!r} is no regular expression: {problem}; correct it") from problem
        return patterns


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Return a pattern as it is searched for: whatever its letters' case and the width of its spaces."""
    return re.compile(re.sub(r"(?:\\? )+", r"\\s+", plain(pattern)), re.IGNORECASE)


@dataclass(frozen=True)
class SearchedText:
    """A text and its own words: the passages that are not boilerplate."""

    doc_id: str
    text: str
    passages: Sequence[DocumentPassage]

    @cached_property
    def plain(self) -> str:
        """The text in plain typography."""
        return plain(self.text)

    def find(self, pattern: str) -> Iterator[Span]:
        """Yield where a pattern finds something."""
        compiled = compile_pattern(pattern)
        for each in self.passages:
            yield from (Span(*found.span()) for found in compiled.finditer(self.plain, each.start, each.end))

    def sentence_around(self, hit: Span) -> str:
        """Return the sentence that a hit stands in, in one line."""
        around = (each for each in SENTENCE.finditer(self.text) if each.start() <= hit.start < each.end())
        return in_one_line(next((each[0] for each in around), hit.cut(self.text)))


def search_absence(project: Project, name: str, absence: Absence) -> str:
    """Return in words how it was searched for what no text says.

    Raises:
        CodebookError: a text answers it, or an exception meets nothing.
    """
    where = f"data/values.yml: {name}"
    texts = _read_texts(project, where, absence.texts)
    _check_aside(where, absence, texts)
    used: set[ReviewedHit] = set()
    for text in texts:
        for pattern in absence.patterns:
            for hit in text.find(pattern):
                aside = [each for each in absence.set_aside if each.doc == text.doc_id and _covers(each, text, hit)]
                if not aside:
                    raise _answer(project, where, name, text, hit)
                used.update(aside)
    for each in absence.set_aside:
        if each not in used:
            what = f"`except` sets “{each.words}” of {each.doc} aside, where no pattern finds anything"
            raise CodebookError(where, what, "remove it, or correct its words")
    return _in_words(absence, len(texts))


def _read_texts(project: Project, where: str, wanted: list[str] | None) -> list[SearchedText]:
    documents = {row["doc_id"]: row["text"] for row in rows(read_table(project, "documents"))}
    if missing := set(wanted or ()) - documents.keys():
        raise CodebookError(where, f"there is no text {min(missing)!r}", f"use {', '.join(documents)}")
    own = [each for each in rows_of(read_table(project, "passages"), DocumentPassage) if each.kind != "boilerplate"]
    return [
        SearchedText(key, text, [each for each in own if each.doc_id == key])
        for key, text in documents.items()
        if wanted is None or key in wanted
    ]


def _check_aside(where: str, absence: Absence, texts: list[SearchedText]) -> None:
    """Refuse words that are set aside and stand in no text that is searched."""
    known = {text.doc_id: text for text in texts}
    for each in absence.set_aside:
        if each.doc not in known:
            what = f"`except` sets words aside, and there is no text {each.doc!r} among those searched"
            raise CodebookError(where, what, f"use {', '.join(known)}")
        if not any(True for _ in _find_aside(each, known[each.doc])):
            what = f"`except` sets “{each.words}” of {each.doc} aside, which stands nowhere in it"
            raise CodebookError(where, what, "copy the words from the text")


def _find_aside(aside: ReviewedHit, text: SearchedText) -> Iterator[Span]:
    """Yield where words that were set aside stand."""
    for place in re.finditer(r"\s+".join(map(re.escape, plain(aside.words).split())), text.plain):
        yield Span(*place.span())


def _covers(aside: ReviewedHit, text: SearchedText, hit: Span) -> bool:
    """Say whether a hit lies within words that were set aside."""
    return any(place.contains(hit) for place in _find_aside(aside, text))


def _answer(project: Project, where: str, name: str, text: SearchedText, hit: Span) -> CodebookError:
    """Return the mistake that a text says what no text was to say."""
    said = f"{text.doc_id} says “{in_one_line(hit.cut(text.text))}” in “{shorten(text.sentence_around(hit), WORDS)}”"
    leaning = list(_find_leaning(project, name))
    rests = f"; on the search rests {' and '.join(leaning)}" if leaning else ""
    todo = "take the sentence back, or say under `except` why this is no answer"
    return CodebookError(where, f"{said}{rests}", todo)


def _find_leaning(project: Project, name: str) -> Iterator[str]:
    """Yield the lines of the prose that rest on a value; read only then, or each change of the prose would redo it."""
    for page in sorted(project.report.glob("*.qmd")):
        source = page.read_text("utf-8")
        for reference in find_claim_references(source):
            if name in reference.keys:
                line = source.split("\n")[reference.line - 1]
                yield f"{project.relative(page)}:{reference.line} “{shorten(line.strip(), WORDS)}”"


def _in_words(absence: Absence, texts: int) -> str:
    patterns = " or ".join(f"“{pattern}”" for pattern in absence.patterns)
    searched = ", ".join(absence.texts) if absence.texts else counted(texts, "text")
    how = f"a search of the own words of {searched} for {patterns} finds no answer"
    aside = "; ".join(f"“{in_one_line(each.words)}” ({each.doc}: {each.why})" for each in absence.set_aside)
    return f"{how}; found and set aside: {aside}" if aside else how

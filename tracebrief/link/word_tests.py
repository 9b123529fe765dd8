"""Tests on words, and sentences that show what must be read: what the codebook's entries are made of."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import model_validator

from tracebrief.model.spans import Span
from tracebrief.project.authored import Entry

TYPEWRITER = str.maketrans("‘’“”", "''\"\"")
MARK = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)


class Words(Entry):
    """A test on words: at least one of `any`, every one of `all`, not one of `none`."""

    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    def fit(self, text: str) -> bool:
        """Say whether `text` passes this test; an empty test passes everything."""
        words = plain(text)
        return (
            (not self.any or any(_pattern(word).search(words) for word in self.any))
            and all(_pattern(word).search(words) for word in self.all)
            and not any(_pattern(word).search(words) for word in self.none)
        )


class Marked(Entry):
    """A sentence whose words in [[double brackets]] must be read as the entry that it stands in."""

    text: str

    @model_validator(mode="after")
    def _has_one_mark(self) -> "Marked":
        if len(MARK.findall(self.text)) != 1:
            raise ValueError("mark the expected words once, in [[double brackets]]")
        return self

    @property
    def sentence(self) -> str:
        """The sentence without its brackets."""
        return MARK.sub(r"\1", self.text)

    @property
    def span(self) -> Span:
        """The place of the marked words in `sentence`."""
        match = MARK.search(self.text)
        return Span(match.start(), match.end() - 4)


@dataclass(frozen=True)
class Lexicon:
    """Names of entries as they are looked for in texts: plain typography, lower case, the longest first."""

    known: Mapping[str, tuple[str, str]]  # what is looked for → the entry's key, the name as written
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, names: Iterable[tuple[str, str]]) -> "Lexicon":
        """Return a lexicon of pairs of an entry's key and a name of it."""
        known = {plain(name).lower(): (key, name) for key, name in names}
        longest = sorted(known, key=lambda name: (-len(name), name))
        words = "|".join(r"\s+".join(re.escape(part) for part in name.split()) for name in longest) or r"(?!)"
        return cls(known, re.compile(rf"(?<![\w-])(?:{words})(?![\w])", re.IGNORECASE))


def plain(text: str) -> str:
    """Return `text` with typewriter apostrophes and quotation marks, of the same length."""
    return text.translate(TYPEWRITER)


@cache
def _pattern(word: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(part).replace(r"\*", r"\w*") for part in plain(word).split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)

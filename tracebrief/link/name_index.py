"""Names of the codebook's entries, and where a text has them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tracebrief.model.wording import plain


@dataclass(frozen=True)
class NamedEntry:
    """A name of the codebook at its span in some text."""

    start: int
    end: int
    key: str
    name: str


@dataclass(frozen=True)
class NameIndex:
    """Names of entries as they are looked for in texts: plain typography, lower case, the longest first."""

    known: Mapping[str, tuple[str, str]]  # what is looked for → the entry's key, the name as written
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, names: Iterable[tuple[str, str]]) -> "NameIndex":
        """Return an index of pairs of an entry's key and a name of it."""
        known = {plain(name).lower(): (key, name) for key, name in names}
        longest = sorted(known, key=lambda name: (-len(name), name))
        words = "|".join(r"\s+".join(re.escape(part) for part in name.split()) for name in longest) or r"(?!)"
        return cls(known, re.compile(rf"(?<![\w-])(?:{words})(?![\w])", re.IGNORECASE))


def find_named(text: str, names: NameIndex) -> Iterator[NamedEntry]:
    """Yield the names of entries in `text`, none inside a longer one."""
    for match in names.pattern.finditer(plain(text)):
        key, name = names.known[" ".join(match[0].lower().split())]
        # A name that is written with a capital is not the common word.
        if match[0][0].isupper() or not name[0].isupper():
            yield NamedEntry(*match.span(), key, name)

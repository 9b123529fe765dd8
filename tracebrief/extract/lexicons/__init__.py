"""What English words and forms mean for reading: one YAML file per lexicon beside this module.

Every row is authored with its source, a text in which it finds what is marked, and one in which it must find nothing;
both run as tests. A form is a pattern that may name parts it shares with others: `{month}` stands for the part `month`.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from tracebrief.project.authored import Entry, read_authored
from tracebrief.project.errors import CodebookError

FOLDER = Path(__file__).parent
# A part's name in a pattern; counts of repetition ("{2,3}") hold digits only.
PART = re.compile(r"\{([a-z][a-z ]*)\}")


class Row(Entry):
    """A rule of English: its source, a text in which it finds what `[[ ]]` marks, and one in which it finds nothing."""

    source: str
    matches: str
    refuses: str


class Words(Row):
    """Words of one use."""

    key: str
    words: frozenset[str]


class Form(Row):
    """A pattern, over as many lines as it needs; `part` says that it is only looked for within others."""

    key: str
    pattern: str
    part: bool = False


E = TypeVar("E", bound=Entry)


@cache
def read_lexicon(name: str, kind: type[E], *, folder: Path = FOLDER) -> tuple[E, ...]:
    """Return the entries of `<name>.yml`.

    Raises:
        CodebookError: the file is not valid.
    """
    return tuple(read_authored(folder / f"{name}.yml", list[kind], error=CodebookError))  # type: ignore[valid-type]


@cache
def read_words(name: str, *, folder: Path = FOLDER) -> Mapping[str, frozenset[str]]:
    """Return the words of each use in `<name>.yml`, by its key."""
    return {entry.key: entry.words for entry in read_lexicon(name, Words, folder=folder)}


def either(words: Iterable[str], *, between: str = r"\s+") -> str:
    """Return the pattern of any of some words, the longest first; `between` is the pattern of their white space."""
    return "|".join(re.escape(word).replace(r"\ ", between) for word in sorted(words, key=lambda w: (-len(w), w)))


def compose(forms: Iterable[Form], parts: Mapping[str, str]) -> dict[str, str]:
    """Return the pattern of each form by its key, in order; parts stand in it as written in `parts` and before it.

    Raises:
        KeyError: a form names a part that is not known yet.
    """
    known = dict(parts)
    composed = {}
    for form in forms:
        pattern = PART.sub(lambda name: f"(?:{known[name[1]]})", "".join(map(str.strip, form.pattern.splitlines())))
        known[form.key] = composed[form.key] = pattern
    return composed


@cache
def read_forms(name: str) -> Mapping[str, re.Pattern[str]]:
    """Return the patterns of `<name>.yml`, by their keys."""
    return {key: re.compile(pattern) for key, pattern in compose(read_lexicon(name, Form), {}).items()}

"""The forms that expressions of time take, found in a text, and the words that stand in them.

One pass over a text tries all forms at once, in their order of preference; the one that matched is then read by its
parts.
"""

import re
from collections.abc import Iterator
from functools import cache

from tracebrief.extract.lexicons import Form, Row, compose, either, read_lexicon
from tracebrief.extract.numbers.number_words import number_parts

GROUP = re.compile(r"\?P<\w+>")


class TimeWords(Row):
    """A group of words that name times, with what each stands for; the first name of a value is its full one."""

    key: str
    words: dict[str, int | str]
    # Names are written with a capital letter; a stopped abbreviation is also another word.
    capital: bool = False
    stopped: frozenset[str] = frozenset()

    def full(self) -> list[str]:
        """Return the full name of each value."""
        return list({value: word for word, value in reversed(self.words.items())}.values())


def find_forms(text: str, start: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield each form found in `text[start:end]` with its match, in order; none overlaps another."""
    at = start
    while match := _any_form().search(text, at, end):
        name = match.lastgroup or ""
        inner = form_pattern(name).match(text, match.start(), end)
        if inner is not None and inner.end() > inner.start():
            yield name, inner
        at = max(match.end(), match.start() + 1)


@cache
def form_pattern(key: str) -> re.Pattern[str]:
    """Return the pattern of a form or of a part."""
    return re.compile(_forms()[key])


def time_word(group: str, word: str) -> int | str | None:
    """Return what the lexicon's group says of a word in any case, or None where it has none."""
    words = next(entry.words for entry in _entries() if entry.key == group)
    return words.get(re.sub(r"\s+", " ", word.lower().rstrip(".")))


@cache
def _any_form() -> re.Pattern[str]:
    keys = (form.key for form in read_lexicon("date_forms", Form) if not form.part)
    bare = "|".join(f"(?P<{key}>{GROUP.sub('?:', _forms()[key])})" for key in keys)
    return re.compile(rf"(?<![\w$£€#@])(?:{bare})")


@cache
def _forms() -> dict[str, str]:
    parts = number_parts()
    for entry in _entries():
        parts[entry.key] = _capitals(entry) if entry.capital else f"(?i:{either(entry.words)})"
        parts[f"full {entry.key}"] = either(entry.full())
        parts[f"bare {entry.key}"] = either(word.title() for word in entry.stopped)
    return compose(read_lexicon("date_forms", Form), parts)


def _capitals(entry: TimeWords) -> str:
    """Return the names of a group as they are capitalised; stopped abbreviations only with their full stop."""
    names, full = [], entry.full()
    for word in sorted(entry.words, key=len, reverse=True):
        stop = "" if word in full else r"\." if word in entry.stopped else r"\.?"
        names.append(f"(?:{word.title()}|{word.upper()}){stop}")
    return "|".join(names)


def _entries() -> tuple[TimeWords, ...]:
    return read_lexicon("dates", TimeWords)

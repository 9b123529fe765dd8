"""What number words are worth: "seven", "hundred", "hundreds", "several", "thirds"."""

import re
from functools import cache

from pydantic import Field

from tracebrief.extract.lexicons import Row, either, read_lexicon


class NumberWords(Row):
    """A group of number words with their values; a vague one has a lowest and a highest."""

    key: str
    words: dict[str, float] = Field(default_factory=dict)
    ranges: dict[str, tuple[float, float]] = Field(default_factory=dict)


@cache
def values_of(*keys: str) -> dict[str, float]:
    """Return the values of the words of some groups."""
    return {word: value for entry in _entries() if entry.key in keys for word, value in entry.words.items()}


@cache
def ranges() -> dict[str, tuple[float, float]]:
    """Return the lowest and highest value of each vague word."""
    return {word: value for entry in _entries() for word, value in entry.ranges.items()}


def number_parts() -> dict[str, str]:
    """Return the pattern of the words of each group, by its key, for the forms that they are parts of."""
    return {entry.key: either((*entry.words, *entry.ranges)) for entry in _entries()}


@cache
def number_words() -> frozenset[str]:
    """Return every number word."""
    return frozenset(word for entry in _entries() for word in (*entry.words, *entry.ranges))


def value_of(words: str) -> float | None:
    """Return the number that a run of number words stands for, or None where it is not one number."""
    small, scales = values_of("ones", "tens"), values_of("scales")
    total = current = 0.0
    last: float | None = None
    for word in re.split(r"[\s-]+", words.lower()):
        if word in ("a", "an") and last is None:
            current, last = 1.0, 1.0
        elif word in scales:
            last = scales[word]
            current = (current or 1.0) * last
            if last >= 1000:
                total, current = total + current, 0.0
        elif word in small:
            if last is not None and not (last >= 100 or (last >= 20 and last % 10 == 0 and small[word] < 10)):
                return None
            last = small[word]
            current += last
        elif word != "and":
            return None
    return total + current


def product_of(words: list[str]) -> float:
    """Return the product of the scales among `words`."""
    scales, product = values_of("scales", "abbreviated scales"), 1.0
    for word in words:
        product *= scales.get(word, 1.0)
    return product


def _entries() -> tuple[NumberWords, ...]:
    return read_lexicon("numbers", NumberWords)

"""Whether words stand in a text as they are: a part of a word, or of a number, is other words."""

import re

from tracebrief.extract.numbers.numerals import find_numbers
from tracebrief.model.spans import Span

WITHIN_WORD = re.compile(r"\w\w")


def has_whole_words(text: str, words: str) -> bool:
    """Say whether words stand in a text somewhere where they cut into no word and no number."""
    numbers = [Span(number.start, number.end) for number in find_numbers(text)]
    for found in re.finditer(re.escape(words), text):
        place = Span(*found.span())
        cut = any(WITHIN_WORD.fullmatch(text[max(0, edge - 1) : edge + 1]) for edge in found.span())
        if not cut and all(place.contains(number) for number in numbers if place.overlaps(number)):
            return True
    return False

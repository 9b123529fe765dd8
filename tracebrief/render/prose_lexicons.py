"""Words of the prose that need something to rest on: of all and none, and of likelihood; a lexicon for each.

Rows are as those of the lexicons that read texts: authored with a source, a sentence each finds and one it must not.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tracebrief.extract.lexicons import Form, read_lexicon
from tracebrief.model.spans import Span

FOLDER = Path(__file__).with_name("lexicons")


def find_words(lexicon: str, text: str, within: Span) -> Iterator[tuple[str, Span]]:
    """Yield the words of a lexicon that stand in a span of a text, each with the key of its row, in order."""
    found = [
        (match.start(), match.end(), key)
        for key, pattern in _patterns(lexicon)
        for match in pattern.finditer(text, within.start, within.end)
    ]
    yield from ((key, Span(start, end)) for start, end, key in sorted(found))


@cache
def _patterns(lexicon: str) -> list[tuple[str, re.Pattern[str]]]:
    rows = read_lexicon(lexicon, Form, folder=FOLDER)
    return [(row.key, re.compile(row.pattern, re.IGNORECASE)) for row in rows]

"""Headings that capitalise every word, as the parser should see them: in sentence case, letter for letter in place.

To the parser a capital is a name, and "Court To Free Two" has no verb. A word keeps its capital where the story has it.
"""

import re
from collections.abc import Sequence

from tracebrief.extract.texts import is_title_case
from tracebrief.model.documents import Passage

# A word within a sentence, behind a small letter or a comma.
WITHIN = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
CAPITALISED = re.compile(r"\b[A-Z][a-z]+\b")
# Words from which on a heading shows that it is in title case.
FEWEST = 5


def in_sentence_case(text: str, passages: Sequence[Passage]) -> str:
    """Return a text of the same length whose headings in title case have capitals only for what the story names."""
    headings = [passage.span for passage in passages if passage.kind == "heading"]
    titled = [span for span in headings if is_title_case(re.findall(r"\b[^\W\d_]\w*", span.cut(text)), fewest=FEWEST)]
    if not titled:
        return text
    names = {word for passage in passages if passage.kind == "body" for word in WITHIN.findall(passage.span.cut(text))}
    for span in titled:
        small = CAPITALISED.sub(lambda word: word[0] if word[0] in names else word[0].lower(), span.cut(text))
        text = text[: span.start] + small + text[span.end :]
    return text

"""Finds posts embedded in a page: the words above a line `— Name (@handle) date`."""

import re
from itertools import pairwise

from tracebrief.extract.parsing.articles import Article
from tracebrief.extract.statements.clausal_attributions import Attribution
from tracebrief.model.documents import Passage
from tracebrief.model.spans import Span

# A post quoted on the page: "— Name (@handle) May 3, 2021".
SIGNATURE = re.compile(r"[—–-]\s*(?P<name>[^\n()@]{2,60}?)\s*\((?P<handle>@\w{1,30})\)[^\n]{0,40}$")
NUMBERED = re.compile(r"\d{1,3}[.)]\s+")


def find_posts(article: Article) -> list[Attribution]:
    """Return the posts embedded in a page: the paragraph above a line `— Name (@handle) date`."""
    found: list[Attribution] = []
    story = list(article.story())
    for above, line in pairwise(story):
        match = SIGNATURE.fullmatch(article.text, line.start, line.end)
        if match:
            name = Span(*match.span("name"))
            dash = Span(line.start, line.start + 1)
            found.append(
                Attribution((_without_number(article.text, above),), dash, "post", "post", None, name, quoted=True)
            )
    return found


def _without_number(text: str, passage: Passage) -> Span:
    """Return a paragraph without the number of a list before it."""
    match = NUMBERED.match(text, passage.start, passage.end)
    return Span(match.end() if match else passage.start, passage.end)

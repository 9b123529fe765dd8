"""Finds posts embedded in a page: the words above a line `— Name (@handle) date`."""

from itertools import pairwise

from tracebrief.extract.lexicons import read_forms
from tracebrief.extract.parsing import Article
from tracebrief.extract.statements.clausal_attributions import Attribution
from tracebrief.model.documents import Passage
from tracebrief.model.spans import Span

FORMS = read_forms("statement_forms")
SIGNATURE = FORMS["signature of a post"]
NUMBERED = FORMS["number of a list before a post"]


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

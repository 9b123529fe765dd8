"""Says who a speaker is, within one text."""

from tracebrief.extract.attributions import Attribution
from tracebrief.extract.parse import Article


def find_speakers(article: Article, attributions: list[Attribution]) -> list[str | None]:
    """Return the speaker of each attribution as named in the text."""
    return [one.source.cut(article.text) if one.source else None for one in attributions]

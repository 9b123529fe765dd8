"""A text as spaCy sees it, and walks through its parse."""

from tracebrief.extract.parsing.articles import Article, parse, token_span

__all__ = ["Article", "parse", "token_span"]

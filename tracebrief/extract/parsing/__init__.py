"""A text as spaCy sees it, and walks through its parse."""

from tracebrief.extract.parsing.articles import Article, parse, span_of

__all__ = ["Article", "parse", "span_of"]

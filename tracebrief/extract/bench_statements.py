"""Attributions in the form that benchmarks of reported speech expect."""

from typing import Any

from tracebrief.extract.attributions import Attribution
from tracebrief.extract.parse import Article, parse
from tracebrief.extract.statements import find_attributions
from tracebrief.spans import Span


def attrib(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the attributions of a benchmark document."""
    return attrib_items(parse(str(document["id"]), document["text"]))


def attrib_items(article: Article) -> list[dict[str, Any]]:
    """Return the attributions of an article as benchmark items."""
    return [_item(one) for one in find_attributions(article)]


def _item(one: Attribution) -> dict[str, Any]:
    source = [one.source] if one.source else []
    if one.pronoun and one.pronoun != one.source:
        source.append(one.pronoun)
    return {"content": _places(one.content), "cue": _places([one.cue]), "source": _places(source)}


def _places(spans: list[Span] | tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans if len(span)]


TASKS = {"attrib": attrib, "gum_attrib": attrib}

"""Attributions in the form that benchmarks of reported speech expect."""

from dataclasses import replace
from typing import Any

from tracebrief.benchmarks.names import whole
from tracebrief.extract.parsing import Article
from tracebrief.extract.statements import find_attributions
from tracebrief.extract.statements.clausal_attributions import Attribution
from tracebrief.model.spans import Span

# Frames whose content is a clause.
CLAUSAL = {"quote", "clause", "that", "noun", "according", "post"}


def attrib(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the attributions of a benchmark document."""
    return attrib_items(whole(document))


def attrib_items(article: Article) -> list[dict[str, Any]]:
    """Return the attributions of an article as benchmark items."""
    return [_item(one) for one in find_attributions(article)]


def gum_attrib(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what a benchmark document reports as said or thought."""
    return gum_items(whole(document))


def gum_items(article: Article) -> list[dict[str, Any]]:
    """Return attributions as GUM marks them: of clauses only, and each quotation by its first part."""
    clausal = [one for one in find_attributions(article) if one.frame.split(".")[0] in CLAUSAL]
    return [_item(replace(one, content=one.content[:1]) if one.quoted else one) for one in clausal]


def _item(one: Attribution) -> dict[str, Any]:
    speakers = [one.speaker] if one.speaker else []
    if one.pronoun and one.pronoun != one.speaker:
        speakers.append(one.pronoun)
    return {"content": _spans(one.content), "cue": _spans([one.cue]), "source": _spans(speakers)}


def _spans(spans: list[Span] | tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans if len(span)]


TASKS = {"attrib": attrib, "gum_attrib": gum_attrib}

"""Names in the form that benchmarks of named entities and places expect."""

from typing import Any

from tracebrief.extract.names import find_names
from tracebrief.extract.parse import Article, parse


def ner(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the persons, organisations and places of a benchmark document."""
    return ner_items(parse(str(document["id"]), document["text"]))


def ner_items(article: Article) -> list[dict[str, Any]]:
    """Return the persons, organisations and places of an article as benchmark items."""
    return [
        {"start": name.start, "end": name.end, "type": name.type}
        for name in find_names(article)
        if name.type in ("PER", "ORG", "LOC")
    ]


def geo(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the places of a benchmark document."""
    return [item for item in ner(document) if item["type"] == "LOC"]


TASKS = {"ner": ner, "gum_ner": ner, "geo": geo}

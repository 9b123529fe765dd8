"""Names in the form that benchmarks of named entities and places expect.

The corpora draw their borders differently: GUM marks "the Harbour Union's" whole, GeoWebNews also marks "Portuguese".
"""

import re
from dataclasses import replace

from tracebrief.benchmarks.formats import BenchmarkDocument, Prediction
from tracebrief.extract.names import find_names
from tracebrief.extract.parsing import Article, parse
from tracebrief.read import find_passages

POSSESSIVE = re.compile(r"[’']s?(?!\w)")
ARTICLE = re.compile(r"\b[Tt]he\s$")


def ner(document: BenchmarkDocument) -> list[Prediction]:
    """Return the persons, organisations and places of a benchmark document, its boilerplate included."""
    return _predictions(parse_whole(document))


def gum_ner(document: BenchmarkDocument) -> list[Prediction]:
    """Return the names of a benchmark document with their articles and possessive endings."""
    text, items = document["text"], ner(document)
    for item in items:
        before = ARTICLE.search(text[: item["start"]][-5:])
        after = POSSESSIVE.match(text, item["end"])
        item["start"] -= len(before.group()) if before else 0
        item["end"] = after.end() if after else item["end"]
    return items


def geo(document: BenchmarkDocument) -> list[Prediction]:
    """Return the places of a benchmark document, with the adjectives and peoples named after places."""
    article = parse_whole(document)
    items = [item for item in _predictions(article) if item["type"] == "LOC"]
    taken = {at for item in items for at in range(item["start"], item["end"])}
    peoples = [entity for entity in article.doc.ents if entity.label_ == "NORP" and entity.start_char not in taken]
    return items + [{"start": one.start_char, "end": one.end_char, "type": "LOC"} for one in peoples]


def parse_whole(document: BenchmarkDocument) -> Article:
    """Return a benchmark document parsed with its boilerplate read as story, for benchmarks mark all of a page."""
    passages = [replace(passage, kind="body", boilerplate=None) for passage in find_passages(document["text"])]
    return parse(str(document["id"]), document["text"], passages=passages)


def _predictions(article: Article) -> list[Prediction]:
    return [
        {"start": name.start, "end": name.end, "type": name.type}
        for name in find_names(article)
        if name.type in ("PER", "ORG", "LOC")
    ]

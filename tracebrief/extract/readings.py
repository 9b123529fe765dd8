"""What is read in one text, kept per text: the same words are read once, until the library comes to read otherwise.

A reading has all that later rooms ask of a text's language: its sentences and its mentions. It is computed anew when
the text, its passages, its day, the source of this room or the lock file changes, and for no other reason.
"""

import json
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from typing import Any

from tracebrief.extract.parsing.texts import Text
from tracebrief.model.documents import Passage
from tracebrief.model.tables import TABLES
from tracebrief.project.cores import count_cores
from tracebrief.project.import_closure import digest_import_closure
from tracebrief.project.paths import Project
from tracebrief.project.store import Store, digest_file, key_of
from tracebrief.read import find_passages

KIND = "readings"
# Code points that are worth the start of a process per core: about ten seconds of reading.
WORTH_PROCESSES = 300_000
Row = dict[str, Any]


@dataclass(frozen=True)
class Sentence:
    """One sentence of the story; `verb` says whether it has one in a tense."""

    start: int
    end: int
    verb: bool


@dataclass(frozen=True)
class Reading(Text):
    """One text as read: its sentences, and its mentions as rows under the names of their tables, sorted."""

    sentences: tuple[Sentence, ...] = ()
    mentions: dict[str, tuple[Row, ...]] | None = None


@dataclass(frozen=True)
class Request:
    """A text to be read."""

    doc_id: str
    text: str
    passages: tuple[Passage, ...]
    first: str | None = None
    last: str | None = None


def read_article(
    text: str,
    *,
    doc_id: str = "text",
    passages: Iterable[Passage] | None = None,
    first: str | None = None,
    last: str | None = None,
    project: Project | None = None,
) -> Reading:
    """Return one text as read; from the project's cache, where it was read before.

    Args:
        passages: found when not given.
        first, last: bounds of its day, ISO.
    """
    marked = tuple(find_passages(text) if passages is None else passages)
    request = Request(doc_id, text, marked, first, last)
    return next(iter(read_articles([request], project=project)))


def read_articles(requests: list[Request], *, project: Project | None = None) -> list[Reading]:
    """Return texts as read, in their order; those that were never read are, on all cores if they are many."""
    store = Store(project.cache) if project else None
    keys = [_key(request, project) for request in requests] if project else []
    known = [store.load_json(KIND, key) for key in keys] if store else [None] * len(requests)
    missing = [number for number, content in enumerate(known) if content is None]
    for number, content in zip(missing, _read_all([requests[number] for number in missing]), strict=True):
        known[number] = content
        if store:
            store.save_json(KIND, keys[number], content)
    return [_reading(request, content) for request, content in zip(requests, known, strict=True)]


def _read_all(requests: list[Request]) -> Iterable[Row]:
    cores = count_cores()
    if cores == 1 or sum(len(request.text) for request in requests) < WORTH_PROCESSES:
        return map(_read, requests)
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        return list(pool.map(_read, requests, chunksize=max(1, len(requests) // (cores * 8))))


def _read(request: Request) -> Row:
    """Return what is read in a text, in a form that JSON can keep."""
    # The language model takes long to load: only for a text that must be read.
    from tracebrief.extract.mentions import find_mentions
    from tracebrief.extract.parsing.articles import parse, place

    article = parse(**vars(request))
    sentences = [
        (*place(sentence), any("Fin" in token.morph.get("VerbForm") for token in sentence))
        for sentence in article.sentences()
    ]
    mentions = {table: sorted(map(_row, found), key=_order(table)) for table, found in find_mentions(article).items()}
    return json.loads(json.dumps({"sentences": sentences, "mentions": mentions}))


def _row(mention: Any) -> Row:
    return asdict(mention)


def _order(table: str) -> Any:
    names = TABLES[table].key
    return lambda row: [(row[name] is None, row[name]) for name in names]


def _reading(request: Request, content: Row) -> Reading:
    sentences = tuple(Sentence(*sentence) for sentence in content["sentences"])
    mentions = {table: tuple(found) for table, found in content["mentions"].items()}
    return Reading(request.doc_id, request.text, request.passages, sentences, mentions)


def _key(request: Request, project: Project) -> str:
    passages = [asdict(passage) for passage in request.passages]
    words = (request.doc_id, request.text, passages, request.first, request.last)
    return key_of(words, digest_import_closure(__name__), digest_file(project.lock))

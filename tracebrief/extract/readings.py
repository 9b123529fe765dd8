"""What is read in one text, kept per text: the same words are read once, until the library comes to read otherwise.

A reading has all that later rooms ask of a text's language: its sentences and its mentions. It is computed again when
the text, its passages, its day, the source of this room or the lock file changes, and for no other reason.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, astuple, dataclass, field
from multiprocessing import get_context
from typing import Any

from tracebrief.extract.texts import Text
from tracebrief.model.columns import Row
from tracebrief.model.documents import Passage
from tracebrief.model.spans import Span
from tracebrief.model.tables import TABLES
from tracebrief.project.cores import count_cores
from tracebrief.project.import_closure import digest_import_closure
from tracebrief.project.paths import Project
from tracebrief.project.store import Store, digest_file, key_of
from tracebrief.read import find_passages

KIND = "readings"
# Code points that are worth the start of a process per core: about ten seconds of reading.
WORTH_PROCESSES = 300_000
# The tables of what is found in a text.
MENTION_TABLES = ("quantities", "statements", "dates", "clause_dates", "events", "names", "hedges")


@dataclass(frozen=True)
class Sentence:
    """One sentence of the story; `verb` says whether it has one in a tense."""

    start: int
    end: int
    verb: bool


@dataclass(frozen=True)
class Reading(Text):
    """One text as read: its sentences, its mentions as sorted rows under the names of their tables, and its quotations.

    A quotation is the spans of its parts, one per paragraph, marks included.
    """

    sentences: tuple[Sentence, ...] = ()
    mentions: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    quotations: tuple[tuple[Span, ...], ...] = ()


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
    known = {number: content for number, key in enumerate(keys) if store and (content := store.load_json(KIND, key))}
    missing = [number for number in range(len(requests)) if number not in known]
    for number, content in zip(missing, _read_all([requests[number] for number in missing]), strict=True):
        known[number] = content
        if store:
            store.save_json(KIND, keys[number], content)
    return [_reading(request, known[number]) for number, request in enumerate(requests)]


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
    from tracebrief.extract.parsing import parse, token_span

    article = parse(**vars(request))
    found = find_mentions(article)
    content: Row = {
        "sentences": [
            (*astuple(token_span(sentence)), any("Fin" in token.morph.get("VerbForm", []) for token in sentence))
            for sentence in article.sentences()
        ],
        "mentions": {table: sorted(map(asdict, found.tables[table]), key=_order(table)) for table in MENTION_TABLES},
        "quotations": [[astuple(part) for part in quotation.parts] for quotation in found.quotations],
    }
    plain: Row = json.loads(json.dumps(content))
    return plain


def _order(table: str) -> Callable[[Row], list[tuple[bool, Any]]]:
    names = TABLES[table].key
    return lambda row: [(row[name] is None, row[name]) for name in names]


def _reading(request: Request, content: Row) -> Reading:
    return Reading(
        request.doc_id,
        request.text,
        request.passages,
        tuple(Sentence(*sentence) for sentence in content["sentences"]),
        {table: tuple(found) for table, found in content["mentions"].items()},
        tuple(tuple(Span(*part) for part in parts) for parts in content["quotations"]),
    )


def _key(request: Request, project: Project) -> str:
    passages = [asdict(passage) for passage in request.passages]
    words = (request.doc_id, request.text, passages, request.first, request.last)
    return key_of(words, digest_import_closure(__name__), digest_file(project.lock))

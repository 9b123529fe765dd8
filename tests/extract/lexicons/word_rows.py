"""What the library reads in a text with the words of a lexicon's row, and without some of them."""

import sys
from functools import cache

from tracebrief.benchmarks.change_directions import FOLDER as BENCHMARK_FOLDER
from tracebrief.benchmarks.change_directions import change_at
from tracebrief.extract import read_article
from tracebrief.extract.hedges import grade_words, modality_at
from tracebrief.extract.lexicons import FOLDER, Words, read_lexicon, read_words
from tracebrief.extract.mentions import find_mentions
from tracebrief.extract.numbers import find_numbers
from tracebrief.extract.parsing import parse, token_span
from tracebrief.link.claim_dates import find_date, find_event_date
from tracebrief.link.codebook_examples import annotate
from tracebrief.link.retellings import find_retellings

# A Friday.
DAY = "2019-10-11"


def _mentions(*tables):
    return lambda article: [sorted(map(repr, find_mentions(article).tables[table])) for table in tables]


def _modalities(article):
    grades = grade_words(article)
    words = [(grades.modality(token), grades.stance(token)) for token in article.doc]
    return words, [modality_at(article, token_span(token), grades=grades) for token in article.doc]


def _dates_told(article):
    """Return the dates of clauses and events, and the days of the statements and events of a claim."""
    document = annotate(read_article(article.text, first=DAY, last=DAY), first=DAY, last=DAY)
    told = [find_date(document, statement) for statement in document.statements]
    told += [find_event_date(document, event) for event in document.events]
    return told, _mentions("clause_dates", "events")(article)


def _retellings(article):
    return find_retellings(find_mentions(article).tables["events"], article.text)


def _changes(article):
    numbers = find_numbers(article.text)
    return [change_at(article.text, article.token_at(one.start), one.start) for one in numbers]


# For each lexicon of plain words, what the library reads by them.
READERS = {
    "count_contexts": _mentions("quantities"),
    "date_contexts": _mentions("dates"),
    "date_relations": _dates_told,
    "event_phrases": _mentions("events"),
    "gender_words": _mentions("statements"),
    "hedge_scopes": _modalities,
    "name_particles": _mentions("names"),
    "retelling_words": _retellings,
    "statement_words": _mentions("statements"),
    "change_directions": _changes,
}


def _folder(lexicon):
    return FOLDER if (FOLDER / f"{lexicon}.yml").exists() else BENCHMARK_FOLDER


def rows():
    """Return every row of plain words with the name of its lexicon."""
    return [(lexicon, row) for lexicon in READERS for row in read_lexicon(lexicon, Words, folder=_folder(lexicon))]


@cache
def _row_sets():
    """Return the sets of words of all rows: a set that is none of them is a union."""
    return frozenset(id(row.words) for _, row in rows())


def _less(value, row, words):
    """Return a module's value without words of a row; None where it is not made of the row's words."""
    if isinstance(value, frozenset | set):
        made = value is row.words or (id(value) not in _row_sets() and row.words <= value)
        return value - words if made else None
    if isinstance(value, tuple) and any(each is row.words for each in value):
        return tuple(each - words if each is row.words else each for each in value)
    if isinstance(value, dict) and any(each is row.words for each in value.values()):
        return {key: each - words if each is row.words else each for key, each in value.items()}
    if isinstance(value, dict) and row.words <= set(value):
        return {key: each for key, each in value.items() if key not in words}
    return None


def take_out(monkeypatch, lexicon, row, words):
    """Take words out of a row, wherever the library holds them."""
    for name, module in list(sys.modules.items()):
        if name.startswith("tracebrief."):
            for key, value in list(vars(module).items()):
                if key.isupper() and (less := _less(value, row, words)) is not None:
                    monkeypatch.setattr(module, key, less)
    held = read_words(lexicon) if _folder(lexicon) == FOLDER else read_words(lexicon, folder=BENCHMARK_FOLDER)
    monkeypatch.setitem(held, row.key, row.words - words)


def read(lexicon, text):
    """Return what the library reads in a text by a lexicon."""
    return READERS[lexicon](parse("x", text, first=DAY, last=DAY))

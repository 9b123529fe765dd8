"""The rule that uses the words of a row reads the row's two examples as differently as the words say.

Without the word that a row marks, the library reads the row's sentence otherwise; without the whole row, it reads as
before the sentence that the row must refuse.
"""

import re

import pytest

from tests.extract.lexicons.word_rows import read, rows, take_out
from tracebrief.extract.events import find_events
from tracebrief.extract.lexicons import Words, read_lexicon
from tracebrief.extract.parsing import parse
from tracebrief.extract.quantities import find_quantities
from tracebrief.extract.statements import find_statements

MARK = re.compile(r"\[\[(.*?)\]\]")
ROWS = [pytest.param(lexicon, row, id=f"{lexicon}: {row.key}") for lexicon, row in rows()]


def _marked(row):
    """Return the row's sentence and those of its words that the sentence marks."""
    text = MARK.sub(r"\1", row.matches)
    marked = {word for match in MARK.findall(row.matches) for word in match.split()}
    forms = [{token.text, token.lower_, token.lemma_} for token in parse("x", text).doc if token.text in marked]
    return text, row.words & set().union(*forms)


@pytest.mark.parametrize(("lexicon", "row"), ROWS)
def test_the_word_that_is_marked_changes_what_is_read(lexicon, row, monkeypatch):
    text, words = _marked(row)
    assert words
    with_them = read(lexicon, text)
    take_out(monkeypatch, lexicon, row, words)
    assert read(lexicon, text) != with_them


@pytest.mark.parametrize(("lexicon", "row"), ROWS)
def test_no_word_of_the_row_changes_what_it_must_refuse(lexicon, row, monkeypatch):
    assert not MARK.search(row.refuses)
    with_them = read(lexicon, row.refuses)
    take_out(monkeypatch, lexicon, row, row.words)
    assert read(lexicon, row.refuses) == with_them


def _counted(text):
    return [text[one.start : one.end] for one in find_quantities(parse("x", text))]


def _concepts(text):
    return [one.concept for one in find_quantities(parse("x", text))]


def _units(text):
    return [one.unit for one in find_quantities(parse("x", text))]


def _quoted(text):
    return [text[one.start : one.end] for one in find_events(parse("x", text))]


def _places(text):
    places = [(one.place_start, one.place_end) for one in find_events(parse("x", text))]
    return [text[start:end] for start, end in places if start is not None]


def _patients(text):
    return [one.patient for one in find_events(parse("x", text)) if one.patient]


def _tenses(text):
    return [one.tense for one in find_events(parse("x", text))]


def _speakers(text):
    return [one.speaker for one in find_statements(parse("x", text))]


def _recipients(text):
    return [one.recipient for one in find_statements(parse("x", text)) if one.recipient]


# A row, what its rule decides, and how that comes out for the words marked and for the text to refuse.
CASES = [
    ("count_contexts", "before one", _counted, [], ["one boat sink"]),
    ("count_contexts", "after one", _counted, [], ["One sailor"]),
    ("count_contexts", "determiners", _counted, ["Five of the sailors"], ["Five sailors"]),
    ("count_contexts", "light verbs", _concepts, ["port boat"], ["port lose boat"]),
    ("count_contexts", "verbs of what is done to people", _units, ["person"], [None]),
    ("count_contexts", "prepositions of complements", _concepts, ["diver find boat harbour"], ["diver find boat"]),
    ("count_contexts", "relative pronouns behind of", _concepts, ["sailor drown"], ["drown"]),
    ("count_contexts", "pronouns behind of", _concepts, ["drown"], ["sailor drown"]),
    ("event_phrases", "prepositions of place", _places, ["Canada"], []),
    ("event_phrases", "prepositions of who undergoes it", _patients, ["Paris"], []),
    (
        "event_phrases",
        "prepositions of what is told beside an event",
        _quoted,
        ["Rebels fled"],
        ["Rebels fled during the truce"],
    ),
    ("event_phrases", "auxiliaries of the future", _tenses, ["future"], [None]),
    ("statement_words", "verbs between a feeling and its clause", _speakers, ["engineers"], []),
    ("statement_words", "prepositions of who speaks behind a noun", _speakers, ["mayor"], []),
    ("statement_words", "prepositions of who feels it behind a noun", _speakers, ["engineers"], []),
    ("statement_words", "verbs that name who hears it", _recipients, ["the mayor"], []),
    ("statement_words", "verbs beside a title", _speakers, [], [None]),
    ("statement_words", "words for nobody in particular", _speakers, [None], ["mayor"]),
]


@pytest.mark.parametrize(
    ("lexicon", "key", "read", "marked", "refused"), CASES, ids=[f"{lexicon}: {key}" for lexicon, key, *_ in CASES]
)
def test_the_rule_of_a_row_distinguishes_its_examples(lexicon, key, read, marked, refused):
    row = next(row for row in read_lexicon(lexicon, Words) if row.key == key)
    assert read(re.sub(r"\[\[|\]\]", "", row.matches)) == marked
    assert read(row.refuses) == refused

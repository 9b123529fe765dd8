"""Every row of every lexicon finds what its text marks, and nothing in the text that it must refuse."""

import re

import pytest

from tracebrief.benchmarks.event_types import FOLDER as BENCHMARK_FOLDER
from tracebrief.benchmarks.event_types import EventType, incident_type
from tracebrief.extract.dates import dates, find_dates
from tracebrief.extract.dates.forms import TimeWords, form_pattern
from tracebrief.extract.lexicons import FOLDER, Form, Words, compose, either, read_forms, read_lexicon
from tracebrief.extract.numbers import find_numbers, numerals
from tracebrief.extract.numbers.counting import uncounted_pattern
from tracebrief.extract.numbers.number_words import NumberWords
from tracebrief.extract.numbers.numerals import number_pattern
from tracebrief.extract.numbers.units import UnitEntry, find_sign, find_unit
from tracebrief.extract.parsing import parse
from tracebrief.extract.quantities import find_quantities
from tracebrief.extract.quantities.bounds import BoundCues

MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
# A Friday.
DAY = "2019-10-11"
# Lexicons whose rows are tested in the rooms that read them.
ELSEWHERE = {"events", "hedges", "names", "reporting"}


def _spans(found):
    return [(one.start, one.end) for one in found]


def _dates(row, text):
    return _spans(find_dates(parse("x", text, first=DAY, last=DAY)))


def _matches(pattern):
    return lambda row, text: [match.span() for match in pattern(row.key).finditer(text)]


def _words(row, text):
    tokens = parse("x", text).doc
    return [(t.idx, t.idx + len(t)) for t in tokens if {t.text, t.lower_, t.lemma_} & row.words]


def _bounded(row, text):
    return [(one.start, one.end) for one in find_quantities(parse("x", text)) if one.bound == row.bound]


def _measured(row, text):
    found = []
    for number in find_numbers(text):
        unit = find_sign(text, number.start) or find_unit(text, number.end, number.suffix)
        if unit is not None and unit.unit == row.unit:
            found.append((min(number.start, unit.start), max(number.end, unit.end)))
    return found


def _typed(row, text):
    return [(0, len(text))] if incident_type(text) == row.key else []


# For each lexicon: the type of its rows, and the spans of what a row finds in a text.
LEXICONS = {
    "numbers": (NumberWords, lambda row, text: _spans(find_numbers(text))),
    "number_forms": (Form, _matches(number_pattern)),
    "uncounted_forms": (Form, _matches(uncounted_pattern)),
    "dates": (TimeWords, _dates),
    "date_forms": (Form, _matches(form_pattern)),
    "date_contexts": (Words, _words),
    "counting": (Words, _words),
    "hedge_scopes": (Words, _words),
    "statement_words": (Words, _words),
    "statement_forms": (Form, _matches(lambda key: read_forms("statement_forms")[key])),
    "name_particles": (Words, _words),
    "name_forms": (Form, _matches(lambda key: read_forms("name_forms")[key])),
    "event_phrases": (Words, _words),
    "bounds": (BoundCues, _bounded),
    "units": (UnitEntry, _measured),
}
# Those that only benchmarks read.
BENCHMARKS = {"changes": (Words, _words), "event_types": (EventType, _typed)}
ROWS = [
    pytest.param(find, row, id=f"{lexicon}: {getattr(row, 'key', None) or row.matches}")
    for folder, lexicons in ((FOLDER, LEXICONS), (BENCHMARK_FOLDER, BENCHMARKS))
    for lexicon, (kind, find) in lexicons.items()
    for row in read_lexicon(lexicon, kind, folder=folder)
]


@pytest.mark.parametrize(("find", "row"), ROWS)
def test_a_row_finds_what_is_marked(find, row):
    text, marked, taken = MARK.sub(r"\1", row.matches), [], 0
    for match in MARK.finditer(row.matches):
        marked.append((match.start() - taken, match.start() - taken + len(match[1])))
        taken += len("[[]]")
    assert marked
    assert [text[start:end] for start, end in find(row, text)] == [text[start:end] for start, end in marked]
    assert find(row, text) == marked


@pytest.mark.parametrize(("find", "row"), ROWS)
def test_a_row_finds_nothing_in_what_it_must_refuse(find, row):
    assert not MARK.search(row.refuses)
    assert find(row, row.refuses) == []


@pytest.mark.parametrize(
    ("lexicon", "readers"),
    [("date_forms", dates.READERS), ("number_forms", numerals.READERS)],
    ids=["dates", "numbers"],
)
def test_every_form_that_is_no_part_has_its_reader(lexicon, readers):
    assert {form.key for form in read_lexicon(lexicon, Form) if not form.part} == set(readers)


def test_every_lexicon_is_tested():
    assert {path.stem for path in FOLDER.glob("*.yml")} == {*LEXICONS, *ELSEWHERE}
    assert {path.stem for path in BENCHMARK_FOLDER.glob("*.yml")} == {*BENCHMARKS}


def _form(key, pattern, *, part=False):
    return Form(key=key, pattern=pattern, part=part, source="x", matches="[[x]]", refuses="y")


def test_parts_stand_in_forms_whole():
    forms = [_form("size", "big|{small}", part=True), _form("boat", "{size}\n  \\s{2}boat")]
    pattern = re.compile(compose(forms, {"small": either(["very small", "small"])})["boat"])
    assert all(pattern.fullmatch(text) for text in ("big  boat", "small  boat", "very  small  boat"))
    assert not any(pattern.fullmatch(text) for text in ("big", "small boat", "very  boat"))


def test_a_part_that_is_not_known_is_named():
    with pytest.raises(KeyError, match="colour"):
        compose([_form("boat", "{colour} boat")], {})

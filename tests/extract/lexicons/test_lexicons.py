"""Every row of every lexicon finds what its text marks, and nothing in the text that it must refuse."""

import re

import pytest

from tests.extract.lexicons.word_rows import READERS
from tracebrief.benchmarks.event_types import FOLDER as BENCHMARK_FOLDER
from tracebrief.benchmarks.event_types import IncidentType, incident_type
from tracebrief.extract.dates import dates, find_dates
from tracebrief.extract.dates.forms import TimeWords, form_pattern
from tracebrief.extract.events import find_events
from tracebrief.extract.events.triggers import Group, find_triggers, is_event_noun, lemmas
from tracebrief.extract.hedges import grade_words, head_at
from tracebrief.extract.hedges.hedge_cues import Cue
from tracebrief.extract.lexicons import FOLDER, Form, compose, either, read_forms, read_lexicon
from tracebrief.extract.lexicons.reporting import CueGroup
from tracebrief.extract.names import find_names
from tracebrief.extract.names.name_types import NameWords
from tracebrief.extract.numbers import find_numbers, numerals
from tracebrief.extract.numbers.counts import uncounted_pattern
from tracebrief.extract.numbers.number_words import NumberWords
from tracebrief.extract.numbers.numerals import number_pattern
from tracebrief.extract.numbers.units import UnitEntry, find_sign, find_unit
from tracebrief.extract.parsing import parse, token_span
from tracebrief.extract.quantities import find_quantities
from tracebrief.extract.quantities.bounds import BoundCues
from tracebrief.extract.statements import find_reported_speech
from tracebrief.model.spans import Span

MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
# In a row about hedges: a word that the marked cue governs.
GOVERNED = re.compile(r"\{\{(.*?)\}\}")
# A Friday.
DAY = "2019-10-11"
# What stands between quotation marks, without the punctuation around it.
PIECE = re.compile(r"\w[^“”]*\w")
# The rule and the parts of speech of a trigger that plays a part.
TRIGGERS = {
    "noun": ("event.noun", {"NOUN"}),
    "report-noun": ("event.report", {"NOUN"}),
    "report": ("event.report", {"VERB", "AUX"}),
    "state": ("event.state", {"VERB", "AUX"}),
    "aspect": ("event.aspect", {"VERB", "AUX"}),
}


def _spans(found):
    return [(one.start, one.end) for one in found]


def _dates(row, text):
    return _spans(find_dates(parse("x", text, first=DAY, last=DAY)))


def _matches(pattern):
    return lambda row, text: [match.span() for match in pattern(row.key).finditer(text)]


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


def _named(row, text):
    return _spans(name for name in find_names(parse("x", text)) if name.type == row.type)


def _hedged(row, text):
    """Return the cues that make something of the row's modality."""
    grades = grade_words(parse("x", text))
    governing = {id(match) for above in grades.above.values() for match in above}
    matches = (match for match, _ in grades.matches if id(match) in governing)
    return _spans(dict.fromkeys(match.span for match in matches if match.cue.modality == row.modality))


def _reported(row, text):
    """Return what the row's cues say to be said, without the punctuation around it."""
    words = {word for pair in row.cues.items() for cue in pair for word in (cue, cue.split()[0])}
    found = find_reported_speech(parse("x", text))
    said = [one for one in found if {one.lemma, one.cue.cut(text).lower()} & words]
    spans = (span for one in said for span in one.content)
    return [piece.span() for span in spans for piece in PIECE.finditer(text, span.start, span.end)]


def _triggering(row, text):
    """Return the words of a text that play the row's part."""
    article = parse("x", text, first=DAY, last=DAY)
    triggers, events = list(find_triggers(article)), find_events(article, dates=[])
    told = {event.trigger_start for event in events}
    if row.role == "entering":
        return [(event.place_start, event.place_end) for event in events if event.place_start is not None]
    if row.role == "carrier":
        found = [one.carrier for one in triggers if one.carrier is not None]
    elif row.role == "light":
        objects = [token for token in article.doc if token.dep_ == "dobj" and is_event_noun(token)]
        found = [token.head for token in objects if token.idx not in told]
    elif row.role == "empty":
        found = [one.head for one in triggers if one.rule == "event.verb" and one.head.idx not in told]
    elif row.role == "relation":
        found = [token for token in article.doc if token.dep_ == "pobj" and token.lemma_ in lemmas("relation")]
    else:
        rule, parts = TRIGGERS[row.role]
        found = [one.head for one in triggers if one.rule == rule and one.head.pos_ in parts]
    return _spans(map(token_span, found))


# For each lexicon: the type of its rows, and the spans of what a row finds in a text.
LEXICONS = {
    "numbers": (NumberWords, lambda row, text: _spans(find_numbers(text))),
    "number_forms": (Form, _matches(number_pattern)),
    "uncounted_forms": (Form, _matches(uncounted_pattern)),
    "dates": (TimeWords, _dates),
    "date_forms": (Form, _matches(form_pattern)),
    "age_forms": (Form, _matches(lambda key: read_forms("age_forms")[key])),
    "statement_forms": (Form, _matches(lambda key: read_forms("statement_forms")[key])),
    "tense_forms": (Form, _matches(lambda key: read_forms("tense_forms")[key])),
    "name_forms": (Form, _matches(lambda key: read_forms("name_forms")[key])),
    "denials": (Form, _matches(lambda key: read_forms("denials")[key])),
    "quotation_damage": (Form, _matches(lambda key: read_forms("quotation_damage")[key])),
    "bounds": (BoundCues, _bounded),
    "units": (UnitEntry, _measured),
    "names": (NameWords, _named),
    "hedges": (Cue, _hedged),
    "reporting": (CueGroup, _reported),
    "events": (Group, _triggering),
}
# Those that only benchmarks read.
BENCHMARKS = {"event_types": (IncidentType, _typed)}
ROWS = [
    pytest.param(find, row, id=f"{lexicon}: {getattr(row, 'key', None) or row.matches}")
    for folder, lexicons in ((FOLDER, LEXICONS), (BENCHMARK_FOLDER, BENCHMARKS))
    for lexicon, (kind, find) in lexicons.items()
    for row in read_lexicon(lexicon, kind, folder=folder)
]


def _plain(marked):
    """Return a text and the spans that are marked in it."""
    text, spans, taken = MARK.sub(r"\1", marked), [], 0
    for match in MARK.finditer(marked):
        start = match.start() - taken
        spans.append((start, start + len(match[1])))
        taken += len("[[]]")
    return text, spans


def _filled(row, text):
    """Return a text for every cue that stands in its place."""
    if "{cue}" not in text:
        return [text]
    return [text.replace("{cue}", form if row.pos == "VERB" else word) for word, form in row.cues.items()]


@pytest.mark.parametrize(("find", "row"), ROWS)
def test_a_row_finds_what_is_marked(find, row):
    for marked in _filled(row, GOVERNED.sub(r"\1", row.matches)):
        text, spans = _plain(marked)
        assert spans
        found = find(row, text)
        assert [text[start:end] for start, end in found] == [text[start:end] for start, end in spans]
        assert found == spans


@pytest.mark.parametrize(("find", "row"), ROWS)
def test_a_row_finds_nothing_in_what_it_must_refuse(find, row):
    assert not MARK.search(row.refuses)
    for text in _filled(row, row.refuses):
        assert [text[start:end] for start, end in find(row, text)] == []


@pytest.mark.parametrize("cue", read_lexicon("hedges", Cue), ids=lambda cue: cue.key)
def test_a_cue_governs_what_is_marked(cue):
    text, (governed,) = _plain(MARK.sub(r"\1", cue.matches).replace("{{", "[[").replace("}}", "]]"))
    article = parse("x", text)
    above = grade_words(article).above[head_at(article, Span(*governed)).i]
    _, (marked,) = _plain(GOVERNED.sub(r"\1", cue.matches))
    assert [match.span.start for match in above if match.cue == cue] == [marked[0]]


@pytest.mark.parametrize(
    ("lexicon", "readers"),
    [("date_forms", dates.READERS), ("number_forms", numerals.READERS)],
    ids=["dates", "numbers"],
)
def test_every_form_that_is_no_part_has_its_reader(lexicon, readers):
    assert {form.key for form in read_lexicon(lexicon, Form) if not form.part} == set(readers)


def test_every_lexicon_is_tested():
    paths = [*FOLDER.glob("*.yml"), *BENCHMARK_FOLDER.glob("*.yml")]
    assert sorted(path.stem for path in paths) == sorted([*LEXICONS, *BENCHMARKS, *READERS])


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

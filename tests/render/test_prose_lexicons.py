"""Rows of the lexicons of the prose: each finds what its sentence marks, and nothing in the one it refuses."""

import re

import pytest

from tracebrief.extract.lexicons import Form, read_lexicon
from tracebrief.model.spans import Span
from tracebrief.render.prose_lexicons import FOLDER, find_words

ROWS = [
    (path.stem, row) for path in sorted(FOLDER.glob("*.yml")) for row in read_lexicon(path.stem, Form, folder=FOLDER)
]
IDS = [f"{name}: {row.key}, {row.matches[:20]}" for name, row in ROWS]


@pytest.mark.parametrize(("name", "row"), ROWS, ids=IDS)
def test_a_row_finds_what_its_sentence_marks(name, row):
    before, marked, behind = re.fullmatch(r"(.*)\[\[(.*)\]\](.*)", row.matches).groups()
    text = before + marked + behind
    assert (row.key, Span(len(before), len(before) + len(marked))) in find_words(name, text, Span(0, len(text)))


@pytest.mark.parametrize(("name", "row"), ROWS, ids=IDS)
def test_a_row_finds_nothing_in_what_it_refuses(name, row):
    found = find_words(name, row.refuses, Span(0, len(row.refuses)))
    assert [row.refuses[span.start : span.end] for key, span in found if key == row.key] == []

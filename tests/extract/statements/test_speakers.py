"""Speakers, a table for each way that English has of showing them."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.extract.statements.speakers import read_marked, speakers_at
from tracebrief.extract.parsing import parse

HERE = Path(__file__).parent
TABLES = YAML(typ="safe").load((HERE / "speakers.yml").read_text(encoding="utf-8"))
CASES = {f"{table}: {name}": marked for table, cases in TABLES.items() for name, marked in cases.items()}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES)
def test_a_word_has_the_speakers_that_the_text_shows(marked):
    text, wanted = read_marked(marked)
    article = parse("x", text)
    assert {at: speakers_at(article, at) for at in wanted} == wanted

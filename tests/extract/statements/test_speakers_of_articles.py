"""Speakers of the quotations of whole articles, in the manner of several outlets."""

from pathlib import Path

from tests.extract.statements.speakers import find_quoted, read_marked
from tracebrief.extract.parsing import parse

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.txt"))


def test_the_quotations_of_articles_are_found_with_their_speakers():
    wanted, found = [], []
    for path in ARTICLES:
        text, marks = read_marked(path.read_text(encoding="utf-8"))
        wanted += [(path.stem, at, speaker) for at, speaker in marks.items()]
        found += [(path.stem, *one) for one in find_quoted(parse(path.stem, text)).items()]
    matched = {one[:2] for one in wanted} & {one[:2] for one in found}
    right = set(wanted) & set(found)
    assert len(wanted) > 60
    assert 2 * len(matched) / (len(wanted) + len(found)) >= 0.97
    assert len(right) / len(matched) >= 0.91

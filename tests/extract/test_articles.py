"""Whole invented articles, marked by hand: how far their words commit themselves, and what is said in them."""

import json
import re
from pathlib import Path

import pytest
import yaml

from tracebrief.extract.hedges import grade_words, modality_at
from tracebrief.extract.parsing import parse
from tracebrief.extract.statements import find_statements
from tracebrief.model.spans import Span

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.yml"))
# What must be right of the marks of all articles together; a statement is, with its exact words and its modality.
MODALITY, STATEMENTS = 0.96, 0.765


def _letters(words):
    return re.sub(r"\W", "", words)


def _at(text, words, following=""):
    for match in re.finditer(rf"(?<!\w){re.escape(words)}", text):
        if following in text[match.end() : match.end() + len(following) + 2]:
            return Span(*match.span())
    raise AssertionError(f"{words!r} is not in the article")


def _read(path):
    marks = yaml.safe_load(path.read_text("utf-8"))
    return marks, parse("x", marks["text"])


def test_modality_of_the_words_of_articles():
    right = []
    for marks, article in map(_read, ARTICLES):
        grades = grade_words(article)
        for words, modality, *following in marks["modality"]:
            span = _at(article.text, words, *following)
            right.append(modality_at(article, span, grades=grades) == modality)
    assert sum(right) >= MODALITY * len(right)


def test_statements_of_articles():
    marked, found, both = 0, 0, 0
    for marks, article in map(_read, ARTICLES):
        statements = [one for one in find_statements(article) if one.kind != "phrase"]
        said = {
            _letters("".join(article.text[start:end] for start, end in json.loads(one.content))): one.modality
            for one in statements
        }
        marked, found = marked + len(marks["statements"]), found + len(said)
        both += sum(said.get(_letters(words)) == modality for words, modality in marks["statements"])
    assert 2 * both / (marked + found) >= STATEMENTS


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_no_statement_is_cut_inside_a_word(path):
    _, article = _read(path)
    for one in find_statements(article):
        for start, end in json.loads(one.content):
            assert not re.match(r"\w\w", article.text[max(0, start - 1) : start + 1].ljust(2))
            assert not re.match(r"\w\w", article.text[end - 1 : end + 1])

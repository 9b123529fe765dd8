"""Which numbers count something: years, ordinals, list numbers, scores, labels and identifiers do not.

When it is not plain that a number counts, it does not.
"""

import re
from functools import cache

from spacy.tokens import Token

from tracebrief.extract.lexicons import Form, compose, read_lexicon, read_words
from tracebrief.extract.numbers.numerals import Number
from tracebrief.extract.parsing import Article

# How far around a number the words stand that make it a name or an identifier (characters).
BEFORE, AFTER, AROUND = 32, 16, 16
YEAR = re.compile(r"(?:1\d|2[01])\d\d")
# What is part of a link or a handle.
LINKED = ("@", "#", "www", "://", ".com")


def is_count(article: Article, number: Number, token: Token, *, line_start: int, measured_to: int | None) -> bool:
    """Say whether `number`, whose first token is `token`, counts or measures something.

    Args:
        line_start: where its paragraph begins.
        measured_to: where its unit of measure ends, where it has one.
    """
    if number.kind in ("vague", "share", "majority"):
        return number.kind != "share" or not is_after_label(article.text, number.start)
    if number.digits:
        return not (
            _is_identifier(article.text, number, measured_to or number.end)
            or _is_list_number(article.text, number, line_start, measured_to or number.end)
            or any(sign in token.text for sign in LINKED)
            or (measured_to is None and not _is_figure(number, article.text) and _is_part_of_name(token))
        )
    if number.low == 1 and number.end - number.start == 3:
        return _is_counting_one(token)
    return not (
        (is_after_label(article.text, number.start) and (_is_part_of_name(token) or not _has_noun_behind(token)))
        or _is_within(article.text, number, "odds")
        or uncounted_pattern("clock time").match(article.text, number.end) is not None
    )


def is_after_label(text: str, start: int) -> bool:
    """Say whether a number at `start` is named by the word before it: "Chapter 12"."""
    return uncounted_pattern("label").search(text[max(0, start - BEFORE) : start]) is not None


def is_after_act(text: str, start: int) -> bool:
    """Say whether a number at `start` stands behind a law or a season, which a year names."""
    return uncounted_pattern("act").search(text[max(0, start - BEFORE) : start]) is not None


def is_uncounted_alone(text: str, start: int, end: int) -> bool:
    """Say whether a number that nothing follows is a year ("in 2120") or the first of a list ("the top 10")."""
    before = text[max(0, start - BEFORE) : start]
    is_year = YEAR.fullmatch(text, start, end) is not None and uncounted_pattern("year").search(before) is not None
    return is_year or uncounted_pattern("rank").search(before) is not None


@cache
def uncounted_pattern(key: str) -> re.Pattern[str]:
    """Return the pattern of what shows that a number counts nothing."""
    return re.compile(compose(read_lexicon("uncounted_forms", Form), {})[key])


def _is_identifier(text: str, number: Number, end: int) -> bool:
    after = text[end : end + AFTER]
    return (
        text[max(0, number.start - 1) : number.start] in ("#", "@", "№")
        or uncounted_pattern("open end").match(after) is not None
        or not _is_end_of_range(text, number)
        or uncounted_pattern("clock time").match(after) is not None
        or (end == number.end and is_after_label(text, number.start))
        or any(_is_within(text, number, key) for key in ("phone", "odds", "proportion"))
    )


def _is_within(text: str, number: Number, key: str) -> bool:
    """Say whether a number stands inside a form of some key."""
    found = uncounted_pattern(key).finditer(text, max(0, number.start - AROUND), number.end + AROUND)
    return any(match.start() <= number.start < match.end() for match in found)


def _has_noun_behind(token: Token) -> bool:
    """Say whether the word behind `token` may be counted: "no two boats", not "phase two began"."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    return after is not None and (after.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or after.lower_ in ("of", "-"))


def _is_list_number(text: str, number: Number, line_start: int, end: int) -> bool:
    listed = uncounted_pattern("list number").match(text[end : end + AFTER]) is not None
    return listed and not text[line_start : number.start].strip(" -–—•*(\t")


def _is_end_of_range(text: str, number: Number) -> bool:
    """Say whether digits, if tied to others by a hyphen, end a range ("5-10"), no score and no name."""
    around = uncounted_pattern("tied").search(text, max(0, number.start - AROUND), number.end + AROUND)
    if around is None or not (around.start() <= number.start < around.end()):
        return True
    low, high = (float(around[part].replace(",", "")) for part in (1, 2))
    return low < high


def _is_figure(number: Number, text: str) -> bool:
    """Say whether the numeral shows itself a count: grouped, scaled or with decimals."""
    return number.scale > 1 or any(mark in text[number.start : number.end] for mark in ",.")


def _is_part_of_name(token: Token) -> bool:
    """Say whether a numeral is part of a name: "Model 3", "Elm Street 12", "12 Elm Street"."""
    head, before = token.head, token.nbor(-1) if token.i else None
    if head.i == token.i - 1 and head.pos_ == "PROPN" and token.dep_ in ("nummod", "appos", "npadvmod"):
        return True
    if token.i + 1 == len(token.doc) or token.nbor().tag_ != "NNP":
        return False
    if before is not None and before.tag_ == "NNP" and before.is_title:
        return True
    return head.tag_ == "NNP" and head.i > token.i and token.dep_ in ("nummod", "compound")


def _is_counting_one(token: Token) -> bool:
    """Say whether "one" is a count: before a noun, or "one of"."""
    before = token.nbor(-1).lower_ if token.i else ""
    after = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    words = read_words("count_contexts")
    if before in words["before one"] or after in words["after one"]:
        return False
    return after == "of" or (token.dep_ == "nummod" and token.head.i > token.i)

"""Which numbers count something: years, ordinals, list numbers, scores, labels and identifiers do not.

When it is not plain that a number counts, it does not.
"""

import re
from bisect import bisect_right

from spacy.tokens import Token

from tracebrief.extract.numbers.numerals import Number
from tracebrief.extract.parsing import Article

# A number straight after one of these is a name, not a count. Cambridge Grammar of the English Language, ch. 5 §18.
LABELS = (
    "no|no\\.|nos\\.|number|chapter|page|pages|p\\.|pp\\.|section|article|paragraph|part|phase|step|stage|category|type|"
    "grade|class|room|gate|line|track|channel|route|highway|interstate|flight|model|version|episode|season|volume|vol\\.|"
    "issue|question|figure|fig\\.|table|box|block|lot|unit|platform|level|tier|game|round|week|day|act|bill|resolution|"
    "proposition|title|rule|code|group|top|big|apollo|windows|ios|boeing|airbus|world war|covid|psalm|verse|exhibit|"
    "item|option|zone|district|ward|precinct|apartment|apt\\.|suite|floor|tel|tel\\.|phone|fax"
)
LABEL = re.compile(rf"(?<![\w])(?:{LABELS})\s?#?$", re.IGNORECASE)
# Digits that go on after these are versions, scores, dates or identifiers.
OPEN_END = re.compile(r"[.,/]\d|/\w|\d|\s?[×^]|[-–]\d[\d.,]*[-–/:]\d")
TIED = re.compile(r"(?<![\w.,-])(\d[\d,]*(?:\.\d+)?)-(\d[\d,]*(?:\.\d+)?)(?![\d-])")
LIST_NUMBER = re.compile(r"[.)]\s")
CLOCK = re.compile(r":\d|\s?(?:a\.m|p\.m|am\b|pm\b|o'clock|o’clock)")
PHONE = re.compile(r"\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}|\d{3}-\d{4}\b")
# What makes "one" a pronoun or part of an idiom.
BEFORE_ONE = {"no", "any", "every", "each", "this", "that", "the", "which", "another", "some"}
AFTER_ONE = {"another", "day", "’s", "'s"}


def tokens_at(article: Article) -> list[int]:
    """Return where each token begins, for `token_at`."""
    return article.doc.to_array("IDX").tolist()


def token_at(article: Article, starts: list[int], place: int) -> Token:
    """Return the token that holds the character at `place`."""
    return article.doc[max(0, bisect_right(starts, place) - 1)]


def counts(article: Article, number: Number, token: Token, *, line_start: int, measured_to: int | None) -> bool:
    """Say whether `number`, whose first token is `token`, counts or measures something.

    Args:
        line_start: where its paragraph begins.
        measured_to: where its unit of measure ends, where it has one.
    """
    text = article.text
    before, after = (
        text[max(0, number.start - 16) : number.start],
        text[measured_to or number.end : (measured_to or number.end) + 12],
    )
    if number.kind in ("vague", "share", "majority"):
        return True
    if number.digits:
        return not (
            before[-1:] in ("#", "@", "№")
            or OPEN_END.match(after) is not None
            or before[-1:] == "×"
            or not _hyphened(text, number)
            or CLOCK.match(after) is not None
            or (LIST_NUMBER.match(after) is not None and not text[line_start : number.start].strip(" -–—•*(\t"))
            or LABEL.search(before) is not None
            or PHONE.search(text, max(0, number.start - 10), number.end + 10) is not None
            or any(sign in token.text for sign in ("@", "#", "www", "://", ".com"))
            or (measured_to is None and not _figured(number, text) and _names(token))
        )
    if number.low == 1 and number.end - number.start == 3:
        return _one(token)
    return not (LABEL.search(before) is not None and _names(token))


def _hyphened(text: str, number: Number) -> bool:
    """Say whether digits tied to other digits by a hyphen are the end of a range ("5-10"), not of a score or a name."""
    around = TIED.search(text, max(0, number.start - 12), number.end + 12)
    if around is None or not (around.start() <= number.start < around.end()):
        return True
    low, high = (float(around[part].replace(",", "")) for part in (1, 2))
    return low < high and around.start() <= number.start


def _figured(number: Number, text: str) -> bool:
    """Say whether the numeral shows itself a count: grouped, scaled or with decimals."""
    return number.scale > 1 or any(mark in text[number.start : number.end] for mark in ",.")


def _names(token: Token) -> bool:
    """Say whether a numeral is part of a name: "Model 3", "Elm Street 12", "12 Elm Street"."""
    head = token.head
    if (
        head.i < token.i
        and head.i == token.i - 1
        and head.pos_ == "PROPN"
        and token.dep_ in ("nummod", "appos", "npadvmod")
    ):
        return True
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if (
        following is not None
        and following.tag_ == "NNP"
        and token.i
        and token.nbor(-1).tag_ == "NNP"
        and token.nbor(-1).is_title
    ):
        return True
    return (
        following is not None
        and following.tag_ == "NNP"
        and head.tag_ == "NNP"
        and head.i > token.i
        and token.dep_ in ("nummod", "compound")
    )


def _one(token: Token) -> bool:
    """Say whether "one" is a count: before a noun, or "one of"."""
    before = token.nbor(-1).lower_ if token.i else ""
    after = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if before in BEFORE_ONE or after in AFTER_ONE:
        return False
    return after == "of" or (token.dep_ == "nummod" and token.head.i > token.i)

"""Quantities: a number with its bound, its unit and the words that say what is counted.

Nothing hedged is made firm: "up to 200" has no lower end, "hundreds" is an interval. A share is a fraction of one,
a percentage keeps its number under the unit "percent". Durations tied to a day ("two weeks ago") are dates.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from tracebrief.extract.dates.dates import find_dates
from tracebrief.extract.hedges.hedges import modality_at
from tracebrief.extract.numbers.amounts import Amount, find_amounts
from tracebrief.extract.numbers.counting import token_at, tokens_at
from tracebrief.extract.parsing.articles import Article
from tracebrief.extract.quantities.bounds import Bound, find_bound, find_bound_after
from tracebrief.extract.quantities.counted_nouns import Counted, find_concept, find_counted, find_people
from tracebrief.model.mentions import Quantity
from tracebrief.model.spans import Span

# A date of this rule only measures time, so its number is a quantity too.
MEASURES = "dates.duration"
# Dates of these rules hold a length of time beside the day that they are counted from.
ANCHORED = ("dates.pastn", "dates.ago", "dates.set")


# What closes an age given behind a name.
AGE = re.compile(r"[,)]")


@dataclass(frozen=True)
class Reading:
    """An amount with all that was read around it, before it becomes a row."""

    amount: Amount
    counted: Counted | None
    bound: Bound | None
    unit: str | None
    dimension: str
    concept: tuple[Token, ...]
    token: Token
    rule: str


def find_quantities(article: Article) -> list[Quantity]:
    """Return the quantities of the story in order."""
    spans = (Span(sentence.start_char, sentence.end_char).trimmed(article.text) for sentence in article.doc.sents)
    sentences = [(span.start, span.end) for span in spans]
    starts = [start for start, _ in sentences]
    return [
        _quantity(article, reading, sentences[max(0, bisect_right(starts, reading.amount.number_start) - 1)])
        for reading in find_readings(article)
    ]


def find_readings(article: Article, *, anchored: bool = False) -> Iterator[Reading]:
    """Yield the quantities of the story with their tokens; `anchored` durations ("two weeks ago") only on request."""
    dates = [date for date in find_dates(article) if date.rule != MEASURES]
    if anchored:
        dates = [date for date in dates if date.rule not in ANCHORED]
    claimed = _claimed([(date.start, date.end) for date in dates])
    starts = tokens_at(article)
    floor = 0
    for amount in find_amounts(article, claimed):
        reading = _read(article, starts, amount, claimed, floor)
        if reading is not None:
            yield reading
            floor = amount.end


def _read(
    article: Article, starts: list[int], amount: Amount, claimed: Callable[[int], bool], floor: int
) -> Reading | None:
    """Return the amount with its bound and what it counts, or None where it turns out not to count."""
    text = article.text
    bound = find_bound(text, amount.start, floor=floor) or find_bound_after(text, amount.end)
    end = max(amount.end, bound.end) if bound is not None else amount.end
    last = token_at(article, starts, amount.end - 1)
    following = _following(article, starts, end)
    counted = find_counted(following, claimed)
    if bound is None and counted is not None and (after := find_bound_after(text, counted.end)) is not None:
        bound = after if after.bound != "about" else None
    unit, dimension, rule = _unit(text, amount, counted, last)
    anchor = counted.head if counted is not None and counted.head is not None else last
    if amount.unit is None and (_is_name(text, amount, counted) or (counted is None and not amount.has_numeral)):
        return None
    concept = tuple(
        word
        for word in find_concept(anchor, counted, measured=amount.unit is not None)
        if not amount.start <= word.idx < amount.end
    )
    return Reading(amount, counted, bound, unit, dimension, concept, last, rule)


def _is_name(text: str, amount: Amount, counted: Counted | None) -> bool:
    """Say whether plain digits before capitalised words are part of an address or a title: "49 Elm Road"."""
    if counted is None or counted.head is None or not text[amount.number_start : amount.number_end].isdigit():
        return False
    return all(token.tag_ == "NNP" for token in (*counted.inside, counted.head))


def _follows_name(token: Token) -> bool:
    """Say whether a number stands in apposition to a person's name, as in "Ana Roe, 25, said"."""
    return (
        token.i > 1
        and token.nbor(-1).text in (",", "(")
        and token.nbor(-2).tag_ == "NNP"
        and token.is_digit
        and int(token.text) < 120
    )


def _unit(text: str, amount: Amount, counted: Counted | None, last: Token) -> tuple[str | None, str, str]:
    """Return the unit, its dimension and the rule that read it."""
    if amount.unit is not None:
        name = amount.unit.unit + (f" per {amount.rate.unit}" if amount.rate else "")
        return name, amount.unit.dimension, "quantities.unit"
    dimension = "share" if amount.kind in ("share", "majority") else "count"
    if counted is not None and counted.lemma is not None:
        return counted.lemma, dimension, "quantities.noun"
    if counted is not None and counted.head is not None:
        return counted.head.lemma_.lower(), dimension, "quantities.noun"
    if AGE.match(text, amount.number_end) and _follows_name(last):
        return "year of age", "age", "quantities.age"
    if find_people(last):
        return "person", dimension, "quantities.people"
    return None, dimension, "quantities.bare"


def _quantity(article: Article, reading: Reading, sentence: tuple[int, int]) -> Quantity:
    amount, bound = reading.amount, reading.bound
    low, high, kind = _interval(amount, bound)
    start = min(amount.start, bound.start) if bound is not None else amount.start
    end = max(amount.end, bound.end if bound is not None else 0, _phrase_end(article.text, reading))
    return Quantity(
        article.doc_id,
        start,
        end,
        amount.number_start,
        amount.number_end,
        low,
        high,
        reading.unit,
        reading.dimension,
        kind,
        article.text[bound.start : bound.end] if bound is not None else None,
        " ".join(dict.fromkeys(token.lemma_ for token in reading.concept)) or None,
        modality_at(article, start, end),
        min(sentence[0], start),
        max(sentence[1], end),
        reading.rule,
    )


def _interval(amount: Amount, bound: Bound | None) -> tuple[float | None, float | None, str]:
    """Return the ends and the bound; a cue opens the end that it does not name."""
    if amount.kind == "majority":
        return amount.low, None, "more than"
    if bound is not None and bound.bound in ("more than", "at least"):
        return amount.low, None, bound.bound
    if bound is not None and bound.bound in ("less than", "at most"):
        return None, amount.high, bound.bound
    if amount.kind in ("range", "vague"):
        return amount.low, amount.high, amount.kind
    if bound is not None:
        return amount.low, amount.high, bound.bound
    return amount.low, amount.high, "share" if amount.kind == "share" else "exact"


def _phrase_end(text: str, reading: Reading) -> int:
    """Return where the counted phrase ends; a measure's phrase only where a hyphen ties it ("a 19-mile zone")."""
    if reading.counted is None:
        return 0
    unit = reading.amount.unit
    if unit is None:
        return reading.counted.end
    tied = text[reading.amount.number_end : reading.amount.number_end + 1] == "-"
    return reading.counted.end if tied and reading.counted.head is not None else 0


def _following(article: Article, starts: list[int], end: int) -> Token | None:
    """Return the first token after `end` in its sentence, past a hyphen or opening quotation mark."""
    index = bisect_right(starts, end - 1)
    doc = article.doc
    if index < len(doc) and doc[index].text in ("-", "“", '"', "‘", "'") and not doc[index].is_sent_start:
        index += 1
    if index >= len(doc) or doc[index].is_sent_start:
        return None
    return doc[index]


def _claimed(places: list[tuple[int, int]]) -> Callable[[int], bool]:
    """Return a test whether a character lies within one of `places`, which are in order and apart."""
    starts = [start for start, _ in places]

    def within(at: int) -> bool:
        index = bisect_right(starts, at) - 1
        return index >= 0 and at < places[index][1]

    return within

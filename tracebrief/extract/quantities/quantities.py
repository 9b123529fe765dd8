"""Quantities: a number with its bound, its unit and the words that say what is counted.

Nothing hedged is made firm: "up to 200" has no lower end, "hundreds" is an interval. A share is a fraction of one,
a percentage keeps its number under the unit "percent". Durations tied to a day ("two weeks ago") are dates.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from tracebrief.extract.dates import find_dates
from tracebrief.extract.hedges import Grades, grade_words, modality_at
from tracebrief.extract.lexicons import read_words
from tracebrief.extract.numbers import Amount, find_amounts
from tracebrief.extract.numbers.counts import is_uncounted_alone
from tracebrief.extract.numbers.units import find_rate
from tracebrief.extract.parsing import Article
from tracebrief.extract.quantities.bare_numbers import measure_beside, unit_of_bare
from tracebrief.extract.quantities.bounds import BoundCue, find_bound, find_bound_after
from tracebrief.extract.quantities.concepts import concept_words
from tracebrief.extract.quantities.counted_nouns import Counted, counted_phrase, is_name, is_of_a_kind, tied_noun
from tracebrief.model.columns import Bound
from tracebrief.model.mentions import Quantity, Timex
from tracebrief.model.spans import Span

# A date of this rule only measures time, so its number is a quantity too.
MEASURES = "dates.duration"
# Dates of these rules hold a length of time beside the day that they are counted from.
ANCHORED = ("dates.counted_periods", "dates.ago", "dates.set")
# A hyphen that ties a number to a noun, not one left hanging, as in "four-, five- and six-sided".
TIED = re.compile(r"-(?=\w)")
# What leads from a percentage to what it is a part of.
OF = re.compile(r"\s+of\s")
# What may stand between a number and the noun that it counts.
BETWEEN = ("-", "“", '"', "‘", "'")


@dataclass(frozen=True)
class CountedAmount:
    """An amount with what it counts and what bounds it, in tokens, before it becomes a row."""

    amount: Amount
    counted: Counted | None
    bound: BoundCue | None
    unit: str | None
    dimension: str
    concept: tuple[Token, ...]
    rule: str


def find_quantities(
    article: Article, *, dates: Iterable[Timex] | None = None, grades: Grades | None = None
) -> list[Quantity]:
    """Return the quantities of the story in order.

    Args:
        dates, grades: the expressions of time and the graded words of the story, found when not given.
    """
    grades = grades or grade_words(article)
    spans = [Span(sentence.start_char, sentence.end_char).trimmed(article.text) for sentence in article.doc.sents]
    starts = [span.start for span in spans]
    return [
        _quantity(article, counted, spans[max(0, bisect_right(starts, counted.amount.number_start) - 1)], grades)
        for counted in find_counted_amounts(article, dates=dates)
        if not is_of_a_kind(article.token_at(counted.amount.start), counted.counted)
    ]


def find_counted_amounts(
    article: Article, *, dates: Iterable[Timex] | None = None, anchored: bool = False
) -> Iterator[CountedAmount]:
    """Yield the quantities of the story with their tokens; `anchored` durations ("two weeks ago") only on request."""
    left_to_dates = (date for date in (find_dates(article) if dates is None else dates) if date.rule != MEASURES)
    is_taken = _is_within([date for date in left_to_dates if not (anchored and date.rule in ANCHORED)])
    floor = 0
    for amount in find_amounts(article, is_taken):
        counted = _counted_amount(article, amount, is_taken, floor)
        if counted is not None:
            yield counted
            floor = amount.end


def _counted_amount(
    article: Article, amount: Amount, is_taken: Callable[[int], bool], floor: int
) -> CountedAmount | None:
    """Return the amount with its bound and what it counts, or None where it turns out not to count."""
    text, last = article.text, article.token_at(amount.end - 1)
    bound = find_bound(text, amount.start, floor=floor) or find_bound_after(text, amount.end)
    if _is_tied_to_date(text, amount, is_taken):
        return None
    behind = _following(article, max(amount.end, bound.end if bound else 0))
    is_tied = amount.unit is None and TIED.match(text, amount.end) is not None
    counted = tied_noun(behind) if is_tied else counted_phrase(behind, is_taken)
    if bound is None and counted is not None and (after := find_bound_after(text, counted.end)) is not None:
        bound = after if after.bound != "about" else None
    if amount.unit is None and _is_nothing_counted(text, amount, counted, behind if is_tied else None):
        return None
    unit, dimension, rule = _unit(text, amount, counted, bound, last)
    anchor = counted.head if counted is not None and counted.head is not None else last
    words = concept_words(anchor, counted, is_measured=amount.unit is not None)
    concept = tuple(word for word in words if not amount.start <= word.idx < amount.end)
    return CountedAmount(amount, counted, bound, unit, dimension, concept, rule)


def _is_tied_to_date(text: str, amount: Amount, is_taken: Callable[[int], bool]) -> bool:
    """Say whether a dash ties a number to a day before it: "July 11-14"."""
    return amount.start > 1 and text[amount.start - 1] in "-–" and is_taken(amount.start - 2)


def _is_nothing_counted(text: str, amount: Amount, counted: Counted | None, tied: Token | None) -> bool:
    """Say whether a number without a unit of measure counts nothing after all; a hyphen may tie it to another word."""
    if counted is not None:
        return is_name(counted, text[amount.number_start : amount.number_end])
    if tied is not None and tied.lower_ not in read_words("count_contexts")["tied to a count"]:
        return True
    return not amount.has_numeral or is_uncounted_alone(text, amount.number_start, amount.number_end)


def _unit(
    text: str, amount: Amount, counted: Counted | None, bound: BoundCue | None, last: Token
) -> tuple[str | None, str, str]:
    """Return the unit, its dimension and the rule that read it."""
    if amount.unit is not None:
        name = amount.unit.unit + (f" per {amount.rate.unit}" if amount.rate else "")
        return name, amount.unit.dimension, "quantities.unit"
    if (measure := measure_beside(last)) is not None:
        return measure, "level", "quantities.unit"
    dimension = "share" if amount.kind in ("share", "majority") else "count"
    if counted is not None and counted.lemma is not None:
        rate = find_rate(text, counted.end) if counted.head is not None else None
        return counted.lemma + (f" per {rate.unit}" if rate else ""), dimension, "quantities.noun"
    bare = unit_of_bare(text, amount, bound, last) if counted is None else None
    return bare or (None, dimension, "quantities.bare")


def _quantity(article: Article, found: CountedAmount, sentence: Span, grades: Grades) -> Quantity:
    amount, bound = found.amount, found.bound
    low, high, kind = _interval(amount, bound)
    start = min(amount.start, bound.start) if bound is not None else amount.start
    end = max(amount.end, bound.end if bound is not None else 0, _phrase_end(article.text, found))
    return Quantity(
        doc_id=article.doc_id,
        start=start,
        end=end,
        number_start=amount.number_start,
        number_end=amount.number_end,
        low=low,
        high=high,
        unit=found.unit,
        dimension=found.dimension,
        bound=kind,
        bound_cue=article.text[bound.start : bound.end] if bound is not None else None,
        concept=" ".join(dict.fromkeys(token.lemma_ for token in found.concept)) or None,
        modality=modality_at(article, Span(start, end), grades=grades),
        sentence_start=min(sentence.start, start),
        sentence_end=max(sentence.end, end),
        rule=found.rule,
    )


def _interval(amount: Amount, bound: BoundCue | None) -> tuple[float | None, float | None, Bound]:
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


def _phrase_end(text: str, found: CountedAmount) -> int:
    """Return where the counted phrase ends; a measure's only where tied to it: "a 19-mile zone", "4% of boats"."""
    if found.counted is None:
        return 0
    if found.amount.unit is None or (found.dimension == "percent" and OF.match(text, found.amount.end)):
        return found.counted.end
    is_tied = text[found.amount.number_end : found.amount.number_end + 1] == "-"
    return found.counted.end if is_tied and found.counted.head is not None else 0


def _following(article: Article, end: int) -> Token | None:
    """Return the first token after `end` in its sentence, past a hyphen or opening quotation mark."""
    doc, index = article.doc, article.token_at(end - 1).i + 1
    if index < len(doc) and doc[index].text in BETWEEN and not doc[index].is_sent_start:
        index += 1
    return doc[index] if index < len(doc) and not doc[index].is_sent_start else None


def _is_within(dates: list[Timex]) -> Callable[[int], bool]:
    """Return a test whether a character lies within one of `dates`, which are in order and do not overlap."""
    starts = [date.start for date in dates]

    def is_within(at: int) -> bool:
        index = bisect_right(starts, at) - 1
        return index >= 0 and at < dates[index].end

    return is_within

"""Quantities in the form that benchmarks of quantity extraction expect."""

import re

from tracebrief.benchmarks.change_directions import change_at
from tracebrief.benchmarks.formats import BenchmarkDocument, Prediction, parse_document
from tracebrief.extract.parsing import Article
from tracebrief.extract.quantities import BoundCue, CountedAmount, find_counted_amounts

# Before what something changed from, and between that and what it changed to.
FROM = re.compile(r"\bfrom\s(?:about\s|up\sto\s)?$", re.IGNORECASE)
TO = re.compile(r"[^,.;()]{0,24}?\bto\s(?:about\s)?")
# How far before an amount "from" may begin (characters).
NEAR = 16
MODS = {"about": "~", "more than": ">", "at least": ">", "less than": "<", "at most": "<"}


def quant(document: BenchmarkDocument) -> list[Prediction]:
    """Return the quantities of a benchmark document: anchored durations too, words without a numeral not."""
    article = parse_document(document)
    found = [one for one in find_counted_amounts(article, anchored=True) if one.amount.has_numeral]
    predictions = []
    while found:
        first = found.pop(0)
        is_pair = bool(found) and _is_change(article.text, first, found[0])
        predictions.append(_prediction(article, first, found.pop(0) if is_pair else None))
    return predictions


def _is_change(text: str, first: CountedAmount, second: CountedAmount) -> bool:
    """Say whether two amounts are what something changed from and to, which a benchmark gives as one range."""
    low, high = first.amount, second.amount
    if low.kind != "exact" or high.kind != "exact" or (low.unit and high.unit and low.unit.unit != high.unit.unit):
        return False
    return (
        FROM.search(text, max(0, low.start - NEAR), low.start) is not None
        and TO.fullmatch(text, low.end, high.start) is not None
    )


def _prediction(article: Article, found: CountedAmount, end: CountedAmount | None) -> Prediction:
    amount, unit = found.amount, found.unit or (end.unit if end is not None else None) or "-"
    low, high = amount.low, end.amount.low if end is not None else amount.high
    change = change_at(article.text, article.token_at(amount.number_start), amount.start)
    return {
        "start": amount.number_start,
        "end": amount.number_end,
        "value": [low] if low == high else [low, high],
        "unit": _written_unit(article, found) or unit,
        "unit_norm": unit,
        "mod": _mod(found.bound) or change or "=",
        "concept": _concept(found),
    }


def _mod(bound: BoundCue | None) -> str | None:
    """Return the benchmark's sign of a bound; what is nearly so is about so there."""
    if bound is None:
        return None
    return "~" if bound.nearly else MODS[bound.bound]


def _written_unit(article: Article, found: CountedAmount) -> str | None:
    """Return the unit as the text has it: the counted noun with the words before it."""
    if found.amount.unit is not None:
        return article.text[found.amount.unit.start : found.amount.unit.end]
    if found.counted is None or found.counted.head is None:
        return None
    return " ".join(token.text for token in (*found.counted.inside, found.counted.head))


def _concept(found: CountedAmount) -> list[str]:
    """Return the nouns of the concept that are not the unit itself."""
    phrase = found.counted if found.amount.unit is None else None
    own = {token.i for token in (*phrase.inside, phrase.head) if token is not None} if phrase is not None else set()
    return [token.text for token in found.concept if token.i not in own and token.pos_ != "VERB"]

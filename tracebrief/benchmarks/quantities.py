"""Quantities in the form that benchmarks of quantity extraction expect."""

from typing import Any

from tracebrief.benchmarks.changes import find_change
from tracebrief.extract.numbers.counting import token_at, tokens_at
from tracebrief.extract.parsing import Article, parse
from tracebrief.extract.quantities.quantities import Reading, find_readings

MODS = {"about": "~", "more than": ">", "at least": ">", "less than": "<", "at most": "<"}


def quant(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the quantities of a benchmark document."""
    return quant_items(parse(document["id"], document["text"]))


def quant_items(article: Article) -> list[dict[str, Any]]:
    """Return the quantities of an article as benchmark items: anchored durations too, words without a numeral not."""
    starts = tokens_at(article)
    readings = find_readings(article, anchored=True)
    return [_item(article, starts, reading) for reading in readings if reading.amount.has_numeral]


def _item(article: Article, starts: list[int], reading: Reading) -> dict[str, Any]:
    amount = reading.amount
    value = [amount.low] if amount.low == amount.high else [amount.low, amount.high]
    change = find_change(article.text, token_at(article, starts, amount.number_start), amount.start)
    unit = reading.unit or "-"
    return {
        "start": amount.number_start,
        "end": amount.number_end,
        "value": value,
        "unit": _written(article, reading) or unit,
        "unit_norm": unit,
        "mod": MODS[reading.bound.bound] if reading.bound is not None else change or "=",
        "concept": _concept(reading),
    }


def _written(article: Article, reading: Reading) -> str | None:
    """Return the unit as the text has it: the counted noun with the words before it."""
    if reading.amount.unit is not None:
        return article.text[reading.amount.unit.start : reading.amount.unit.end]
    if reading.counted is None or reading.counted.head is None:
        return None
    return " ".join(token.text for token in (*reading.counted.inside, reading.counted.head))


def _concept(reading: Reading) -> list[str]:
    """Return the nouns of the concept that are not the unit itself."""
    phrase = reading.counted if reading.amount.unit is None else None
    own = {token.i for token in (*phrase.inside, phrase.head) if token is not None} if phrase is not None else set()
    return [token.text for token in reading.concept if token.i not in own and token.pos_ != "VERB"]


TASKS = {"quant": quant}

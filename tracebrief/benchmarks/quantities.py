"""Quantities in the form that benchmarks of quantity extraction expect."""

from tracebrief.benchmarks.change_directions import change_at
from tracebrief.benchmarks.formats import BenchmarkDocument, Prediction, parse_document
from tracebrief.extract.parsing import Article
from tracebrief.extract.quantities import CountedAmount, find_counted_amounts

MODS = {"about": "~", "more than": ">", "at least": ">", "less than": "<", "at most": "<"}


def quant(document: BenchmarkDocument) -> list[Prediction]:
    """Return the quantities of a benchmark document: anchored durations too, words without a numeral not."""
    article = parse_document(document)
    found = find_counted_amounts(article, anchored=True)
    return [_prediction(article, counted) for counted in found if counted.amount.has_numeral]


def _prediction(article: Article, found: CountedAmount) -> Prediction:
    amount, unit = found.amount, found.unit or "-"
    change = change_at(article.text, article.token_at(amount.number_start), amount.start)
    return {
        "start": amount.number_start,
        "end": amount.number_end,
        "value": [amount.low] if amount.low == amount.high else [amount.low, amount.high],
        "unit": _written_unit(article, found) or unit,
        "unit_norm": unit,
        "mod": MODS[found.bound.bound] if found.bound is not None else change or "=",
        "concept": _concept(found),
    }


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

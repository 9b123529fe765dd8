"""Numbers as written: digits, words and mixtures, each at its span with the interval it stands for.

Knows numerals only, never what they count; whether a year or a street number is a quantity is decided elsewhere.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tracebrief.extract.lexicons import Form, compose, read_lexicon
from tracebrief.extract.numbers.number_words import number_parts, product_of, ranges, value_of, values_of

# More digits than this are an identifier, not a count.
DIGITS = 15
# What is larger was put together from words that belong to several numbers, or to none.
LARGEST = 1e100
# Into how many parts a whole is divided where a stroke stands between digits; "9/11" is a day.
PARTS = {*range(2, 11), 12, 16, 32, 64, 100, 1000}
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–", "0123456789-+--")
# Behind one of these, "b" is a billion of money; elsewhere it is a letter.
MONEY_SIGNS = "$€£¥₹"
GLYPHS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅛": 1 / 8}


Kind = Literal["exact", "range", "vague", "share", "majority"]


@dataclass(frozen=True)
class Number:
    """A numeral at its span.

    `kind` is exact, vague, share or majority, `suffix` the letters written against its digits, `scale` what
    multiplied them.
    """

    start: int
    end: int
    low: float
    high: float
    kind: Kind = "exact"
    suffix: str = ""
    scale: float = 1.0
    digits: bool = False


def find_numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """Yield the numerals of `text[start:end]` in order; none overlaps another."""
    pattern, at, end = _any_form(), start, len(text) if end is None else end
    while match := pattern.search(text, at, end):
        number, at = READERS[match.lastgroup or ""](match), match.end()
        if number is not None:
            at = number.end
        if number is not None and number.high <= LARGEST:
            yield number


@cache
def number_pattern(key: str) -> re.Pattern[str]:
    """Return the pattern of a form or of a part."""
    return re.compile(_forms()[key], re.IGNORECASE)


@cache
def _any_form() -> re.Pattern[str]:
    keys = (form.key for form in read_lexicon("number_forms", Form) if not form.part)
    return re.compile("|".join(f"(?P<{key}>{_forms()[key]})" for key in keys), re.IGNORECASE)


@cache
def _forms() -> dict[str, str]:
    return compose(read_lexicon("number_forms", Form), number_parts())


def _plural(match: re.Match[str]) -> Number:
    """Return what "tens of thousands" stands for: one to ten of its unit."""
    product = 1.0
    for word in _words_of(match):
        product = 1.0 if word == "upon" else product * values_of("vague plurals").get(word, 1.0)
    return Number(*match.span(), product, product * 10, "vague", scale=product)


def _vague(match: re.Match[str]) -> Number:
    """Return what "several hundred" stands for: a small vague number of a scale."""
    words = _words_of(match)
    low, high = next(ranges()[word] for word in words if word in ranges())
    scale = product_of(words)
    # Nine hundred and some is still "several hundred": the interval ends where the next scale begins.
    return Number(*match.span(), low * scale, (high + 1) * scale - 1, "vague", scale=scale)


def _couple(match: re.Match[str]) -> Number:
    """Return what "a couple of" stands for: two to three; "a pair of": two; "a handful of": two to nine."""
    word, end = _words_of(match)[1], match.end() - len(" of")
    return (
        Number(match.start(), end, 2.0, 2.0) if word == "pair" else Number(match.start(), end, *ranges()[word], "vague")
    )


def _some(match: re.Match[str]) -> Number:
    """Return what "several" and "a few" stand for, of a thing that can be counted."""
    return Number(*match.span(), *ranges()[_words_of(match)[-1]], "vague")


def _most(match: re.Match[str]) -> Number:
    """Return what "most of" and "the majority of" stand for: more than half."""
    return Number(*match.span(), 0.5, 1.0, "majority")


def _mixed(match: re.Match[str]) -> Number | None:
    """Return what "3 1/2" and "two and a half million" stand for; None where the words are no such number."""
    words = re.split(r"[\s-]+", re.sub(r"([½⅓⅔¼¾⅛])", r" \1", match[0].lower()).strip())
    whole = _small(words[0])
    part = next((part for word in words[1:] if (part := _part(word)) is not None), None)
    if whole is None or part is None:
        return None
    number = (whole + part) * product_of(words[1:])
    return Number(*match.span(), number, number)


def _half_of_scale(match: re.Match[str]) -> Number:
    """Return what "half a million" stands for, or "a quarter of a million"."""
    words = _words_of(match)
    number = product_of(words) / (4 if "quarter" in words else 2)
    return Number(*match.span(), number, number)


def _ratio(match: re.Match[str]) -> Number | None:
    """Return the share that "one in five" stands for; None where it is none."""
    words = re.findall(r"[\w,]+", match[0].lower())
    part, whole = _small(words[0]), _small(words[-1])
    if part is None or not whole or part > whole:
        return None
    return Number(*match.span(), part / whole, part / whole, "share")


def _share(match: re.Match[str]) -> Number | None:
    """Return the share of one that "two-thirds", "a third" or "half" stands for."""
    words = re.split(r"[\s-]+", match[0].lower())
    part = (_small(words[0]) if len(words) > 1 else 1.0) or 1.0
    share = part / values_of("fractions")[words[-1]]
    return Number(*match.span(), share, share, "share") if share <= 1 else None


def _fraction(match: re.Match[str]) -> Number | None:
    """Return the share of one that "¾" or "3/4" stands for; "24/7" is none."""
    share = _part(match[0])
    return Number(*match.span(), share, share, "share") if share is not None and share < 1 else None


def _scientific(match: re.Match[str]) -> Number:
    """Return what "1.5×10^6" stands for."""
    factor, power = re.split(r"\s?[×x]\s?10\^?", match[0], flags=re.IGNORECASE)
    number = float(f"{factor}e{power.translate(SUPERSCRIPTS)}")
    return Number(*match.span(), number, number, digits=True)


def _figures(match: re.Match[str]) -> Number | None:
    """Return what digits stand for with their scale; other letters written against them are kept as `suffix`."""
    if sum(map(str.isdigit, match["digits"])) > DIGITS or re.match(r"0\d", match["digits"]):
        return None
    number = float(match["digits"].replace(",", "")) * (-1 if match["minus"] else 1)
    rest = match["rest"] or ""
    words = re.findall(r"[a-z]+", rest.lower())
    if rest == "m":  # "5m" may be metres: the unit's reader decides.
        return Number(*match.span(), number, number, suffix=rest, digits=True)
    if rest in ("b", "B") and match.string[match.start() - 1 : match.start()] not in (*MONEY_SIGNS,):
        return None
    if words and all(word in values_of("scales", "abbreviated scales") for word in words):
        scale = product_of(words)
        return Number(*match.span(), number * scale, number * scale, scale=scale, digits=True)
    return Number(*match.span(), number, number, suffix=rest, digits=True)


def _words(match: re.Match[str]) -> Number | None:
    """Return what a run of number words stands for, up to where it stops being one number."""
    end, words = match.end(), match[0]
    while (number := value_of(words)) is None:
        cut = re.search(r"[\s-]+\w+$", words)
        if cut is None:
            return None
        words, end = words[: cut.start()], match.start() + cut.start()
    parts = re.split(r"[\s-]+", words.lower())
    if parts[0] in values_of("scales"):
        return None  # "the dozen", "per thousand": a scale of nothing
    return Number(match.start(), end, number, number, scale=product_of(parts))


def _words_of(match: re.Match[str]) -> list[str]:
    return re.findall(r"[a-z]+", match[0].lower())


def _small(word: str) -> float | None:
    if word in ("a", "an"):
        return 1.0
    return float(word.replace(",", "")) if word[0].isdigit() else value_of(word)


def _part(word: str) -> float | None:
    """Return the fraction that a glyph, "1/2" or a word such as "quarter" stands for."""
    if word in GLYPHS:
        return GLYPHS[word]
    if "/" in word or "⁄" in word:
        above, below = re.split("[/⁄]", word)
        return int(above) / int(below) if int(below) in PARTS or (above == "1" and int(below)) else None
    whole = values_of("fractions").get(word)
    return 1 / whole if whole is not None else None


READERS: dict[str, Callable[[re.Match[str]], Number | None]] = {
    "plural": _plural,
    "vague": _vague,
    "couple": _couple,
    "some": _some,
    "most": _most,
    "mixed": _mixed,
    "half_of_scale": _half_of_scale,
    "ratio": _ratio,
    "share": _share,
    "fraction": _fraction,
    "scientific": _scientific,
    "figures": _figures,
    "words": _words,
}

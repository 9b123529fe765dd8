"""Numbers as written: digits, words and mixtures, each with its place and the interval it stands for.

Knows numerals only, never what they count; whether a year or a street number is a quantity is decided elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from tracebrief.extract.lexicons import read_lexicon
from tracebrief.project.authored import Entry

# More digits than this are an identifier, not a count.
DIGITS = 15


class NumberWords(Entry):
    """A group of number words with their values."""

    key: str
    words: dict[str, float | tuple[float, float]]
    source: str
    example: str


@dataclass(frozen=True)
class Number:
    """A numeral at its place.

    `kind` is exact, vague, share or majority, `suffix` the letters written against its digits, `scale` what
    multiplied them.
    """

    start: int
    end: int
    low: float
    high: float
    kind: str = "exact"
    suffix: str = ""
    scale: float = 1.0
    digits: bool = False


@cache
def entries() -> tuple[NumberWords, ...]:
    """Return the groups of number words as authored."""
    return read_lexicon("numbers", NumberWords)


@cache
def lexicon() -> dict[str, dict[str, float | tuple[float, float]]]:
    """Return the number words by group."""
    return {entry.key: entry.words for entry in entries()}


def find_numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """Yield the numerals of `text[start:end]` in order; none overlaps another."""
    patterns, at, end = _patterns(), start, len(text) if end is None else end
    while match := patterns.search(text, at, end):
        kind = match.lastgroup or ""
        number, at = READERS[kind](match), match.end()
        if number is not None:
            yield number
            at = number.end


@cache
def _patterns() -> re.Pattern[str]:
    groups = lexicon()
    either = lambda *keys: "|".join(sorted((w for key in keys for w in groups[key]), key=len, reverse=True))  # noqa: E731
    word, plural, fraction = either("ones", "tens", "scales"), either("vague plurals"), either("fractions")
    scales, short = either("scales"), either("abbreviated scales")
    vague = either("small vague")
    figure = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+"
    forms = (
        # "tens of thousands", "hundreds", "hundreds of thousands"
        rf"(?P<plural>\b(?:{plural})(?:\s+(?:of\s+|upon\s+)?(?:{plural}))*\b(?!\s*(?:and|,)\s*"
        rf"(?:{plural})\b(?!\s+of)))",
        # "several hundred", "a few dozen", "a couple of thousand", "a couple of"
        rf"(?P<vague>\b(?:an?\s+)?(?:{vague})\s+(?:of\s+)?(?:{scales})(?:\s+(?:{scales}))*\b)",
        r"(?P<couple>\ba\s+(?:couple|pair|handful)\s+of\b(?!\s+(?:the|its|his|her|their|our|my|these|those)\b))",
        # "several boats", "a few people": no scale follows
        r"(?P<some>\b(?:several|a\s+few)\b(?=\s+[a-z]))",
        # "most of the boats", "the majority of the boats"
        r"(?P<most>\bmost(?=\s+of\b)|\b(?:the|a)\s+(?:\w+\s+)?majority(?=\s+of\b))",
        # "two and a half million", "3 1/2", "one-and-a-half"
        rf"(?P<mixed>(?:(?<![\w.,/-])\d{{1,4}}(?:[ -]|\s+and\s+)(?:\d{{1,2}}[/⁄]\d{{1,2}}\b(?![/\d])"
        rf"|[½⅓⅔¼¾⅛])|(?<![\w.,/-])\d{{1,4}}[½⅓⅔¼¾⅛]|"
        rf"\b(?:{either('ones', 'tens')}|\d{{1,3}}|an?)[\s-]+and[\s-]+an?[\s-]+(?:half|quarter|third))"
        rf"(?:[\s-]+(?:{scales})\b)?)",
        # "half a million", "half a dozen"
        rf"(?P<halfscale>\bhalf[\s-]+an?[\s-]+(?:{scales})\b|\ba\s+(?:half|quarter)(?:[\s-]of)?[\s-]"
        rf"(?:an?[\s-])?(?:{scales})\b)",
        # "one in five", "nine out of ten", "1 in 10"
        rf"(?P<ratio>\b(?:{either('ones', 'tens')}|\d{{1,3}})\s+(?:in\s+(?:every\s+)?|out\s+of\s+"
        rf"(?:every\s+)?|of\s+every\s+)"
        rf"(?:{either('ones', 'tens')}|100|1,000|\d{{1,2}})\b(?!\s*(?:%|percent|per\s+cent|\.\d|,\d)))",
        # "two-thirds", "a third of", "half of", "half the"
        rf"(?P<share>\b(?:(?:{either('ones')})[\s-]+(?:{fraction})|an?\s+(?:half|third|quarter|fifth|sixth"
        rf"|seventh|eighth|ninth|tenth)"
        r"(?=\s+(?:of|the|as|less|more)\b)|half(?=\s+(?:of|the|its|his|her|their|our|those|these|all|an?)\b))\b"
        r"(?!-))|(?P<glyph>(?<![\w/])(?:[½⅓⅔¼¾⅛]|\d{1,3}[/⁄]\d{1,3}(?![\w/-])))",
        # "4 hundred million", "13.6M", "120Hz"; minus by sign or word
        rf"(?P<figures>(?:(?<![\w.,])[-−–](?=[\d.]+%)|(?<=[$£€])[-−](?=[\d.])|\bminus[\s-])?(?:"
        rf"(?<![\w.,/:'’⁄-])|(?<=\d-)|(?<=\bUSD)|(?<=\bEUR)|(?<=\bGBP)|(?<=\$US)|(?<=\$A)|(?<=\bRM)|"
        rf"(?<=[^\w\s]-)|(?<=\bto-)|(?<=sub-)|(?<=minus-))"
        rf"(?:{figure})(?:(?:{short})\b|(?:[\s-]?(?:{scales})\b)+|[^\W\d_]+)?)",
        # "twenty-five", "two hundred and six", "a hundred", "a million"
        rf"(?P<words>\b(?:an?\s+(?=(?:{scales})\b))?(?:{word})(?:(?:[\s-]+|(?<=hundred)\s+and\s+|"
        rf"(?<=thousand)\s+and\s+)(?:{word}))*\b)",
    )
    return re.compile("|".join(forms), re.IGNORECASE)


def value(words: str) -> float | None:
    """Return the number that a run of number words stands for, or None where it is not one number."""
    groups = lexicon()
    total = current = 0.0
    last: float | None = None
    for word in re.split(r"[\s-]+", words.lower()):
        if word in ("a", "an") and last is None:
            current, last = 1.0, 1.0
        elif word in groups["scales"]:
            scale = float(groups["scales"][word])  # type: ignore[arg-type]
            current = (current or 1.0) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
            last = scale
        elif word in groups["ones"] or word in groups["tens"]:
            small = float(groups["ones"].get(word, groups["tens"].get(word, 0)))  # type: ignore[arg-type]
            if last is not None and not (last >= 100 or (last >= 20 and last % 10 == 0 and small < 10)):
                return None
            current, last = current + small, small
        elif word != "and":
            return None
    return total + current


def _plural(match: re.Match[str]) -> Number:
    """Read "tens of thousands": one to ten of its unit."""
    product = 1.0
    for word in re.findall(r"[a-z]+", match[0].lower()):
        product *= float(lexicon()["vague plurals"].get(word, 1))  # type: ignore[arg-type]
    return Number(match.start(), match.end(), product, product * 10, "vague", scale=product)


def _vague(match: re.Match[str]) -> Number:
    """Read "several hundred": a small vague number of a scale."""
    words = re.findall(r"[a-z]+", match[0].lower())
    low, high = next(lexicon()["small vague"][word] for word in words if word in lexicon()["small vague"])  # type: ignore[misc]
    scale = _product(words)
    # Nine hundred and some is still "several hundred": the interval ends where the next scale begins.
    return Number(match.start(), match.end(), low * scale, (high + 1) * scale - 1, "vague", scale=scale)


def _couple(match: re.Match[str]) -> Number:
    """Read "a couple of": two to three; "a pair of": two; "a handful of": two to nine."""
    word = match[0].split()[1].lower()
    if word == "pair":
        return Number(match.start(), match.end() - 3, 2.0, 2.0)
    low, high = lexicon()["small vague"][word]  # type: ignore[misc]
    return Number(match.start(), match.end() - 3, low, high, "vague")


def _some(match: re.Match[str]) -> Number:
    """Read "several" and "a few" of a thing that can be counted."""
    low, high = lexicon()["small vague"][match[0].split()[-1].lower()]  # type: ignore[misc]
    return Number(match.start(), match.end(), low, high, "vague")


def _most(match: re.Match[str]) -> Number:
    """Read "most of" and "the majority of": more than half."""
    return Number(match.start(), match.end(), 0.5, 1.0, "majority")


def _mixed(match: re.Match[str]) -> Number | None:
    """Read "3 1/2" and "two and a half million"."""
    words = re.split(r"[\s-]+", re.sub(r"([½⅓⅔¼¾⅛])", r" \1", match[0].lower()).strip())
    whole = _small(words[0])
    part = next((_part(word) for word in words[1:] if _part(word) is not None), None)
    if whole is None or part is None:
        return None
    scale = _product(words[1:])
    return _exact(match, (whole + part) * scale)


def _halfscale(match: re.Match[str]) -> Number:
    """Read "half a million" and "a quarter of a million"."""
    words = re.findall(r"[a-z]+", match[0].lower())
    return _exact(match, _product(words) / (4 if "quarter" in words else 2))


def _ratio(match: re.Match[str]) -> Number | None:
    """Read "one in five" as a share."""
    words = re.findall(r"[\w,]+", match[0].lower())
    part, whole = _small(words[0]), _small(words[-1])
    if part is None or not whole or part > whole:
        return None
    return Number(match.start(), match.end(), part / whole, part / whole, "share")


def _share(match: re.Match[str]) -> Number | None:
    """Read "two-thirds", "a third", "half" as a share of one."""
    words = re.split(r"[\s-]+", match[0].lower())
    part = (_small(words[0]) if len(words) > 1 else 1.0) or 1.0
    share = part / float(lexicon()["fractions"][words[-1]])  # type: ignore[arg-type]
    return Number(match.start(), match.end(), share, share, "share") if share <= 1 else None


def _glyph(match: re.Match[str]) -> Number | None:
    """Read "¾" and "3/4" as a share of one; "24/7" is none."""
    share = _part(match[0])
    return Number(match.start(), match.end(), share, share, "share") if share is not None and share < 1 else None


def _figures(match: re.Match[str]) -> Number | None:
    """Read digits with an optional scale; other letters written against them are kept as `suffix`."""
    parts = FIGURES.match(match[0])
    if parts is None or sum(map(str.isdigit, parts["figure"])) > DIGITS:
        return None
    number = float(parts["figure"].replace(",", "")) * (-1 if parts["minus"] else 1)
    rest = parts["rest"]
    words = re.findall(r"[a-z]+", rest.lower())
    scales = {**lexicon()["scales"], **lexicon()["abbreviated scales"]}
    if words and all(word in scales for word in words):
        if rest.strip("- ") == "m" and rest[0] == "m":  # "5m" may be metres: the unit's reader decides.
            return _exact(match, number, suffix="m", digits=True)
        if re.fullmatch(r"[KkBb]|[^\W\d]+", rest) and rest in ("b", "score"):
            return None
        scale = _product(words)
        return _exact(match, number * scale, scale=scale, digits=True)
    return _exact(match, number, suffix=rest, digits=True) if not rest[:1].isspace() else None


def _words(match: re.Match[str]) -> Number | None:
    """Read a run of number words up to where it stops being one number."""
    end, words = match.end(), match[0]
    while (number := value(words)) is None:
        cut = re.search(r"[\s-]+\w+$", words)
        if cut is None:
            return None
        words, end = words[: cut.start()], match.start() + cut.start()
    parts = re.split(r"[\s-]+", words.lower())
    if parts[0] in lexicon()["scales"]:
        return None  # "the dozen", "per thousand": a scale of nothing
    scale = _product(parts)
    return Number(match.start(), end, number, number, scale=scale)


def _exact(match: re.Match[str], number: float, **fields: object) -> Number:
    return replace(Number(match.start(), match.end(), number, number), **fields)  # type: ignore[arg-type]


def _product(words: list[str]) -> float:
    """Return the product of the scales among `words`."""
    scales, product = {**lexicon()["scales"], **lexicon()["abbreviated scales"]}, 1.0
    for word in words:
        product *= float(scales.get(word, 1))  # type: ignore[arg-type]
    return product


def _small(word: str) -> float | None:
    if word in ("a", "an"):
        return 1.0
    return float(word.replace(",", "")) if word[0].isdigit() else value(word)


def _part(word: str) -> float | None:
    """Return the fraction that a glyph, "1/2" or a word such as "quarter" stands for."""
    if word in GLYPHS:
        return GLYPHS[word]
    if "/" in word or "⁄" in word:
        above, below = re.split("[/⁄]", word)
        return int(above) / int(below) if int(below) else None
    return 1 / float(lexicon()["fractions"][word]) if word in lexicon()["fractions"] else None  # type: ignore[arg-type]


GLYPHS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅛": 1 / 8}
FIGURES = re.compile(
    r"(?P<minus>[-−–]|minus[\s-])?(?P<figure>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)(?P<rest>.*)", re.I | re.S
)
READERS = {
    "plural": _plural,
    "vague": _vague,
    "couple": _couple,
    "some": _some,
    "most": _most,
    "mixed": _mixed,
    "halfscale": _halfscale,
    "ratio": _ratio,
    "share": _share,
    "glyph": _glyph,
    "figures": _figures,
    "words": _words,
}

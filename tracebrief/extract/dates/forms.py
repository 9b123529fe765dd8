"""The forms that expressions of time take, as one pattern per form.

One pass over a text tries all forms at once, the longer ones first; the form that matched is then read by its parts.
"""

import re
from collections.abc import Iterator
from functools import cache

from tracebrief.extract.lexicons import read_lexicon
from tracebrief.project.authored import Entry

# Abbreviations that are also words or names need their full stop or a number behind them.
UNSAFE = {"mon", "sun", "sat", "wed", "mar", "dec", "jan", "sep", "fri", "thu", "tue", "jun", "jul"}


class TimeWords(Entry):
    """A group of words that name times, with what each stands for."""

    key: str
    words: dict[str, int | str]
    source: str
    example: str


@cache
def entries() -> tuple[TimeWords, ...]:
    """Return the groups of words as authored."""
    return read_lexicon("dates", TimeWords)


@cache
def lexicon() -> dict[str, dict[str, int | str]]:
    """Return the words by group."""
    return {entry.key: entry.words for entry in entries()}


def find_forms(text: str, start: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield each form found in `text[start:end]` with its match, in order; none overlaps another."""
    master, forms = _master()
    at = start
    while match := master.search(text, at, end):
        name = match.lastgroup or ""
        inner = forms[name].match(text, match.start(), end)
        if inner is not None and inner.end() > inner.start():
            yield name, inner
        at = max(match.end(), match.start() + 1)


@cache
def _master() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    forms = _forms()
    bare = {name: re.sub(r"\?P<\w+>", "?:", form) for name, form in forms.items()}
    master = "|".join(f"(?P<{name}>{form})" for name, form in bare.items())
    return re.compile(rf"(?<![\w$£€#@])(?:{master})"), {name: re.compile(form) for name, form in forms.items()}


def _either(*keys: str) -> str:
    return "|".join(re.escape(word) for key in keys for word in sorted(lexicon()[key], key=len, reverse=True))


def _capital(key: str) -> str:
    """Return the names of a group as they are capitalised; unsafe abbreviations only with a full stop."""
    names, numbers = [], {}
    for word in sorted(lexicon()[key], key=len, reverse=True):
        # The first name of a number is its full one; every later one is an abbreviation of it.
        full = numbers.setdefault(lexicon()[key][word], word) == word
        stop = "" if full else r"\." if word in UNSAFE else r"\.?"
        names.append(f"(?:{word.title()}|{word.upper()}){stop}")
    return "|".join(names)


def _forms() -> dict[str, str]:
    """Return the forms by name, in order of preference."""
    full = "|".join(word for word in lexicon()["weekdays"] if len(word) > 5)
    month = rf"(?:{_capital('months')})"
    dated = rf"(?:{_capital('months')}|Mar|Dec|Jan|Sep|Jun|Jul)"
    day_name = rf"(?:{_capital('weekdays')}|(?:{full})|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?=,? \d))"
    day = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|:\d|[.,]\d(?!\d{3}))"
    year = r"(?:1[5-9]|20)\d\d"
    word = (
        r"(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
        r"|sixteen|seventeen|eighteen|nineteen|"
        r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?)"
    )
    small = (
        r"(?i:a\s+few|several|a\s+couple\s+of|a\s+couple|couple\s+of|many|some|dozens\s+of|a\s+dozen"
        r"|a\s+number\s+of|half\s+an?|an?|"
        r"(?:a|one)\s+hundred|hundreds\s+of|thousands\s+of)"
    )
    number = rf"(?:(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+|\s+1/2)?|{word}(?:[\s-]and[\s-]a[\s-](?i:half))?|{small})"
    count = rf"{number}(?:\s?(?:-|–|to|or)\s?{number})?"
    unit = rf"(?i:{_either('units')})"
    units = rf"{unit}s?|(?i:centuries)"
    part = rf"(?i:{_either('parts')})"
    season = rf"(?i:{_either('seasons')})"
    edge = r"(?i:early|late|mid|earlier|later)"
    zone = (
        r"(?:\s?\(?(?:GMT|UTC|BST|E[SD]?T|C[SD]?T|M[SD]?T|P[SD]?T|CET|CEST|EET|local\s+time|Eastern(?:\s+[Tt]ime)?)\)?)"
    )
    ordinal = r"(?i:first|second|third|fourth|1st|2nd|3rd|4th|last|latest|final)"
    which = (
        r"(?i:last|past|this|next|coming|upcoming|previous|preceding|current|following|same|that"
        r"|that\s+same|this\s+past|this\s+coming|recent)"
    )
    return {
        "iso": rf"(?P<y>{year})-(?P<m>0[1-9]|1[0-2])-(?P<d>[0-3]\d)(?:[T ](?P<t>\d\d:\d\d(?::\d\d)?))?(?![\w-])",
        "slash": r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d{2})(?![\d/])",
        "clock": (
            rf"(?:(?P<h>1\d|2[0-4]|0?\d)(?:[:.](?P<min>[0-5]\d)(?::[0-5]\d)?)?\s?(?P<ap>[ap]\.?m\.?"
            rf"|[AP]\.?M\.?)(?!\w){zone}?"
            rf"|(?P<h2>1\d|2[0-4]|0?\d):(?P<min2>[0-5]\d)(?::[0-5]\d)?(?![\d:]){zone}?|(?P<hh>\d{{4}}){zone}|"
            rf"(?P<word>[Mm]idnight|[Mm]idday|[Nn]oon)\b)"
        ),
        "mdy": (
            rf"(?:(?i:last|this|next)\s+)?(?:(?P<w>{day_name}),?\s+)?(?P<mn>{dated})\s?(?P<d>{day})(?:,?\s+"
            rf"(?P<y>{year})(?![\d-])|,?\s+(?P<rel>(?i:this|last|next)\s+year)\b)?(?!\w)(?!\s?[ap]\.?m\b)"
        ),
        "dmy": (
            rf"(?:(?P<w>{day_name}),?\s+)?(?:the\s+)?(?P<d>{day})\s+(?:of\s+)?(?P<mn>{dated})\b\.?(?:,?\s+"
            rf"(?P<y>{year})\b)?"
        ),
        "my": rf"(?:(?P<edge>{edge})[\s-]+)?(?P<mn>{dated}),?\s+(?:of\s+)?(?P<y>{year})\b",
        "pastn": (
            rf"(?:[Tt]he\s+)?(?P<which>(?i:last|past|previous|preceding|next|coming|first|final|recent"
            rf"|another))\s+(?P<n>{number}(?:\s(?:to|or)\s{number})?|few)\s+(?P<u>{units})\b"
        ),
        "ago": (
            rf"(?P<n>{count})[\s-]+(?:(?P<u0>{units})\s+or\s+(?P<n2>{number})\s+)?(?P<u>{units})\s+(?P<dir>"
            rf"(?i:ago|earlier|later|from\s+now|from\s+today|hence|prior|beforehand|afterwards?|before|after"
            rf"(?=[,.;]|\s+that\b)))\b"
        ),
        "thenn": (
            r"(?:[Tt]he\s+)(?P<u>(?i:day|week|month|year|night|morning|evening|afternoon))\s+(?P<dir>"
            r"(?i:before|after|earlier|later))\b(?!\s+(?i:yesterday|tomorrow))"
        ),
        "decade": (
            rf"(?:[Tt]he\s+)?(?:(?P<edge>{edge})[\s-]+)?(?:(?P<y>(?:1[5-9]|20)\d0)['’]?s|['’]?"
            rf"(?P<yy>[1-9]0)['’]?s(?!\w)"
            r"|(?<=the )(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))(?!\w)"
        ),
        "century": r"(?:[Tt]he\s+)?(?P<n>\d\d)(?:st|nd|rd|th)[\s-]+[Cc]entury\b",
        "quarter": (
            rf"(?:(?P<y2>{year})(?:['’]s)?\s+)?(?:[Tt]he\s+)?(?P<n>{ordinal})[\s-]+(?:(?i:fiscal)[\s-]+)?(?P<u>"
            rf"(?i:quarter|half))\b"
            rf"(?:\s+of\s+(?:(?:fiscal\s+)?(?P<y>{year})\b|(?P<rel>(?i:this|last|next|the)\s+"
            rf"(?:fiscal\s+)?year)))?|Q(?P<q>[1-4])(?:\s+(?:of\s+)?(?P<y3>{year}))?\b"
        ),
        "rel": (
            rf"(?:(?P<edge>{edge})\s+)?(?:[Tt]he\s+)?(?P<which>{which})\s+(?:(?P<edge2>(?i:early|late"
            rf"|mid))[\s-]+)?(?:(?i:fiscal|calendar|full|entire|whole)\s+)?"
            rf"(?:(?P<u>(?i:weekend)|{unit})s?\b|(?P<mn>{month})(?!\w|\s?\d)|(?P<w>{day_name})\b(?:\s+"
            rf"(?P<wp>{part}))?|(?P<s>{season})\b|(?P<p>{part})\b)"
        ),
        "theperiod": (
            r"(?:(?P<edge>(?i:end|beginning|start|middle|rest|close|half|months|weeks|quarter|later|earlier"
            r"|latter))\s+(?:of|in)\s+)?[Tt]he\s+"
            r"(?P<u>(?i:weekend|week|month|quarter|year|decade|century|day))\b(?!\s+(?:ended|ending|of|before"
            r"|after|that|when|to|since|ahead|prior|earlier|later|\d))(?!-)"
        ),
        "yearend": r"(?i:year[\s-]end|year['’]s\s+end)\b",
        "edged": (
            rf"(?P<edge>{edge})[\s-]+(?:(?:in|on)\s+)?(?:the\s+)?(?P<u>(?i:weekend|day|week|month|year|quarter"
            rf"|decade|century))\b(?!-)"
        ),
        "season": rf"(?:(?P<edge>{edge})[\s-]+)?(?P<s>{season})(?:,?\s+(?:of\s+)?(?P<y>{year}))\b",
        "bareseason": (
            rf"(?:(?<=the )|(?<=in )|(?<=by )|(?<=since )|(?P<edge>{edge})[\s-]+)(?P<s>{season})\b(?!\s+of\b)"
        ),
        "wday": (
            rf"(?:(?P<edge>{edge})\s+(?:on\s+)?)?(?P<w>{day_name})(?!\w)(?P<pl>s\b)?(?:\s+(?P<edge2>early"
            rf"|late)?\s?(?P<p>{part}(?P<pp>s)?)\b)?"
        ),
        "deictic": (
            rf"(?:(?P<edge>{edge})\s+)?(?P<word>(?i:today|tonight|yesterday|tomorrow|"
            rf"(?:the\s+)?day\s+before\s+yesterday|(?:the\s+)?day\s+after\s+tomorrow))\b(?:\s+(?P<p>{part})\b)?"
        ),
        "set": (
            rf"(?:(?i:every|each)\s+(?:(?P<n>{number}|other)\s+)?(?:(?P<u>{unit})s?|(?P<w>{day_name})|"
            rf"(?P<p>{part}))\b"
            rf"|(?P<times>(?i:once|twice|\w+\s+times))\s+(?i:an?|per|every|each)\s+(?P<u2>{unit})\b|(?P<word>"
            rf"(?i:{_either('sets')}))\b)"
        ),
        "holiday": rf"(?P<word>(?i:{_either('holidays')}))(?:,?\s+(?P<y>{year}))?\b",
        "month": (
            rf"(?:(?P<edge>{edge})[\s-]+)?(?P<mn>{month})(?!\w)(?!\s\d{{1,2}}\b)(?:,?\s+(?:of\s+)?(?P<rel>"
            rf"(?i:this|last|next)\s+year)\b)?"
        ),
        "years": rf"(?P<y>{year})\s?[-–]\s?(?P<y2>{year}|\d\d)(?![\w-])",
        "year": (
            rf"(?:(?P<edge>(?i:early|late|mid))[\s-]+)?(?:(?i:fiscal)\s+(?:year\s+)?)?(?P<y>{year})(?![\w%]"
            rf"|[.,/-]\d|-\w|\s?(?:%|percent|per\s+cent)|\s+years?\b)|(?<![\w’'])(?P<yy>['’]\d\d)(?![\w’'-])"
        ),
        "duration": (
            rf"(?P<n>{count})[\s-]+(?:(?i:consecutive|straight|full|more|additional|long|business|working|whole"
            rf"|fiscal|calendar)\s+)?(?P<u>{units})\b(?![\s-]olds?\b)(?!\s+of\s+age\b)"
        ),
        "vague": (
            r"(?<=\b(?:or|in|of) )(?P<which>recent)\s+(?P<u>(?i:days|weeks|months|years|decades|centuries))\b|"
            r"(?P<u2>(?i:days|weeks|months|years|decades|centuries))\b(?=\s+(?i:of|before|after|ago|earlier"
            r"|later|to\s+come)\b)(?:\s+(?P<dir>(?i:ago|earlier|later)))?|(?<=\b[Ff]or )(?P<u3>(?i:days|weeks"
            r"|months|years|decades|centuries))\b"
        ),
        "reference": rf"(?P<word>(?i:{_either('references')}))\b(?!-|\s+(?:{number}|few)\b)",
    }

"""Days, quantities, outlets and counts in words, and long words cut short: each is worded here alone.

A full wording stands in sentences and lists, a brief one in figures and lines of a terminal.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

# Between the intermediaries in `via`.
THEN = ", then "
UNNAMED_OUTLET = "unnamed outlet"
# Bounds that are said before a number; the others are how it is written.
SAID_BOUNDS = ("about", "at least", "more than", "at most", "less than")
QUOTATION_MARKS = "“”‘’'\"«»"
TYPEWRITER = str.maketrans("‘’“”", "''\"\"")
NUMBER = re.compile(r"-?\d{1,15}(?:\.\d+)?")


def days_in_words(first: str | None, last: str | None) -> str | None:
    """Return an interval of ISO days as a sentence says it; None where neither end is known.

    "9 October 2019", "between 9 and 15 October 2019", "not before 9 October 2019", "not after 9 October 2019".
    """
    if first is None:
        return last and f"not after {_day(last)}"
    if last is None:
        return f"not before {_day(first)}"
    if first == last:
        return _day(first)
    if first[:7] == last[:7]:
        return f"between {int(first[8:])} and {_day(last)}"
    return f"between {_day(first).removesuffix(f' {last[:4]}')} and {_day(last)}"


def days_in_brief(first: str | None, last: str | None) -> str:
    """Return an interval of ISO days briefly: "9 Oct 2019", "9–15 Oct 2019", "11 Dec 2024 – 20 Jan 2025".

    An open end is said: "from 9 Oct 2019", "until 9 Oct 2019", "undated".
    """
    if not first:
        return f"until {_brief_day(last)}" if last else "undated"
    if not last:
        return f"from {_brief_day(first)}"
    if first == last:
        return _brief_day(first)
    if first[:7] == last[:7]:
        return f"{int(first[8:])}–{_brief_day(last)}"
    return f"{_brief_day(first).removesuffix(f' {last[:4]}')} – {_brief_day(last)}"


def join_through(nearest_first: Sequence[str]) -> str | None:
    """Return intermediaries as `via` has them, beginning nearest to the origin: "X, then Y"; None without any."""
    return THEN.join(reversed(nearest_first)) or None


def split_through(via: str | None) -> list[str]:
    """Return the intermediaries that a `via` names, beginning nearest to the text."""
    return via.split(THEN)[::-1] if via else []


def outlet_in_words(document: Mapping[str, str | None]) -> str:
    """Return whose text it is, as a figure says it: "after X" where the record names no outlet."""
    name = name_outlet(document["outlet"], split_through(document["via"]))
    return f"after {name}" if name and not document["outlet"] else name or UNNAMED_OUTLET


def name_outlet(outlet: str | None, through: Iterable[str]) -> str | None:
    """Return whom a text is named by: its outlet, else the nearest intermediary with a name; None where none is known.

    Args:
        through: the intermediaries that it came through, nearest first.
    """
    return outlet or next((who for who in through if who and not is_unnamed(who)), None)


def is_unnamed(who: str) -> bool:
    """Say whether someone is described, as "an unnamed site" is, and not named: two such may be two."""
    return who.startswith(("a ", "an ", "the "))


def quantity_in_words(claim: Mapping[str, Any]) -> str:
    """Return a quantity as a reader says it: "at least 1,200 boat", "120–130 passenger"."""
    bound = claim["bound"] or ""
    ends = sorted({end for end in (claim["low"], claim["high"]) if end is not None})
    number = "–".join(map(_number, ends)) or bound
    return " ".join(filter(None, (bound if bound in SAID_BOUNDS else "", number, claim["unit"])))


def modality_in_words(modality: str) -> str:
    """Return a modality as a page says it; "denied" alone would read as if somebody disputed the claim."""
    return "said not to be so" if modality == "denied" else modality


def review_in_words(review_state: str, ruled_as: str | None) -> str:
    """Return the review state of a claim and whether a reader or a program gave it: "corrected by a reader"."""
    return f"{review_state} by a {ruled_as}" if ruled_as else "nobody has ruled on it"


def quantity_in_full(claim: Mapping[str, Any]) -> str:
    """Return all that a row says of a quantity, as `low–high unit (bound)`; the row may be a ledger's cells."""
    low, high = (_end(claim.get(column)) for column in ("low", "high"))
    number = low if low == high else f"{low or '…'}–{high or '…'}"
    return f"{number} {claim.get('unit') or ''}".strip() + f" ({claim.get('bound') or ''})"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with what it counts; without `many` one of them takes an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def plain(words: str) -> str:
    """Return words with typewriter apostrophes and quotation marks, of the same length."""
    return words.translate(TYPEWRITER)


def in_one_line(words: str) -> str:
    """Return words with each white space as one space."""
    return " ".join(words.split())


def shorten(words: str, length: int) -> str:
    """Return words cut to a length, with an ellipsis where something is left out."""
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"


def shorten_after(words: str, length: int) -> str:
    """Return the beginning of words, ended at a word, with an ellipsis where something is left out."""
    return words if len(words) <= length else words[:length].rpartition(" ")[0] + " …"


def shorten_before(words: str, length: int) -> str:
    """Return the end of words, begun at a word, with an ellipsis where something is left out."""
    return words if len(words) <= length else "… " + words[-length:].partition(" ")[2]


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B} {day.year}"


def _brief_day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%b %Y}"


def _number(value: float) -> str:
    return f"{value:,.15g}"


def _end(cell: float | str | None) -> str:
    """Return an end of an interval; a ledger's cell that is no number as it is written there."""
    if isinstance(cell, str):
        return _number(float(cell)) if NUMBER.fullmatch(cell) else cell
    return "" if cell is None else _number(cell)


def as_cell(value: object) -> str:
    """Return a value as a CSV has it: nothing for None, whole numbers without a point."""
    return "" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)

"""Dates, times and durations as written, and the days they allow.

A relative date is resolved against the publication day. Where that day is only known as an interval, the result is the
hull of what its first and last day give: every relative form moves with its anchor, so nothing lies outside.
"""

import re
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from tracebrief.extract.dates.forms import find_forms
from tracebrief.extract.dates.meanings import read_form
from tracebrief.extract.dates.resolutions import Resolution
from tracebrief.extract.dates.tense import direction_at
from tracebrief.extract.dates.values import Days, days
from tracebrief.extract.numbers.counting import LABEL, token_at, tokens_at
from tracebrief.extract.numbers.units import find_unit
from tracebrief.extract.parsing.articles import Article
from tracebrief.model.mentions import Timex

# Forms whose side of the anchor depends on the verb.
TENSED = {"mdy", "dmy", "month", "holiday", "quarter", "rel", "bareseason", "wday", "theperiod"}

# Capitalised days that are names: no date follows from the word alone.
NAMED_DAYS = {"Black", "Good", "Cyber", "Ash", "Easter", "Super", "Bloody", "USA", "Palm", "Fat"}
# Between one of these and a plural noun, four digits are a year: "the 2014 protests".
BEFORE_YEAR = {"the", "in", "since", "during", "these", "those", "its", "his", "her", "their", "’s", "'s"}
# What may stand between a clock time and its date.
JOINED = re.compile(r",?\s(?:on\s|of\s)?")
# A date further back than this is no longer what "the next day" counts from (characters).
NEAR = 600


def find_dates(article: Article) -> list[Timex]:
    """Return the expressions of time of the story in order."""
    starts = tokens_at(article)
    found: list[Timex] = []
    for passage in article.story():
        for name, match in find_forms(article.text, passage.start, passage.end):
            token = token_at(article, starts, match.start())
            if not is_time(name, match, token, token_at(article, starts, match.end() - 1)):
                continue
            direction = direction_at(token_at(article, starts, match.end() - 1)) if name in TENSED else ""
            reading = read_form(name, match, direction)
            if reading is not None:
                start, end = _trim(article.text, match)
                found.append(_resolve(article, reading, start, end, name, found))
                _merge_clock(article.text, found)
    return found


def _merge_clock(text: str, found: list[Timex]) -> None:
    """Make one expression of a clock time and the date right behind it: "9 a.m. Tuesday"."""
    if len(found) < 2 or found[-2].rule != "dates.clock" or found[-1].type != "DATE" or not found[-1].value:
        return
    clock, day = found[-2:]
    if JOINED.fullmatch(text[clock.end : day.start]) and clock.value:
        value = day.value + clock.value[clock.value.index("T") :]
        found[-2:] = [replace(day, start=clock.start, type="TIME", value=value, rule=clock.rule)]


def _resolve(article: Article, reading: Resolution, start: int, end: int, name: str, before: list[Timex]) -> Timex:
    """Return the row of a reading: its value where all anchors give one, and the hull of the days they give."""
    anchors, basis = _anchors(article, reading, before, start)
    values = [_value(reading, anchor) for anchor in anchors]
    spans = [_span(reading, anchor, value) for anchor, value in zip(anchors, values, strict=True)]
    value = values[0] if len(set(values)) == 1 else None
    first, last = spans[0], spans[-1]
    if name == "wday" and value is None and len(set(values)) > 1:
        value = f"XXXX-WXX-{date.fromisoformat(values[0][:10]).isoweekday()}{reading.part}" if values[0] else None
    if anchors == [None]:
        value = value or ("X" * 4 + "-XX-XX" + reading.part if reading.part and reading.anchor == "day" else None)
    return Timex(
        article.doc_id,
        start,
        end,
        reading.type,
        value,
        first[0].isoformat() if first else None,
        last[1].isoformat() if last else None,
        basis if first or last else None,
        reading.rule or f"dates.{name}",
    )


def _value(reading: Resolution, anchor: date | None) -> str | None:
    if anchor is None and reading.anchor and reading.type not in ("DURATION", "SET"):
        return None
    try:
        return reading.resolve(anchor or date.min)
    except (ValueError, OverflowError):
        return None


def _span(reading: Resolution, anchor: date | None, value: str | None) -> Days | None:
    if anchor is None and reading.anchor:
        return None
    try:
        return reading.span(anchor or date.min) if reading.span is not None else days(value)
    except (ValueError, OverflowError):
        return None


def _anchors(
    article: Article, reading: Resolution, before: list[Timex], start: int
) -> tuple[list[date | None], str | None]:
    """Return the earliest and latest day that a reading may count from, and the words that say which."""
    if reading.anchor == "":
        return [None], "the words alone"
    if reading.anchor in ("before", "day"):
        mentioned = _mentioned(article, before, start, same_sentence=reading.anchor == "day")
        if mentioned is not None:
            first, last = date.fromisoformat(mentioned.first or ""), date.fromisoformat(mentioned.last or "")
            return [first, last], f"“{article.text[mentioned.start : mentioned.end]}”, mentioned before"
        return [None], None
    if article.first is None and article.last is None:
        return [None], None
    ends = [date.fromisoformat(day) if day else None for day in (article.first, article.last)]
    published = article.first if article.first == article.last else f"{article.first or '..'}/{article.last or '..'}"
    return list(ends), f"published {published}"


def _mentioned(article: Article, before: list[Timex], start: int, *, same_sentence: bool) -> Timex | None:
    """Return the date last mentioned in this paragraph or the one before; for a clock time, in the same sentence."""
    for timex in reversed(before):
        if timex.type in ("DATE", "TIME") and timex.first and timex.last:
            between = article.text[timex.end : start]
            near = between.count("\n\n") <= 1 and len(between) < NEAR
            if same_sentence:
                near = near and timex.first == timex.last and not any(mark in between for mark in ".?!\n")
            return timex if near else None
    return None


def _trim(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Return a match's place without a bracket or white space at its end."""
    end = match.end()
    while text[end - 1] in ") " and "(" not in match[0]:
        end -= 1
    return match.start(), end

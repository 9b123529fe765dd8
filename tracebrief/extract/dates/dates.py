"""Dates, times and durations as written, and the days they allow.

A relative date is resolved against the publication day. Where that day is only known as an interval, the result is the
hull of what its first and last day give: every relative form moves with its anchor, so nothing lies outside.
"""

import re
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from tracebrief.extract.dates import fixed_forms, relative_forms
from tracebrief.extract.dates.ambiguous_forms import is_time
from tracebrief.extract.dates.forms import find_forms, form_pattern
from tracebrief.extract.dates.resolutions import Resolution
from tracebrief.extract.dates.tense import FUTURE, direction_at
from tracebrief.extract.dates.values import Days, days
from tracebrief.extract.parsing import Article
from tracebrief.extract.parsing.trees import children
from tracebrief.model.mentions import Timex

READERS = fixed_forms.READERS | relative_forms.READERS
# Forms whose side of the anchor depends on the verb.
TENSED = {"month_day_year", "day_month_year", "month", "holiday", "quarter", "relative"}
TENSED |= {"bare_season", "weekday", "bare_period", "movable_holiday"}
# A date further back than this is no longer what "the next day" counts from (characters).
NEAR = 600
# A report on a quarter speaks of it as "the quarter" this far on (characters).
REPORT = 1500
# A value that names a quarter or a year.
PERIOD = re.compile(r"\d{4}(?:-Q\d)?")


def find_dates(article: Article) -> list[Timex]:
    """Return the expressions of time of the story in order."""
    found: list[Timex] = []
    for passage in article.story():
        for name, match in find_forms(article.text, passage.start, passage.end):
            first, last = article.token_at(match.start()), article.token_at(match.end() - 1)
            if not is_time(name, match, first, last):
                continue
            resolution = READERS[name](match, _direction(article.text, match, last) if name in TENSED else "")
            if resolution is not None:
                start, end = _trimmed(article.text, match)
                found.append(_resolve(article, resolution, start, end, name, found))
                _merge_clock(article.text, found)
    return found


def _direction(text: str, match: re.Match[str], last: Token) -> str:
    """Return the side of the present that an expression's verb, or a word before it, gives it."""
    if form_pattern("ahead").search(text, max(0, match.start() - 20), match.start()):
        return FUTURE
    return direction_at(last)


def days_counted_from(text: str, found: Timex, first: str | None, last: str | None) -> tuple[str, str] | None:
    """Return the days of an expression that counts from an event of these days: "two days before" the vote."""
    for name, match in find_forms(text, found.start, found.end):
        resolution = READERS[name](match, "")
        if resolution is None or resolution.anchor != "before" or not first or not last:
            return None
        ends = [date.fromisoformat(day) for day in (first, last)]
        allowed = [_days_of(resolution, end, _value(resolution, end)) for end in ends]
        if allowed[0] and allowed[1]:
            return allowed[0][0].isoformat(), allowed[1][1].isoformat()
    return None


def _is_counted(last: Token) -> bool:
    """Say whether the last word of an expression leads to what it counts from: "the day before the vote"."""
    return last.dep_ == "mark" or any(child.dep_ in ("pobj", "pcomp", "advcl") for child in children(last))


def _merge_clock(text: str, found: list[Timex]) -> None:
    """Make one expression of a clock time and the date right behind it: "9 a.m. Tuesday"."""
    if len(found) < 2:
        return
    clock, day = found[-2:]
    if clock.rule != "dates.clock" or day.type != "DATE" or not day.value or not clock.value:
        return
    if form_pattern("joint").fullmatch(text[clock.end : day.start]):
        value = day.value + clock.value[clock.value.index("T") :]
        found[-2:] = [replace(day, start=clock.start, type="TIME", value=value, rule=clock.rule)]


def _resolve(article: Article, resolution: Resolution, start: int, end: int, name: str, before: list[Timex]) -> Timex:
    """Return the row of an expression: its value where all anchors give one, and the hull of the days they give."""
    quarter = _quarter_spoken_of(before, start) if resolution.quarterly else None
    if quarter is not None and resolution.quarterly is not None:
        resolution = replace(resolution, resolve=resolution.quarterly)
        anchors: list[date | None] = [date.fromisoformat(quarter.first or "")]
        basis: str | None = f"“{article.text[quarter.start : quarter.end]}”, mentioned before"
    else:
        anchors, basis = _anchors(article, resolution, before, start)
    if resolution.anchor == "before" and _is_counted(article.token_at(end - 1)):
        anchors, basis = [None], None
    values = [_value(resolution, anchor) for anchor in anchors]
    allowed = [_days_of(resolution, anchor, value) for anchor, value in zip(anchors, values, strict=True)]
    first, last = allowed[0], allowed[-1]
    return Timex(
        doc_id=article.doc_id,
        start=start,
        end=end,
        type=resolution.type,
        value=values[0] if len(set(values)) == 1 and values[0] else _open_value(resolution, name, anchors, values),
        first=first[0].isoformat() if first else None,
        last=last[1].isoformat() if last else None,
        basis=basis if first or last else None,
        rule=resolution.rule or f"dates.{name}",
    )


def _open_value(resolution: Resolution, name: str, anchors: list[date | None], values: list[str | None]) -> str | None:
    """Return what is known of a value whose day is not: the weekday, or the time of the day."""
    if name == "weekday" and len(set(values)) > 1 and values[0]:
        return f"XXXX-WXX-{date.fromisoformat(values[0][:10]).isoweekday()}{resolution.part}"
    if anchors == [None] and resolution.part and resolution.anchor == "day":
        return f"XXXX-XX-XX{resolution.part}"
    return None


def _value(resolution: Resolution, anchor: date | None) -> str | None:
    if anchor is None and resolution.anchor and resolution.type not in ("DURATION", "SET"):
        return None
    try:
        return resolution.resolve(anchor or date.min)
    except (ValueError, OverflowError):
        return None


def _days_of(resolution: Resolution, anchor: date | None, value: str | None) -> Days | None:
    if anchor is None and resolution.anchor:
        return None
    try:
        return days(value) if resolution.period is None else resolution.period(anchor or date.min)
    except (ValueError, OverflowError):
        return None


def _anchors(
    article: Article, resolution: Resolution, before: list[Timex], start: int
) -> tuple[list[date | None], str | None]:
    """Return the earliest and latest day that an expression may count from, and the words that say which."""
    if resolution.anchor == "":
        return [None], "the words alone"
    if resolution.anchor in ("before", "day"):
        mentioned = _mentioned(article, before, start, same_sentence=resolution.anchor == "day")
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
        if start - timex.end >= NEAR:
            return None
        if timex.type in ("DATE", "TIME") and timex.first and timex.last:
            between = article.text[timex.end : start]
            near = between.count("\n\n") <= 1
            if same_sentence:
                near = near and timex.first == timex.last and not any(mark in between for mark in ".?!\n")
            return timex if near else None
    return None


def _quarter_spoken_of(before: list[Timex], start: int) -> Timex | None:
    """Return the quarter that a report speaks of: the last period named, but for those it is compared with."""
    for timex in reversed(before):
        if start - timex.end > REPORT:
            return None
        if timex.rule in ("dates.year_ago", "dates.ago") or not timex.first:
            continue
        if PERIOD.fullmatch(timex.value or ""):
            return timex if "-Q" in (timex.value or "") else None
    return None


def _trimmed(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Return a match's span without a bracket or white space at its end."""
    end = match.end()
    while text[end - 1] in ") " and "(" not in match[0]:
        end -= 1
    return match.start(), end

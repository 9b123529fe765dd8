"""Dates that the prose names, and whether a claim is known to be of them.

The prose may be less precise than the texts, never more: "in October" of a claim of some day in it, not "on 9 October"
of a claim of some day in October.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracebrief.extract.dates import time_word
from tracebrief.model.claims import Claim
from tracebrief.model.spans import Span
from tracebrief.model.wording import in_one_line
from tracebrief.render.prose_sentences import Prose

Days = tuple[str | None, str | None]
YEAR, DAY = re.compile(r"\b\d{4}\b"), re.compile(r"\b\d{1,2}\b")
# The first day of two, before the one that the month stands at: "between 9 and 15 October".
FIRST_OF_TWO = re.compile(r"\b(\d{1,2})\s*(?:and|to|or|–|-)\s*$")


@dataclass(frozen=True)
class WrittenDate:
    """What of a date is written: its words, and the year, month, days of the month and weekday that they name."""

    words: str
    year: int | None = None
    month: int | None = None
    days: tuple[int, int] | None = None
    weekday: int | None = None

    def holds(self, first: str, last: str) -> bool:
        """Say whether all days from the first to the last are of this date."""
        begins, ends = date.fromisoformat(first), date.fromisoformat(last)
        low, high = self.days or (1, 31)
        return (
            self.year in (None, begins.year)
            and self.year in (None, ends.year)
            and (self.month is None or begins.year == ends.year)
            and self.month in (None, begins.month)
            and self.month in (None, ends.month)
            and (self.days is None or low <= begins.day <= ends.day <= high)
            and (self.weekday is None or (begins == ends and begins.isoweekday() == self.weekday))
        )


def find_dates_in(prose: Prose, within: Span) -> Iterator[tuple[Span, WrittenDate]]:
    """Yield the dates of a span that name a year, a month or a weekday, in order."""
    for span, _ in prose.found("dates", within):
        words = prose.words(span)
        names = [name for name in re.findall(r"[^\W\d]+", words) if name[0].isupper()]
        months, weekdays = (
            [int(number) for name in names if (number := time_word(group, name)) is not None]
            for group in ("months", "weekdays")
        )
        years, days = YEAR.findall(words), DAY.findall(words)
        start = span.start
        if months and days and (before := FIRST_OF_TWO.search(prose.text, max(0, start - 12), start)):
            days, start = [before[1], *days], before.start()
        if months or weekdays or years:
            yield (
                Span(start, span.end),
                WrittenDate(
                    words,
                    int(years[0]) if years else None,
                    months[0] if months else None,
                    (int(days[0]), int(days[-1])) if months and days else None,
                    weekdays[0] if weekdays else None,
                ),
            )


def is_date_of(written: WrittenDate, claim: Claim, published: Days | None) -> bool:
    """Say whether a claim is known to be of a date: by its days, by its text's day of publication, or by its words."""
    for first, last in ((claim.first, claim.last), published or (None, None)):
        if first and last and written.holds(first, last):
            return True
    words = in_one_line(f"{claim.exact} | {claim.as_of_words or ''}")
    return written.words in words

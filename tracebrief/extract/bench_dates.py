"""Dates in the form that benchmarks of time expressions expect."""

from typing import Any

from tracebrief.extract.dates import Timex, find_dates
from tracebrief.extract.parse import Article, parse


def timex(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the dates of a benchmark document; its `date` is the day of publication."""
    day = document.get("date")
    return timex_items(parse(document["id"], document["text"], first=day, last=day))


def timex_items(article: Article) -> list[dict[str, Any]]:
    """Return the dates of an article as benchmark items."""
    return [_item(date) for date in find_dates(article)]


def _item(date: Timex) -> dict[str, Any]:
    item = {"start": date.start, "end": date.end, "type": date.type, "value": date.value}
    if date.value is None and date.first and date.last:
        item |= {"from": date.first, "to": date.last}
    return item


TASKS = {"timex": timex, "gum_timex": timex}

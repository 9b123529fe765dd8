"""Dates in the form that benchmarks of time expressions expect."""

from typing import Any

from tracebrief.extract.dates import find_dates
from tracebrief.extract.dates.values import days
from tracebrief.extract.parsing.articles import Article, parse
from tracebrief.model.mentions import Timex


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


def gum_timex(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return only the dates that stand for days: that corpus marks no others."""
    return [item for item in timex(document) if item["type"] in ("DATE", "TIME") and _dated(item)]


def _dated(item: dict[str, Any]) -> bool:
    return "from" in item or days(item["value"]) is not None


TASKS = {"timex": timex, "gum_timex": gum_timex}

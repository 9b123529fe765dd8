"""Texts as a reader knows them: the outlet and the day, as exactly as it is known."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

import pandas as pd

from tracebrief.model.tables import rows

UNNAMED = "unnamed outlet"
# Texts named one by one in a source line; more are counted by outlet.
NAMED = 24


def name_days(first: str | None, last: str | None) -> str:
    """Return an interval of days in words: "9 Oct 2019", "9–15 Oct 2019", "11 Dec 2024 – 20 Jan 2025".

    An open end is said: "from 9 Oct 2019", "until 9 Oct 2019", "undated".
    """
    if not first and not last:
        return "undated"
    if not first or not last:
        return f"from {_day(first)}" if first else f"until {_day(last)}"
    if first == last:
        return _day(first)
    if first[:7] == last[:7]:
        return f"{int(first[8:])}–{_day(last)}"
    if first[:4] == last[:4]:
        return f"{_day(first)[:-5]} – {_day(last)}"
    return f"{_day(first)} – {_day(last)}"


def name_outlet(document: dict[str, str | None]) -> str:
    """Return whose text it is; where the record names no outlet, the farthest hand it came through."""
    hands = (document["chain"] or "").split(" < ")
    return document["outlet"] or (hands[-1] and f"after {hands[-1]}") or UNNAMED


def name_texts(documents: pd.DataFrame) -> dict[str, str]:
    """Return "outlet, day" for each text, in order of publication."""
    ordered = documents.sort_values(["first", "last", "doc_id"], kind="stable", na_position="last")
    return {row["doc_id"]: f"{name_outlet(row)}, {name_days(row['first'], row['last'])}" for row in rows(ordered)}


def name_sources(documents: pd.DataFrame, doc_ids: Iterable[str]) -> str:
    """Return a source line: the texts drawn, in order of publication; many are counted by outlet."""
    drawn = documents[documents["doc_id"].isin(set(doc_ids))]
    if len(drawn) <= NAMED:
        return "; ".join(name_texts(drawn).values())
    outlets = Counter(name_outlet(row) for row in rows(drawn))
    counted = (f"{outlet}, {number} text{'s' * (number > 1)}" for outlet, number in sorted(outlets.items()))
    ends = drawn["first"].dropna().min(), drawn["last"].dropna().max()
    return f"{'; '.join(counted)}; {name_days(*(None if pd.isna(end) else end for end in ends))}"


def _day(day: str) -> str:
    parsed = date.fromisoformat(day)
    return f"{parsed.day} {parsed:%b %Y}"

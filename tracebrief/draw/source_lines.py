"""Texts as a reader knows them: the outlet and the day, as exactly as it is known."""

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from tracebrief.model.tables import rows
from tracebrief.model.wording import counted, days_in_brief, outlet_in_words

# Texts named one by one in a source line; more are counted by outlet.
NAMED = 24


def name_texts(documents: pd.DataFrame) -> dict[str, str]:
    """Return "outlet, day" for each text, in order of publication."""
    ordered = documents.sort_values(["first", "last", "doc_id"], kind="stable", na_position="last")
    return {
        row["doc_id"]: f"{outlet_in_words(row)}, {days_in_brief(row['first'], row['last'])}" for row in rows(ordered)
    }


def name_sources(documents: pd.DataFrame, doc_ids: Iterable[str]) -> str:
    """Return a source line: the texts drawn, in order of publication; many are counted by outlet."""
    drawn = documents[documents["doc_id"].isin(set(doc_ids))]
    if len(drawn) <= NAMED:
        return "; ".join(name_texts(drawn).values())
    outlets = Counter(outlet_in_words(row) for row in rows(drawn))
    totals = (f"{outlet}, {counted(number, 'text')}" for outlet, number in sorted(outlets.items()))
    ends = drawn["first"].dropna().min(), drawn["last"].dropna().max()
    return f"{'; '.join(totals)}; {days_in_brief(*(None if pd.isna(end) else end for end in ends))}"

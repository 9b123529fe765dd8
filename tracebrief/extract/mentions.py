"""Every finding of this room for one text, under the names of its tables."""

from typing import Any

from tracebrief.extract.dates.dates import find_dates
from tracebrief.extract.events.events import find_events
from tracebrief.extract.hedges.hedges import find_hedges
from tracebrief.extract.names.names import find_names
from tracebrief.extract.parsing.articles import Article
from tracebrief.extract.quantities.quantities import find_quantities
from tracebrief.extract.statements.statements import find_statements

FINDERS = {
    "quantities": find_quantities,
    "statements": find_statements,
    "dates": find_dates,
    "events": find_events,
    "names": find_names,
    "hedges": find_hedges,
}


def find_mentions(article: Article) -> dict[str, list[Any]]:
    """Return what each finder reads in a text, by the name of its table."""
    return {table: find(article) for table, find in FINDERS.items()}

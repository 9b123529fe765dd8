"""All mentions of one text: each kind is found once, and handed to the finders that need it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracebrief.extract.dates import find_dates
from tracebrief.extract.events import find_clause_dates, find_events
from tracebrief.extract.hedges import find_hedges, grade_words
from tracebrief.extract.names import find_names
from tracebrief.extract.parsing import Article
from tracebrief.extract.quantities import find_quantities
from tracebrief.extract.statements import Quotation, find_quotations, find_statements
from tracebrief.model.mentions import ClauseDate, Event, Hedge, Name, Quantity, Statement, Timex

Mention = Quantity | Statement | Timex | ClauseDate | Event | Name | Hedge


@dataclass(frozen=True)
class Mentions:
    """What is found in a text: the rows of each table by its name, and the quotations."""

    tables: Mapping[str, Sequence[Mention]]
    quotations: Sequence[Quotation]


def find_mentions(article: Article) -> Mentions:
    """Return what each finder reads in a text."""
    grades = grade_words(article)
    dates = find_dates(article)
    clause_dates = find_clause_dates(article, dates=dates)
    names = find_names(article)
    quotations = find_quotations(article.text, article.passages)
    tables: dict[str, Sequence[Mention]] = {
        "quantities": find_quantities(article, dates=dates, grades=grades),
        "statements": find_statements(article, names=names, quotations=quotations, grades=grades),
        "dates": dates,
        "clause_dates": clause_dates,
        "events": find_events(article, clause_dates=clause_dates, grades=grades),
        "names": names,
        "hedges": find_hedges(article, grades=grades),
    }
    return Mentions(tables, quotations)

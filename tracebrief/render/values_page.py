"""The page of all that the brief rests on: values, the authors' own words and comparisons, each with its claims."""

from collections.abc import Iterable, Mapping

from tracebrief.draw.values import PublishedValue
from tracebrief.project.errors import ReportError
from tracebrief.render.comparisons import NamedComparison
from tracebrief.render.evidence import EvidenceClaim, EvidenceText
from tracebrief.render.own_words import Basis
from tracebrief.render.page_sources import html_block, page_source

# Claims listed openly under a value; more are folded away.
OPEN = 8
LEAD = (
    "Every number and quotation of the brief, what it says in its own words, and what it compares:"
    " how it was arrived at, and from which words."
)


def values_page(
    values: dict[str, PublishedValue],
    texts: list[EvidenceText],
    own: Mapping[Basis, list[str]],
    comparisons: Mapping[str, NamedComparison],
) -> str:
    """Return the source of the page.

    Args:
        own: the authors' own words, by what they rest on; names that there are not are left to the check of the prose.

    Raises:
        ReportError: a value rests on a claim that there is not.
    """
    claims = {claim.claim_id: claim for text in texts for claim in text.claims}
    blocks = html_block(
        "values.html",
        values=[(name, value, _find_claims(value.claims, claims)) for name, value in sorted(values.items())],
        own=[
            (basis, words, [claims[claim] for claim in _claims_of(basis, values) if claim in claims])
            for basis, words in own.items()
            if basis.names
        ],
        comparisons=[
            (key, each, own.get(Basis(comparisons=(key,)), []), _find_claims(each.claims, claims))
            for key, each in comparisons.items()
        ],
        labels={text.doc_id: text.label for text in texts},
        open=OPEN,
    )
    return page_source("The values", LEAD, blocks, page="values")


def _claims_of(basis: Basis, values: Mapping[str, PublishedValue]) -> list[str]:
    named = [claim for key in basis.keys if key in values for claim in values[key].claims]
    return list(dict.fromkeys([*named, *basis.ids]))


def _find_claims(ids: Iterable[str], claims: Mapping[str, EvidenceClaim]) -> list[EvidenceClaim]:
    for claim in ids:
        if claim not in claims:
            raise ReportError("build/tables", f"the prose rests on {claim}, which is no claim", "rebuild the tables")
    return [claims[claim] for claim in ids]

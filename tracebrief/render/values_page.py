"""The page of all values: each with how it was arrived at and the claims it rests on."""

from tracebrief.draw.values import PublishedValue
from tracebrief.project.errors import ReportError
from tracebrief.render.evidence import EvidenceClaim, EvidenceText
from tracebrief.render.page_sources import html_block, page_source

# Claims listed openly under a value; more are folded away.
OPEN = 8


def values_page(values: dict[str, PublishedValue], texts: list[EvidenceText]) -> str:
    """Return the source of the page.

    Raises:
        ReportError: a value rests on a claim that there is not.
    """
    claims = {claim.claim_id: claim for text in texts for claim in text.claims}
    labels = {text.doc_id: text.label for text in texts}
    found = [(name, value, _find_claims(value, claims)) for name, value in sorted(values.items())]
    lead = "Every number and quotation of the brief: how it was arrived at, and from which words."
    return page_source(
        "The values", lead, html_block("values.html", values=found, labels=labels, open=OPEN), page="values"
    )


def _find_claims(value: PublishedValue, claims: dict[str, EvidenceClaim]) -> list[EvidenceClaim]:
    for claim in value.claims:
        if claim not in claims:
            raise ReportError("build/tables/values.json", f"a value rests on {claim}, which is no claim", "rebuild it")
    return [claims[claim] for claim in value.claims]

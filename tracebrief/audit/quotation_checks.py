"""Every claim's words, cut again from the text as stored, and its id computed again from its content.

Offsets are the promise that a reader checks: a claim whose words are not at its span is a broken one.
"""

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from tracebrief.model.claims import Claim, id_of
from tracebrief.model.documents import Document
from tracebrief.model.spans import Span, quote
from tracebrief.model.tables import read_table, rows_of, to_table
from tracebrief.model.weighed import QuotationCheck
from tracebrief.project.paths import Project
from tracebrief.read import read_documents


def check_quotations(project: Project) -> pd.DataFrame:
    """Return one row per claim of the build: is it at its span, word for word?

    Shape:
        claims × columns of `quotation_checks`; key `claim_id`.
    """
    claims = rows_of(read_table(project, "claims"), Claim)
    documents = {document.doc_id: document for document in rows_of(read_documents(project), Document)}
    return to_table("quotation_checks", check_claims(claims, documents))


def check_claims(claims: Iterable[Claim], documents: Mapping[str, Document]) -> Iterator[QuotationCheck]:
    """Yield a check of each claim, against documents by `doc_id`."""
    for claim in claims:
        problem = describe_mismatch(claim, documents.get(claim.doc_id))
        yield QuotationCheck(claim.claim_id, problem is None, problem)


def describe_mismatch(claim: Claim, document: Document | None) -> str | None:
    """Return what does not agree between a claim and its text, in words; None when all does."""
    if document is None:
        return f"there is no text {claim.doc_id!r}"
    text, start, end = document.text, claim.start, claim.end
    if not 0 <= start < end <= len(text):
        return f"[{start}, {end}) is no span of a text of {len(text)} characters"
    cut = quote(text, Span(start, end))
    for part in ("exact", "prefix", "suffix"):
        if getattr(cut, part) != getattr(claim, part):
            return f"{part} is {getattr(claim, part)!r}, the text has {getattr(cut, part)!r}"
    wanted = id_of(claim, document.sha256)
    return None if wanted == claim.claim_id else f"its content has the id {wanted}"

"""The page of each text, with every claim's words marked in it, and the list of the texts.

The texts go in as raw HTML, so that no Markdown reader can change a character of them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import get_args

from tracebrief.model.columns import READER, REVIEW_STATE, RULED_AS
from tracebrief.model.documents import Passage
from tracebrief.model.wording import counted
from tracebrief.read import Basis
from tracebrief.render.claim_marks import Mark, Marker
from tracebrief.render.evidence import EvidenceClaim, EvidenceText
from tracebrief.render.page_sources import as_markdown, html_block, page_source


def text_page(text: EvidenceText) -> str:
    """Return the source of the page of one text."""
    claims = text.claims
    marker = Marker(
        text.text, [Mark(c.start, c.end, c.claim_id, "; ".join(filter(None, (c.summary, c.damage)))) for c in claims]
    )
    paragraphs = [(number, list(pieces)) for number, pieces in groupby(text.passages, lambda passage: passage.passage)]
    marked = [(number, pieces[0].kind, list(_marked(marker, pieces))) for number, pieces in paragraphs]
    return page_source(
        text.source.title or f"Untitled text, {text.label}",
        html_block("record.html", facts=_record(text), sha256=text.source.sha256),
        "# The text {#text .unnumbered}",
        html_block("text.html", paragraphs=marked, cut=sorted(marker.cut)),
        f"# Claims in this text: {len(claims)} {{#claims .unnumbered}}",
        as_markdown(describe_review(claims)),
        html_block("claims.html", claims=claims),
        subtitle=text.label,
    )


def texts_page(texts: list[EvidenceText]) -> str:
    """Return the source of the list of texts."""
    entries = [
        f"[{as_markdown(text.source.title or 'Untitled text')}]({text.doc_id}.qmd)\n"
        f":   {as_markdown(text.label)}. {len(text.claims)} claims. "
        f"Reliability: {text.source.reliability.grade}. {as_markdown(text.source.reliability.reason)}"
        for text in texts
    ]
    lead = f"The {len(texts)} texts that the brief rests on, each in full, with the words of every claim marked."
    reviewed = as_markdown(describe_review([claim for text in texts for claim in text.claims]))
    return page_source("The texts", lead, reviewed, "\n\n".join(entries), page="index")


def describe_review(claims: Sequence[EvidenceClaim]) -> str:
    """Return how many claims were looked at, by whom, and what was ruled, in words."""
    ruled = {ruled_as: [claim for claim in claims if claim.ruled_as == ruled_as] for ruled_as in get_args(RULED_AS)}
    read, left = ruled[READER], sum(not claim.ruled_as for claim in claims)
    told = f"Readers ruled on {len(read)} of {counted(len(claims), 'claim')}"
    if read:
        who = ", ".join(sorted({claim.ruled_by for claim in read if claim.ruled_by}))
        states = Counter(claim.review_state for claim in read)
        counts = (f"{states[state]} {state}" for state in get_args(REVIEW_STATE) if states[state])
        told += f" ({who}): " + ", ".join(counts)
    rest = [f"A program ruled on {len(claims)}" for ruled_as, claims in ruled.items() if claims and ruled_as != READER]
    return ". ".join([told, *rest, *([f"Nobody has ruled on {left}"] if left else [])]) + "."


def _record(text: EvidenceText) -> dict[str, str | None]:
    """Return what is known of a text; what is not known is None."""
    source = text.source
    return {
        "Outlet": source.outlet or "not named in the text",
        "Republished by": source.republisher,
        "Author": source.author or "not named in the text",
        "Reported through": " ← ".join(link.who for link in source.chain),
        "Published": f"{text.days or 'not known'} ({source.published.edtf})",
        "Known from": "\n".join(_basis(basis) for basis in source.published.basis),
        "Reliability": f"{source.reliability.grade}: {source.reliability.reason}",
        "Address": source.url or "not known",
        "File": source.file,
    }


def _basis(basis: Basis) -> str:
    """Return from which words a day is known, and what had to be known besides."""
    outside = f" (not in this text: {basis.outside})" if basis.outside else ""
    return f"“{basis.words}”: {basis.says}{outside}."


def _marked(marker: Marker, pieces: list[Passage]) -> Iterator[tuple[str, str | None]]:
    """Yield the passages of one paragraph and what stands between them as HTML, each with its kind of boilerplate."""
    at = pieces[0].start
    for piece in pieces:
        yield marker.html(at, piece.start), None
        yield marker.html(piece.start, piece.end), piece.boilerplate
        at = piece.end

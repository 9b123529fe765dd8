"""Mentions become claims: drafts, ruled on by people, then built in one place and named for what they say."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from tracebrief.link.annotated_documents import AnnotatedDocument
from tracebrief.link.claim_drafts import ClaimDraft, draft_claims
from tracebrief.link.codebook import Codebook
from tracebrief.link.rulings import Ruling, apply_rulings
from tracebrief.model.attributions import ClaimAttribution, provenance_of
from tracebrief.model.claims import Claim, id_of
from tracebrief.model.days import to_edtf
from tracebrief.model.tables import to_table
from tracebrief.project.errors import CodebookError

# Of this room's rules: raise it when the same mention would become another claim.
VERSION = "1"


class ClaimTables(NamedTuple):
    """The claims of all texts, who says each, and its provenance chain."""

    claims: pd.DataFrame
    attributions: pd.DataFrame
    provenance: pd.DataFrame


def link_claims(corpus: list[AnnotatedDocument], codebook: Codebook, rulings: Iterable[Ruling] = ()) -> ClaimTables:
    """Return the claims of all texts, rulings applied, as the tables `claims`, `attributions` and `provenance`.

    Raises:
        CodebookError: a ruling no longer fits its claim, or rules what cannot be.
    """
    texts = {document.doc_id: document for document in corpus}
    drafts = [draft for document in corpus for draft in draft_claims(document, codebook)]
    # One finding may be read twice, as two statements of the same words; a ruling is about it, not about one reading.
    once = {build_claim(each, texts[each.doc_id].sha256).claim_id: each for each in drafts}
    ruled = apply_rulings(once.values(), texts, codebook, rulings)
    built = ((build_claim(each, texts[each.doc_id].sha256), each) for each in ruled)
    named = {claim.claim_id: (claim, draft.attribution) for claim, draft in built}
    if len(named) < len(ruled):
        raise CodebookError("data/rulings.yml", "two claims are ruled to be the same one", "reject one of them instead")
    return ClaimTables(
        to_table("claims", (claim for claim, _ in named.values())),
        to_table("attributions", (ClaimAttribution.of(name, said) for name, (_, said) in named.items())),
        to_table("provenance", (step for name, (_, said) in named.items() for step in provenance_of(name, said))),
    )


def build_claim(draft: ClaimDraft, sha256: str) -> Claim:
    """Return a claim under the id that its content has in the text with this SHA-256."""
    speaker = draft.attribution.speaker
    unnamed = Claim(
        claim_id="",
        doc_id=draft.doc_id,
        start=draft.span.start,
        end=draft.span.end,
        kind=draft.kind,
        measure=draft.measure,
        actor=draft.actor,
        place=draft.place,
        event=draft.event,
        topic=draft.topic,
        low=draft.low,
        high=draft.high,
        unit=draft.unit,
        bound=draft.bound,
        speaker=draft.speaker,
        speaker_actor=speaker.actor if speaker else None,
        cue=draft.cue,
        via=draft.via,
        modality=draft.modality,
        as_of=to_edtf(draft.date.first, draft.date.last),
        as_of_words=draft.date.words,
        first=draft.date.first,
        last=draft.date.last,
        exact=draft.quote.exact,
        prefix=draft.quote.prefix,
        suffix=draft.quote.suffix,
        passage=draft.passage_number,
        rule=draft.rule,
        rule_version=VERSION,
        status=draft.status,
        note="; ".join(draft.notes) or None,
    )
    return replace(unnamed, claim_id=id_of(unnamed, sha256))

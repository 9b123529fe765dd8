"""Mentions become claims: drafts, ruled on by people, then built in one place and named for what they say."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import NamedTuple

import pandas as pd

from tracebrief.link.annotated_documents import AnnotatedDocument
from tracebrief.link.claim_drafts import ClaimDraft, draft_claims
from tracebrief.link.codebook import Codebook
from tracebrief.link.ruled_fields import compare_fields
from tracebrief.link.rulings import apply_rulings
from tracebrief.model.attributions import Attribution, ClaimAttribution, provenance_of
from tracebrief.model.claims import Claim, ReadClaim, RuledField, id_of
from tracebrief.model.tables import to_table
from tracebrief.rulings import TextRulings

# Of this room's rules: raise it when the same mention would become another claim.
VERSION = "1"


class ClaimTables(NamedTuple):
    """The claims of all texts: as read, as ruled, who says each, its provenance chain, and each field ruled on."""

    read_claims: pd.DataFrame
    claims: pd.DataFrame
    attributions: pd.DataFrame
    provenance: pd.DataFrame
    ruled_fields: pd.DataFrame


def link_claims(
    corpus: list[AnnotatedDocument], codebook: Codebook, rulings: Mapping[str, TextRulings] | None = None
) -> ClaimTables:
    """Return the claims of all texts as the tables that `ClaimTables` names.

    Args:
        rulings: by text; none unless given.

    Raises:
        RulingError: a ruling no longer fits its text, or rules what cannot be.
    """
    texts = {document.doc_id: document for document in corpus}
    drafts = [draft for document in corpus for draft in draft_claims(document, codebook)]
    # One finding may be read twice, as two statements of the same words; a ruling is about it, not about one reading.
    once: dict[str, tuple[Claim, ClaimDraft]] = {}
    for draft in drafts:
        read = build_claim(draft, texts[draft.doc_id].sha256)
        once[read.claim_id] = read, draft
    made: list[tuple[Claim, Attribution]] = []
    fields: list[RuledField] = []
    for ruled in apply_rulings((draft for _, draft in once.values()), texts, codebook, rulings or {}):
        claim = None
        if ruled.draft:
            claim = build_claim(ruled.draft, texts[ruled.draft.doc_id].sha256)
            made.append((claim, ruled.draft.attribution))
        fields += compare_fields(ruled, claim.claim_id if claim else None)
    return ClaimTables(
        to_table("read_claims", (ReadClaim.of(read) for read, _ in once.values())),
        to_table("claims", (claim for claim, _ in made)),
        to_table("attributions", (ClaimAttribution.of(claim.claim_id, said) for claim, said in made)),
        to_table("provenance", (step for claim, said in made for step in provenance_of(claim.claim_id, said))),
        to_table("ruled_fields", fields),
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
        as_of=draft.as_of,
        as_of_words=draft.date.words,
        first=draft.date.first,
        last=draft.date.last,
        **asdict(draft.quote),
        passage=draft.passage_number,
        rule=draft.rule,
        rule_version=VERSION,
        status=draft.status,
        review_state=draft.review_state,
        ruled_by=draft.ruled_by,
        ruled_as=draft.ruled_as,
        ruled_on=draft.ruled_on,
        note="; ".join(draft.notes) or None,
    )
    return replace(unnamed, claim_id=id_of(unnamed, sha256))

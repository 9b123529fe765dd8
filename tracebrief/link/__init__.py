"""Mentions joined to the codebook: claims, who says them, actors, reused passages."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.link.actors import actor_of, actors_in, link_actors
    from tracebrief.link.annotated_documents import MENTIONS, AnnotatedDocument, read_annotated_documents
    from tracebrief.link.attributions import check_attributions
    from tracebrief.link.chosen_claims import ClaimWords, choose_claim
    from tracebrief.link.claim_drafts import draft_claims
    from tracebrief.link.claim_places import places_in
    from tracebrief.link.claims import link_claims
    from tracebrief.link.codebook import Codebook, Measure, Place, read_codebook
    from tracebrief.link.codebook_examples import check_codebook
    from tracebrief.link.codebook_matches import clause_of, find_event_types, find_measures, stretch_of
    from tracebrief.link.reuse import link_reuse
    from tracebrief.link.rulings import apply_rulings
else:
    __getattr__ = export_lazily(__name__)

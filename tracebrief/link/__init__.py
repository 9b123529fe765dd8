"""Mentions joined to the codebook: claims, who says them, actors, reused passages."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.link.actors import actor_of as actor_of
    from tracebrief.link.actors import actors_in as actors_in
    from tracebrief.link.actors import link_actors as link_actors
    from tracebrief.link.annotated_documents import read_annotated_documents as read_annotated_documents
    from tracebrief.link.attributions import check_attributions as check_attributions
    from tracebrief.link.claim_places import places_in as places_in
    from tracebrief.link.claims import link_claims as link_claims
    from tracebrief.link.codebook import Codebook as Codebook
    from tracebrief.link.codebook import Measure as Measure
    from tracebrief.link.codebook import Place as Place
    from tracebrief.link.codebook import read_codebook as read_codebook
    from tracebrief.link.codebook_examples import check_codebook as check_codebook
    from tracebrief.link.codebook_matches import clause_of as clause_of
    from tracebrief.link.codebook_matches import find_event_types as find_event_types
    from tracebrief.link.codebook_matches import find_measures as find_measures
    from tracebrief.link.codebook_matches import stretch_of as stretch_of
    from tracebrief.link.reuse import link_reuse as link_reuse
else:
    __getattr__ = export_lazily(__name__)

"""Mentions joined to the codebook: claims, actors, reused passages, chains of reporting."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.link.annotated_documents import read_annotated_documents as read_annotated_documents
    from tracebrief.link.claims import link_claims as link_claims
    from tracebrief.link.codebook import read_codebook as read_codebook
    from tracebrief.link.codebook_examples import check_codebook as check_codebook
    from tracebrief.link.codebook_fits import measures_of as measures_of
    from tracebrief.link.codebook_fits import stretch as stretch
    from tracebrief.link.codebook_names import link_actors as link_actors
    from tracebrief.link.codebook_names import places_in as places_in
    from tracebrief.link.provenance import link_chains as link_chains
    from tracebrief.link.reuse import link_reuse as link_reuse
    from tracebrief.link.rulings import read_rulings as read_rulings
else:
    __getattr__ = export_lazily(__name__)

"""All that weighing makes of a set of claims, in one call: for a brief as it is, and for one without some of them."""

from collections.abc import Collection, Mapping

import pandas as pd

from tracebrief.link import Codebook
from tracebrief.weigh.agreement import weigh_agreement
from tracebrief.weigh.authored_comparisons import NOTHING, AuthoredComparisons
from tracebrief.weigh.compared_events import join_events
from tracebrief.weigh.damage import weigh_damage
from tracebrief.weigh.event_statuses import weigh_events
from tracebrief.weigh.origin_relations import weigh_origin_relations
from tracebrief.weigh.origins import weigh_origins
from tracebrief.weigh.verification import weigh_verification

# The tables that weighing reads.
READ = ("documents", "claims", "attributions", "provenance", "reuse")


def weigh_everything(
    tables: Mapping[str, pd.DataFrame],
    *,
    codebook: Codebook,
    authored: AuthoredComparisons = NOTHING,
    altered: Collection[str] = (),
) -> dict[str, pd.DataFrame]:
    """Return every table that weighing makes, by name.

    Args:
        tables: those of `READ`, by name.
        authored: what people set side by side.
        altered: texts that their records hold to be reworded as a whole.
    """
    documents, claims, attributions, provenance, reuse = (tables[name] for name in READ)
    origins = weigh_origins(claims, attributions, provenance, reuse, codebook=codebook)
    reports, said = join_events(claims, documents, codebook=codebook), (attributions, provenance)
    comparisons = weigh_agreement(claims, *said, reports, documents, codebook=codebook, authored=authored)
    relations = weigh_origin_relations(origins, provenance, comparisons, reports, codebook=codebook)
    return {
        "origins": origins,
        "origin_relations": relations,
        "comparisons": comparisons,
        "event_reports": reports,
        "joined_events": weigh_events(claims, reports, comparisons, origins, relations, codebook=codebook),
        "verifications": weigh_verification(claims, comparisons, reports, origins, relations, documents),
        "quotation_damage": weigh_damage(claims, reuse, altered=altered),
    }

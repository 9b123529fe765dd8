"""All that weighing makes of a set of claims, in one call: for a brief as it is, and for one without some of them."""

from collections.abc import Collection, Mapping

import pandas as pd

from tracebrief.link import Codebook
from tracebrief.weigh.agreement import weigh_agreement
from tracebrief.weigh.authored_comparisons import NOTHING, AuthoredComparisons
from tracebrief.weigh.damage import weigh_damage
from tracebrief.weigh.event_statuses import weigh_events
from tracebrief.weigh.intervals import ABOUT
from tracebrief.weigh.like_quotations import ALIKE
from tracebrief.weigh.origin_relations import weigh_origin_relations
from tracebrief.weigh.origins import weigh_origins
from tracebrief.weigh.verification import weigh_verification

# The tables that weighing reads.
READ = ("documents", "claims", "attributions", "provenance", "reuse")
# What a run may set otherwise: the parameters of these names.
TOLERANCES = ("about", "alike")


def weigh_everything(
    tables: Mapping[str, pd.DataFrame],
    *,
    codebook: Codebook,
    authored: AuthoredComparisons = NOTHING,
    altered: Collection[str] = (),
    about: float = ABOUT,
    alike: int = ALIKE,
) -> dict[str, pd.DataFrame]:
    """Return every table that weighing makes, by name.

    Args:
        tables: those of `READ`, by name.
        authored: what people set side by side.
        altered: texts that their records hold to be reworded as a whole.
        about, alike: see `weigh_agreement`.
    """
    documents, claims, attributions, provenance, reuse = (tables[name] for name in READ)
    said = claims, attributions, provenance
    origins = weigh_origins(*said, reuse, codebook=codebook, alike=alike)
    comparisons, reports = weigh_agreement(
        *said, documents, codebook=codebook, authored=authored, about=about, alike=alike
    )
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

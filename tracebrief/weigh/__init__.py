"""What to believe: origins, agreement and conflict, events told once, verification status, age, damaged quotations."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.weigh.agreement import weigh_agreement
    from tracebrief.weigh.authored_comparisons import AuthoredComparisons, read_comparisons
    from tracebrief.weigh.damage import weigh_damage
    from tracebrief.weigh.event_statuses import weigh_events
    from tracebrief.weigh.everything import weigh_everything
    from tracebrief.weigh.origin_relations import weigh_origin_relations
    from tracebrief.weigh.origins import weigh_origins
    from tracebrief.weigh.verification import weigh_verification
else:
    __getattr__ = export_lazily(__name__)

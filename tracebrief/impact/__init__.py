"""What a brief would lose if a text, a claim, an origin or a speaker were withdrawn, by weighing again without it."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.impact.impacts import Impact, describe_impact, weigh_impact
    from tracebrief.impact.inserts import preload, write_impact_insert
    from tracebrief.impact.verdicts import WITHDRAWN, Verdict
else:
    __getattr__ = export_lazily(__name__)

"""What to believe: origins, agreement and conflict, events told once, verification status, age, damaged quotations."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.weigh.agreement import weigh_agreement
    from tracebrief.weigh.authored_comparisons import AuthoredComparisons, read_comparisons
    from tracebrief.weigh.everything import weigh_everything
else:
    __getattr__ = export_lazily(__name__)

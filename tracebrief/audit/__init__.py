"""What was found against what a person marks, what was missed, and whether every quoted word is in its text."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.audit.coverage import check_coverage
    from tracebrief.audit.disagreements import compare_days, count_marks, list_disagreements, list_misses
    from tracebrief.audit.gold import KINDS, read_gold
    from tracebrief.audit.quotation_checks import check_claims, check_quotations
    from tracebrief.audit.ruling_scores import count_reviews, list_field_scores, score_rulings
    from tracebrief.audit.scores import FIELDS, match_gold, match_ledger, score_matches
else:
    __getattr__ = export_lazily(__name__)

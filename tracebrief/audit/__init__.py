"""What was found against what a person marks, what was missed, and whether every quoted word is in its text."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.audit.coverage import check_coverage as check_coverage
    from tracebrief.audit.disagreements import compare_days as compare_days
    from tracebrief.audit.disagreements import count_marks as count_marks
    from tracebrief.audit.disagreements import list_disagreements as list_disagreements
    from tracebrief.audit.disagreements import list_misses as list_misses
    from tracebrief.audit.gold import KINDS as KINDS
    from tracebrief.audit.gold import read_gold as read_gold
    from tracebrief.audit.quotation_checks import check_claims as check_claims
    from tracebrief.audit.quotation_checks import check_quotations as check_quotations
    from tracebrief.audit.ruling_scores import count_reviews as count_reviews
    from tracebrief.audit.ruling_scores import list_field_scores as list_field_scores
    from tracebrief.audit.ruling_scores import score_rulings as score_rulings
    from tracebrief.audit.scores import FIELDS as FIELDS
    from tracebrief.audit.scores import match_gold as match_gold
    from tracebrief.audit.scores import score_matches as score_matches
else:
    __getattr__ = export_lazily(__name__)

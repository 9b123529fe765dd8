"""What was found against what a person marks, what was missed, and whether every quoted word is in place."""

from tracebrief.audit.coverage import check_coverage
from tracebrief.audit.disagreements import compare_days, count_marks, list_disagreements, list_misses
from tracebrief.audit.gold import KINDS, read_gold
from tracebrief.audit.quotation_checks import check_claims, check_quotations
from tracebrief.audit.scores import FIELDS, match_gold, score_matches

__all__ = [
    "FIELDS",
    "KINDS",
    "check_claims",
    "check_coverage",
    "check_quotations",
    "compare_days",
    "count_marks",
    "list_disagreements",
    "list_misses",
    "match_gold",
    "read_gold",
    "score_matches",
]

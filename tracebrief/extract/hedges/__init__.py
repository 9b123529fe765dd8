"""Words by which a text steps back from what it says, and what they govern."""

from tracebrief.extract.hedges.factuality import Grades, grade_words
from tracebrief.extract.hedges.hedge_cues import lexicon
from tracebrief.extract.hedges.hedges import find_hedges, head_at, modality_at

__all__ = ["Grades", "find_hedges", "grade_words", "head_at", "lexicon", "modality_at"]

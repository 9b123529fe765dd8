"""What a sentence rests on, where it rests on claims that were set side by side."""

from tracebrief.impact.parts import find_grounds
from tracebrief.impact.verdicts import Ground
from tracebrief.render.comparisons import NamedComparison
from tracebrief.render.own_words import Basis
from tracebrief.render.prose_text import Piece

PAIRS = (("c-1", "c-2"), ("c-1", "c-3"))
COMPARED = {"tides": NamedComparison(PAIRS, "differs", "two tables", None, "an editor")}


def test_a_comparison_of_several_claims_is_a_ground_for_each_pair():
    piece = Piece(0, 5, "comparison", 1, Basis(comparisons=("tides", "none")))
    assert list(find_grounds(piece, {}, COMPARED)) == [Ground("tides", pair, needs_all=True) for pair in PAIRS]

"""A claim read anew is the same claim where one fits it alone; where two fit, it is none of them."""

import pytest

from tracebrief.history.claim_pairs import pair_claims

# Before, after, and the words of those that are one claim under two names.
PAIRED = {
    "a value read anew": ("[[Two boats=2]] sank.", "[[Two boats=3]] sank.", ["Two boats"]),
    "a word more": ("About [[two boats=2]] sank.", "[[About two boats=2]] sank.", ["About two boats"]),
    "a word less": ("[[It is said that it sank]].", "It is said [[that it sank]].", ["that it sank"]),
    "value and words": ("[[Two boats=2]] of ten sank.", "[[Two boats of ten=20]] sank.", ["Two boats of ten"]),
    "moved by an insertion": (
        "It rained. [[Two boats=2]] sank.",
        "It rained and rained. [[Two boats=2]] sank.",
        ["Two boats"],
    ),
    "moved, its neighbours edited": ("Then [[it sank]] at noon.", "Later on [[it sank]] at one.", ["it sank"]),
    "words edited where they stand": (
        "So it was said that [[two boats=2]] sank on Monday.",
        "So it was said that [[two ships=2]] sank on Monday.",
        ["two ships"],
    ),
    "one of two alike, told by its context": (
        "All were saved when [[it sank]] on a Monday of April. Nobody was saved when [[it sank]] on a Friday of May.",
        "News. All were saved when it sank on a Monday of April. Nobody was saved when [[it sank]] on a Friday of May.",
        ["it sank"],
    ),
}
NOT_PAIRED = {
    "elsewhere in the same text": (
        "[[Rain]] and wind. [[It sank]], it sank.",
        "[[Rain]] and wind. It sank, [[it sank]].",
    ),
    "two fit": ("[[Two boats]] and [[three ships]] sank.", "[[Two boats and three ships]] sank."),
    "it fits two": ("[[Two boats and three ships]] sank.", "[[Two boats]] and [[three ships]] sank."),
    "another kind at the same place": ("[[Two boats]] sank.", "[[Two boats=2]] sank."),
    "two moved alike, no context": ("[[ab]][[ab]]", "..[[ab]]..[[ab]]"),
    "other words at the same place of another text": ("[[Two boats sank]].", "[[A goat was fed]]."),
    "side by side": ("[[Two boats]] sank.", "Two boats[[ sank]]."),
}


def others(hold, before, after):
    """Return both states' claims, and the pairs that changed their names."""
    old, new = hold(ferry=before).claims, hold(ferry=after).claims
    return old, new, {name: was for name, was in pair_claims(old, new).items() if name != was}


@pytest.mark.parametrize("case", PAIRED)
def test_a_claim_read_anew_is_the_same(hold, case):
    before, after, words = PAIRED[case]
    _, new, pairs = others(hold, before, after)
    assert [new[name]["exact"] for name in pairs] == words


@pytest.mark.parametrize("case", NOT_PAIRED)
def test_what_does_not_fit_alone_is_not_paired(hold, case):
    assert others(hold, *NOT_PAIRED[case])[2] == {}


def test_claims_of_other_texts_are_never_paired(hold):
    old, new = hold(ferry="[[Two boats=2]] sank.").claims, hold(storm="[[Two boats=3]] sank.").claims
    assert pair_claims(old, new) == {}


def test_a_claim_of_another_text_of_that_name_is_not_paired_by_its_place(hold):
    old, new = hold(ferry="We saw [[the two boats]] sink."), hold(ferry="It was [[not a goat they]] ate.")
    assert pair_claims(old.claims, new.claims) == {}

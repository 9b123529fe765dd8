"""Quotations that are shortened, filled in, reworded or spoiled are recognised by their signs, others are not."""

import pytest

from tests.weigh.test_weigh import claim, table
from tracebrief.model.mentions import SharedPassage
from tracebrief.model.tables import rows, to_table
from tracebrief.weigh.damage import weigh_damage

WHOLE = "We have hauled every net out of the bay, and we will not lower a single one before the oil is gone"


def quoted(name: str, words: str, speaker: str = "Ann Lee") -> dict:
    return claim(name, kind="quote", exact=words, speaker=speaker)


def copied(copy: str, source: str, *, start: int = 100, end: int = 200) -> SharedPassage:
    return SharedPassage(copy, start, end, source, start, end, 0.9, rule="reuse.aligned")


def damage(*quotes: dict, copies=(), altered=()) -> dict[str, tuple[str, bool, str | None]]:
    found = weigh_damage(table(*quotes), to_table("reuse", copies), altered=altered)
    return {row["claim_id"][2:]: (row["signs"], row["doubtful"], row["twin"]) for row in rows(found)}


@pytest.mark.parametrize(
    ("words", "signs", "doubtful"),
    [
        pytest.param(WHOLE.replace("a single", "even a single"), "small words differ", True, id="a small word more"),
        pytest.param(
            WHOLE.replace("of the bay", "from the bay"), "small words differ", True, id="a small word changed"
        ),
        pytest.param(WHOLE.replace("hauled", "pulled"), "words replaced", True, id="another word"),
        pytest.param(
            "We have hauled each mesh out of the bay, and we will not to lower a single one before the oil is gone",
            "words replaced; broken grammar",
            True,
            id="reworded into broken grammar",
        ),
        pytest.param(
            "We have hauled every net … and we will not lower a single one before the oil is gone",
            "part left out",
            False,
            id="ellipsis",
        ),
        pytest.param(WHOLE.replace("a single one", "[any net]"), "words put in", False, id="words in square brackets"),
        pytest.param(
            "we will not lower a single one before the oil is gone", "cut short", False, id="only the end of a sentence"
        ),
    ],
)
def test_a_quotation_with_an_intact_twin_shows_what_was_done_to_it(words, signs, doubtful):
    found = damage(quoted("a", WHOLE), quoted("b", words), copies=[copied("b", "a")])
    assert found == {"b": (signs, doubtful, "c-a")}


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(WHOLE, id="the same words"),
        pytest.param(WHOLE + ".", id="a full stop inside the marks"),
        pytest.param(WHOLE.replace("a single", "a  single"), id="white space"),
        pytest.param("We have hauled the nets for thirty years and nobody ever thanked us", id="other words"),
        pytest.param("The oil is gone", id="few words"),
    ],
)
def test_a_quotation_in_the_same_or_in_other_words_is_whole(words):
    assert damage(quoted("a", WHOLE), quoted("b", words), copies=[copied("b", "a")]) == {}


def test_a_sentence_quoted_whole_is_not_cut_short():
    assert damage(quoted("a", WHOLE + ". Ask my brother."), quoted("b", WHOLE), copies=[copied("b", "a")]) == {}


def test_of_two_wordings_without_a_known_copy_neither_is_the_speakers_for_certain():
    found = damage(quoted("a", WHOLE), quoted("b", WHOLE.replace("a single", "even a single")))
    assert {name: row[:2] for name, row in found.items()} == dict.fromkeys("ab", ("small words differ", True))


def test_two_texts_that_share_only_the_quotation_did_not_copy():
    quotes = quoted("a", WHOLE), quoted("b", WHOLE.replace("a single", "even a single"))
    assert set(damage(*quotes, copies=[copied("b", "a", start=0, end=5)])) == {"a", "b"}


def test_a_copy_of_a_copy_casts_no_doubt_on_the_first():
    quotes = quoted("a", WHOLE), quoted("b", WHOLE), quoted("c", WHOLE.replace("hauled", "pulled"))
    assert set(damage(*quotes, copies=[copied("b", "a"), copied("c", "b")])) == {"c"}


def test_like_words_of_another_speaker_are_no_twin():
    other = quoted("b", WHOLE.replace("hauled", "pulled"), speaker="Tom Ellis")
    assert damage(quoted("a", WHOLE), other) == {}


@pytest.mark.parametrize(
    ("words", "signs"),
    [
        pytest.param("[The harbour] … is shut", "part left out; words put in", id="marks of the text itself"),
        pytest.param("The harbour is shut [1]", "", id="a note's number"),
        pytest.param("We saw the they boats coming in at night", "", id="broken grammar without a twin may be speech"),
    ],
)
def test_a_quotation_without_a_twin_shows_only_what_its_own_marks_say(words, signs):
    assert [row[:2] for row in damage(quoted("a", words)).values()] == ([(signs, False)] if signs else [])


def test_every_quotation_of_an_altered_text_is_doubtful():
    found = damage(quoted("a", "The harbour is shut"), quoted("b", "Nobody came"), altered={"a"})
    assert found == {"a": ("altered text", True, None)}


def test_the_reason_names_the_words_that_differ():
    reworded = WHOLE.replace("a single", "even a single")
    [row] = rows(weigh_damage(table(quoted("a", WHOLE), quoted("b", reworded)), to_table("reuse", [copied("b", "a")])))
    assert row["reason"] == "“even” stands here and not in a"

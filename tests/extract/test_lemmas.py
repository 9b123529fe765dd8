import pytest

from tracebrief.extract import find_content_lemmas, find_verbs


@pytest.mark.parametrize(
    ("words", "lemmas"),
    [
        pytest.param("The pilots warned of falling cranes", {"pilot", "warn", "fall", "crane"}, id="forms of words"),
        pytest.param("Three boats sank", {"boat", "sink"}, id="a number and an irregular verb"),
        pytest.param("It was not so, and then they had it", set(), id="small words alone"),
        pytest.param("the “safe-ish” quay’s end", {"safe-ish", "quay", "end"}, id="a word that no dictionary has"),
    ],
)
def test_content_words_stand_in_their_dictionary_form(words, lemmas):
    assert find_content_lemmas(words) == lemmas


@pytest.mark.parametrize(
    ("words", "verbs"),
    [
        pytest.param("the ministry warned of falling cranes", {"warn", "fall"}, id="shown by their endings"),
        pytest.param("boats sank", {"sink"}, id="irregular"),
        pytest.param("two strikes and a walk", set(), id="may be nouns"),
        pytest.param("a red shed at the spring", set(), id="no verb that ends so"),
    ],
)
def test_verbs_are_known_by_their_form(words, verbs):
    assert find_verbs(words) == verbs

import pytest

from tracebrief.link.actors import actor_of
from tracebrief.link.claim_places import places_in
from tracebrief.link.name_index import find_named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The FHU met Ann Lee.", [("FHU", "union"), ("Ann Lee", "lee")], id="names and aliases"),
        pytest.param("Lee spoke.", [("Lee", "lee")], id="a surname"),
        pytest.param("the Free  Harbour\nUnion met", [("Free  Harbour\nUnion", "union")], id="over a line end"),
        pytest.param("Fleet Leeds lee-side", [], id="not inside or joined to a word"),
        pytest.param("in the lee of the pier", [], id="a name has its capital"),
        pytest.param("harbour pilots met", [("harbour pilots", "pilots")], id="a common name needs none"),
    ],
)
def test_find_named(codebook, text, expected):
    assert [(text[n.start : n.end], n.key) for n in find_named(text, codebook.actor_names)] == expected


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        pytest.param("FHU spokeswoman Ann Lee", "lee", id="a person before her organisation"),
        pytest.param("two harbour pilots of the FHU", "pilots", id="a group before its organisation"),
        pytest.param("Ann Lee and Mayor Tom Ellis", None, id="two persons are none"),
        pytest.param("a clerk", None, id="nobody"),
        pytest.param(None, None, id="no words"),
    ],
)
def test_actor_of(codebook, words, actor):
    assert actor_of(words, codebook) == actor


def test_a_place_inside_a_name_is_no_place(codebook):
    assert places_in("Tom Ellis spoke in Norrin", codebook) == {"norrin"}
    assert places_in("He spoke in Ellis", codebook) == {"port"}

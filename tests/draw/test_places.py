"""The map: only places with a point, or with a parent that has one, are on it."""

import pytest

from tracebrief.draw.places import EACH, LABELLED, LARGEST, SMALLEST, lay_out_places
from tracebrief.link import Codebook, Place
from tracebrief.model.tables import TABLES, to_table
from tracebrief.project.errors import TableError


def place(key, kind, **columns):
    return Place(key=key, name=key.title(), kind=kind, within=None, aliases=[], example=f"In {key.title()}.", **columns)


PLACES = [
    place("ellery", "town", latitude=10.0, longitude=20.0, coordinates="a gazetteer"),
    place("dunmore", "camp", latitude=10.8, longitude=22.0, coordinates="a gazetteer"),
    place("gate", "prison", located_by={"place": "ellery", "words": "the Gate jail in Ellery"}),
    place("coast", "region"),
    place("keep", "prison", located_by={"place": "coast", "words": "the Keep on the coast"}),
]
CODEBOOK = Codebook(measures=[], actors=[], places=PLACES, event_types=[], topics=[])
RING = [[15.0, 5.0], [30.0, 5.0], [30.0, 15.0], [15.0, 15.0], [15.0, 5.0]]
BASEMAP = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "Arland", "label": [20.5, 9.5]},
            "geometry": {"type": "Polygon", "coordinates": [RING[::-1]]},
        },
        {
            "type": "Feature",
            "properties": {"name": "Farland", "label": [80.0, 9.5]},
            "geometry": {"type": "Polygon", "coordinates": [[[x + 60, y] for x, y in RING[::-1]]]},
        },
    ],
}
DOCUMENT = dict.fromkeys(TABLES["documents"].columns, "-") | {
    "via": None,
    "first": "2020-03-03",
    "last": "2020-03-03",
}
DOCUMENTS = to_table("documents", [DOCUMENT | {"doc_id": "ferry2020", "outlet": "Evening Paper"}])
CLAIM = dict.fromkeys(TABLES["claims"].columns) | {
    "doc_id": "ferry2020",
    "start": 0,
    "end": 5,
    "modality": "asserted",
    "exact": "-",
    "prefix": "",
    "suffix": "",
    "passage": 1,
    "rule": "test",
    "rule_version": "1",
    "status": "accepted",
    "review_state": "found",
    "kind": "event",
}


def lay_out(*changes):
    claims = [CLAIM | {"claim_id": f"c-{number}"} | change for number, change in enumerate(changes)]
    return lay_out_places(to_table("claims", claims), DOCUMENTS, CODEBOOK, BASEMAP)


def test_the_finding_in_words():
    figure = lay_out({"place": "ellery"}, {"place": "ellery"}, {"place": "gate"}, {"place": "coast"}, {"place": None})
    assert "2 places with 3 of the 4 claims" in figure.alt
    assert "Ellery (town) 2, Gate (prison) 1" in figure.alt
    assert "No point is known for Gate," in figure.alt
    assert figure.n == "3 of 4 claims that name a place; not drawn, for they have no point: Coast"
    assert figure.data["claims"].tolist() == [2, 1]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"place": "coast"}, id="a region"),
        pytest.param({"place": "keep"}, id="in a region"),
        pytest.param({"place": None}, id="no place"),
        pytest.param({"place": "ellery", "status": "rejected"}, id="rejected"),
    ],
)
def test_what_has_no_point_is_not_drawn(change):
    with pytest.raises(TableError, match="no claim names a place with coordinates"):
        lay_out(change)
    assert lay_out(change, {"place": "dunmore"}).data["place"].tolist() == ["Dunmore"]


def test_a_claim_of_an_unknown_text_is_refused():
    with pytest.raises(TableError, match="gone2020 is not among the documents"):
        lay_out({"doc_id": "gone2020", "place": "ellery"})


def test_the_chart(draw_chart):
    figure = lay_out({"place": "ellery"}, {"place": "dunmore"}, {"place": "gate"})
    _, picture = draw_chart("places", figure, documents=DOCUMENTS, basemap=BASEMAP)
    for words in ("Ellery", "Dunmore<", "Gate<", "“the Gate jail in", "Arland", " km<", ">camp<", ">prison<", "Dashed"):
        assert words in picture
    assert "Farland" not in picture


def test_the_key_names_only_what_is_on_the_map(draw_chart):
    _, picture = draw_chart("places", lay_out({"place": "ellery"}), documents=DOCUMENTS, basemap=BASEMAP)
    assert ">town<" in picture and ">prison<" not in picture and "Dashed" not in picture


@pytest.mark.parametrize(
    ("claims", "area"),
    [
        pytest.param(3, SMALLEST + 3 * EACH, id="a few claims: each adds as much"),
        pytest.param(LARGEST // EACH, SMALLEST + LARGEST // EACH * EACH, id="as many as fit"),
        pytest.param(2000, SMALLEST + LARGEST, id="thousands cover no more than the largest symbol"),
    ],
)
def test_a_symbol_grows_with_its_claims_to_a_limit(claims, area):
    assert lay_out(*[{"place": "ellery"}] * claims).symbols["area"].tolist() == [pytest.approx(area)]


@pytest.mark.parametrize(
    ("number", "all_named"),
    [
        pytest.param(LABELLED, True, id="a dozen at one point are all named"),
        pytest.param(LABELLED + 8, False, id="of more, those whose label covers nothing"),
    ],
)
def test_labels_of_many_places(number, all_named):
    towns = [place(f"t{n}", "town", latitude=10.0 + n / 100, longitude=20.0, coordinates="g") for n in range(number)]
    codebook = CODEBOOK.model_copy(update={"places": towns})
    claims = to_table("claims", [CLAIM | {"claim_id": f"c-{n}", "place": f"t{n}"} for n in range(number)])
    named = lay_out_places(claims, DOCUMENTS, codebook, BASEMAP).symbols["align"].notna()
    assert named.all() == all_named and named.any()


def test_a_place_without_a_point_is_drawn_below_the_one_that_a_text_puts_it_in():
    symbols = lay_out({"place": "ellery"}, {"place": "gate"}).symbols.set_index("place")
    assert symbols["parent"].notna().tolist() == [False, True]
    assert symbols.loc["Gate", "longitude"] == 20.0 and symbols.loc["Gate", "latitude"] < symbols.loc["Gate", "parent"]

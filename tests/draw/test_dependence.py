"""How texts depend on each other: only what two of them share is an origin of both."""

import pytest

from tracebrief.draw.dependence import MOST, lay_out_dependence
from tracebrief.model.tables import TABLES, to_table
from tracebrief.project.errors import TableError

TEXTS = {
    "ferry2020": ("Evening Paper", "Evening Paper", "2020-03-03", "The storm sank three boats on Tuesday."),
    "storm2020": (
        "Morning Post",
        "Wire, then Morning Post, then a mirror",
        "2020-03-04",
        "A storm sank three boats off Ellery.",
    ),
    "calm2020": (None, "Wire, then a mirror", "2020-03-05", "The sea was calm."),
}
DOCUMENT = dict.fromkeys(TABLES["documents"].columns, "-")
CLAIM = dict.fromkeys(TABLES["claims"].columns) | {
    "start": 0,
    "end": 5,
    "modality": "asserted",
    "exact": "-",
    "prefix": "",
    "suffix": "",
    "kind": "event",
    "passage": 1,
    "rule": "test",
    "rule_version": "1",
    "status": "accepted",
    "review_state": "found",
}
MASTER = [("c-1", "ferry2020"), ("c-2", "ferry2020"), ("c-3", "storm2020")]
COPY = {"doc_id": "storm2020", "start": 0, "end": 25, "source_doc_id": "ferry2020", "source_start": 0, "source_end": 26}


def documents(*keys):
    named = {key: dict(zip(("outlet", "via", "first", "text"), TEXTS[key], strict=True)) for key in keys}
    return to_table("documents", [DOCUMENT | {"doc_id": key, "last": row["first"]} | row for key, row in named.items()])


def lay_out(pairs=(), *, keys=tuple(TEXTS), origins=None, how="said so", reuse=(), steps=(), most=MOST, **columns):
    claims = to_table("claims", [CLAIM | {"claim_id": key, "doc_id": doc} | columns for key, doc in pairs])
    names = origins or ["the harbour master"] * len(pairs)
    origin = [
        {"claim_id": key, "origin_id": f"o-{name}", "origin": name, "actors": None, "outlet": None, "how": how}
        for (key, _), name in zip(pairs, names, strict=True)
    ]
    chain = [
        {"claim_id": key, "step": n, "role": role, "who": who, "start": None, "end": None}
        for key, n, role, who in steps
    ]
    shared = [row | {"similarity": 1.0, "rule": "test"} for row in reuse]
    tables = to_table("provenance", chain), to_table("reuse", shared), to_table("origins", origin)
    return lay_out_dependence(documents(*keys), *tables, claims, most=most)


def rests(figure):
    data = figure.data[figure.data["how"] == "rests on"]
    return sorted(data[["doc_id", "whom", "claims"]].itertuples(index=False, name=None))


def test_an_origin_of_two_texts():
    figure = lay_out(MASTER, keys=("ferry2020", "storm2020"))
    assert rests(figure) == [("ferry2020", "the harbour master", 2), ("storm2020", "the harbour master", 1)]
    assert figure.n.startswith("3 of 3 claims")
    assert "the harbour master stands behind 2" in figure.alt


def test_a_named_intermediary_of_two_texts_is_shared_and_a_nameless_one_is_not():
    assert rests(lay_out()) == [("calm2020", "Wire", 0), ("storm2020", "Wire", 0)]


@pytest.mark.parametrize(
    ("pairs", "more"),
    [
        pytest.param(MASTER, {"status": "rejected"}, id="rejected claims"),
        pytest.param(MASTER[:2], {}, id="twice in one text"),
        pytest.param(MASTER[1:], {"origins": ["the captain", "the harbour master"]}, id="two origins"),
        pytest.param(MASTER, {"how": "unsourced"}, id="words without a source"),
        pytest.param((), {}, id="no claim"),
    ],
)
def test_what_texts_do_not_share(pairs, more):
    figure = lay_out(pairs, keys=("ferry2020", "storm2020"), **more)
    assert rests(figure) == []
    assert "No origin is shared" in figure.alt
    assert "No passage is shared" in figure.alt


def test_a_passage_counts_its_shared_words_once():
    again = COPY | {"start": 2, "end": 25}
    figure = lay_out(keys=("ferry2020", "storm2020"), reuse=[COPY, again])
    copied = figure.data[figure.data["how"] == "shares words with"]
    assert copied[["doc_id", "whom", "words"]].values.tolist() == [["storm2020", "ferry2020", 4]]
    assert "Morning Post, 4 Mar 2020, shares 4 words with Evening Paper, 3 Mar 2020." in figure.alt


def test_what_an_intermediary_did_is_its_texts_own(draw_chart):
    steps = [("c-3", 0, "text", "storm2020"), ("c-3", 1, "republisher", "a mirror"), ("c-3", 2, "speaker", "Wire")]
    figure = lay_out(MASTER, steps=steps)
    through = figure.data[figure.data["whom"] == "a mirror"][["doc_id", "how"]].values.tolist()
    assert through == [["calm2020", "intermediary"], ["storm2020", "republisher"]]
    _, picture = draw_chart("dependence", figure, documents=documents(*TEXTS))
    assert "after Wire" in picture
    assert "shared origins" in picture


@pytest.mark.parametrize(
    ("claims", "through"),
    [
        pytest.param(MASTER, [["storm2020", "passed it on", "Coast Agency"]], id="all of its text came through it"),
        pytest.param([*MASTER, ("c-4", "storm2020")], [], id="one of two claims did"),
    ],
)
def test_an_intermediary_that_was_ruled_in_is_its_texts_own_where_all_came_through_it(claims, through):
    steps = [
        ("c-3", 1, "passed it on", "Coast Agency"),
        ("c-3", 2, "told", "Harbour Post"),
        ("c-3", 3, "speaker", "Ann"),
    ]
    data = lay_out(claims, steps=steps).data
    assert data[data["how"].isin(["passed it on", "told"])][["doc_id", "how", "whom"]].values.tolist() == through


def test_no_text_is_refused():
    with pytest.raises(TableError, match="there is no text"):
        lay_out(keys=())


def test_a_claim_of_an_unknown_text_is_refused():
    with pytest.raises(TableError, match="storm2020 is not among the documents"):
        lay_out(MASTER, keys=("ferry2020",))


def test_of_many_texts_those_that_share_most_words_are_drawn():
    figure = lay_out(MASTER, reuse=[COPY], most=2)
    assert figure.doc_ids == ("ferry2020", "storm2020")
    assert figure.n.endswith("; 2 of 3 texts are drawn")
    assert "calm2020" not in set(figure.data.doc_id) and "How 2 texts depend" in figure.alt


def test_an_origin_of_one_drawn_text_is_no_longer_shared():
    assert ("calm2020", "Wire", 0) in rests(lay_out(MASTER, reuse=[COPY]))
    assert {whom for _, whom, _ in rests(lay_out(MASTER, reuse=[COPY], most=2))} == {"the harbour master"}


def test_lines_end_at_words_of_the_picture():
    figure = lay_out(MASTER, reuse=[COPY])
    assert set(figure.links["how"]) == {"came through", "rests on", "shares words with"}
    assert figure.links[["y", "y2"]].to_numpy().max() <= figure.height and figure.nodes["y"].max() <= figure.height
    ends = figure.links.dropna(subset="whom").query("how == 'rests on'")
    named = {line for lines in figure.nodes["lines"] for line in lines}
    assert set(ends["whom"]) == {"the harbour master", "Wire"} <= named


def test_a_line_is_thicker_for_more_claims():
    pairs = [(f"c-{n}", "ferry2020") for n in range(10)] + [("c-a", "storm2020")]
    links = lay_out(pairs, keys=("ferry2020", "storm2020")).links.dropna(subset="whom").set_index("number")["width"]
    assert links[10] > links[1]

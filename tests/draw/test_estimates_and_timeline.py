"""Estimates and events as figures: what is drawn, what is left out, and what the words for it say."""

import pandas as pd
import pytest

from tracebrief.draw.estimates import lay_out_estimates
from tracebrief.draw.timeline import lay_out_timeline
from tracebrief.link import read_codebook
from tracebrief.model.tables import TABLES, to_table
from tracebrief.project.errors import TableError
from tracebrief.project.paths import Project

CODEBOOK = """\
measures:
  - key: trapped
    label: miners trapped
    definition: Miners below ground.
    unit: person
    dimension: count
    counted: {any: [miner*]}
    example: {text: "It trapped [[over 40 miners]].", low: 40, high: null, bound: more than}
actors: []
places: []
event_types:
  - {key: collapse, label: collapse, triggers: [collapse], example: "The shaft [[collapsed]]."}
topics: []
"""


@pytest.fixture
def codebook(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "codebook.yml").write_text(CODEBOOK, "utf-8")
    return read_codebook(Project(tmp_path))


def documents():
    empty = dict.fromkeys(TABLES["documents"].columns)
    known = {"file": "f", "sha256": "0", "published_basis": "b", "reliability": "direct", "reliability_reason": "r"}
    return to_table(
        "documents",
        [
            empty
            | known
            | {
                "doc_id": "paper",
                "outlet": "Paper",
                "text": "t",
                "published": "2020-03-02",
                "first": "2020-03-02",
                "last": "2020-03-02",
            },
            empty
            | known
            | {
                "doc_id": "wire",
                "outlet": "Wire",
                "text": "t",
                "published": "2024-05",
                "first": "2024-05-01",
                "last": "2024-05-31",
            },
        ],
    )


def claim(number, doc_id="paper", **fields):
    empty = dict.fromkeys(TABLES["claims"].columns)
    plain = {"claim_id": f"c-{number}", "doc_id": doc_id, "start": number, "end": number + 1, "modality": "asserted"}
    cut = {
        "prefix": "",
        "suffix": "",
        "passage": 1,
        "rule": "r",
        "rule_version": "1",
        "status": "accepted",
        "review_state": "found",
    }
    return empty | plain | cut | fields


def count(number, exact, low, high, bound, **fields):
    return claim(number, kind="quantity", measure="trapped", exact=exact, low=low, high=high, bound=bound, **fields)


def event(number, exact, first, last, **fields):
    return claim(number, kind="event", event="collapse", exact=exact, first=first, last=last, **fields)


def table(*found):
    return to_table("claims", found)


def joined(claims, *groups, **statuses):
    """Return the events and their reports: a group of numbers is one event, told by all of them."""
    groups = groups or [[name.removeprefix("c-")] for name in claims.claim_id]
    own = claims.set_index("claim_id")
    events, reports = [], []
    for group in groups:
        names = [f"c-{number}" for number in group]
        told = own.loc[names]
        event = {"event_id": f"e-{group[0]}", "event": "collapse", "texts": told.doc_id.nunique(), "origins": 1}
        event |= {"place": None, "actor": None, "as_of": None, "reason": "r"}
        event |= {"first": told["first"].dropna().max(), "last": told["last"].dropna().min()}
        event = {name: None if pd.isna(value) else value for name, value in event.items()}
        events.append(event | {"status": statuses.get(names[0].replace("-", ""), "reported by one party")})
        roles = ["reports" if modality != "denied" else "denies" for modality in told.modality]
        reports += [
            {"event_id": f"e-{group[0]}", "claim_id": n, "role": role} for n, role in zip(names, roles, strict=True)
        ]
    return to_table("joined_events", events), to_table("event_reports", reports)


def passages(kind="body"):
    places = [{"doc_id": d, "start": 0, "end": 99} for d in ("paper", "wire")]
    return to_table("passages", [p | {"passage": 1, "kind": kind, "boilerplate": None, "rule": "r"} for p in places])


COUNTS = table(
    count(1, "over 40 miners", 40, None, "more than"),
    count(2, "some 30 to 50 miners", 30, 50, "range"),
    count(3, "60 miners", 60, 60, "exact", doc_id="wire"),
    count(4, "roughly 45 miners", 45, 45, "about"),
    count(5, "dozens of miners", 24, 99, "vague"),
    count(6, "fewer than 70 miners", None, 70, "less than"),
    count(7, "900 miners", 900, 900, "exact", status="rejected"),
)


def test_every_count_is_drawn_with_its_words_and_source(codebook):
    figure = lay_out_estimates(COUNTS, documents(), codebook, measures=["trapped"])
    assert "“over 40 miners” (Paper, 2 Mar 2020)" in figure.alt
    assert "“60 miners” (Wire, 1–31 May 2024)" in figure.alt
    assert figure.alt.startswith("Miners trapped: ")
    assert figure.n == "6 of 7 quantities"


def test_a_rejected_count_is_not_drawn(codebook):
    figure = lay_out_estimates(COUNTS, documents(), codebook, measures=["trapped"])
    assert "900" not in figure.alt
    assert "c-7" not in set(figure.data.claim_id)


def test_a_measure_without_counts_is_refused(codebook):
    with pytest.raises(TableError, match="no value of lost"):
        lay_out_estimates(COUNTS, documents(), codebook, measures=["lost"])


EVENTS = table(
    event(1, "the shaft collapsed on Monday", "2020-03-02", "2020-03-02"),
    event(2, "an older shaft had collapsed", None, "2020-03-02"),
    event(3, "a third may collapse", "2020-03-02", "2020-03-02", modality="hypothetical"),
    event(4, "a shaft is said to have collapsed", "2024-05-01", "2024-05-31", modality="alleged", doc_id="wire"),
    event(5, "no shaft collapsed", "2020-03-01", "2020-03-01", modality="denied"),
    event(6, "it collapsed", None, None),
)


def timeline(codebook, events=("collapse",), kind="body"):
    told = joined(EVENTS, [1], [2], [4], [5], [6], c4="unverified")
    return lay_out_timeline(EVENTS, *told, passages(kind), documents(), codebook, events=events)


def test_events_are_in_order_with_their_days_and_what_their_reports_amount_to(codebook):
    figure = timeline(codebook)
    assert list(figure.data.claim_ids) == ["c-1", "c-2", "c-4"]
    assert "2 Mar 2020: collapse, “the shaft collapsed on Monday” (Paper; reported by one party)" in figure.alt
    assert "until 2 Mar 2020" in figure.alt
    assert "(Wire; unverified)" in figure.alt
    assert figure.alt.startswith("3 events in 2 panels")


def test_an_event_of_several_reports_is_drawn_once_by_its_firmest_and_narrowest(codebook):
    claims = table(
        event(1, "a collapse", "2020-03-01", "2020-03-02", modality="alleged", doc_id="wire", speaker="a rival"),
        event(2, "the shaft collapsed on Monday", "2020-03-02", "2020-03-02", speaker="the owner"),
        event(3, "it had collapsed", None, "2020-03-02"),
        event(4, "no shaft collapsed", "2020-03-02", "2020-03-02", modality="denied"),
    )
    told = joined(claims, [1, 2, 3, 4], c1="disputed")
    figure = lay_out_timeline(claims, *told, passages(), documents(), codebook, events=["collapse"])
    row = figure.data.iloc[0]
    assert len(figure.data) == 1 and row.words == "the shaft collapsed on Monday"
    assert row.claim_ids == "c-1 c-2 c-3" and figure.claims == ("c-1", "c-2", "c-3"), "who denies it reports none"
    assert (row.speakers, row.source, row.standing) == ("a rival, the owner", "Paper, Wire", "doubted")


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        ("independently confirmed", "confirmed"),
        ("reported by several", "told"),
        ("reported by one party", "told"),
        ("unverified", "doubted"),
        ("disputed", "doubted"),
    ],
)
def test_a_word_of_one_party_is_drawn_apart_from_doubt(codebook, status, standing):
    claims = table(event(1, "the shaft collapsed", "2020-03-02", "2020-03-02"))
    told = joined(claims, [1], c1=status)
    figure = lay_out_timeline(claims, *told, passages(), documents(), codebook, events=["collapse"])
    assert figure.data.standing.tolist() == [standing]


@pytest.mark.parametrize("left_out", ["may collapse", "no shaft", "it collapsed"], ids=["feared", "denied", "undated"])
def test_what_is_not_told_as_done_is_no_event(codebook, left_out):
    assert left_out not in timeline(codebook).alt


@pytest.mark.parametrize(
    ("events", "kind"), [(("flood",), "body"), (("collapse",), "heading")], ids=["type", "headline"]
)
def test_no_event_to_draw_is_refused(codebook, events, kind):
    with pytest.raises(TableError, match="no event to draw"):
        timeline(codebook, events, kind)


def test_each_count_is_drawn_as_its_words_leave_it(codebook):
    rows = lay_out_estimates(COUNTS, documents(), codebook, measures=["trapped"]).rows.set_index("words")
    assert rows["form"].to_dict() == {
        "over 40 miners": "at least",
        "some 30 to 50 miners": "range",
        "roughly 45 miners": "about",
        "dozens of miners": "vague",
        "fewer than 70 miners": "at most",
        "60 miners": "number",
    }
    assert rows.loc["fewer than 70 miners", ["low", "high"]].tolist() == [70, 70], "its one end, on both sides"
    assert rows["row"].tolist() == list(range(6))
    told = [words for words, source in rows["source"].items() if "read as" in source]
    assert told == ["dozens of miners"], "only a word without a number is read as one"
    assert rows.loc["dozens of miners", "source"].endswith(" · read as 24 to 99")


def test_the_charts_show_the_words_and_need_no_network(codebook, draw_chart):
    counts = lay_out_estimates(COUNTS, documents(), codebook, measures=["trapped"])
    _, picture = draw_chart("estimates", counts, documents=documents())
    assert ">some 30 to 50 miners<" in picture and ">Miners trapped<" in picture
    _, other = draw_chart("timeline", timeline(codebook), documents=documents())
    assert ">the shaft collapsed on Monday<" in other and ">2 Mar 2020<" in other
    assert "http" not in (picture + other).replace("http://www.w3.org/", "")
    assert draw_chart("estimates", counts, documents=documents())[1] == picture, "not the same bytes"


def test_bars_cover_the_days_that_the_words_allow(codebook):
    rows = timeline(codebook).rows
    bars = rows[rows["start"].notna()].set_index("event")
    known, open_, doubted = (bars.loc[words] for words in timeline(codebook).data["words"])
    assert (known["start"], known["end"]) == (pd.Timestamp("2020-03-02"), pd.Timestamp("2020-03-03"))
    assert open_["open"] and open_["start"] < known["start"] and not known["open"]
    assert (known["standing"], doubted["standing"]) == ("told", "doubted") and doubted["panel"] != known["panel"]
    above = rows.index[rows["heading"] != ""].tolist()
    assert len(above) == 1 and rows.index[rows["event"] == open_.name][0] > above[0], "undated ones under a heading"
    assert rows["row"].tolist() == list(range(len(rows)))


@pytest.mark.parametrize(
    ("most", "n", "drawn"),
    [
        pytest.param(6, "6 of 7 quantities", {"c-1", "c-2", "c-3", "c-4", "c-5", "c-6"}, id="all fit"),
        pytest.param(
            2, "2 of 7 quantities; 4 of these measures, in older texts, are left out", {"c-3", "c-6"}, id="newest stay"
        ),
    ],
)
def test_of_many_counts_the_newest_are_drawn_and_the_others_counted(codebook, most, n, drawn):
    figure = lay_out_estimates(COUNTS, documents(), codebook, measures=["trapped"], most=most)
    assert figure.n == n and set(figure.data.claim_id) == drawn
    assert ("over 40 miners" in figure.alt) == (most > 2)


def test_of_many_events_the_newest_are_drawn_and_the_others_counted(codebook):
    claims = table(
        *(event(n, f"shaft {n} collapsed", f"2020-03-0{n}", f"2020-03-0{n}", place=str(n)) for n in (1, 2, 3))
    )
    figure = lay_out_timeline(claims, *joined(claims), passages(), documents(), codebook, events=["collapse"], most=2)
    assert list(figure.data.claim_ids) == ["c-2", "c-3"]
    assert figure.n == "2 of 3 events; 1 that are older or only dated “before” are left out"
    assert "shaft 1" not in figure.alt


@pytest.mark.parametrize(
    ("outlets", "words"),
    [
        pytest.param(["A"], "A", id="one"),
        pytest.param(["A", "B", "C"], "A, B, C", id="as many as fit a line"),
        pytest.param(["A", "B", "C", "D"], "A, B and 2 more", id="of more the first two"),
    ],
)
def test_outlets_of_an_event(codebook, outlets, words):
    texts = [documents().iloc[0].to_dict() | {"doc_id": name.lower(), "outlet": name} for name in outlets]
    table_of_texts = to_table("documents", texts)
    claims = table(
        *(
            event(n, "the shaft collapsed", "2020-03-01", "2020-03-01", doc_id=text["doc_id"], place="x")
            for n, text in enumerate(texts)
        )
    )
    passage = [
        {"doc_id": t["doc_id"], "start": 0, "end": 9, "passage": 1, "kind": "body", "boilerplate": None, "rule": "r"}
        for t in texts
    ]
    figure = lay_out_timeline(
        claims,
        *joined(claims, range(len(texts))),
        to_table("passages", passage),
        table_of_texts,
        codebook,
        events=["collapse"],
    )
    assert figure.data.source.tolist() == [words]

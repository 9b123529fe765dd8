"""Who says what: every statement with a speaker is counted once, and nothing else is."""

import pytest

from tracebrief.draw.voices import OTHERS, ROWS, UNRESOLVED, lay_out_voices
from tracebrief.link.codebook import Actor, Codebook, Topic
from tracebrief.model.tables import TABLES, to_table
from tracebrief.project.errors import TableError

ACTORS = [Actor(key="brook", name="Ada Brook", kind="person", aliases=[], example="Ada Brook said so.")]
TOPICS = [Topic(key="storm", label="the storm", words=["storm"], example="The storm came.")]
CODEBOOK = Codebook(measures=[], actors=ACTORS, places=[], event_types=[], topics=TOPICS)
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
    "kind": "statement",
}


def lay_out(*changes):
    claims = [CLAIM | {"claim_id": f"c-{number}"} | change for number, change in enumerate(changes)]
    return lay_out_voices(to_table("claims", claims), DOCUMENTS, CODEBOOK)


@pytest.mark.parametrize(
    ("change", "speaker", "topic"),
    [
        pytest.param(
            {"speaker": "she", "speaker_actor": "brook", "topic": "storm"}, "Ada Brook", "the storm", id="actor"
        ),
        pytest.param(
            {"speaker": "the  harbour\nmaster"}, "the harbour master", "none of these", id="words of the text"
        ),
        pytest.param({"speaker": "They", "kind": "quote"}, UNRESOLVED, "none of these", id="only a pronoun"),
        pytest.param({"speaker": "Ada Brook", "topic": "gone"}, "Ada Brook", "none of these", id="no such topic"),
    ],
)
def test_a_voice_is_drawn(change, speaker, topic):
    data = lay_out(change).data
    assert data[["outlet", "speaker", "topic", "claims"]].values.tolist() == [["Evening Paper", speaker, topic, 1]]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"speaker": "Ada Brook", "status": "rejected"}, id="rejected"),
        pytest.param({"speaker": None}, id="nobody speaks"),
        pytest.param({"speaker": "Ada Brook", "kind": "quantity"}, id="a number"),
        pytest.param({"speaker": "Ada Brook", "kind": "event"}, id="an event"),
    ],
)
def test_no_voice(change):
    figure = lay_out(change)
    assert figure.data.empty
    assert figure.doc_ids == ()
    assert "nothing to show" in figure.alt


def test_the_finding_in_words():
    brook = {"speaker_actor": "brook", "topic": "storm"}
    figure = lay_out(brook, brook | {"kind": "quote"}, {"speaker": "it"}, {"speaker": None})
    assert "1 quotations and 2 reported statements" in figure.alt
    assert "Ada Brook, 2 of 3 times" in figure.alt
    assert "the storm, 2 of 3" in figure.alt
    assert "For 1 nobody could tell" in figure.alt
    assert figure.n.startswith("3 of 4 ")


def test_those_who_say_least_share_a_row():
    figure = lay_out(
        {"speaker": "Ada Brook"}, {"speaker": "Ada Brook"}, *({"speaker": f"sailor {n}"} for n in range(40))
    )
    speakers = figure.data["speaker"].unique()
    assert len(speakers) == ROWS
    assert speakers[0] == "Ada Brook"
    assert speakers[-1] == f"{42 - ROWS} {OTHERS}"
    assert figure.data["claims"].sum() == 42


def test_a_claim_of_an_unknown_text_is_refused():
    with pytest.raises(TableError, match="gone2020 is not among the documents"):
        lay_out({"doc_id": "gone2020", "speaker": "Ada Brook"})


def test_the_rows_of_the_chart_run_from_the_first_outlet_to_those_without_a_name():
    figure = lay_out({"speaker": "it"}, {"speaker_actor": "brook", "topic": "storm"}, {"speaker_actor": "brook"})
    assert figure.rows[["row", "speaker"]].drop_duplicates().values.tolist() == [[0, "Ada Brook"], [1, UNRESOLVED]]
    assert figure.topics == ["the storm", "none of these"]


def test_the_chart_names_the_speaker_once_for_all_topics(draw_chart):
    figure = lay_out({"speaker_actor": "brook", "topic": "storm"}, {"speaker_actor": "brook", "kind": "quote"})
    _, picture = draw_chart("voices", figure, documents=DOCUMENTS)
    assert picture.count(">Ada Brook<") == 1
    assert ">quoted word for word<" in picture and ">the storm<" in picture

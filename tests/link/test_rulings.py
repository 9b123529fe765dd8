"""A ruled claim says what was ruled, whatever the library reads; what it reads by itself is compared with it."""

from dataclasses import replace

import pytest

from tracebrief.extract import read_article
from tracebrief.link import link_claims
from tracebrief.link.codebook_examples import annotate
from tracebrief.model.tables import rows
from tracebrief.project.errors import RulingError
from tracebrief.rulings import TextRulings

TEXT = "The port holds over 400 sailors stranded by the storm. Tom Ellis said that the quay was open."
WORDS = "over 400 sailors"
VALUE = {"low": 400, "bound": "more than", "modality": "asserted"}


@pytest.fixture(scope="module")
def document():
    return annotate(read_article(TEXT, doc_id="a"))


@pytest.fixture(scope="module")
def found(document, codebook):
    """The claims as found, by their words."""
    return {row["exact"]: row for row in rows(link_claims([document], codebook).claims)}


def link(document, codebook, *rulings, sha256=None):
    return link_claims([document], codebook, {"a": TextRulings(text=sha256 or document.sha256, rulings=rulings)})


def at(words: str, text: str = TEXT) -> dict[str, object]:
    return {"words": words, "at": [text.index(words), text.index(words) + len(words)]}


def claim(linked, words: str) -> dict[str, object]:
    [row] = [row for row in rows(linked.claims) if row["exact"] == words]
    return row


def fields(linked) -> dict[str, tuple]:
    """Return each ruled field: what is found, what is ruled, whether they agree, and whether the reading strays."""
    return {
        row["field"]: (row["read_now"], row["right"], row["agrees"], row["strays"]) for row in rows(linked.ruled_fields)
    }


def test_a_claim_that_nobody_ruled_on_is_only_found(document, codebook):
    linked = link_claims([document], codebook)
    assert {(row["review_state"], row["ruled_as"], row["ruled_by"]) for row in rows(linked.claims)} == {
        ("found", None, None)
    }
    assert linked.ruled_fields.empty


def test_a_confirmed_claim_says_who_ruled_and_when(document, codebook, found, rule_on):
    linked = link(document, codebook, rule_on(found[WORDS]))
    ruled = claim(linked, WORDS)
    assert (ruled["review_state"], ruled["ruled_by"]) == ("confirmed", "an editor")
    assert (ruled["ruled_as"], ruled["ruled_on"]) == ("reader", "2020-03-07")
    assert ruled["claim_id"] == found[WORDS]["claim_id"]
    assert all(agrees for _, _, agrees, _ in fields(linked).values())


@pytest.fixture(scope="module")
def told(document, codebook):
    """A statement as found, with a speaker and a cue."""
    [row] = [row for row in rows(link_claims([document], codebook).claims) if row["kind"] == "statement"]
    assert row["speaker"] and row["cue"]
    return row


def write_short(row, rule_on, found, **parts):
    """Return a ruling whose `found` says the modality, and `found`, and nothing of all else that was read."""
    short = dict.fromkeys(row) | {name: row[name] for name in ("exact", "start", "end", "kind", "modality")}
    return rule_on(short, found=found, **parts)


def test_what_a_record_leaves_out_is_as_read_and_told(document, codebook, told, rule_on):
    linked = link(document, codebook, write_short(told, rule_on, {}))
    ruled = next(row for row in rows(linked.claims) if row["kind"] == "statement")
    assert (ruled["speaker"], ruled["cue"], ruled["as_of"]) == (told["speaker"], told["cue"], told["as_of"])
    assert ruled["review_state"] == "confirmed"
    assert fields(linked)["speaker"] == (told["speaker"], told["speaker"], True, True)
    assert fields(linked)["modality"][3] is False


@pytest.mark.parametrize(
    ("found", "parts", "speaker", "cue"),
    [
        pytest.param({"speaker": None, "cue": None}, {}, None, None, id="said to be empty"),
        pytest.param({"speaker": "Ann Lee"}, {}, "Ann Lee", None, id="another speaker was read"),
        pytest.param({"speaker": "Tom Ellis"}, {}, "Tom Ellis", "say", id="the speaker alone was written down"),
        pytest.param(
            {"speaker": "Tom Ellis"},
            {"review_state": "corrected", "why": "nobody is named", "right": {"speaker": None}},
            None,
            None,
            id="the speaker is none",
        ),
    ],
)
def test_what_a_record_empties_stays_empty(document, codebook, told, rule_on, found, parts, speaker, cue):
    linked = link(document, codebook, write_short(told, rule_on, found, **parts))
    ruled = next(row for row in rows(linked.claims) if row["kind"] == "statement")
    assert (ruled["speaker"], ruled["cue"]) == (speaker, cue)


def test_a_program_that_ruled_is_no_reader(document, codebook, found, rule_on):
    assert claim(link(document, codebook, rule_on(found[WORDS], ruled_as="program")), WORDS)["ruled_as"] == "program"


def test_a_corrected_claim_says_what_is_right_and_why(document, codebook, found, rule_on):
    right = {"low": 40, "place": "port", "topic": None, "modality": "alleged"}
    linked = link(document, codebook, rule_on(found[WORDS], review_state="corrected", right=right))
    ruled = claim(linked, WORDS)
    assert {name: ruled[name] for name in right} == right
    assert ruled["claim_id"] != found[WORDS]["claim_id"]
    assert "low was 400, now 40; " in ruled["note"] and ruled["note"].endswith(": the clerk wrote it down otherwise")
    assert fields(linked)["low"] == ("400", "40", False, False)
    assert fields(linked)["unit"] == ("person", "person", True, False)


def test_a_rejected_claim_does_not_count(document, codebook, found, rule_on):
    linked = link(document, codebook, rule_on(found[WORDS], review_state="rejected"))
    ruled = claim(linked, WORDS)
    assert (ruled["status"], ruled["review_state"]) == ("rejected", "rejected")
    assert ruled["note"] == "rejected: the clerk wrote it down otherwise"
    assert fields(linked) == {"claim": ("claim", None, False, False)}


def test_what_was_missed_becomes_a_claim(document, codebook, found, rule_on):
    missed = found[WORDS] | {"kind": "event"}
    right = {"event": "storm_hit", "place": "port", "modality": "denied", "as_of": "2020-03", "speaker": "Ann Lee"}
    added = rule_on(
        missed, review_state="added", right=right | {"cue": "say", "via": "Island Gazette"}, **at("the storm")
    )
    linked = link(document, codebook, added)
    ruled = claim(linked, "the storm")
    assert (ruled["rule"], ruled["review_state"], ruled["passage"]) == ("ruling", "added", 1)
    assert (ruled["first"], ruled["last"], ruled["speaker_actor"]) == ("2020-03-01", "2020-03-31", "lee")
    steps = linked.provenance[linked.provenance.claim_id == ruled["claim_id"]]
    assert steps.who.tolist() == ["a", "Island Gazette", "Ann Lee"]
    assert fields(linked) == {"claim": (None, "claim", False, False)}


def test_what_was_missed_and_is_found_by_now_is_one_claim(document, codebook, found, rule_on):
    right = {name: found[WORDS][name] for name in ("measure", "low", "unit", "bound", "topic", "modality")}
    linked = link(document, codebook, rule_on(found[WORDS], review_state="added", right=right | {"as_of": "2020"}))
    assert claim(linked, WORDS)["review_state"] == "added"
    assert fields(linked)["claim"] == ("claim", "claim", True, False)
    assert fields(linked)["as_of"] == (None, "2020-01-01/2020-12-31", False, False)


def test_words_may_be_corrected(document, codebook, found, rule_on):
    was = {"words": WORDS, "at": [found[WORDS]["start"], found[WORDS]["end"]]}
    linked = link(
        document, codebook, rule_on(found[WORDS], review_state="corrected", found=was, **at("holds over 400 sailors"))
    )
    ruled = claim(linked, "holds over 400 sailors")
    assert (ruled["low"], ruled["review_state"], ruled["suffix"][:9]) == (400, "corrected", " stranded")
    assert fields(linked)["words"] == (WORDS, "holds over 400 sailors", False, False)
    assert WORDS not in {row["exact"] for row in rows(linked.claims)}


def test_a_ruling_finds_its_claim_by_words_that_overlap(document, codebook, found, rule_on):
    """The library had read other words when it was ruled on; the claim is the same one."""
    linked = link(document, codebook, rule_on(found[WORDS], **at("over 400 sailors stranded")))
    assert claim(linked, "over 400 sailors stranded")["review_state"] == "confirmed"
    assert fields(linked)["words"] == (WORDS, "over 400 sailors stranded", False, True)


def test_what_is_found_no_more_is_still_the_claim(document, codebook, found, rule_on):
    linked = link(document, codebook, rule_on(found[WORDS], **at("The port")))
    assert claim(linked, "The port")["low"] == 400
    assert claim(linked, WORDS)["review_state"] == "found"
    assert fields(linked) == {"claim": (None, "claim", False, True)}


def test_what_was_rejected_and_is_found_no_more_is_no_claim(document, codebook, found, rule_on):
    linked = link(document, codebook, rule_on(found[WORDS], review_state="rejected", **at("The port")))
    assert "The port" not in {row["exact"] for row in rows(linked.claims)}
    assert fields(linked) == {"claim": (None, None, True, False)}


def test_what_was_added_and_is_read_by_now_is_no_stray(document, codebook, found, rule_on):
    right = {"low": 300.0, "unit": "sailor", "bound": "at least", "modality": "asserted"}
    linked = link(document, codebook, rule_on(found[WORDS], review_state="added", right=right))
    assert fields(linked)["claim"] == ("claim", "claim", True, False)
    assert fields(linked)["low"] == ("400", "300", False, False)


def test_claims_are_kept_as_they_were_read_before_rulings(document, codebook, found, rule_on):
    ruling = rule_on(found[WORDS], review_state="corrected", right={"low": 300})
    linked = link(document, codebook, ruling, rule_on(found["that the quay was open"], review_state="rejected"))
    assert claim(linked, WORDS)["low"] == 300
    assert {row["read_id"] for row in rows(linked.read_claims)} == {row["claim_id"] for row in found.values()}
    assert linked.read_claims.low.dropna().tolist() == [400]


@pytest.mark.parametrize(
    ("was", "right", "agrees", "strays"),
    [
        pytest.param(300, 400, True, False, id="read rightly by now"),
        pytest.param(400, 300, False, False, id="read as it was"),
        pytest.param(200, 300, False, True, id="read otherwise"),
    ],
)
def test_the_present_reading_is_told_apart(document, codebook, found, rule_on, was, right, agrees, strays):
    linked = link(
        document, codebook, rule_on(found[WORDS] | {"low": was}, review_state="corrected", right={"low": right})
    )
    assert claim(linked, WORDS)["low"] == right
    assert fields(linked)["low"] == ("400", str(right), agrees, strays)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("The port is empty.", "stand 0 times", id="gone"),
        pytest.param(f"Rain fell. {TEXT} {TEXT}", "stand 2 times", id="twice, and neither where they stood"),
    ],
)
def test_words_that_stand_no_more_stop_the_build(document, codebook, found, rule_on, text, message):
    changed = annotate(read_article(text, doc_id="a"))
    with pytest.raises(RulingError, match=message) as caught:
        link(changed, codebook, rule_on(found[WORDS]), sha256=document.sha256)
    assert str(caught.value).startswith("data/rulings/a.yml: quantity “over 400 sailors”: the text changed")
    assert "\n" not in str(caught.value)


def test_two_rulings_never_move_to_the_same_words(document, codebook, found, rule_on):
    twice = f"{TEXT} {TEXT}"
    second = [len(TEXT) + 1 + end for end in (found[WORDS]["start"], found[WORDS]["end"])]
    rulings = TextRulings(text="0f" * 32, rulings=(rule_on(found[WORDS]), rule_on(found[WORDS], at=second)))
    assert twice[second[0] : second[1]] == WORDS
    with pytest.raises(RulingError, match="another ruling has the same words"):
        link_claims([document], codebook, {"a": rulings})


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        pytest.param({"at": [16, 32]}, "the text has 'ver 400 sailors ' there", id="other words there"),
        pytest.param({"at": [9000, 9016]}, "the text has '' there", id="after the text"),
        pytest.param(
            {"found": {"words": "some", "at": [0, 4]}, "review_state": "corrected"},
            "where words were found",
            id="found words elsewhere",
        ),
        pytest.param(
            {"review_state": "added", "words": "ver 400", "at": [16, 23], "right": VALUE},
            "inside a word",
            id="a word cut",
        ),
        pytest.param(
            {"review_state": "added", "words": " over 400", "at": [14, 23], "right": VALUE},
            "with a blank",
            id="a blank before",
        ),
        pytest.param(
            {"review_state": "added", "words": "The port", "at": [0, 8], "right": VALUE},
            "no number stands in the words",
            id="a value without a number",
        ),
        pytest.param(
            {"review_state": "corrected", "why": "so", "right": {"place": "moon"}},
            "no place 'moon'",
            id="an unknown place",
        ),
        pytest.param(
            {"review_state": "corrected", "why": "so", "right": {"measure": "lost"}},
            "no measure 'lost'",
            id="unknown measure",
        ),
        pytest.param(
            {"review_state": "corrected", "why": "so", "right": {"measure": "open_share"}},
            "open_share counts in no unit, not in person",
            id="people are no share",
        ),
        pytest.param(
            {"review_state": "corrected", "why": "so", "right": {"low": -5}},
            "never less than nothing",
            id="a negative count",
        ),
        pytest.param(
            {"review_state": "corrected", "why": "so", "right": {"speaker": "Ann Lee", "via": "Ann Lee"}},
            "via would be None, not 'Ann Lee'",
            id="who speaks passes nothing on",
        ),
    ],
)
def test_a_ruling_that_cannot_be_is_one_line(document, codebook, found, rule_on, parts, message):
    with pytest.raises(RulingError, match=message) as caught:
        link(document, codebook, rule_on(found[WORDS], **{"right": None} | parts))
    words = " ".join(parts.get("words", WORDS).split())
    assert str(caught.value).startswith(f"data/rulings/a.yml: quantity “{words}”: ")
    assert "\n" not in str(caught.value)


def test_a_ruling_on_no_text_is_refused(document, codebook):
    with pytest.raises(RulingError, match=r"^data/rulings/b.yml: there is no text of this name"):
        link_claims([document], codebook, {"b": TextRulings(text="0f" * 32, rulings=())})


NESTED = """\
Tom Ellis said that the long wooden pier was lost to the storm on Monday after the night watch had left the harbour, \
and that pilots said that over 400 sailors were stranded.

Sixty foreign sailors were stuck."""


def said_by(codebook, rule_on, *changes):
    """Return who says each claim of a text and through whom it came, with rulings on their speakers."""
    document = annotate(read_article(NESTED, doc_id="a"))
    linked = link_claims([document], codebook)
    rulings = []
    for was, now, kind in changes:
        [row] = [row for row in rows(linked.claims) if row["kind"] == kind and row["speaker"] == was]
        right = {"speaker": now} | ({} if now else {"cue": None, "via": None})
        right = {name: value for name, value in right.items() if row[name] != value}
        rulings.append(rule_on(row, review_state="corrected", right=right))
    claims = link(document, codebook, *rulings).claims
    return {(row["kind"], row["exact"]): (row["speaker"], row["via"]) for row in rows(claims)}


COUNT, OTHER = ("quantity", "over 400 sailors"), ("quantity", "Sixty foreign sailors")
INNER, OUTER = ("pilots", "Ann Lee", "statement"), ("Tom Ellis", "Ann Lee", "statement")


@pytest.mark.parametrize(
    ("changes", "speaker", "via"),
    [
        pytest.param([], "pilots", "Tom Ellis", id="as read"),
        pytest.param([INNER], "Ann Lee", "Tom Ellis", id="who says it"),
        pytest.param([OUTER], "pilots", "Ann Lee", id="who passes it on"),
        pytest.param([("pilots", None, "statement")], None, None, id="nobody says it"),
        pytest.param([("Tom Ellis", None, "statement")], "pilots", None, id="nobody passes it on"),
        pytest.param([INNER, ("pilots", "a clerk", "quantity")], "a clerk", "Tom Ellis", id="a ruling of its own"),
    ],
)
def test_what_a_statement_holds_follows_a_ruling_on_its_speaker(codebook, rule_on, changes, speaker, via):
    said = said_by(codebook, rule_on, *changes)
    assert said[COUNT] == (speaker, via)
    assert said[OTHER] == (None, None)


DATED = (
    "The mill burned on Monday, and Ann Lee said on Tuesday that the pier was lost. A ferry ran from 2011 to 2014. "
    "The bridge fell in the last few weeks."
)


@pytest.mark.parametrize(
    ("words", "kind", "as_of", "expected"),
    [
        pytest.param("The mill burned on Monday", "event", "2020-03-02", "Monday", id="its own words"),
        pytest.param("the pier was lost", "event", "2020-03-03", "Tuesday", id="words beside it"),
        pytest.param("The mill burned on Monday", "event", "2020-03-03", "Tuesday", id="beside it, not its own"),
        pytest.param("A ferry ran from 2011 to 2014", "event", "2011/2014", "2011 to 2014", id="both ends"),
        pytest.param("fell in the last few weeks", "event", "2020-02/2020-03-04", "the last few weeks", id="the only"),
        pytest.param("the pier was lost", "event", "2020-03-01", None, id="no words mean it"),
        pytest.param("The bridge fell", "event", "2020-03-02", None, id="words of another sentence"),
        pytest.param("A ferry ran from 2011", "event", "2018", None, id="another year"),
        pytest.param("The mill burned on Monday", "statement", "2020-03-02", None, id="what is said is not its saying"),
    ],
)
def test_a_ruled_day_keeps_the_words_that_date_it(codebook, found, rule_on, words, kind, as_of, expected):
    days = {"first": "2020-03-04", "last": "2020-03-04"}
    document = replace(annotate(read_article(DATED, doc_id="a", **days)), **days)
    row = next(iter(found.values())) | {"kind": kind}
    right = {"as_of": as_of, "modality": "asserted"}
    linked = link(document, codebook, rule_on(row, review_state="added", right=right, **at(words, DATED)))
    assert [each["as_of_words"] for each in rows(linked.claims) if (each["exact"], each["kind"]) == (words, kind)] == [
        expected
    ]


def test_a_claim_within_another_of_the_same_day_has_its_words(codebook, found, rule_on):
    days = {"first": "2020-03-04", "last": "2020-03-04"}
    text = "“It rained. The quay is wet,” Ann Lee said on Monday."
    document = replace(annotate(read_article(text, doc_id="a", **days)), **days)
    row = next(iter(found.values()))
    right = {"as_of": "2020-03-02", "modality": "asserted"}
    ruled = [
        rule_on(row | {"kind": "event"}, review_state="added", right=right, **at(words, text))
        for words in ("The quay is wet", "It rained")
    ]
    dated = {each["exact"]: each["as_of_words"] for each in rows(link(document, codebook, *ruled).claims)}
    assert dated["The quay is wet"] == dated["It rained"] == "Monday"


@pytest.mark.parametrize(
    ("text", "act", "said", "words"),
    [
        pytest.param(
            "In closing the pier last week, Ann Lee said it was old.",
            "closing the pier last week",
            "it was old",
            "last week",
            id="beside it",
        ),
        pytest.param(
            "Ann Lee said it had sunk last week.",
            "it had sunk last week",
            "it had sunk last week",
            None,
            id="within it",
        ),
    ],
)
def test_a_saying_has_the_words_of_an_act_of_its_day(codebook, found, rule_on, text, act, said, words):
    days = {"first": "2020-03-04", "last": "2020-03-04"}
    document = replace(annotate(read_article(text, doc_id="a", **days)), **days)
    row, right = next(iter(found.values())), {"as_of": "2020-02-26", "modality": "asserted"}
    ruled = [
        rule_on(row | {"kind": kind}, review_state="added", right=right, **at(exact, text))
        for kind, exact in (("event", act), ("statement", said))
    ]
    linked = rows(link(document, codebook, *ruled).claims)
    dated = {each["kind"]: each["as_of_words"] for each in linked if each["as_of"] == "2020-02-26"}
    assert dated == {"event": "last week", "statement": words}


def test_words_over_two_paragraphs_are_refused(codebook, rule_on):
    text = "Rain fell on the quay.\n\nThe pier was lost."
    document = annotate(read_article(text, doc_id="a"))
    words = "the quay.\n\nThe pier"
    row = {"exact": words, "start": 13, "end": 13 + len(words), "kind": "event"}
    with pytest.raises(RulingError, match="run over several paragraphs"):
        link(document, codebook, rule_on(row, review_state="added", right={"modality": "asserted"}))

import pytest

from tests.rulings.invented_rulings import FOUND, ruling
from tracebrief.model.spans import Span
from tracebrief.project.authored import parse_authored
from tracebrief.project.errors import RulingError
from tracebrief.rulings import TextRulings

EVENT = {"words": "the pier burned", "at": [0, 15], "kind": "event", "found": {"event": "fire", "modality": "asserted"}}
CORRECTED = {"review_state": "corrected", "why": "the clerk said so"}
ADDED = {"review_state": "added", "found": None}
REJECTED = {"review_state": "rejected", "why": "a misprint"}


def test_the_truth_is_what_was_found_with_what_is_right_instead():
    truth = ruling(CORRECTED, {"right": {"low": 40, "measure": None, "place": "quay"}}).truth
    assert (truth["low"], truth["measure"], truth["place"], truth["unit"]) == (40, None, "quay", "person")


def test_the_truth_of_what_is_added_is_what_is_right():
    truth = ruling(ADDED, {"right": {"low": 4, "high": 4, "bound": "exact", "modality": "denied"}}).truth
    assert (truth["low"], truth["modality"], truth["speaker"]) == (4, "denied", None)


def test_what_is_rejected_is_no_claim():
    assert ruling(REJECTED).truth is None


def test_words_alone_may_be_corrected():
    one = ruling({"review_state": "corrected", "found": FOUND | {"words": "400 sailors", "at": [20, 31]}})
    assert (one.span, one.found_span, one.corrected) == (Span(15, 31), Span(20, 31), ["words"])


def test_what_is_added_was_found_nowhere():
    assert ruling(ADDED, {"right": {"low": 4, "bound": "vague", "modality": "asked"}}).found_span is None


def test_a_year_alone_is_a_date():
    assert ruling({"found": FOUND | {"as_of": 2019}}).truth["as_of"] == "2019"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param([{"at": [15, 30]}], "at has 15 characters", id="words of another length"),
        pytest.param([{"found": FOUND | {"words": "sailors", "at": [24, 30]}}], "at has 6", id="found words, too"),
        pytest.param([{"at": [15.0, 31.5]}], "at", id="half a character"),
        pytest.param([{"at": [-1, 15]}], "at", id="before the text"),
        pytest.param([{"found": FOUND | {"words": "sailors"}}], "words and at together", id="words without a span"),
        pytest.param([CORRECTED, {"right": {"words": "400", "at": [20, 23]}}], "record itself", id="right words"),
        pytest.param([{"found": None}], "was found: say what", id="confirmed, of nothing"),
        pytest.param([{"review_state": "added", "right": {"low": 4}}], "leave found out", id="added, though found"),
        pytest.param([{"right": {"low": 40}}], "leave right out", id="confirmed, yet other"),
        pytest.param([REJECTED, {"right": {"low": 40}}], "leave right out", id="rejected, yet other"),
        pytest.param([{"found": FOUND | {"words": "sailors", "at": [24, 31]}}], "call it corrected", id="other words"),
        pytest.param([{"review_state": "corrected"}], "call it confirmed", id="nothing corrected"),
        pytest.param([{"review_state": "found"}], "state", id="found is no ruling"),
        pytest.param([CORRECTED, {"right": {"low": 400}}], "low stays 400", id="corrected to the same"),
        pytest.param([CORRECTED, {"why": None, "right": {"modality": "denied"}}], "say why", id="no reason"),
        pytest.param([REJECTED, {"why": None}], "say why", id="rejected for no reason"),
        pytest.param([REJECTED, {"why": " "}], "why", id="a blank reason"),
        pytest.param([{"ruled_by": ""}], "ruled_by", id="nobody ruled"),
        pytest.param([{"ruled_as": "clerk"}], "ruled_as", id="neither reader nor program"),
        pytest.param([{"ruled_on": "soon"}], "'soon' is no day", id="no day"),
        pytest.param([{"ruled_on": 0}], "0 is no day", id="a number for a day"),
        pytest.param([{"ruled_on": "2020-03-07T10:00:00"}], "is no day", id="a time for a day"),
        pytest.param([{"ruled_on": "2021-02-29"}], "there is no day 2021-02-29", id="a day that there was not"),
        pytest.param([{"ruled_on": "0020-03-07"}], "nobody ruled in 20;", id="a year of two figures"),
        pytest.param([{"ruled_by": "an\0editor"}], r"U\+0000", id="a control character"),
        pytest.param([{"found": FOUND | {"speaker": "Ann\x1bLee"}}], r"U\+001B", id="a control character in a name"),
        pytest.param([{"found": FOUND | {"as_of": "2024-12-11/2025/2026"}}], "as the ledger has it", id="three dates"),
        pytest.param([{"found": FOUND | {"as_of": "2024-12-11T10:00:00Z"}}], "as the ledger has it", id="a time"),
        pytest.param([{"found": FOUND | {"as_of": "2024-12~"}}], "as the ledger has it", id="an uncertain month"),
        pytest.param([{"found": FOUND | {"as_of": "/2024"}}], "as the ledger has it", id="an end left out"),
        pytest.param([{"colour": "red"}], "colour", id="an unknown part"),
        pytest.param([{"found": FOUND | {"status": "accepted"}}], "found.status", id="an unknown field"),
        pytest.param([{"found": FOUND | {"modality": "likely"}}], "modality", id="an unknown modality"),
        pytest.param([CORRECTED, {"right": {"modality": None}}], "modality is missing", id="no modality"),
        pytest.param([CORRECTED, {"right": {"low": "many"}}], "low", id="words for a number"),
        pytest.param([CORRECTED, {"right": {"low": True}}], "low", id="a switch for a number"),
        pytest.param([CORRECTED, {"right": {"low": float("inf")}}], "low", id="without end"),
        pytest.param([CORRECTED, {"right": {"low": float("nan")}}], "low", id="no number"),
        pytest.param([CORRECTED, {"right": {"speaker": ""}}], "speaker", id="a blank speaker"),
        pytest.param([CORRECTED, {"right": {"via": "Gazette, then "}}], "via has an", id="half a way"),
        pytest.param([CORRECTED, {"right": {"as_of": "yesterday"}}], "not an EDTF", id="no EDTF"),
        pytest.param([CORRECTED, {"right": {"as_of": "2020/2019"}}], "ends before it begins", id="backwards"),
        pytest.param([CORRECTED, {"right": {"as_of": "../.."}}], "open at both ends", id="any day"),
        pytest.param([CORRECTED, {"right": {"low": None}}], "no value", id="no value"),
        pytest.param([CORRECTED, {"right": {"high": 5, "bound": "range"}}], "ends before", id="high below low"),
        pytest.param([CORRECTED, {"right": {"high": 500}}], "do not fit", id="an end that the bound opens"),
        pytest.param([CORRECTED, {"right": {"bound": "exact"}}], "do not fit", id="exact, with an open end"),
        pytest.param([CORRECTED, {"right": {"high": 401, "bound": "exact"}}], "do not fit", id="exact, of two values"),
        pytest.param([CORRECTED, {"right": {"event": "fire"}}], "a quantity has no event", id="a quantity happens"),
        pytest.param([EVENT, CORRECTED, {"right": {"low": 4}}], "no low; only .* quantity", id="an event counts"),
    ],
)
def test_what_no_ruling_can_say_is_refused(changes, message):
    with pytest.raises(ValueError, match=message):
        ruling(*changes)


def parse(text: str) -> TextRulings:
    return parse_authored("data/rulings/a.yml", text, TextRulings, error=RulingError)


HEAD = f"text: {'0f' * 32}\n"
RECORD = """\
- {words: a pier, at: [0, 6], kind: event, review_state: confirmed, found: {modality: asserted},
   ruled_by: x, ruled_as: reader, ruled_on: 2020-03-07}
"""


@pytest.mark.parametrize("text", [HEAD + "rulings:\n", HEAD + "rulings: []\n"])
def test_a_file_may_have_no_rulings_yet(text):
    assert parse(text).rulings == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("text: 0f0f\n", "a.yml:1: .*text", id="half a hash"),
        pytest.param("rulings: []\n", "text: it is missing", id="no hash"),
        pytest.param(HEAD, "rulings: it is missing", id="no list at all"),
        pytest.param(HEAD + "ruling:\n" + RECORD, "rulings: it is missing", id="the list under another name"),
        pytest.param(
            HEAD + "rulings:\n" + RECORD + "rulings:\n" + RECORD,
            r"a.yml:5: not YAML: found duplicate key \"rulings\"; fix the line$",
            id="the list twice",
        ),
        pytest.param("", "a.yml", id="empty"),
        pytest.param(HEAD + "rulings: {}\n", "rulings", id="no list"),
        pytest.param(HEAD + "rulings:\n" + 2 * RECORD, "two rulings are on the event 'a pier'", id="twice"),
        pytest.param(HEAD + "rulings:\n" + RECORD.replace("[0, 6]", "[0, 5]"), "a.yml:3: .*a pier", id="its own line"),
    ],
)
def test_a_mistake_in_a_file_is_one_line(text, message):
    with pytest.raises(RulingError, match=message) as caught:
        parse(text)
    assert "\n" not in str(caught.value)

"""What the page asks for becomes the record that a person would have written, or is refused in one line."""

import pytest

from tracebrief.model.tables import read_table, write_table
from tracebrief.rulings import Ruling, read_text_rulings

BY_HAND = """\
- words: About 120 passengers
  at: [26, 46]
  paragraph: {paragraph}
  kind: quantity
  review_state: corrected
  found:
    low: 120
    high: 120
    unit: passenger
    bound: about
    modality: asserted
  right:
    measure: stranded
    high:
    unit: person
    bound: at least
  why: the master counts only those on deck
  ruled_by: an editor
  ruled_as: reader
"""


def records(project, doc: str = "ferry2020") -> tuple[Ruling, ...]:
    rulings = read_text_rulings(project, doc)
    return rulings.rulings if rulings else ()


def test_a_confirmed_claim_says_what_was_found(window, built):
    assert window.rule("quote").json()["said"] == "confirmed"
    [ruling] = records(built)
    assert (ruling.review_state, ruling.right, ruling.why, ruling.ruled_as) == ("confirmed", None, None, "reader")
    assert ruling.found.stated == {"speaker": "Ada Brook", "cue": "tell", "modality": "asserted"}
    assert window.look()["ruled_by"] == "an editor"


def test_a_corrected_claim_is_written_as_a_person_would(window, built, texts):
    why = "the master counts only those on deck"
    done = window.rule("quantity", measure="stranded", unit="person", bound="at least", high=None, why=why)
    assert done.json()["said"] == "corrected"
    text = built.ruling_file("ferry2020").read_text("utf-8")
    [ruling] = records(built)
    assert BY_HAND.format(paragraph=ruling.paragraph) in text and text.startswith("# ")
    claim = next(claim for claim in done.json()["text"]["claims"] if claim["kind"] == "quantity")
    assert claim["fields"]["bound"] == "at least" and claim["found"]["fields"]["bound"] == "about"


def test_a_rejected_claim_says_why(window, built):
    refused = window.rule("quote", "reject")
    assert refused.status_code == 422 and "say why" in refused.json()["problem"] and not records(built)
    assert window.rule("quote", "reject", why="it is a caption").json()["said"] == "rejected"
    assert [(ruling.review_state, ruling.why) for ruling in records(built)] == [("rejected", "it is a caption")]


def test_the_exact_words_can_be_corrected(window, built, ferry):
    at = [ferry.index("We could"), ferry.index("We could") + len("We could not dock")]
    window.rule("quote", at=at)
    [ruling] = records(built)
    assert (ruling.words, ruling.found.words) == ("We could not dock", "We could not dock,")
    assert [*ruling.at] == at and ruling.corrected == ["words"]
    [quote] = [each for each in window.look()["texts"][0]["claims"] if each["kind"] == "quote"]
    assert quote["at"] == at and quote["found"]["at"] != at


def test_words_become_a_claim(window, built, ferry):
    at = [ferry.index("It rained"), ferry.index("It rained") + len("It rained")]
    new = {"doc": "ferry2020", "action": "rule", "kind": "event", "at": at, "ruled_by": "an editor"}
    fields = {"event": "storm_hit", "modality": "asserted", "as_of": "2020-03-02", "place": None, "actor": ""}
    done = window.send(new | {"fields": fields})
    assert done.json()["said"] == "added" and done.json()["on"] == {"kind": "event", "at": at}
    [ruling] = records(built)
    assert ruling.right.stated == {"event": "storm_hit", "modality": "asserted", "as_of": "2020-03-02"}
    again = window.send(new | {"fields": fields})
    assert again.status_code == 409 and "already" in again.json()["problem"]


def test_an_added_claim_is_changed_and_taken_away(window, built, ferry):
    at = [ferry.index("It rained"), ferry.index("It rained") + len("It rained")]
    fields = {"event": "strike", "modality": "asserted"}
    window.send({"doc": "ferry2020", "action": "rule", "kind": "event", "at": at, "fields": fields, "ruled_by": "A"})
    window.look()
    assert window.rule("event", modality="denied", replaces="A").json()["said"] == "added"
    window.look()
    assert window.rule("event", "reject", why="it is none").json()["said"] == "withdrawn"
    assert records(built) == () and built.ruling_file("ferry2020").is_file()


def test_a_ruling_is_withdrawn(window, built):
    window.rule("quote")
    window.look()
    assert window.rule("quote", "withdraw").json()["said"] == "withdrawn"
    assert records(built) == () and window.look() and window.claim("quote")["review_state"] == "found"


def test_undo_goes_back_through_the_whole_session(window, built):
    window.rule("quote")
    before = built.ruling_file("ferry2020").read_bytes()
    window.rule("quantity", bound="exact")
    window.rule("event", "reject", doc="storm2020", why="it is told twice")
    assert window.client.post("/api/undo", json={}).json()["text"]["doc"] == "storm2020"
    assert records(built, "storm2020") == ()
    window.client.post("/api/undo", json={})
    assert built.ruling_file("ferry2020").read_bytes() == before
    assert window.client.post("/api/undo", json={}).json()["undo"] == 0
    assert records(built) == ()
    nothing = window.client.post("/api/undo", json={})
    assert nothing.status_code == 422 and "no ruling" in nothing.json()["problem"]


REFUSED = {
    "an unknown claim": ({"key": "c-0123456789"}, "the build has no such claim"),
    "a key that the codebook lacks": ({"measure": "whales"}, "the codebook has no measure 'whales'"),
    "a unit that the measure has not": ({"measure": "stranded"}, "unit: stranded counts in person, not in passenger"),
    "a field of another kind": ({"event": "strike"}, "event: a claim of kind quantity has no such field"),
    "a field that there is not": ({"colour": "red"}, "colour: a claim of kind quantity has no such field"),
    "a choice that there is not": ({"bound": "roughly"}, "bound: 'roughly' is none of the choices"),
    "no modality": ({"modality": None}, "why: modality is corrected; say why"),
    "no number": ({"low": "many"}, "low: 'many' is no plain number"),
    "ends the wrong way round": (
        {"low": 140.0, "bound": "range"},
        "ruling: range 140.0 to 120.0 ends before it begins; correct it",
    ),
    "a comma for a point": ({"low": "1,5"}, "low: '1,5' is no plain number; write digits alone"),
    "figures of a machine": ({"high": "0x10"}, "high: '0x10' is no plain number"),
    "no end": ({"high": "Infinity"}, "high: 'Infinity' is no plain number"),
    "a speaker who passes on their own words": (
        {"speaker": "Ada Brook", "via": "Ada Brook", "why": "she said it herself"},
        "via: via would be None, not 'Ada Brook': nobody passes on their own words; correct speaker and via",
    ),
    "less than nothing": (
        {"measure": "stranded", "unit": "person", "low": -5.0, "bound": "range"},
        "low: -5 is counted; what is counted is never less than nothing",
    ),
    "words cut": ({"at": [27, 46]}, "words: the words begin or end inside a word; correct at and words"),
    "words of two paragraphs": ({"at": [26, 143]}, "words: the words run over several paragraphs"),
    "a control character": ({"speaker": "a\0b", "why": "so"}, "speaker: it has the control character U+0000"),
    "a date of three parts": (
        {"as_of": "2020-03-01/2020/2020"},
        "is not an EDTF date as the ledger has it; write a day",
    ),
    "a time of day": ({"as_of": "2020-03-01T10:00:00Z"}, "is not an EDTF date as the ledger has it"),
    "no date": ({"as_of": "last week"}, "as_of: 'last week' is not an EDTF date"),
    "a day that there is not": ({"as_of": "2020-02-30"}, "as_of:"),
    "nobody": ({"ruled_by": " "}, "ruled_by: nobody is named who rules"),
    "another speaker without a reason": ({"speaker": "the mate"}, "why: speaker is corrected; say why"),
    "no words": ({"at": [40, 40]}, "words:"),
    "words beyond the text": ({"at": [26, 4000]}, "words:"),
    "words before the text": ({"at": [-4, 4]}, "words:"),
    "a space at the end": ({"at": [26, 47]}, "words:"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_no_claim_can_be_is_refused_in_a_line(window, built, case):
    changes, told = REFUSED[case]
    refused = window.rule("quantity", **changes)
    assert refused.status_code == 422 and told in refused.json()["problem"], refused.text
    assert len(refused.json()["problem"].splitlines()) == 1 and not built.ruling_file("ferry2020").exists()


def test_an_unknown_text_is_refused(window):
    refused = window.send({"doc": "unknown", "action": "rule", "ruled_by": "an editor"})
    assert refused.status_code == 422 and "no such text" in refused.json()["problem"]
    assert window.client.get("/api/text/unknown").status_code == 422


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        ("2020-03-03", {"words": "3 March 2020"}),
        ("../2020-03-03", {"words": "not after 3 March 2020"}),
        ("2020-03", {"words": "between 1 and 31 March 2020"}),
        ("soon", {"problem": "'soon' is not an EDTF date as the ledger has it"}),
        ("2020-03-04/2020-03-03", {"problem": "'2020-03-04/2020-03-03' ends before it begins"}),
    ],
)
def test_a_date_is_said_in_words(window, edtf, told):
    assert window.client.get("/api/days", params={"edtf": edtf}).json() == told


def test_the_page_knows_choices_texts_and_passages(window, texts):
    state = window.state
    assert ["stranded", "stranded sailors"] in state["choices"]["measure"]
    assert ["denied", "denied"] in state["choices"]["modality"]
    assert state["kinds"]["quantity"][:1] == ["measure"] and "low" not in state["kinds"]["event"]
    body = window.client.get("/api/text/storm2020").json()
    assert body["text"] == texts["storm2020"] and body["passages"][0]["start"] == 0


def test_a_value_without_a_number_needs_a_reason(window, built, ferry):
    at = [ferry.index("passengers spent"), ferry.index("passengers spent") + len("passengers")]
    fields = {"low": 99.0, "high": 99.0, "bound": "exact", "modality": "asserted"}
    new = {
        "doc": "ferry2020",
        "action": "rule",
        "kind": "quantity",
        "at": at,
        "fields": fields,
        "ruled_by": "an editor",
    }
    refused = window.send(new)
    assert refused.status_code == 422 and "no number stands in the words" in refused.json()["problem"]
    assert window.send(new | {"why": "the caption counts them"}).json()["said"] == "added"


def test_words_outside_the_story_are_no_claim(window, built, ferry):
    passages = read_table(built, "passages").assign(kind="boilerplate")
    write_table(built, "passages", passages)
    window.look()
    at = [ferry.index("It rained"), ferry.index("It rained") + len("It rained")]
    fields = {"modality": "asserted"}
    refused = window.send(
        {"doc": "ferry2020", "action": "rule", "kind": "event", "at": at, "fields": fields, "ruled_by": "an editor"}
    )
    assert refused.json()["problem"].startswith("words: the words stand in no paragraph of the story; take others")
    assert not built.ruling_file("ferry2020").exists()

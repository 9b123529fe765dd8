from dataclasses import replace

import pytest

from tracebrief.extract.readings import read_article
from tracebrief.link import link_claims
from tracebrief.link.annotated_documents import annotate_document
from tracebrief.link.attributions import find_attribution, find_statements_of, rule_attribution
from tracebrief.link.codebook_examples import annotate
from tracebrief.model.attributions import RULED_IN, SPEAKER, TOLD, Attribution, Party
from tracebrief.model.documents import Passage
from tracebrief.model.spans import Span, span_of
from tracebrief.model.tables import TABLES, rows
from tracebrief.read import Intermediary

STORM = "The storm, Ann Lee said, destroyed the pier."


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        pytest.param(
            "According to the Norrin Courier, the pier was supposed to be temporary.",
            "Norrin Courier",
            "according to",
            id="nobody supposes, so it is the word of whoever tells it",
        ),
        pytest.param("The pier was supposed to be temporary.", None, "suppose", id="nobody tells it"),
        pytest.param("Ann Lee said the pier was lost.", "Ann Lee", "say", id="someone says it"),
    ],
)
def test_the_innermost_that_is_named_says_it(codebook, text, speaker, cue):
    claims = list(rows(link_claims([annotate(read_article(text))], codebook).claims))
    assert {(claim["speaker"], claim["cue"]) for claim in claims} == {(speaker, cue)}


def row(table: str, **columns) -> dict:
    found = dict.fromkeys(TABLES[table].columns) | {"doc_id": "a", "sentence_start": 0, "sentence_end": len(STORM)}
    return found | {"modality": "asserted", "rule": "test"} | columns


@pytest.mark.parametrize(
    ("trigger", "speaker"),
    [
        pytest.param("destroyed", "Ann Lee", id="inside what is said, though its clause holds the saying, too"),
        pytest.param("said", None, id="the saying itself"),
    ],
)
def test_an_event_is_said_by_whoever_says_its_trigger(codebook, trigger, speaker):
    start = STORM.index(trigger)
    event = row(
        "events", start=0, end=len(STORM), trigger=trigger, trigger_start=start, trigger_end=start + len(trigger)
    )
    spoken = {
        "content": f"[[0, 9], [{STORM.index('destroyed')}, {len(STORM) - 1}]]",
        "speaker": "Ann Lee",
        "cue": "say",
    }
    document = annotate_document(
        doc_id="a",
        sha256="0" * 64,
        text=STORM,
        first=None,
        last=None,
        passages=[Passage(0, len(STORM), 1, "body", None, "test")],
        mentions={
            "quantities": [],
            "dates": [],
            "clause_dates": [],
            "events": [event],
            "statements": [row("statements", start=0, end=len(STORM) - 1, kind="indirect", **spoken)],
        },
    )
    span = span_of(document.events[0])
    said = find_attribution(document, codebook, span, find_statements_of(document, document.events[0], span))
    assert (said.speaker and said.speaker.name) == speaker


LEE, PAPER, AGENCY = Party(SPEAKER, "Ann Lee", "lee"), Party("outlet", "Gazette", "gazette"), Party("agency", "Wire")


@pytest.mark.parametrize(
    ("speaker", "through", "chain", "via"),
    [
        pytest.param(
            LEE, (PAPER, AGENCY), ["a", "Gazette", "Wire", "Ann Lee"], "Wire, then Gazette", id="nearest first"
        ),
        pytest.param(None, (PAPER,), ["a", "Gazette"], "Gazette", id="nobody speaks"),
        pytest.param(None, (), ["a"], None, id="the text alone"),
        pytest.param(
            LEE, (PAPER, Party("told", "the Gazette", "gazette")), ["a", "Gazette", "Ann Lee"], "Gazette", id="once"
        ),
        pytest.param(
            Party(SPEAKER, "the Gazette", "gazette"),
            (PAPER, AGENCY),
            ["a", "Wire", "the Gazette"],
            "Wire",
            id="it speaks",
        ),
        pytest.param(LEE, (Party("outlet", "ann lee"),), ["a", "ann lee", "Ann Lee"], "ann lee", id="another one"),
    ],
)
def test_chain_and_intermediaries_are_views_of_one_record(speaker, through, chain, via):
    said = Attribution("a", speaker, intermediaries=through)
    assert [party.name for party in said.chain] == chain
    assert said.via == via


TOLD_GAZETTE = Party(TOLD, "the Gazette", "gazette")
SAID = Attribution("a", LEE, "tell", Span(4, 8), TOLD_GAZETTE, (Party("outlet", "Wire"), TOLD_GAZETTE))


@pytest.mark.parametrize(
    ("value", "cue", "recipient", "chain"),
    [
        pytest.param(None, (None, None), None, ["a", "Wire"], id="what nobody says is told to nobody"),
        pytest.param("Gazette", ("tell", None), None, ["a", "Wire", "Gazette"], id="nobody tells themselves"),
        pytest.param(
            "Tom Ellis",
            ("tell", Span(4, 8)),
            "the Gazette",
            ["a", "Wire", "the Gazette", "Tom Ellis"],
            id="somebody else told it",
        ),
    ],
)
def test_a_ruled_speaker_keeps_only_what_can_be(codebook, value, cue, recipient, chain):
    ruled = rule_attribution(annotate(read_article("So it was.")), codebook, SAID, "speaker", value, Span(0, 9))
    assert (ruled.cue, ruled.cue_span) == cue
    assert (ruled.recipient and ruled.recipient.name) == recipient
    assert [party.name for party in ruled.chain] == chain


PIER = "The pier was lost."
RECORDED = Intermediary(who="Norrin Courier", role="reports from", words="Courier reported")


@pytest.mark.parametrize(
    ("field", "value", "text", "words"),
    [
        pytest.param("cue", "say", f"Nobody said so. {PIER[:-1]}, pilots said.", "said", id="once in its sentence"),
        pytest.param("cue", "say", f"{PIER} Pilots saw it, the clerk SAYS.", "SAYS", id="once in its paragraph"),
        pytest.param("cue", "deny", f"{PIER} The clerk denies it.", "denies", id="a changed stem"),
        pytest.param("cue", "write", f"{PIER} So the clerk is writing.", "writing", id="without its last letter"),
        pytest.param("cue", "according to", f"According to the clerk, {PIER}", "According to", id="two words"),
        pytest.param("cue", "say", f"{PIER} Pilots said so, and the clerk says so.", None, id="twice"),
        pytest.param("cue", "say", f"{PIER} Unsaid essays lie about.", None, id="inside another word"),
        pytest.param("cue", "say", f"{PIER}\n\nThe clerk said so.", None, id="in another paragraph"),
        pytest.param("speaker", "the pilots", f"THE PILOTS: {PIER}", "THE PILOTS", id="in capitals"),
        pytest.param("speaker", "pilots", f"Pilots met. {PIER[:-1]}, pilots said.", "pilots", id="nearest"),
        pytest.param("speaker", "pilots", f"{PIER} Copilots met.", None, id="a part of a longer word"),
    ],
)
def test_a_ruled_word_has_its_span_where_it_stands_once(codebook, field, value, text, words):
    document = annotate(read_article(text))
    at = text.index(PIER[:-1])
    ruled = rule_attribution(document, codebook, Attribution("a", LEE, "tell"), field, value, Span(at, at + 17))
    span = ruled.cue_span if field == "cue" else ruled.speaker and ruled.speaker.span
    assert (span and document.cut(span)) == words


def test_an_intermediary_that_the_record_names_has_its_role_and_its_words(codebook):
    document = replace(annotate(read_article(PIER + " So the Courier reported.")), chain=(RECORDED,))
    [courier, other] = rule_attribution(
        document, codebook, Attribution("a"), "via", "Coast Agency, then Norrin Courier", Span(0, 17)
    ).intermediaries
    assert (courier.role, courier.actor, document.cut(courier.span)) == ("reports from", "courier", "Courier reported")
    assert (other.role, other.name, other.span) == (RULED_IN, "Coast Agency", None)


def test_what_somebody_passes_on_as_said_needs_a_speaker():
    with pytest.raises(ValueError, match="has a speaker"):
        Attribution("a", None, intermediaries=(LEE,))


def test_a_span_has_both_ends():
    with pytest.raises(ValueError, match="not a span"):
        Party(SPEAKER, "Ann Lee", span=Span(4, 2))

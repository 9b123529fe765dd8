from dataclasses import replace

import pytest

from tracebrief.extract import read_article
from tracebrief.link import link_claims
from tracebrief.link.codebook_examples import annotate
from tracebrief.link.statement_spans import find_quoted, without_marks
from tracebrief.model.claims import Claim, id_of
from tracebrief.model.spans import Span
from tracebrief.model.tables import rows, rows_of
from tracebrief.read import Intermediary


def annotated(text: str, chain: tuple[Intermediary, ...] = ()):
    day = {"first": "2020-03-04", "last": "2020-03-06"}
    return replace(annotate(read_article(text, doc_id="a", **day), **day), chain=chain)


def claims_of(text: str, codebook, kind: str) -> list[dict]:
    return [row for row in rows(link_claims([annotated(text)], codebook).claims) if row["kind"] == kind]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        pytest.param("The port holds over 400 sailors stranded by the storm.", "stranded", id="a measure"),
        pytest.param("Sixty foreign sailors were stuck in the port.", "stranded_foreign", id="not its part"),
        pytest.param("The port fed over 400 sailors.", None, id="no word of what is so"),
        pytest.param("The port holds over 400 horses stranded by the storm.", None, id="not the thing counted"),
        pytest.param("The port holds 400 sailors, and 20 dogs were stranded.", None, id="words of another quantity"),
    ],
)
def test_measures(codebook, text, measure):
    assert claims_of(text, codebook, "quantity")[0]["measure"] == measure


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Ana Roe, 68, drove a truck for 12 years.", []),
        ("The 31-year-old clerk slept for two hours.", []),
        ("She drove 12 trucks in 12 years.", ["12 trucks"]),
        ("The road is 40 miles long.", ["40 miles"]),
    ],
)
def test_lengths_of_time_and_ages_are_no_claims(codebook, text, counted):
    assert [claim["exact"] for claim in claims_of(text, codebook, "quantity")] == counted


def test_two_measures_are_none(codebook):
    clash = codebook.measures[0].model_copy(update={"key": "clash"})
    both = codebook.model_copy(update={"measures": [*codebook.measures, clash]})
    [claim] = claims_of("The port holds over 400 sailors stranded by the storm.", both, "quantity")
    assert (claim["measure"], claim["low"]) == (None, 400)
    assert claim["note"] == "fits the measures stranded and clash: none chosen"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("Three sailors drowned at Port Ellis.", "port", id="in its words"),
        pytest.param("Three sailors drowned at Port Ellis in Norrin.", "port", id="a part stands for its whole"),
        pytest.param("Tents burned in the Quay camp.\n\nThree sailors drowned in the camp.", "camp", id="the camp"),
        pytest.param("A storm reached Port Ellis. Three sailors drowned.", "port", id="its paragraph's only place"),
        pytest.param("A storm reached South Bay. Three sailors drowned.", None, id="a region is too wide"),
        pytest.param("Three sailors drowned at Port Ellis and South Bay.", None, id="two places are none"),
        pytest.param("Mayor Tom Ellis left. Three sailors drowned.", None, id="a name is no place"),
    ],
)
def test_places(codebook, text, place):
    found = {claim["exact"].lower(): claim["place"] for claim in claims_of(text, codebook, "quantity")}
    assert found["three sailors"] == place


@pytest.mark.parametrize(
    ("text", "as_of", "words"),
    [
        pytest.param("Over 400 sailors are stranded.", "2020-03-04/2020-03-06", None, id="publication"),
        pytest.param("Three sailors drowned on March 2, 2020.", "2020-03-02", "March 2, 2020", id="a day"),
        pytest.param("Three sailors drowned.", "../2020-03-06", None, id="happened before publication"),
    ],
)
def test_as_of(codebook, text, as_of, words):
    claim = claims_of(text, codebook, "quantity")[0]
    assert (claim["as_of"], claim["as_of_words"]) == (as_of, words)


def test_speaker_and_chain(codebook):
    text = "Page of the Gazette\n\n“The pier is lost,” union spokeswoman Ann Lee told the Norrin Courier."
    made = annotated(text, (Intermediary(who="Island Gazette", role="outlet", words="Page of the Gazette"),))
    linked = link_claims([made], codebook)
    [claim] = [row for row in rows(linked.claims) if row["kind"] == "quote"]
    assert claim["exact"] == "The pier is lost"
    assert claim["speaker_actor"] == "lee"
    assert claim["via"] == "Norrin Courier, then Island Gazette"
    chain = [row for row in rows(linked.provenance) if row["claim_id"] == claim["claim_id"]]
    assert [step["role"] for step in chain] == ["text", "outlet", "told", "speaker"]
    assert text[chain[2]["start"] : chain[2]["end"]] == "the Norrin Courier"
    [said] = [row for row in rows(linked.attributions) if row["claim_id"] == claim["claim_id"]]
    assert (said["speaker"], text[said["cue_start"] : said["cue_end"]]) == (claim["speaker"], "told")
    assert text[said["recipient_start"] : said["recipient_end"]] == said["recipient"] == "the Norrin Courier"


def test_an_intermediary_that_the_paragraph_does_not_name_is_no_step(codebook):
    reported = (Intermediary(who="Norrin Courier", role="reports from", words="Norrin Courier"),)
    near, far = "Over 400 sailors are stranded, the Norrin Courier wrote.", "Sixty foreign sailors were stuck."
    linked = link_claims([annotated(f"{near}\n\n{far}", reported)], codebook)
    claims = {row["exact"]: row["via"] for row in rows(linked.claims)}
    assert claims["Sixty foreign sailors"] is None
    assert "Over 400 sailors" in claims


def test_ids_are_made_of_content(codebook):
    made = annotated("The port holds over 400 sailors stranded by the storm.")
    first, again = (rows_of(link_claims([made], codebook).claims, Claim) for _ in range(2))
    assert first == again and first
    assert all(claim.claim_id == id_of(claim, made.sha256) for claim in first)
    assert len({claim.claim_id for claim in first}) == len(first)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        pytest.param("“We left,”", "We left", id="marks and the closing comma"),
        pytest.param("'the fighters' camp'", "the fighters' camp", id="an apostrophe inside"),
        pytest.param("the sailors'", "the sailors'", id="a plural that nothing opened"),
        pytest.param("‘free its sailors’", "free its sailors", id="a closing mark after s"),
        pytest.param("““", "", id="nothing but marks"),
    ],
)
def test_without_marks(text, inside):
    assert without_marks(text, Span(0, len(text))).cut(text) == inside


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param('called it “a wreck” and "a shame"', ["a wreck", "a shame"], id="two kinds of marks"),
        pytest.param("the captain's crew's cabin", [], id="apostrophes are none"),
        pytest.param("called it “a wreck and left", [], id="a mark that nothing closes"),
    ],
)
def test_find_quoted(text, found):
    assert [span.cut(text) for span in find_quoted(text, Span(0, len(text)))] == found

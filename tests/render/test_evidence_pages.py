"""Pages of evidence: each shows its text to the character, with every claim of it anchored."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag

from tracebrief.model.tables import read_table, rows, to_table, write_table
from tracebrief.model.weighed import QuotationDamage
from tracebrief.project.errors import ReportError
from tracebrief.project.paths import Project
from tracebrief.render.evidence import read_evidence
from tracebrief.render.evidence_pages import write_evidence_pages
from tracebrief.render.website import render_site


def evidence(project: Project, name: str) -> BeautifulSoup:
    return BeautifulSoup((project.site / f"report/evidence/{name}.html").read_text("utf-8"), "html.parser")


def shown(words: Tag) -> str:
    for label in words.select(".boilerplate-label"):
        label.decompose()
    return words.get_text()


@pytest.mark.parametrize("name", ["flood2020", "dam2020"])
def test_the_text_is_there_to_the_character(rendered: Project, texts: dict[str, str], name: str) -> None:
    paragraphs = [shown(words) for words in evidence(rendered, name).select(".passage > .words")]
    assert paragraphs == [line for line in re.split(r"[\r\n]+", texts[name]) if line]


def test_every_claim_is_anchored_at_its_words(rendered: Project) -> None:
    claims = list(rows(read_table(rendered, "claims")))
    assert len(claims) == 8
    for claim in claims:
        page = evidence(rendered, claim["doc_id"])
        pieces = page.select(f'mark#{claim["claim_id"]}, mark[data-of="{claim["claim_id"]}"]')
        assert "".join(piece.get_text() for piece in pieces) == claim["exact"]
        assert page.select_one(f'.evidence-list a[href="#{claim["claim_id"]}"]')


def test_boilerplate_is_labelled_and_unmarked(rendered: Project) -> None:
    first = evidence(rendered, "flood2020").select_one("#p-1")
    assert first.select_one(".boilerplate").get_text() == "Skip to content"
    assert "navigation" in first.select_one(".boilerplate-label").get_text()
    assert not first.select("mark")


def test_the_record_says_how_the_day_is_known(rendered: Project) -> None:
    record = evidence(rendered, "flood2020").select_one("dl.record").get_text(" ")
    assert "between 2 and 8 March 2020 (2020-03-02/2020-03-08)" in record
    assert "“River floods the valley”: the headline (not in this text: a calendar)." in record


def test_values_list_the_claims_they_rest_on(rendered: Project) -> None:
    value = evidence(rendered, "values").find(id="v-many")
    assert "the many of the texts" in value.get_text()
    assert len(value.select("li a")) == 8


def test_a_page_of_a_text_that_is_gone_goes_too(brief: Project) -> None:
    brief.evidence.mkdir()
    (brief.evidence / "gone.qmd").write_text("---\ntitle: Gone\n---\n", "utf-8")
    pages = {"changes.qmd", "dam2020.qmd", "flood2020.qmd", "index.qmd", "values.qmd"}
    assert pages <= set(write_evidence_pages(brief, read_evidence(brief)))
    assert not (brief.evidence / "gone.qmd").exists()


@pytest.mark.parametrize("name", ["index", "values", "changes"])
def test_a_text_called_like_a_page_is_refused(brief: Project, name: str) -> None:
    dam, flood = read_evidence(brief)
    named = replace(dam, source=dam.source.model_copy(update={"key": name}))
    with pytest.raises(ReportError, match=f"'{name}' is the name of a page"):
        write_evidence_pages(brief, [named, flood])


def test_a_quotation_that_may_not_be_the_speakers_words_says_so(brief: Project) -> None:
    [quote] = [row for row in rows(read_table(brief, "claims")) if row["kind"] == "quote"]
    damage = QuotationDamage(quote["claim_id"], "words replaced", True, None, "“we” stands here for “they” of dam2020")
    write_table(brief, "quotation_damage", to_table("quotation_damage", [damage]))
    told_so = brief.brief.read_text("utf-8").replace("the mayor said:", "the mayor said, perhaps in other words:")
    brief.brief.write_text(told_so, "utf-8")
    render_site(brief, engine="embedded", target=brief.site, version="v1.2", date="2020-03-09")
    told = "may not be the speaker’s exact words: “we” stands here for “they” of dam2020"
    assert told in evidence(brief, "flood2020").select_one("#claims").parent.get_text()
    assert told in evidence(brief, "flood2020").select_one(f"mark#{quote['claim_id']}")["title"]
    assert told in evidence(brief, "values").find(id="v-words").get_text()
    index = BeautifulSoup((brief.site / "report/index.html").read_text("utf-8"), "html.parser")
    assert told in index.find("a", string="“We left everything”")["title"]

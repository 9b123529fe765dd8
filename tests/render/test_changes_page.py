"""The page of changes: every change under its commit, words that still carry a claim linked, long lists folded."""

import pytest
from bs4 import BeautifulSoup

from tracebrief.project.paths import Project
from tracebrief.render.changes_page import LISTED, OPEN, changes_page

CLAIMS = {"c-1": "ferry"}


def item(name="c-1", words="“Two boats”", **other):
    return {
        "mark": "~",
        "name": name,
        "text": "ferry",
        "where": "¶1 quantity",
        "words": words,
        "changes": [],
        "note": "",
        **other,
    }


def section(items, title="Value changed", *, quiet=False):
    return {"title": title, "items": items, "quiet": quiet}


def commit(*sections, subject="Read it anew", **other):
    told = {"headline": "1 value changed.", "notices": [], "sections": list(sections), **other}
    return {"commit": "0123456", "date": "2020-03-04", "subject": subject, **told}


def source_of(**content) -> str:
    return changes_page({"pending": None, "missing": None, "commits": [], "claims": {}, **content})


def page(**content) -> BeautifulSoup:
    source = source_of(claims=CLAIMS, **content)
    assert source.startswith('---\ntitle: "What changed"\n') and source.count("{=html}") == 1
    return BeautifulSoup(source.partition("{=html}\n")[2].rpartition("\n```")[0], "html.parser")


def test_a_commit_is_told_with_its_day_and_what_changed():
    change = item(changes=[["value", "2 boat (exact)", "3 boat (exact)"], ["speaker", "", "the master"]])
    found = page(commits=[commit(section([change]))]).section
    assert found.h2.get_text() == "Read it anew"
    assert found.select_one(".name").get_text() == "4 March 2020 · commit 0123456"
    assert [each.get_text() for each in found.select("li li")] == [
        "value 2 boat (exact) → 3 boat (exact)",
        "speaker – → “the master”",
    ]
    assert [each.get_text() for each in found.select("del, ins")][2:] == ["–", "“the master”"]


def test_only_words_that_still_carry_a_claim_are_linked():
    found = page(commits=[commit(section([item(), item("c-2", "“Gone”")]))])
    assert [(link["href"], link.get_text()) for link in found.select("li a")] == [("ferry.html#c-1", "“Two boats”")]
    assert [each.get_text() for each in found.select(".id")] == ["c-1", "c-2"]


def test_a_conflict_tells_what_became_of_it_and_why():
    conflict = item("x-1", "“two” against “three”", text="", where="opened", note="2 is not 3")
    found = page(commits=[commit(section([conflict], "Conflicts"))])
    assert found.select_one("li").get_text() == "opened: “two” against “three” — x-12 is not 3"


FOLDED = {
    "a few": (OPEN, False, True, OPEN),
    "many": (OPEN + 1, False, False, OPEN + 1),
    "a few of a quiet kind": (2, True, False, 2),
    "too many": (LISTED + 1, False, False, 2),
}


@pytest.mark.parametrize("case", FOLDED)
def test_long_lists_fold(case):
    count, quiet, opened, listed = FOLDED[case]
    found = page(commits=[commit(section([item() for _ in range(count)], quiet=quiet))]).details
    assert found.has_attr("open") == opened and len(found.select("li")) == listed
    assert found.summary.get_text() == f"Value changed {count}"
    if count > LISTED:
        assert found.li.get_text() == f"ferry: {count}"


def test_what_is_not_accepted_comes_first():
    found = page(pending=commit(section([item()])), commits=[commit()]).select("h2")
    assert [each.get_text() for each in found] == ["Not yet accepted", "Read it anew"]


LEGENDS = {
    "outside git": ({"missing": "this folder is not under git"}, "This folder is not under git."),
    "nothing yet": ({}, "Nothing has changed the claims yet."),
    "a notice": ({"commits": [commit(notices=["v0 records no texts"])]}, "v0 records no texts."),
    "all told": ({"commits": [commit()]}, None),
}


@pytest.mark.parametrize("case", LEGENDS)
def test_what_is_missing_is_said(case):
    content, told = LEGENDS[case]
    legend = page(**content).select_one(".legend")
    assert (legend and legend.get_text()) == told


def test_words_and_subjects_are_shown_as_they_are():
    hostile = "<script>alert(1)</script> & ````` *x* {=html}"
    source = source_of(commits=[commit(section([item(words=hostile)]), subject=hostile)], claims=CLAIMS)
    assert source.count("\n``````{=html}\n") == 1 and source.count("\n``````\n") == 1
    html = BeautifulSoup(source, "html.parser")
    assert html.h2.get_text() == hostile and html.li.a.get_text() == hostile and not html.select("script")


def test_the_site_has_the_page_before_anything_has_changed(rendered: Project):
    html = BeautifulSoup((rendered.site / "report/evidence/changes.html").read_text("utf-8"), "html.parser")
    assert html.select_one("main h1, .title").get_text() == "What changed"
    assert "Nothing has changed the claims yet." in html.get_text()
    assert html.select_one("header nav a[aria-current]").get_text() == "Changes"

"""A comment on a pull request shows strangers' words as they are, and fits."""

from dataclasses import replace

import pypandoc
import pytest
from bs4 import BeautifulSoup

from tracebrief.history.pull_request_comment import LIMIT, MARKER, render_comment
from tracebrief.history.snapshot_changes import compare_snapshots


def as_github(comment):
    """Return a comment as HTML of GitHub's Markdown."""
    return BeautifulSoup(
        pypandoc.convert_text(comment, "html", format="gfm", extra_args=["--wrap=none"]), "html.parser"
    )


@pytest.fixture
def comment(hold):
    """Return a function that writes the comment on a text's being added to, or changed from another."""
    return lambda after, before="[[Calm]].", **names: render_comment(
        compare_snapshots(hold(ferry=before, **names), hold(ferry=after))
    )


def test_it_begins_with_its_mark_and_the_counts(comment):
    said = comment("[[Two boats=3]] sank.", "[[Two boats=2]] sank.")
    assert said.startswith(MARKER + "\n### What changed\n")
    page = as_github(said)
    assert page.strong.get_text() == "1 value changed." and page.find("p").get_text().startswith("now → ")
    assert [each.get_text() for each in page.select("summary")] == ["Value changed: 1"]
    (changed,) = page.select("details li")
    assert "“Two boats” = 3 boat (exact)" in changed.get_text()
    assert "value 2 boat (exact) → 3 boat (exact)" in changed.get_text()


def test_nothing_is_said_in_one_sentence(comment):
    page = as_github(comment("[[Calm]]."))
    assert "No text, claim or conflict changed." in page.get_text() and not page.select("details")


HOSTILE = {
    "HTML": "<script>alert(1)</script> <b>bold</b> &lt;i&gt;",
    "an image": "![x](https://example.org/x.png) [here](javascript:a)",
    "emphasis and code": "*one* _two_ `three` ~~four~~ **five** ``six``",
    "a way out of the list": "</details></li> --> ] } </code>",
    "a table and a rule": "|a|b| --- *** # Heading > quote",
    "a mention": "@somebody and @some/team, #12 and GH-12 of owner/name#12",
    "a link of itself": "https://example.org and www.example.org",
    "mathematics": "$x_1$ and \\(y\\)",
    "lines": "one\n\n# two\n\n- three",
}
# What GitHub makes of text after it has read the Markdown, wherever nothing parts it.
CALLS = ("@somebody", "@some/", "#12", "GH-12", "://example", "www.example")


@pytest.mark.parametrize("case", HOSTILE)
def test_words_are_shown_as_they_are(comment, case):
    page = as_github(comment(f"[[{HOSTILE[case]}]]."))
    item = next(each for each in page.select("details li") if each.get_text().startswith("+ c-"))
    assert " ".join(HOSTILE[case].split()) in item.get_text().replace("\u200b", "")
    assert not any(call in page.get_text() for call in CALLS)
    assert {each.name for each in page.find_all()} <= {
        *("h3", "p", "code", "strong", "details", "summary", "ul", "li", "br", "b", "blockquote")
    }
    assert all(each.find_parent("li") is None or each.name in ("code", "b", "br") for each in item.find_all())


def test_a_name_of_a_revision_is_as_harmless(hold):
    state = replace(hold(ferry="[[Calm]]."), name="`x`<b>@somebody")
    page = as_github(render_comment(compare_snapshots(state, state)))
    assert page.find("p").get_text().startswith("`x`<b>@\u200bsomebody → ") and not page.select("b")


@pytest.mark.parametrize("claims", [10, 400, 4000])
def test_it_fits_and_counts_what_it_leaves_out(comment, claims):
    said = comment(" ".join(f"[[Boat {number} {'sank and ' * 60}]]" for number in range(claims)))
    assert len(said) <= LIMIT + 200 < 65_536 and said.count("<details>") == said.count("</details>")
    page = as_github(said)
    listed = len(page.select("details li"))
    left = claims + 2 - listed
    assert (f"{left:,} changes are left out" in page.get_text()) == (left > 0) == (claims > 10)
    assert any(f": {claims:,}" in each.get_text() for each in page.select("summary"))

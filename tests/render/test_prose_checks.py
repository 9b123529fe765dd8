"""The sources of a brief: what only one engine reads, and what nothing answers to, each with its line."""

import pytest

from tracebrief.project.paths import Project
from tracebrief.render.prose_checks import check_report

ADDED = "# What may happen {#sec-risk}"
CITED = "[@dam2020]"


@pytest.fixture
def checked(make_brief, brief: Project) -> Project:
    (brief.report / "evidence").mkdir()
    return brief


def line_of(source: str, words: str) -> int:
    return source[: source.index(words)].count("\n") + 1


def test_a_sound_brief_has_no_mistakes(checked: Project) -> None:
    assert check_report(checked) == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param("{{< include x.qmd >}} [@dam2020]", "a shortcode, which only Quarto knows", id="shortcode"),
        pytest.param("```{python}\n1 + 1\n```", "an executable cell (python)", id="executable cell"),
        pytest.param("::: {.panel-tabset}\nA [@dam2020]\n:::", "an unknown class .panel-tabset", id="tabset"),
        pytest.param("::: {.column-margin}\nA [@dam2020]\n:::", "an unknown class .column-margin", id="margin column"),
        pytest.param("::: {layout-ncol=2}\nA [@dam2020]\n:::", "an attribute layout-ncol", id="layout"),
        pytest.param("[A]{.fancy} [@dam2020]", "an unknown class .fancy on a span", id="unknown span"),
        pytest.param('::: {.content-visible when-format="pdf"}\nA [@dam2020]\n:::', "when-format='pdf'", id="format"),
        pytest.param("::: {.callout-note .uncited collapse=true}\nA\n:::", "an attribute collapse", id="collapse"),
        pytest.param("## Head {.smaller}", "a heading with the class .smaller", id="class of a heading"),
        pytest.param("<b>A</b> [@dam2020]", "raw html, which other formats leave out", id="raw HTML"),
        pytest.param("See @fig-none [@dam2020].", "nothing is labelled @fig-none", id="unknown figure reference"),
        pytest.param("See @sec-none [@dam2020].", "nothing is labelled @sec-none", id="unknown section"),
        pytest.param("See @eq-one [@dam2020].", "@eq-one is a kind of reference that only Quarto knows", id="equation"),
        pytest.param("A paragraph [@none2020; @dam2020].", "no text has the citation key @none2020", id="unknown text"),
        pytest.param('[]{.claim key="none"} [@dam2020]', "no value is called 'none'", id="unknown value"),
        pytest.param("[]{.claim} [@dam2020]", "a claim without a key", id="claim without a key"),
        pytest.param('[A]{.claim key="left none"} [@dam2020]', "no value is called 'none'", id="one of two unknown"),
        pytest.param('[A]{.claim id="c-0"} [@dam2020]', "no claim is called 'c-0'", id="unknown claim"),
        pytest.param('[A]{.comparison key="c"} [@dam2020]', "no comparison is called 'c'", id="unknown comparison"),
        pytest.param(
            "[A]{.comparison} [@dam2020]", "words of .comparison without a key", id="comparison without a key"
        ),
        pytest.param('[A]{.outside key="gauge"}', "no fact from outside is called 'gauge'", id="unknown fact"),
        pytest.param("[A]{.outside} [@dam2020]", "words of .outside without a key", id="outside without a key"),
        pytest.param('[]{.claim key="left words"} [@dam2020]', "a .claim without words", id="two values, no words"),
        pytest.param('[A [@dam2020]]{.claim key="left"}', "a claim, a citation or a link within", id="cited within"),
        pytest.param(
            '[A []{.claim key="left"}]{.claim key="words"} [@dam2020]', "a claim, a citation", id="claim in a claim"
        ),
        pytest.param(
            "![A](../build/figures/none.svg){#fig-a}", "there is no figure called 'none'", id="unknown figure"
        ),
        pytest.param("![A](none.png)", "there is no image none.png", id="unknown image"),
        pytest.param("A paragraph of *prose* that says “so”.", "a paragraph without a source", id="uncited paragraph"),
        pytest.param('[They *left*]{.claim key="left"}.', "this sentence rests on", id="a claim without its citation"),
        pytest.param("- An item without a source.", "a paragraph without a source", id="uncited item"),
        pytest.param("See @fig-people.", "a paragraph without a source", id="a figure is no source"),
        pytest.param("## Again {#sec-what}", "#sec-what twice", id="label twice"),
    ],
)
def test_mistakes_have_their_line(checked: Project, written: str, said: str) -> None:
    index = checked.report / "index.qmd"
    source = index.read_text("utf-8").replace(ADDED, f"{written}\n\n{ADDED}")
    index.write_text(source, "utf-8")
    mistakes = {problem.where: problem.what for problem in check_report(checked)}
    first = line_of(source, written)
    found = [what for where, what in mistakes.items() if int(where.removeprefix("report/index.qmd:")) >= first]
    assert found[0].startswith(said), mistakes
    assert f"report/index.qmd:{first}" in mistakes or f"report/index.qmd:{first + 1}" in mistakes


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(
            'See @fig-people, made by []{.claim key="texts"} texts [@dam2020].', id="reference, then citation"
        ),
        pytest.param(
            'These things:\n\n- []{.claim key="texts"} texts [@dam2020];\n- the []{.claim key="texts"} [@dam2020].',
            id="announced list",
        ),
        pytest.param("<!-- a remark -->", id="comment"),
        pytest.param("::: {.uncited}\nBy rule.\n:::", id="marked as uncited"),
        pytest.param('There are []{.claim key="texts"} texts.', id="a count is a source"),
        pytest.param('[In short, two.]{.own reason="the brief itself"}', id="declared to be the authors' own"),
        pytest.param('[They *left*]{.claim key="left"} [@flood2020].', id="own words on a value"),
        pytest.param('[They left and it broke]{.claim key="left newly"} [@flood2020].', id="own words on two values"),
        pytest.param('[They *left*]{.claim key="left"} [the dale]{.outside key="dale"} [@flood2020].', id="outside"),
        pytest.param(
            '[In short, two]{.own reason="the brief itself"}, []{.claim key="left"} [@flood2020].',
            id="the authors' own",
        ),
        pytest.param('Math: $x < 1$ by []{.claim key="texts"} texts [@dam2020].', id="mathematics"),
        pytest.param(
            'A `{.code}` with braces, an address: a@example.org, and []{.claim key="texts"} texts [@dam2020].',
            id="looks like markup",
        ),
    ],
)
def test_what_both_engines_read_passes(checked: Project, written: str) -> None:
    index = checked.report / "index.qmd"
    index.write_text(index.read_text("utf-8").replace(ADDED, f"{written}\n\n{ADDED}"), "utf-8")
    assert check_report(checked) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "report/index.qmd",
            "subtitle: What",
            "execute: true\nsubtitle: What",
            "report/index.qmd:3: execute",
        ),
        ("report/index.qmd", "subtitle: What", "subtitle: : Two", "report/index.qmd:3: not YAML"),
        ("report/index.qmd", "---\ntitle", "title", "report/index.qmd:1: no front matter"),
        ("report/index.qmd", "number-sections: true\n", "", "@sec-risk, but sections have no numbers here"),
        ("_quarto.yml", "lang: en", "jupyter: python3", "_quarto.yml:"),
        ("_quarto.yml", "type: website", "type: book", "_quarto.yml:3"),
        ("_quarto.yml", "- report/index.qmd", "- report/none.qmd", "there is no report/none.qmd"),
        ("_quarto.yml", "filters/claims.lua", "filters/none.lua", "there is no report/filters/none.lua"),
        ("_quarto.yml", "citeproc: true", "citeproc: false", "_quarto.yml:"),
    ],
)
def test_settings_of_one_engine_are_refused(checked: Project, file: str, old: str, new: str, said: str) -> None:
    path = checked.root / file
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert any(said in str(problem) for problem in check_report(checked)), check_report(checked)


def test_a_page_that_is_not_utf8_is_refused(checked: Project) -> None:
    (checked.report / "index.qmd").write_bytes(b"---\ntitle: Caf\xe9\n---\n")
    assert [problem.what for problem in check_report(checked)] == ["not UTF-8 at byte 14"]


@pytest.mark.parametrize("pattern", ["build/figures/*", "figures/*"])
def test_a_resource_that_quarto_would_find_in_the_made_site_is_refused(checked: Project, pattern: str) -> None:
    path = checked.root / "_quarto.yml"
    path.write_text(path.read_text("utf-8").replace("/build/figures/*", pattern), "utf-8")
    assert [problem.todo for problem in check_report(checked)] == [f"write /{pattern}"]

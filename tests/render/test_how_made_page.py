"""The page that tells how the brief was made names every step, file and figure, and only what is known."""

import json

import pytest
from bs4 import BeautifulSoup

from tracebrief.project.errors import BuildError
from tracebrief.project.paths import Project
from tracebrief.render.how_made_page import how_made_page

PAGE = "report/evidence/how-made.html"


@pytest.fixture
def soup(rendered: Project) -> BeautifulSoup:
    return BeautifulSoup((rendered.site / PAGE).read_text("utf-8"), "html.parser")


def facts(element) -> dict[str, str]:
    """Return the facts of one list on the page."""
    return {term.get_text(): term.find_next("dd").get_text(" ", strip=True) for term in element.select("dt")}


def test_version_lock_and_parameters_are_told(soup: BeautifulSoup) -> None:
    told = facts(soup.select_one("dl.record"))
    assert told["Version"] == "v1.2" and told["Commit"] == "none: built outside git"
    assert told["Lock file"] == "requirements.lock 0000000000"
    assert told["Parameters"] == "none given: each notebook’s own"


def test_a_step_names_its_notebook_and_what_it_wrote(soup: BeautifulSoup) -> None:
    step = soup.find(id="10_draw")
    assert facts(step)["Read"] == facts(step)["Library"] == "none"
    assert "build/figures/people.svg" in facts(step)["Wrote"]
    assert step.a["href"] == "../../build/notebooks/10_draw.ipynb"


def test_a_figure_leads_to_its_notebook_and_the_brief_to_the_figure(soup: BeautifulSoup, rendered: Project) -> None:
    figure = soup.find(id="figure-people")
    assert figure.a["href"] == "#10_draw" and "Valley Post" in facts(figure)["From"]
    brief = BeautifulSoup((rendered.site / "report/index.html").read_text("utf-8"), "html.parser")
    assert brief.select_one('a[href="evidence/how-made.html#figure-people"]')


def test_without_a_record_of_this_build_the_page_says_where_it_is(soup: BeautifulSoup) -> None:
    places = soup.select("[data-run]")
    assert {place["data-run"] for place in places} == {"total", "repro", "10_draw"}
    assert {place.get_text() for place in places} == {"see run.js, beside these pages"}


def test_what_a_notebook_is_called_cannot_break_the_page(brief: Project) -> None:
    made = json.loads(brief.build_record.read_text())
    made["steps"][0] |= {
        "title": "<script>x</script>",
        "parameters": {"boats": "</dd>"},
        "reads": {"data/<b>.txt": "0" * 64},
    }
    brief.build_record.write_text(json.dumps(made))
    step = BeautifulSoup(how_made_page(brief), "html.parser").find(id="10_draw")
    assert step.h2.get_text() == "1. <script>x</script>" and not step.select("script, b")
    assert facts(step)["Parameters"] == 'boats = "</dd>"' and "data/<b>.txt" in facts(step)["Read"]


@pytest.mark.parametrize("content", [None, "", "{}", "[]"])
def test_without_a_record_of_the_notebooks_there_is_no_page(brief: Project, content: str | None) -> None:
    brief.build_record.unlink()
    if content is not None:
        brief.build_record.write_text(content)
    with pytest.raises(BuildError, match=r"^build/made\.json: .*; run `tracebrief build`$"):
        how_made_page(brief)

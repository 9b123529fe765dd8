"""The embedded engine: the pages it writes are whole, alike at every run, and say what Quarto would say."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PageObject, PdfReader

from tracebrief.project.errors import BuildError, ReportError
from tracebrief.project.paths import Project
from tracebrief.render.embedded_engine import render_embedded
from tracebrief.render.website import render_site

NBSP = "\u00a0"
# Of the sheet, below and above, in points.
MARGINS = (25 / 25.4 * 72, 27 / 25.4 * 72)


@pytest.fixture(scope="session")
def page(rendered: Project) -> BeautifulSoup:
    return BeautifulSoup((rendered.site / "report/index.html").read_text("utf-8"), "html.parser")


@pytest.fixture(scope="session")
def paper(rendered: Project) -> PdfReader:
    return PdfReader(rendered.site / "report/index.pdf")


def words(page: BeautifulSoup) -> str:
    return re.sub(r"\s+", " ", page.main.get_text())


def test_every_page_is_written(rendered: Project) -> None:
    written = {path.relative_to(rendered.site).as_posix() for path in rendered.site.rglob("*") if path.is_file()}
    pages = {"index.html", "report/index.html", "report/index.pdf", "report/brief.css"}
    evidence = {f"report/evidence/{name}.html" for name in ("flood2020", "dam2020", "index", "values")}
    assets = {"build/assets/vega.js", "build/charts/people.js", "build/figures/people.svg"}
    assert written >= pages | evidence | assets


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"See Figure{NBSP}1 (", id="figure, then a citation"),
        pytest.param(f"Table{NBSP}1 and", id="table"),
        pytest.param(f"Section{NBSP}2, Section{NBSP}2.1.", id="sections in one bracket"),
        pytest.param(f"Figure{NBSP}1: People who left.", id="caption of a figure"),
        pytest.param(f"Table{NBSP}1: Bridges", id="caption of a table"),
        pytest.param("How to read this", id="title of a callout"),
        pytest.param("Only on the web", id="content for this format"),
        pytest.param("Source: Valley Post, March 2020. Data: CSV.", id="source line of a figure"),
        pytest.param("Between 2 and 8 March 2020", id="bounded day in the references"),
        pytest.param("Version v1.2 · 9 March 2020", id="version and date"),
    ],
)
def test_the_page_says(page: BeautifulSoup, text: str) -> None:
    assert text.replace(NBSP, " ") in words(page).replace(NBSP, " ")


def test_content_for_paper_is_not_on_the_page(page: BeautifulSoup) -> None:
    assert "Only on paper" not in words(page)
    assert not page.select(".uncited, .content-visible, .claim[key]")


def test_headings_have_one_first_level(page: BeautifulSoup) -> None:
    assert [heading.get_text() for heading in page.select("h1")] == ["The flood: what is known"]
    assert page.select_one("#sec-small h3 .header-section-number").get_text() == "2.1"


def test_figures_have_alternative_text_and_a_chart(page: BeautifulSoup) -> None:
    image = page.select_one("figure#fig-people img")
    assert (image["alt"], image["class"]) == ('A bar: 1,200 people "left".', ["interactive"])
    assert Path(image["src"]).stem == "people"


def test_links_lead_somewhere(rendered: Project) -> None:
    pages = {path: BeautifulSoup(path.read_text("utf-8"), "html.parser") for path in rendered.site.rglob("*.html")}
    ids = {path: {element["id"] for element in soup.select("[id]")} for path, soup in pages.items()}
    links = [(path, a["href"]) for path, soup in pages.items() for a in soup.select("a[href], link[href]")]
    links += [(path, x["src"]) for path, soup in pages.items() for x in soup.select("img[src], script[src]")]
    assert len(links) > 50
    for path, href in links:
        file, _, anchor = href.partition("#")
        # Made at publication: versions, manifest, the record of the run; a page's icon is within the page.
        if file.endswith(("versions.html", "manifest.json", "run.js")) or file == "data:,":
            continue
        target = (path.parent / file).resolve() if file else path
        assert target.is_file(), f"{path.name}: {href}"
        assert not anchor or target not in ids or anchor in ids[target], f"{path.name}: {href}"


def test_ids_are_unique(rendered: Project) -> None:
    for path in rendered.site.rglob("*.html"):
        ids = [element["id"] for element in BeautifulSoup(path.read_text("utf-8"), "html.parser").select("[id]")]
        assert len(ids) == len(set(ids)), path


def test_nothing_comes_from_a_network(rendered: Project) -> None:
    for path in [*rendered.site.rglob("*.html"), *rendered.site.rglob("*.css")]:
        assert not re.search(r"(?:src|href|url\()\s*=?\s*[\"']?(?:https?:)?//", path.read_text("utf-8")), path


def test_values_lead_to_their_words(page: BeautifulSoup) -> None:
    single, computed = page.find("a", string="about 1,200"), page.find("a", string="eight")
    assert re.fullmatch(r"evidence/flood2020\.html#c-[0-9a-f]{10}", single["href"])
    assert "Valley Post, between 2 and 8 March 2020, paragraph 3: About 1,200 people left" in single["title"]
    assert computed["href"] == "evidence/values.html#v-many"


def test_own_words_lead_to_what_they_rest_on(rendered: Project, page: BeautifulSoup) -> None:
    single = page.find("a", string="it might give way")
    assert re.fullmatch(r"evidence/dam2020\.html#c-[0-9a-f]{10}", single["href"])
    assert "The dam could fail by Friday" in single["title"]
    several = next(link for link in page.select("a.claim") if link.get_text().startswith("People fled"))
    assert several["href"] == "evidence/values.html#r-left+newly"
    assert several.em.get_text() == "fled"
    values = BeautifulSoup((rendered.site / "report/evidence/values.html").read_text("utf-8"), "html.parser")
    listed = values.find(id="r-left+newly").select("li a")
    assert [link.get_text() for link in listed] == ["About 1,200 people", "At least 14 bridges"]


def test_words_of_the_authors_own_are_plain_on_the_page(page: BeautifulSoup) -> None:
    assert ", we reckon, " in words(page)
    assert not page.select(".own, [reason]")


def test_what_comes_from_outside_the_texts_is_marked_and_listed(page: BeautifulSoup, paper: PdfReader) -> None:
    assert "From outside the texts come: The valley is the dale; a calendar." in words(page)
    link = page.find("a", string="in the dale")
    assert (link["href"], link["title"]) == (
        "#outside-facts",
        "From outside the texts: The valley is the dale (a map).",
    )
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in paper.pages)).replace(NBSP, " ")
    assert re.search(r"in the dale\[\d+\]", text)
    assert "From outside the texts: The valley is the dale (a map)." in text


def test_paper_is_tagged_and_described(paper: PdfReader) -> None:
    assert paper.metadata.title == "The flood: what is known"
    assert paper.trailer["/Root"]["/Lang"] == "en"
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in paper.trailer["/Root"]["/Metadata"].get_data()


def test_paper_numbers_each_claim_once(paper: PdfReader) -> None:
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in paper.pages)).replace(NBSP, " ")
    assert "Only on paper" in text
    assert "Only on the web" not in text
    assert "Figure 1: People who left." in text
    assert "See Figure 1 (" in text
    annex = text[text.rindex("Each raised number") :]
    names = re.findall(r"c-[0-9a-f]{10}", annex)
    # Eight claims: four named in the prose, the others by the value that counts all.
    assert (len(names), len(set(names))) == (8, 8)
    assert re.search(r"People fled, and roads were cut\[\d\]\[\d\] \(", text)


@pytest.mark.parametrize("height", [200, 960, 2400])
def test_a_figure_and_its_caption_keep_within_the_page(rendered_copy: Project, height: int) -> None:
    size = f'width="680" height="{height}" viewBox="0 0 680 {height}"'
    ends = (
        f'<text x="9" y="14">Q</text><text x="9" y="{height - 4}">J</text>'  # a text of a picture is written by letters
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" font-family="Source Sans Pro" {size}>{ends}</svg>'
    (rendered_copy.figures / "people.svg").write_text(svg, "utf-8")
    render_embedded(rendered_copy, target=rendered_copy.site, version="v2", date="")
    paper = PdfReader(rendered_copy.site / "report/index.pdf")
    (heights,) = (found for found in map(heights_of_words, paper.pages) if {"Q", "J"} & found.keys())
    source = next(height for words, height in heights.items() if words.startswith("Source: Valley Post"))
    below, above = MARGINS
    assert float(paper.pages[0].mediabox.height) - above > heights["Q"] > heights["J"] > source > below


def heights_of_words(page: PageObject) -> dict[str, float]:
    """Return how many points above the page's lower edge each piece of text stands."""
    heights: dict[str, float] = {}

    def note(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        heights[text.strip()] = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]

    page.extract_text(visitor_text=note)
    return heights


def test_the_same_sources_give_the_same_bytes(rendered: Project, make_brief, tmp_path: Path) -> None:
    again = make_brief()
    render_site(again, engine="embedded", target=tmp_path, version="v1.2", date="2020-03-09")
    for path in sorted(rendered.site.rglob("*")):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / path.relative_to(rendered.site)).read_bytes(), path


def test_an_unknown_engine_is_refused(rendered_copy: Project) -> None:
    with pytest.raises(BuildError, match="there is no engine 'latex'"):
        render_site(rendered_copy, engine="latex", target=rendered_copy.site, version="v1", date="2020-03-09")


def test_a_filter_alone_also_stops_at_an_unknown_value(rendered_copy: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    index = rendered_copy.report / "index.qmd"
    index.write_text(index.read_text("utf-8").replace('key="left"', 'key="right"'), "utf-8")
    monkeypatch.setattr("tracebrief.render.website.check_or_raise", lambda project: None)
    with pytest.raises(ReportError, match=r"^report/index\.qmd:21: no value is called right; publish it"):
        render_site(rendered_copy, engine="embedded", target=rendered_copy.site, version="v1", date="2020-03-09")

"""A figure on disk: whole, the same on every run, readable without a network."""

import base64
import io
import json
import re
from dataclasses import dataclass

import altair as alt
import pandas as pd
import pytest
import typst
from fontTools.ttLib import TTFont

from tracebrief.draw import fonts
from tracebrief.draw.figures import Chart, Figure, save_figure, show_chart, to_frame
from tracebrief.draw.theme import FONT, FONT_FOLDER
from tracebrief.project.errors import TableError
from tracebrief.project.paths import Project

SUFFIXES = ("svg", "vl.json", "csv", "json")
DOCUMENTS = pd.DataFrame(
    [{"doc_id": "gull", "outlet": "Gull Post", "via": None, "first": "2031-05-02", "last": "2031-05-09"}]
)


DATA = pd.DataFrame([{"words": "over 1,200", "low": 1200}])
FIGURE = Figure(DATA, "“over 1,200” < 1,300 & more", "1 of 2 counts", ("gull",), claims=("c-1",))


def chart() -> Chart:
    base = alt.Chart(DATA).encode(y="words:N")
    heading = base.mark_text(style="heading", text="Held at Ŵyre < harbour")
    return alt.layer(heading, base.mark_text(style="words").encode(text="words:N"), base.mark_point().encode(x="low:Q"))


@dataclass(frozen=True)
class Row:
    words: str
    low: float


@pytest.fixture(scope="module")
def saved(tmp_path_factory) -> dict[str, str]:
    project = Project(tmp_path_factory.mktemp("brief"))
    save_figure(project, "counts", chart(), FIGURE, title="Counts", documents=DOCUMENTS)
    return {suffix: (project.figures / f"counts.{suffix}").read_text("utf-8") for suffix in SUFFIXES}


def test_the_same_figure_is_the_same_bytes(saved, tmp_path):
    project = Project(tmp_path)
    save_figure(project, "counts", chart(), FIGURE, title="Counts", documents=DOCUMENTS)
    assert {suffix: (project.figures / f"counts.{suffix}").read_text("utf-8") for suffix in SUFFIXES} == saved


@pytest.mark.parametrize("rows", [[Row("over 1,200", 1200.0)], []], ids=["a row", "no row: no column is lost"])
def test_a_frame_has_the_fields_of_its_kind(rows):
    frame = to_frame(rows, Row)
    assert list(frame) == ["words", "low"] and len(frame) == len(rows)


def test_what_it_says_in_words(saved):
    assert json.loads(saved["json"]) == {
        "title": "Counts",
        "alt": "“over 1,200” < 1,300 & more",
        "source": "Gull Post, 2–9 May 2031",
        "n": "1 of 2 counts",
        "claims": ["c-1"],
    }
    assert "<title>Counts</title><desc>“over 1,200” &lt; 1,300 &amp; more</desc>" in saved["svg"]


def test_the_data_are_offered(saved):
    assert saved["csv"] == 'words,low\n"over 1,200",1200\n'


@pytest.mark.parametrize("suffix", ["svg", "vl.json"])
def test_nothing_is_fetched(saved, suffix):
    names = r"http://www\.w3\.org/\S+|https://vega\.github\.io/schema/\S+"
    assert "http" not in re.sub(names, "", saved[suffix])
    assert '"url"' not in saved[suffix]


def test_the_chart_has_the_width_of_the_picture_and_is_scaled_by_the_page(saved):
    assert json.loads(saved["vl.json"]).get("width") != "container"


def test_the_picture_brings_every_letter_it_uses_and_few_more(saved):
    faces = re.findall(r"font-weight:(\d+);font-style:(\w+);src:url\(data:font/woff;base64,([^)]+)\)", saved["svg"])
    assert [face[:2] for face in faces] == [("400", "normal"), ("600", "normal")]
    letters = [set(TTFont(io.BytesIO(base64.b64decode(face[2]))).getBestCmap()) for face in faces]
    assert ord("Ŵ") in letters[1]
    assert ord("Ŵ") not in letters[0], "a letter that only the other face needs"
    assert len(saved["svg"]) < 60_000


def test_paper_has_the_same_letters(saved, tmp_path):
    (tmp_path / "counts.svg").write_text(saved["svg"], "utf-8")
    (tmp_path / "page.typ").write_text('#image("counts.svg", alt: "counts")', "utf-8")
    page = typst.compile(tmp_path / "page.typ", font_paths=[FONT_FOLDER], ignore_system_fonts=True)
    assert FONT.replace(" ", "").encode() in page, "the typeface is not in the PDF"


def test_a_chart_in_a_notebook_brings_its_letters_and_its_words():
    picture = show_chart(chart(), alt="over 1,200 & more")
    assert "@font-face" in picture.svg and 'role="img"' in picture.svg
    assert "<title>over 1,200 &amp; more</title>" in picture.svg
    assert "<svg" not in repr(picture), "the picture is said twice"


def test_data_alone_are_no_figure(tmp_path):
    with pytest.raises(TableError, match=r"DataFrame is not a Figure.*Figure\(data="):
        save_figure(Project(tmp_path), "counts", chart(), DATA, title="Counts", documents=DOCUMENTS)
    assert not list(tmp_path.rglob("*.svg"))


@pytest.mark.parametrize(
    ("claims", "data", "message"),
    [
        pytest.param(("c-2",), DATA.assign(claim_id="c-1"), "its data have c-1", id="another is drawn"),
        pytest.param((), DATA.assign(claim_id="c-1"), "its data have c-1", id="said to show none"),
    ],
)
def test_a_figure_names_the_claims_that_it_shows(tmp_path, claims, data, message):
    figure = Figure(data, "over 1,200", "1 of 1 counts", ("gull",), claims=claims)
    with pytest.raises(TableError, match=message):
        save_figure(Project(tmp_path), "counts", chart(), figure, title="Counts", documents=DOCUMENTS)
    assert not list(tmp_path.rglob("*.svg"))


@pytest.mark.parametrize(
    ("claims", "data"), [((), DATA), (("c-1",), DATA), (("c-1", "c-2"), DATA.assign(claim_id="c-1"))]
)
def test_a_figure_says_which_claims_it_shows(tmp_path, claims, data):
    figure = Figure(data, "the days of the texts", "1 of 1 texts", ("gull",), claims=claims)
    save_figure(Project(tmp_path), "counts", chart(), figure, title="Counts", documents=DOCUMENTS)
    assert json.loads((tmp_path / "build/figures/counts.json").read_text())["claims"] == list(claims)


def test_letters_kept_by_an_earlier_notebook_of_the_build_are_the_same(monkeypatch, tmp_path):
    cut_anew = show_chart(chart(), alt="counts").svg
    monkeypatch.setenv("TRACEBRIEF_ROOT", str(tmp_path))
    for damage in (None, b"", b"not what was kept"):
        for kept in Project(tmp_path).cache.rglob("*"):
            if kept.is_file() and damage is not None:
                kept.write_bytes(damage)
        fonts._cut.cache_clear()
        assert show_chart(chart(), alt="counts").svg == cut_anew
    monkeypatch.setattr(fonts, "_subset", None)  # nothing is cut when all is kept
    fonts._cut.cache_clear()
    assert show_chart(chart(), alt="counts").svg == cut_anew

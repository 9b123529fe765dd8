"""A figure on disk: whole, the same on every run, readable without a network."""

import base64
import io
import json
import re

import pandas as pd
import pytest
import typst
from fontTools.ttLib import TTFont

from tracebrief.draw import canvas
from tracebrief.draw.figures import Figure, save_figure
from tracebrief.draw.theme import FONT, FONT_FOLDER
from tracebrief.project.paths import Project

SUFFIXES = ("svg", "vl.json", "csv", "json")
DOCUMENTS = pd.DataFrame(
    [{"doc_id": "gull", "outlet": "Gull Post", "chain": None, "first": "2031-05-02", "last": "2031-05-09"}]
)


def figure() -> Figure:
    layers = [
        canvas.draw_words([{"x": 0, "y": 20, "words": "Held at Ŵyre < harbour"}], bold=True),
        canvas.draw_words([{"x": 0, "y": 44, "words": "over 1,200"}]),
        canvas.draw_points([{"x": 300, "y": 44, "tip": {"Words": "over 1,200"}}]),
    ]
    data = pd.DataFrame([{"words": "over 1,200", "low": 1200}])
    return Figure(canvas.sheet(layers, 60), data, "“over 1,200” < 1,300 & more", "1 of 2 counts", ("gull",))


@pytest.fixture(scope="module")
def saved(tmp_path_factory) -> dict[str, str]:
    project = Project(tmp_path_factory.mktemp("brief"))
    save_figure(project, "counts", figure(), title="Counts", documents=DOCUMENTS)
    return {suffix: (project.figures / f"counts.{suffix}").read_text("utf-8") for suffix in SUFFIXES}


def test_the_same_figure_is_the_same_bytes(saved, tmp_path):
    project = Project(tmp_path)
    save_figure(project, "counts", figure(), title="Counts", documents=DOCUMENTS)
    assert {suffix: (project.figures / f"counts.{suffix}").read_text("utf-8") for suffix in SUFFIXES} == saved


def test_what_it_says_in_words(saved):
    assert json.loads(saved["json"]) == {
        "title": "Counts",
        "alt": "“over 1,200” < 1,300 & more",
        "source": "Gull Post, 2–9 May 2031",
        "n": "1 of 2 counts",
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

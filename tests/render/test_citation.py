"""A version says on its page, on paper and in the properties of the PDF which it is, and how to cite it."""

import json
import subprocess
from pathlib import Path

import pypandoc
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from tracebrief.project.errors import ReportError
from tracebrief.project.paths import Project
from tracebrief.render.embedded_engine import render_embedded

ROOT = Path(__file__).parents[2]
# What Quarto gives a filter that the embedded engine does not.
QUARTO = 'quarto = {{ project = {{ directory = "{root}" }}, doc = {{ input_file = "{root}/report/index.qmd" }} }}\n'


def test_the_page_cites_its_version(rendered: Project) -> None:
    page = BeautifulSoup((rendered.site / "report/index.html").read_text("utf-8"), "html.parser")
    citation = json.loads((rendered.inserts / "citation.json").read_text("utf-8"))
    section = page.select_one("#sec-cite")
    assert section.select_one(".cite-version > p").get_text() == citation["text"]
    assert "v1.2" in citation["text"]
    assert section.select_one("details:not([open]) pre code").get_text().strip() == citation["bibtex"].strip()
    files = {link.get_text(): rendered.site / "report" / link["href"] for link in section.select("a")}
    assert list(files) == ["BibTeX", "CSL JSON", "CITATION.cff"]
    assert all(path.is_file() for path in files.values())


def test_paper_has_the_words_only(rendered: Project) -> None:
    text = " ".join(page.extract_text() for page in PdfReader(rendered.site / "report/index.pdf").pages)
    section = text[text.rindex("How to cite this version") : text.rindex("References")]
    assert "v1.2" in section
    assert not any(word in section for word in ("BibTeX", "CSL", "@"))


def test_without_a_citation_the_page_is_refused_with_its_line(rendered_copy: Project) -> None:
    (rendered_copy.inserts / "citation.json").unlink()
    with pytest.raises(ReportError, match=r"^report/index\.qmd:\d+: build/inserts has no citation yet; run"):
        render_embedded(rendered_copy, target=rendered_copy.site, version="v2", date="")


@pytest.fixture
def short(rendered_copy: Project) -> Project:
    """The project with a brief of one sentence."""
    page = rendered_copy.report / "index.qmd"
    head, fence, _ = page.read_text("utf-8").partition("\n---\n")
    page.write_text(f"{head}{fence}\nThe dam holds.\n", "utf-8")
    return rendered_copy


NAMES = ["v1.2", 'v1_#$*"2\\x', "fünf/1"]


@pytest.mark.parametrize("name", NAMES)
def test_the_version_is_on_the_first_page_and_in_the_properties(short: Project, name: str) -> None:
    site = short.root / "_quarto.yml"
    site.write_text(site.read_text("utf-8").replace("lang: en", 'lang: en\npublisher: The "Flood" Office'), "utf-8")
    render_embedded(short, target=short.site, version=name, date="2020-03-09")
    page = BeautifulSoup((short.site / "report/index.html").read_text("utf-8"), "html.parser")
    assert f"Version {name} · 9 March 2020" in page.select_one(".edition").get_text()
    paper = PdfReader(short.site / "report/index.pdf")
    assert f"Version {name} · 9 March 2020" in paper.pages[0].extract_text()
    assert paper.metadata.title == "The flood: what is known"
    assert paper.metadata.author == "The “Flood” Office"
    assert paper.metadata.subject == f"Version {name}, 9 March 2020."
    assert paper.metadata.keywords == f"version {name}"
    assert paper.metadata["/CreationDate"] == paper.metadata["/ModDate"] == "D:20200309000000Z"


def test_the_pdf_carries_the_time_of_the_commit(short: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1583751722")
    render_embedded(short, target=short.site, version="v1", date="2020-03-09")
    assert PdfReader(short.site / "report/index.pdf").metadata["/CreationDate"] == "D:20200309110202Z"


def test_without_a_commit_no_day_is_made_up(short: Project) -> None:
    render_embedded(short, target=short.site, version="2.5", date="")
    metadata = PdfReader(short.site / "report/index.pdf").metadata
    assert metadata.subject == "Version 2.5."
    assert not {"/CreationDate", "/ModDate"} & set(metadata)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("html", '<p>Version v1.2 · <a href="../versions.html">All versions</a></p>'),
        ("typst", '#set document(keywords: ("Version v1.2",), description: "Version v1.2")'),
    ],
)
def test_under_quarto_the_filter_adds_what_its_templates_lack(brief: Project, form: str, told: str) -> None:
    wrapped = brief.root / "as-quarto.lua"
    wrapped.write_text(QUARTO.format(root=brief.root) + f'dofile("{brief.report}/filters/cite.lua")\n', "utf-8")
    (brief.inserts).mkdir(exist_ok=True)
    (brief.inserts / "citation.json").write_text('{"text": "Cite this.", "bibtex": "@report{x}"}', "utf-8")
    command = [pypandoc.get_pandoc_path(), "--from=markdown", f"--to={form}", f"--lua-filter={wrapped}"]
    command += ["--metadata=version=v1.2"]
    source = b"::: {.cite-version}\n:::\n"
    done = subprocess.run(command, input=source, capture_output=True, check=True).stdout.decode()
    assert told in done
    assert "Cite this." in done

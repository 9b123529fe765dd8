"""Two renderings are one brief if their addresses, texts and numbers agree, whatever is around them."""

import pytest

from tracebrief.project.errors import BuildError
from tracebrief.repro.site_comparison import compare_sites, read_page

EMBEDDED = """<!DOCTYPE html>
<html><body><header>Boats</header><nav><a href="#sec-a">Contents</a></nav><main id="content">
<header class="title-block"><h1>Boats</h1><p>Version v1</p></header>
<section id="sec-a"><h2><span class="header-section-number">1</span> What sank</h2>
<p>Three <a href="evidence/a.html#c-1">boats</a>,<br>see
<a href="#fig-b">Figure 1</a>.<a href="#fn1" role="doc-noteref"><sup>1</sup></a></p>
<div class="callout"><div class="callout-title">Read <em>this</em></div><p>First.</p></div>
<figure id="fig-b"><img src="b.svg" alt="b"><figcaption>Figure 1: Boats</figcaption></figure></section>
<section id="footnotes" role="doc-endnotes"><hr>
<ol><li id="fn1"><p>A note.<a class="footnote-back">↩</a></p></li></ol></section>
<h2 id="references">References</h2><div id="refs"><div id="ref-a">Paper. 2020.</div></div>
</main><footer>Boats, version v1</footer></body></html>"""
QUARTO = """<!DOCTYPE html>
<html><body><div id="quarto-content"><main class="content" id="quarto-document-content">
<header id="title-block-header"><h1 class="title">Boats</h1><div>Published today</div></header>
<section id="sec-a" class="level2"><h2 data-number="1"><span class="header-section-number">1</span> What sank</h2>
<p>Three <a href="../report/evidence/a.html#c-1" class="claim">boats</a>,<br/> see <a href="#fig-b">Figure&nbsp;1</a>.<a
 href="#fn1" role="doc-noteref"><sup>1</sup></a></p>
<div class="callout"><div class="callout-header">
<div><span class="screen-reader-only">Note</span>Read <em>this</em></div></div>
<div class="callout-body"><p>First.</p></div></div>
<div id="fig-b" class="quarto-float"><figure><p><img src="b.svg"></p>
<figcaption>Figure&nbsp;1: Boats</figcaption></figure></div></section>
<div id="quarto-appendix" class="default"><section><h2>References</h2>
<div id="refs"><div id="ref-a">Paper. 2020.</div></div></section>
<section id="footnotes"><h2>Footnotes</h2><ol><li id="fn1"><p>A note.<a class="footnote-back">↩︎</a></p></li></ol>
</section></div></main></div><nav>Back to top</nav></body></html>"""
EVIDENCE = '<main><p id="c-1">Three boats sank.</p></main>'


@pytest.fixture
def sites(tmp_path):
    """Return the folders of the two renderings."""
    for name, report in (("embedded", EMBEDDED), ("quarto", QUARTO)):
        for path, text in {"index.html": "", "report/index.html": report, "report/evidence/a.html": EVIDENCE}.items():
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_text(text, "utf-8")
    (tmp_path / "quarto" / "site_libs").mkdir()
    (tmp_path / "quarto" / "site_libs" / "a.css").write_text("")
    (tmp_path / "quarto" / "search.json").write_text("")
    (tmp_path / "embedded" / "manifest.json").write_text("")
    return tmp_path / "embedded", tmp_path / "quarto"


def test_the_frames_of_the_two_engines_do_not_matter(sites):
    assert compare_sites(*sites) == []


CHANGES = {
    "a word": ("report/index.html", "Three", "Four", "report/index.html: block 2 is 'Three boats, see Figure 1.1'"),
    "a number of a section": (
        "report/index.html",
        ">1</span>",
        ">2</span>",
        "block 1 is '1 What sank' against '2 What",
    ),
    "a number of a figure": (
        "report/index.html",
        "1: Boats",
        "2: Boats",
        "'Figure 1: Boats' against 'Figure 2: Boats'",
    ),
    "a block less": ("report/index.html", "<p>First.</p>", "", "block 4 is 'First.' against 'Figure 1: Boats'"),
    "a note": ("report/index.html", "A note", "No note", "a note or reference is only in one: 'A note.'"),
    "a reference": (
        "report/index.html",
        "Paper. 2020",
        "Post. 2020",
        "a note or reference is only in one: 'Paper. 2020.'",
    ),
    "an anchor": ("report/evidence/a.html", "c-1", "c-2", "report/evidence/a.html#c-1: linked to, but not in"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_what_differs_is_told_with_its_page(sites, case):
    page, before, after, told = CHANGES[case]
    path = sites[1] / page
    path.write_text(path.read_text("utf-8").replace(before, after, 1), "utf-8")
    problems = compare_sites(*sites)
    assert [told in problem for problem in problems] == [True], problems


@pytest.mark.parametrize("lacking", [0, 1])
def test_a_page_that_only_one_has_is_told(sites, lacking):
    (sites[1 - lacking] / "report" / "more.html").write_text("<main></main>")
    assert compare_sites(*sites) == [f"report/more.html: only in {sites[1 - lacking]}"]


def test_a_folder_that_is_no_rendering_is_refused(sites, tmp_path):
    with pytest.raises(BuildError, match=r"it has no index\.html"):
        compare_sites(sites[0], tmp_path / "nowhere")


def test_what_is_outside_the_text_is_not_read():
    assert read_page("<p>Menu</p><main><script>x</script><p>Text</p></main><p>Foot</p>").body == ["Text"]

"""The pages as a browser shows them: accessible, at home on a phone, and answering a touch."""

import re
import shutil
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page

from tests.browsers import PHONE, Opener, find_barriers
from tracebrief.project.paths import Project
from tracebrief.publish.staging import staged_site
from tracebrief.publish.versions import Version

DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PAGES = ["report/index", "report/evidence/index", "report/evidence/flood2020", "report/evidence/values"]
# As published, oldest first: a tag, so many builds that the first of them is withdrawn, another tag.
BUILDS = [f"v1.0-{number}-g0123456789" for number in range(1, 11)]
OLD, GONE, NEWEST = "v1.0", BUILDS[0], "v1.2"
EVERYWHERE = [*PAGES, f"v/{OLD}/report/index", f"v/{OLD}/report/evidence/flood2020", "versions"]


def publish(project: Project, name: str, pages: Path, *, without: str | None = None) -> None:
    """Publish rendered pages as a version of this name; `without` is a page that it has not."""
    version = Version(name, 1583712000, "0123456789" * 4, "-g" not in name)
    with staged_site(project, version) as target:
        shutil.copytree(pages, target, dirs_exist_ok=True)
        for page in target.rglob("*.html"):
            page.write_text(page.read_text("utf-8").replace("v1.2", name), "utf-8")
        if without:
            (target / without).unlink()


@pytest.fixture(scope="module")
def published(rendered: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with many versions, below a folder whose name an address spells otherwise."""
    project = Project(tmp_path_factory.mktemp("a brief, öffentlich"))
    for name in (OLD, *BUILDS):
        publish(project, name, rendered.site)
    publish(project, NEWEST, rendered.site, without="report/evidence/dam2020.html")
    return project.site


@pytest.fixture(scope="module")
def alone(rendered: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one version."""
    project = Project(tmp_path_factory.mktemp("alone"))
    publish(project, NEWEST, rendered.site)
    return project.site


@pytest.fixture
def open_page(open_address: Opener, published: Path) -> Opener:
    """Return a function that opens a page of a site, of the one with many versions if none is named."""

    def open_page(name: str, site: str = published.as_uri(), fragment: str = "", **options: object) -> Page:
        return open_address(f"{site}/{name}.html{fragment}", site=site, **options)

    return open_page


@pytest.mark.parametrize(
    "options",
    [pytest.param(DESKTOP | {"color_scheme": "dark"}, id="desktop, dark"), pytest.param(PHONE, id="phone, light")],
)
@pytest.mark.parametrize("name", EVERYWHERE)
def test_axe_finds_nothing(open_page: Opener, name: str, options: dict[str, object]) -> None:
    page = open_page(name, **options)
    if name != "versions":
        page.locator(".versions summary").click()
    assert find_barriers(page) == []


@pytest.mark.parametrize("name", EVERYWHERE)
def test_a_phone_never_scrolls_sideways(open_page: Opener, name: str) -> None:
    page = open_page(name, **PHONE)
    if name != "versions":
        page.locator(".versions summary").tap()
        box = page.locator(".versions ul").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_first_page_leads_to_the_brief(open_page: Opener) -> None:
    page = open_page("index", **DESKTOP)
    page.wait_for_url("**/report/index.html")
    assert page.title() == "The flood: what is known – tracebrief"


def test_the_picture_becomes_a_chart_on_a_wide_screen(open_page: Opener) -> None:
    page = open_page("report/index", **DESKTOP)
    page.wait_for_selector(".chart svg")
    page.locator("#fig-people img").wait_for(state="hidden")
    assert page.locator(".chart").get_attribute("aria-label") == 'A bar: 1,200 people "left".'


@pytest.mark.parametrize(
    "options",
    [pytest.param(PHONE, id="phone"), pytest.param(DESKTOP | {"java_script_enabled": False}, id="no JavaScript")],
)
def test_the_picture_stays(open_page: Opener, options: dict[str, object]) -> None:
    page = open_page("report/index", **options)
    page.locator("#fig-people img").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert page.locator("#fig-people img").is_visible()
    assert page.locator(".chart").count() == 0


def test_a_value_shows_its_words_and_opens_them(open_page: Opener) -> None:
    page = open_page("report/index", **DESKTOP)
    value = page.locator("a.claim", has_text="about 1,200")
    value.hover()
    assert "paragraph 3: About 1,200 people left" in page.locator("#claim-preview").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#claim-preview").is_hidden()
    value.click()
    page.wait_for_url("**/flood2020.html#c-*")
    assert page.locator("mark:target").inner_text() == "About 1,200 people"


def test_a_touch_shows_before_it_opens(open_page: Opener) -> None:
    page = open_page("report/index", **PHONE)
    value = page.locator("a.claim", has_text="about 1,200")
    value.tap()
    assert page.locator("#claim-preview").is_visible()
    assert page.url.endswith("report/index.html")
    page.locator("#claim-preview a").tap()
    page.wait_for_url("**/flood2020.html#c-*")


def test_contents_fold_on_a_phone_only(open_page: Opener) -> None:
    for options, unfolded in ((DESKTOP, True), (PHONE, False)):
        page = open_page("report/index", **options)
        assert page.locator("#TOC li a").first.is_visible() is unfolded


def listed(page: Page) -> list[str]:
    """Return the words of the list of versions, opened."""
    page.locator(".versions summary").click()
    return page.locator(".versions li").all_inner_texts()


def test_the_list_names_every_version_that_is_kept(open_page: Opener) -> None:
    page = open_page("report/index", **DESKTOP)
    assert page.locator(".versions summary").inner_text() == f"Version {NEWEST}"
    names = [f"{NEWEST} 9 March 2020 · newest", *(f"{name} 9 March 2020" for name in (*BUILDS[:0:-1], OLD))]
    assert listed(page) == [*names, "All versions"]
    boxes = [entry.bounding_box() for entry in page.locator(".versions li").all()]
    assert len({box["x"] for box in boxes}) == 1, "entries stand below each other"
    assert boxes[0]["height"] < 40, "an entry has one line"
    assert page.locator(".versions [aria-current]").inner_text() == NEWEST


@pytest.mark.parametrize("start", ["", f"v/{OLD}/", f"v/{NEWEST}/"])
def test_it_opens_the_same_place_of_the_same_page_in_another_version(open_page: Opener, start: str) -> None:
    page = open_page(f"{start}report/evidence/flood2020", fragment="#p-3", **DESKTOP)
    page.locator(".versions summary").click()
    page.locator(".versions a", has_text=BUILDS[4]).click()
    page.wait_for_url(f"**/site/v/{BUILDS[4]}/report/evidence/flood2020.html#p-3")
    assert f"Version {BUILDS[4]}" in page.locator(".edition").inner_text()


def test_it_follows_the_reader_within_the_page(open_page: Opener) -> None:
    page = open_page("report/index", **DESKTOP)
    page.locator("#TOC a", has_text="What may happen").click()
    page.locator(".versions summary").click()
    assert page.locator(".versions a", has_text=BUILDS[4]).get_attribute("href").endswith("index.html#sec-risk")


def test_a_version_without_the_page_opens_at_its_first(open_page: Opener) -> None:
    page = open_page(f"v/{OLD}/report/evidence/dam2020", fragment="#claims", **DESKTOP)
    assert listed(page)[0] == f"{NEWEST} 9 March 2020 · newest · without this page"
    assert page.locator(".newer a").inner_text() == "This page is not in it: open its first page"
    page.locator(".newer a").click()
    page.wait_for_url(f"**/v/{NEWEST}/report/index.html")


def test_the_keyboard_opens_and_closes_the_list(open_page: Opener) -> None:
    page = open_page("report/index", **DESKTOP)
    page.locator(".versions summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == NEWEST
    page.keyboard.press("Escape")
    assert page.locator(".versions ul").is_hidden()
    assert page.evaluate("document.activeElement.localName") == "summary"
    page.keyboard.press("Space")
    page.locator("main .title").click()
    assert page.locator(".versions ul").is_hidden()


@pytest.mark.parametrize("options", [DESKTOP | {"color_scheme": "dark"}, PHONE], ids=["desktop, dark", "phone, light"])
def test_an_old_version_says_that_there_is_a_newer(open_page: Opener, options: dict[str, object]) -> None:
    page = open_page(f"v/{OLD}/report/evidence/flood2020", fragment="#p-3", **options)
    banner = page.get_by_role("status")
    assert banner.inner_text() == f"A newer version exists: {NEWEST} (9 March 2020). Open this page in it."
    assert page.locator(".versions summary").inner_text() == f"Older version {OLD}"
    below = page.locator("main .title").bounding_box()["y"]
    box = banner.bounding_box()
    assert box["y"] + box["height"] <= below
    banner.locator("a").click()
    page.wait_for_url(f"**/v/{NEWEST}/report/evidence/flood2020.html#p-3")


@pytest.mark.parametrize("name", ["report/index", f"v/{NEWEST}/report/index"])
def test_the_newest_version_says_nothing_of_the_kind(open_page: Opener, name: str) -> None:
    page = open_page(name, **DESKTOP)
    page.wait_for_selector(".versions")
    assert page.locator(".newer").count() == 0


@pytest.mark.parametrize("name", ["report/index", f"v/{NEWEST}/report/index"])
def test_one_version_alone_has_nothing_to_choose(open_page: Opener, alone: Path, name: str) -> None:
    page = open_page(name, site=alone.as_uri(), **DESKTOP)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.tracebriefVersions.length") == 1
    assert page.locator(".versions, .newer").count() == 0


STUBS = {
    "latest": ("latest/report/evidence/flood2020", "#p-3", f"v/{NEWEST}/report/evidence/flood2020.html#p-3"),
    "a version that is no longer kept": (
        f"v/{GONE}/report/index",
        "#sec-risk",
        f"v/{NEWEST}/report/index.html#sec-risk",
    ),
    "a page that the newest has not": (f"v/{GONE}/report/evidence/dam2020", "#claims", "versions.html"),
    "the first page": (f"v/{GONE}/index", "", f"v/{NEWEST}/report/index.html"),
}


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
@pytest.mark.parametrize("case", STUBS)
def test_what_moved_leads_to_its_place(open_page: Opener, case: str, script: bool) -> None:
    name, fragment, to = STUBS[case]
    page = open_page(name, fragment=fragment, java_script_enabled=script, **DESKTOP)
    page.wait_for_url(f"**/site/{to if script else to.partition('#')[0]}*")


QUARTO_HEADER = """\
<header id="quarto-header" class="headroom fixed-top"><nav class="navbar navbar-expand-lg">
<div class="navbar-container container-fluid"><a class="navbar-brand" href="../index.html">tracebrief</a></div>
</nav></header>"""


def test_the_list_finds_its_place_in_the_header_of_quarto(open_page: Opener, published: Path) -> None:
    page = published / "v" / OLD / "report" / "index.html"
    text = re.sub(r"(?s)<header class=\"site\">.*?</header>", QUARTO_HEADER, page.read_text("utf-8"))
    (page.parent / "quarto.html").write_text(text, "utf-8")
    opened = open_page(f"v/{OLD}/report/quarto", **DESKTOP)
    assert opened.locator(".navbar-container > .versions summary").inner_text() == f"Older version {OLD}"
    assert opened.locator("main > .newer").is_visible()


def test_a_chart_of_an_old_version_is_its_own(open_page: Opener) -> None:
    page = open_page(f"v/{OLD}/report/index", **DESKTOP)
    page.wait_for_selector(".chart svg")
    assert f"/v/{OLD}/build/charts/people.js" in page.locator("script[src*=charts]").get_attribute("src")


def test_below_a_path_of_a_server_everything_works(open_page: Opener, published: Path) -> None:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=published.parents[1]))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        path = published.relative_to(published.parents[1]).as_posix()
        site = f"http://127.0.0.1:{server.server_port}/{path}"
        page = open_page(f"v/{OLD}/report/index", site=site, fragment="#sec-risk", **DESKTOP)
        page.locator(".newer a").click()
        page.wait_for_url(f"{site}/v/{NEWEST}/report/index.html#sec-risk")
        page.wait_for_selector(".versions")
        # A server answers for a folder with its first page.
        page.goto(f"{site}/v/{OLD}/report/")
        assert page.locator(".newer a").get_attribute("href") == f"{site}/v/{NEWEST}/report/index.html"
    finally:
        server.shutdown()
        server.server_close()

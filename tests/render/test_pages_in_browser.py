"""The pages as a browser shows them: accessible, at home on a phone, and answering a touch."""

import shutil
from collections.abc import Callable, Iterator

import pytest

from tracebrief.paths import Project

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

Opener = Callable[..., "sync_api.Page"]
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
PAGES = ["report/index", "report/evidence/index", "report/evidence/flood2020", "report/evidence/values"]


@pytest.fixture(scope="module")
def browser() -> Iterator["sync_api.Browser"]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: "sync_api.Browser", rendered: Project) -> Iterator[Opener]:
    """Return a function that opens a page; a request to a network or a script's error fails the test."""
    problems: list[str] = []

    def open_page(name: str, **options: object) -> "sync_api.Page":
        page = browser.new_context(**options).new_page()
        page.on("pageerror", lambda problem: problems.append(str(problem)))
        page.on("console", lambda said: said.type == "error" and problems.append(said.text))
        page.on("request", lambda request: request.url.startswith("file:") or problems.append(request.url))
        # A page that is left aborts what it still loads.
        page.on("requestfailed", lambda it: it.failure == "net::ERR_ABORTED" or problems.append(it.url))
        page.goto((rendered.site / f"{name}.html").as_uri())
        return page

    yield open_page
    assert problems == []


@pytest.mark.parametrize(
    "options",
    [pytest.param(DESKTOP | {"color_scheme": "dark"}, id="desktop, dark"), pytest.param(PHONE, id="phone, light")],
)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(open_page: Opener, name: str, options: dict[str, object]) -> None:
    page = open_page(name, **options)
    found = axe.Axe().run(page, options={"preload": False}).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]][:2]) for each in found] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_never_scrolls_sideways(open_page: Opener, name: str) -> None:
    page = open_page(name, **PHONE)
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
    page.wait_for_timeout(300)
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

"""Chromium, and pages of it in which a request to elsewhere or a script's error fails the test."""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
Opener = Callable[..., Page]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark each test that asks for the browser."""
    if "browser" in getattr(item, "fixturenames", ()):
        item.add_marker("browser")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, until the file's tests are done: while it runs, no event loop can be started in this thread."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def idle_pages() -> dict[str, list[Page]]:
    """The pages that no test shows, by the options of their contexts: most of opening a new one is its process."""
    return defaultdict(list)


@pytest.fixture
def open_address(browser: Browser, idle_pages: dict[str, list[Page]]) -> Iterator[Opener]:
    """Return a function that opens an address of a site in a context of these options.

    A request to elsewhere fails the test, as does an error of a script, unless it names a status that is `expected`.
    """
    problems: list[str] = []
    shown: list[tuple[list[Page], Page, dict[str, Callable[..., object]]]] = []

    def open_address(address: str, *, site: str, expected: tuple[str, ...] = (), **options: object) -> Page:
        idle = idle_pages[repr(options)]
        page = idle.pop() if idle else browser.new_context(**options).new_page()
        listeners = {
            "pageerror": lambda problem: problems.append(str(problem)),
            "console": lambda said: problems.extend(find_errors(said, expected)),
            "request": lambda request: request.url.startswith(site) or problems.append(request.url),
            # A page that is left aborts what it still loads.
            "requestfailed": lambda it: it.failure == "net::ERR_ABORTED" or problems.append(it.url),
        }
        shown.append((idle, page, listeners))
        for event, listener in listeners.items():
            page.on(event, listener)
        page.goto(address)
        return page

    yield open_address
    for idle, page, listeners in shown:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)
        clear(page)
        idle.append(page)
    assert problems == []


def clear(page: Page) -> None:
    """Leave a page as a new one is: nothing shown, nothing kept, the pointer at its corner."""
    page.goto("about:blank")
    page.mouse.move(0, 0)
    page.context.clear_cookies()


def find_errors(said: ConsoleMessage, expected: tuple[str, ...]) -> list[str]:
    """Return the error that a console tells, unless it names what is expected."""
    if said.type != "error" or any(words in said.text for words in expected):
        return []
    return [said.text]


def find_barriers(page: Page) -> list[tuple[str, list[str]]]:
    """Return the rules of accessibility that a page breaks, each with the first elements that do."""
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [(each["id"], [node["html"] for node in each["nodes"]][:2]) for each in found]

"""The page in a browser: with the keyboard alone, from opening it to the record and the claims of the next build."""

import socket
import threading
from collections.abc import Iterator

import pandas as pd
import pytest
import uvicorn
from playwright.sync_api import Page

from tests.browsers import PHONE, Opener, find_barriers
from tracebrief.model.tables import read_table
from tracebrief.project.paths import Project
from tracebrief.review.app import make_app
from tracebrief.review.sessions import ReviewSession
from tracebrief.rulings import Ruling, read_rulings, read_text_rulings

DESKTOP = {"viewport": {"width": 1400, "height": 900}}
# Selects some characters of a word, as a pointer does.
SELECT = """([word, start, end]) => {
  const pieces = [...document.querySelectorAll("#text span")];
  const node = pieces.find((each) => each.lastChild?.data?.includes(word)).lastChild;
  const at = node.data.indexOf(word);
  getSelection().setBaseAndExtent(node, at + start, node, at + end);
}"""


@pytest.fixture
def address(built: Project) -> Iterator[str]:
    """The address of a page that is served in this process."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        app = make_app(ReviewSession(built), host=host, token="a-token")
        server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://{host}/?token=a-token"
        server.should_exit = True
        thread.join(20)


@pytest.fixture
def open_page(open_address: Opener, address: str) -> Opener:
    """Return a function that opens the page and waits for its first claim; a request that is refused is no error."""
    site = address.partition("?")[0]

    def open_page(**options: object) -> Page:
        page = open_address(address, site=site, expected=("409", "422"), **options)
        page.wait_for_selector("#form")
        return page

    return open_page


def rulings(project: Project, doc: str = "ferry2020") -> dict[str, Ruling]:
    there = read_text_rulings(project, doc)
    return {ruling.kind: ruling for ruling in there.rulings} if there else {}


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def said(page: Page, words: str) -> None:
    """Wait until the page says so, where a screen reader hears it too."""
    page.locator("#said", has_text=words).wait_for(state="attached")


def test_rules_with_the_keyboard_alone(open_page: Opener, built: Project) -> None:
    page = open_page(**DESKTOP)
    assert page.url.endswith("/") and "token" not in page.url
    assert page.locator("blockquote").inner_text() == "About 120 passengers"
    press(page, "c")  # nobody is named yet: the page asks who
    page.locator("#ruled-by:focus").wait_for()
    page.keyboard.type("an editor")
    press(page, "Escape", "c")
    said(page, "Confirmed quantity")
    assert page.locator("blockquote").inner_text() == "We could not dock,"
    press(page, "x")
    page.keyboard.type("it is a caption")
    press(page, "Enter")
    said(page, "Rejected quote")
    press(page, "z")
    said(page, "Undone quote")
    assert {kind: each.review_state for kind, each in rulings(built).items()} == {"quantity": "confirmed"}
    press(page, "e")
    page.keyboard.type("denied")  # the first field is how far the words commit themselves
    press(page, "Control+Enter")
    page.locator(".refusal", has_text="say why").wait_for()
    assert page.evaluate("document.activeElement.id") == "why"
    page.keyboard.type("she denies that they could")
    press(page, "Control+Enter")
    said(page, "Corrected quote")
    quote = rulings(built)["quote"]
    assert (quote.truth["modality"], quote.why, quote.ruled_by) == ("denied", "she denies that they could", "an editor")
    assert page.locator("#progress-words").inner_text() == "2 of 4 ruled on"


def test_a_ruling_becomes_a_claim_of_the_next_build(
    open_page: Opener, built: Project, write_mentions, link_and_weigh
) -> None:
    page = open_page(**DESKTOP)
    page.locator("#ruled-by").fill("an editor")
    press(page, "Escape", "e", "Tab")
    page.keyboard.type("at least")
    press(page, "Tab", "Tab", "Tab", "Control+a", "Delete", "Control+Enter")
    said(page, "Corrected quantity")
    write_mentions(built)
    link_and_weigh(built, read_rulings(built))
    claims = read_table(built, "claims").set_index("exact")
    ruled = claims.loc["About 120 passengers"]
    assert (ruled.review_state, ruled.ruled_by, ruled.ruled_as) == ("corrected", "an editor", "reader")
    assert (ruled.bound, ruled.low) == ("at least", 120.0) and pd.isna(ruled.high)
    page.reload()
    page.locator("#progress-words", has_text="1 of ").wait_for()
    page.locator("#filter-show").select_option("ruled")
    page.locator("blockquote", has_text="About 120 passengers").wait_for()
    assert page.locator("#note-bound").inner_text() == "read: about"
    assert page.locator("#progress-words").inner_text().startswith("1 of ")


def test_words_are_added_with_the_arrows(open_page: Opener, built: Project, ferry: str) -> None:
    page = open_page(**DESKTOP)
    page.locator("#ruled-by").fill("an editor")
    press(page, "Escape", "j", "a", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown")
    words = page.evaluate("getSelection().toString()")
    for _ in range(40):
        if words == "It":
            break
        press(page, "ArrowLeft" if words in (".", "rained") else "ArrowRight")
        words = page.evaluate("getSelection().toString()")
    press(page, "Shift+ArrowRight", "Enter")
    assert page.locator("blockquote").inner_text() == "It rained"
    page.keyboard.type("event")
    press(page, "Tab")
    page.keyboard.type("storm damage")
    press(page, "Tab")
    page.keyboard.type("asserted")
    press(page, "Tab")
    page.keyboard.type("2020-03-02")
    page.locator("#note-as_of", has_text="2 March 2020").wait_for()
    press(page, "Enter")
    said(page, "Added event")
    event = rulings(built)["event"]
    assert (event.words, ferry[slice(*event.at)]) == ("It rained", "It rained")
    assert event.right.stated == {"event": "storm_hit", "modality": "asserted", "as_of": "2020-03-02"}


def test_words_are_corrected_with_the_arrows(open_page: Opener, built: Project) -> None:
    page = open_page(**DESKTOP)
    page.locator("#ruled-by").fill("an editor")
    press(page, "Escape", "w", "Shift+ArrowRight", "Shift+ArrowRight", "Enter")
    assert page.locator("blockquote").inner_text() == "About 120 passengers spent Monday"
    assert page.locator(".claim-words .read").inner_text() == "read: About 120 passengers"
    press(page, "c")
    said(page, "Corrected quantity")
    assert rulings(built)["quantity"].found.words == "About 120 passengers"


def test_a_key_that_is_held_rules_once(open_page: Opener, built: Project) -> None:
    page = open_page(**DESKTOP)
    page.locator("#ruled-by").fill("an editor")
    press(page, "Escape")
    page.keyboard.down("c")
    said(page, "Confirmed quantity")
    for _ in range(3):
        page.keyboard.down("c")
    page.keyboard.up("c")
    assert set(rulings(built)) == {"quantity"}


def test_a_rejection_that_was_left_is_not_written(open_page: Opener, built: Project) -> None:
    page = open_page(**DESKTOP)
    page.locator("#ruled-by").fill("an editor")
    press(page, "Escape", "x")
    page.locator("blockquote").click()
    press(page, "c")
    said(page, "Escape goes back")
    assert rulings(built) == {}
    page.locator("#why").fill("a heading says it again")
    press(page, "Enter")
    said(page, "Rejected quantity")
    assert rulings(built)["quantity"].review_state == "rejected"


def test_a_reason_to_reject_is_no_other_reason(open_page: Opener, built: Project) -> None:
    page = open_page(**DESKTOP)
    page.locator("#ruled-by").fill("an editor")
    page.locator("#why").fill("the master counted them")
    press(page, "Escape", "x")
    assert page.locator("#why").input_value() == ""
    assert page.locator(".actions button").all_inner_texts() == ["Reject Enter", "Back Esc"]
    press(page, "Enter")
    page.locator(".refusal", has_text="it is rejected; say why").wait_for()
    press(page, "Escape")
    assert page.locator("#why").input_value() == "the master counted them" and not rulings(built)


def test_a_new_claim_is_told_as_the_one_around_it_until_somebody_says_otherwise(open_page: Opener) -> None:
    page = open_page(**DESKTOP)
    page.evaluate(SELECT, ["could not", 0, 9])
    press(page, "a")
    page.locator("#kind").select_option("event")
    told = {name: page.locator(f"#field-{name}").input_value() for name in ("speaker", "cue", "modality", "event")}
    assert told == {"speaker": "Ada Brook", "cue": "tell", "modality": "asserted", "event": ""}


def test_words_being_chosen_are_left_with_their_claim(open_page: Opener) -> None:
    page = open_page(**DESKTOP)
    press(page, "w", "Shift+ArrowRight")
    page.get_by_role("button", name="Next").click()
    press(page, "Enter")
    assert page.locator("blockquote").inner_text() == "We could not dock,"
    assert not page.locator("body.picking").count()


@pytest.mark.parametrize("words", ["1,5", "11,00", "0x10", "Infinity", "1e400"])
def test_what_is_no_plain_number_is_refused(open_page: Opener, built: Project, words: str) -> None:
    page = open_page(**DESKTOP)
    page.locator("#ruled-by").fill("an editor")
    page.locator("#field-low").fill(words)
    page.locator("button.primary").click()
    page.locator(".refusal", has_text=f"low: '{words}' is no plain number").wait_for()
    assert not rulings(built)


def test_a_ruling_of_another_is_replaced_on_the_second_press(open_page: Opener, built: Project) -> None:
    page = open_page(**DESKTOP)
    page.locator("#ruled-by").fill("an editor")
    press(page, "Escape", "c")
    said(page, "Confirmed quantity")
    page.locator("#ruled-by").fill("another editor")
    press(page, "Escape", "k")
    page.locator("#field-low").fill("11,000")
    page.locator("#field-high").fill("11000")
    page.locator("button.primary").click()
    page.locator(".refusal", has_text="an editor ruled on this claim").wait_for()
    page.locator("button.primary").click()
    said(page, "Corrected quantity")
    assert (rulings(built)["quantity"].ruled_by, rulings(built)["quantity"].truth["low"]) == ("another editor", 11000)


def test_words_selected_with_the_pointer_are_whole(open_page: Opener) -> None:
    page = open_page(**DESKTOP)
    page.evaluate(SELECT, ["rained", 2, 4])
    page.locator("#add").click()
    assert page.locator("blockquote").inner_text() == "rained"


def test_two_windows(open_page: Opener, built: Project) -> None:
    one, other = open_page(**DESKTOP), open_page(**DESKTOP)
    for page in (one, other):
        page.locator("#ruled-by").fill("an editor")
        press(page, "Escape")
    press(other, "e")
    other.keyboard.type("drowned")  # the first field is what is counted
    press(other, "Escape")
    press(one, "c")
    said(one, "Confirmed quantity")
    press(other, "c")
    other.locator("#problem", has_text="ruled on elsewhere meanwhile").wait_for()
    assert rulings(built)["quantity"].review_state == "confirmed"
    # What was edited is still there, beside the ruling of the other window.
    assert other.locator("#field-measure").input_value() == "drowned"
    assert "Confirmed by an editor" in other.locator(".ruled").inner_text()


def test_a_broken_file_is_told_on_the_page(open_page: Opener, built: Project) -> None:
    page = open_page(**DESKTOP)
    page.locator("#ruled-by").fill("an editor")
    press(page, "Escape", "c")
    said(page, "Confirmed quantity")
    path = built.ruling_file("ferry2020")
    whole = path.read_bytes()
    path.write_bytes(whole + b"- [\n")
    press(page, "c")
    page.locator(".refusal, #problem", has_text="not YAML").first.wait_for()
    assert path.read_bytes() == whole + b"- [\n"
    path.write_bytes(whole)
    press(page, "c")
    said(page, "Confirmed quote")


def test_filters_texts_and_keys(open_page: Opener) -> None:
    page = open_page(**DESKTOP)
    press(page, "?")
    assert page.locator("#help").is_visible()
    press(page, "Escape")
    assert page.locator("#help").is_hidden()
    page.locator("#filter-kind").select_option("quantity")
    said(page, "2 claims fit")
    assert page.locator(".position").inner_text() == "1 of 2"
    press(page, "Escape", "j")
    page.locator("#text-title", has_text="Morning Post").wait_for()
    press(page, "k", "t")
    page.locator("#text-title", has_text="Morning Post").wait_for()
    page.locator("#filter-show").select_option("changed")
    said(page, "0 claims fit")
    page.locator("#help-open").click()
    page.locator("#keys-on").uncheck()
    press(page, "Escape", "?")
    assert page.locator("#help").is_hidden()


@pytest.mark.parametrize("options", [DESKTOP, DESKTOP | {"color_scheme": "dark"}, PHONE], ids=["wide", "dark", "phone"])
def test_axe_finds_nothing(open_page: Opener, options: dict[str, object]) -> None:
    page = open_page(**options)
    page.locator("#ruled-by").fill("an editor")
    page.locator("#ruled-by").blur()
    press(page, "c")
    said(page, "Confirmed quantity")
    assert find_barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= options["viewport"]["width"]

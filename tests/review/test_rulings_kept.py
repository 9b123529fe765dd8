"""No ruling is lost: not to another window, another process, an editor, a broken file, or a process that is killed."""

import hashlib
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from tracebrief.extract import read_article
from tracebrief.model.tables import to_table, write_table
from tracebrief.rulings import read_text_rulings

HAND = """\
# Mine, with a note to myself.
text: {sha256}
rulings:
  # the captain has told it twice
  - words: We could not dock,   # her words
    at: [126, 144]
    kind: quote
    review_state: confirmed
    found: {{speaker: Ada Brook, cue: tell, modality: asserted}}
    ruled_by: a reader
    ruled_as: reader
    ruled_on: 2020-03-09
"""


def states(project, doc: str = "ferry2020") -> dict[str, str]:
    rulings = read_text_rulings(project, doc)
    return {ruling.kind: ruling.review_state for ruling in rulings.rulings} if rulings else {}


@pytest.fixture
def by_hand(built, texts):
    """A file that a person wrote."""
    start = texts["ferry2020"].index("We could not dock,")
    text = HAND.format(sha256=hashlib.sha256(texts["ferry2020"].encode()).hexdigest())
    path = built.ruling_file("ferry2020")
    path.parent.mkdir()
    path.write_text(text.replace("[126, 144]", f"[{start}, {start + 18}]"), "utf-8")
    return path


def test_two_windows_rule_on_two_claims(open_window, built):
    one, other = open_window(), open_window()
    assert one.rule("quote").status_code == other.rule("quantity").status_code == 200
    assert states(built) == {"quote": "confirmed", "quantity": "confirmed"}


def test_the_second_window_on_one_claim_is_told_and_loses_nothing(open_window, built):
    one, other = open_window(), open_window()
    one.rule("quote", "reject", why="it is a caption")
    late = other.rule("quote")
    assert late.status_code == 409 and "ruled on elsewhere meanwhile" in late.json()["problem"]
    assert states(built) == {"quote": "rejected"}
    other.look()
    assert other.rule("quote").status_code == 200 and states(built) == {"quote": "confirmed"}


def test_an_undo_that_would_undo_another_windows_ruling_is_refused(open_window, built):
    one, other = open_window(), open_window()
    one.rule("quote")
    other.look()
    other.rule("quote", "reject", why="it is a caption")
    refused = one.client.post("/api/undo", json={})
    assert refused.status_code == 409 and states(built) == {"quote": "rejected"}


def test_a_hundred_rulings_at_once_are_all_there(open_window, built):
    windows = [open_window() for _ in range(4)]
    texts = [("ferry2020", "quote"), ("ferry2020", "quantity"), ("storm2020", "quantity"), ("storm2020", "event")]
    answers: list[int] = []

    def rule(window, doc, kind):
        for _ in range(5):
            for action in ("rule", "withdraw", "rule"):
                answers.append(window.rule(kind, action, doc=doc).status_code)
                window.look()

    threads = [threading.Thread(target=rule, args=(window, *text)) for window, text in zip(windows, texts, strict=True)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert set(answers) == {200}
    assert states(built) == {"quote": "confirmed", "quantity": "confirmed"}
    assert states(built, "storm2020") == {"event": "confirmed", "quantity": "confirmed"}


def test_comments_and_order_of_a_file_by_hand_stay(window, by_hand):
    before = by_hand.read_text("utf-8").splitlines()
    window.rule("quantity")
    after = by_hand.read_text("utf-8").splitlines()
    added = after.index("  - words: About 120 passengers")
    size = len(after) - len(before)
    assert after[:added] + after[added + size :] == before and size > 8


def test_an_undo_brings_the_comments_of_a_record_back(window, by_hand):
    before = by_hand.read_bytes()
    window.look()
    assert (
        window.rule("quote", "withdraw", replaces="a reader").json()["said"] == "withdrawn"
        and b"her words" not in by_hand.read_bytes()
    )
    window.client.post("/api/undo", json={})
    assert by_hand.read_bytes() == before


def test_an_undo_that_fails_can_be_done_later(window, built):
    window.rule("quantity")
    first = built.ruling_file("ferry2020").read_bytes()
    window.rule("quote")
    whole = built.ruling_file("ferry2020").read_bytes()
    built.ruling_file("ferry2020").write_bytes(b"<<<<<<< mine\n" + whole)
    assert window.client.post("/api/undo", json={}).status_code == 422
    built.ruling_file("ferry2020").write_bytes(whole)
    assert window.client.post("/api/undo", json={}).json()["undo"] == 1
    assert built.ruling_file("ferry2020").read_bytes() == first


def test_a_window_undoes_its_own_rulings(window, built):
    window.rule("quantity", window="one")
    window.rule("quote", window="other")
    assert window.client.get("/api/state", params={"window": "one"}).json()["undo"] == 1
    assert window.client.post("/api/undo", json={"window": "one"}).json()["undo"] == 0
    assert states(built) == {"quote": "confirmed"}
    assert window.client.post("/api/undo", json={"window": "one"}).status_code == 422


def test_what_another_ruled_is_replaced_only_when_asked(window, by_hand, built):
    before = by_hand.read_bytes()
    assert window.look()["ruled_by"] == ""
    assert window.rule("quote").json()["said"] == "confirmed" and by_hand.read_bytes() == before
    for action, changes in (("rule", {"modality": "denied"}), ("reject", {}), ("withdraw", {})):
        asked = window.rule("quote", action, why="she says so", **changes)
        assert asked.status_code == 422 and asked.json()["field"] == "replaces", asked.text
        assert "a reader ruled on this claim on 2020-03-09" in asked.json()["problem"]
        assert by_hand.read_bytes() == before
    assert window.rule("quote", modality="denied", why="she says so", replaces="a reader").status_code == 200
    [quote] = read_text_rulings(built, "ferry2020").rulings
    assert (quote.ruled_by, quote.review_state) == ("an editor", "corrected") and window.look()[
        "ruled_by"
    ] == "an editor"


def test_an_undo_after_a_hand_edit_changes_its_own_record_alone(window, by_hand, built):
    window.rule("quantity")
    by_hand.write_text(by_hand.read_text("utf-8") + "# mine\n", "utf-8")
    window.client.post("/api/undo", json={})
    assert states(built) == {"quote": "confirmed"} and by_hand.read_text("utf-8").endswith("# mine\n")


def test_a_hand_edit_meanwhile_stays(window, by_hand):
    window.look()
    text = by_hand.read_text("utf-8").replace("ruled_by: a reader", "why: she was there\n    ruled_by: a reader")
    by_hand.write_text(text, "utf-8")
    assert window.rule("quantity").status_code == 200
    late = window.rule("quote", modality="denied", why="she denies it")
    assert late.status_code == 409
    assert "why: she was there" in by_hand.read_text("utf-8")


BROKEN = {
    "no YAML": ("rulings: [", "not YAML"),
    "a field that there is not": ("text: x\ncolour: red\n", "text"),
    "no UTF-8": (b"\xff\xfe", "not UTF-8"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_file_broken_meanwhile_is_told_and_left_alone(window, by_hand, case):
    content, told = BROKEN[case]
    by_hand.write_bytes(content if isinstance(content, bytes) else content.encode())
    for answer in (window.rule("quantity"), window.client.post("/api/undo", json={})):
        assert answer.status_code == 422 and len(answer.json()["problem"].splitlines()) == 1
    text = next(text for text in window.look()["texts"] if text["doc"] == "ferry2020")
    assert told in text["problem"] and "ferry2020.yml" in text["problem"] and len(text["problem"].splitlines()) == 1
    assert by_hand.read_bytes() == (content if isinstance(content, bytes) else content.encode())
    assert window.rule("event", doc="storm2020").status_code == 200


def test_a_text_that_changed_since_the_build_is_not_ruled_on(window, built):
    path = built.raw / "2020-03-03_paper_ferry.txt"
    path.write_text(path.read_text("utf-8") + "More.\n", "utf-8")
    refused = window.rule("quantity")
    assert refused.status_code == 422 and "run `tracebrief build`" in refused.json()["problem"]
    assert not built.ruling_file("ferry2020").exists()


def test_what_a_failed_build_left_can_be_ruled_on(open_window, built, ferry):
    """The build stops at a ruling that somebody wrote by hand: the page shows it, and takes another in its place."""
    write_table(
        built, "quantities", to_table("quantities", read_article(ferry, doc_id="ferry2020").mentions["quantities"])
    )
    at = [ferry.index("About 120"), ferry.index("About 120 passengers") + len("About 120 passengers")]
    found = "{low: 120, high: 120, unit: passenger, bound: about, modality: asserted}"
    path = built.ruling_file("ferry2020")
    path.parent.mkdir(parents=True)
    path.write_text(
        f"text: {hashlib.sha256(ferry.encode()).hexdigest()}\nrulings:\n- words: About 120 passengers\n  at: {at}\n"
        f"  kind: quantity\n  review_state: corrected\n  found: {found}\n  right: {{measure: whales}}\n"
        "  ruled_by: an editor\n  ruled_as: reader\n  ruled_on: 2020-03-09\n",
        "utf-8",
    )
    for name in ("claims", "ruled_fields"):
        (built.tables / f"{name}.parquet").unlink()
    window = open_window()
    assert "stopped before it had made claims" in window.state["notice"]
    assert window.claim("quantity")["fields"]["measure"] == "whales"
    refused = window.rule("quantity", high=130.0, bound="range")
    assert "measure: the codebook has no measure 'whales'" in refused.json()["problem"]
    assert window.rule("quantity", measure=None).json()["said"] == "confirmed"


def test_a_ruling_on_an_earlier_version_of_its_paragraph_waits_to_be_ruled_on_again(window, built):
    window.rule("quantity")
    window.rule("quote")
    path = built.ruling_file("ferry2020")
    known = read_text_rulings(built, "ferry2020").rulings
    path.write_text(path.read_text("utf-8").replace(known[0].paragraph, "p-" + "0" * 12), "utf-8")
    window.look()
    assert (window.claim("quantity")["review_state"], window.claim("quote")["review_state"]) == ("found", "confirmed")
    assert window.claim("quantity")["outdated"] and window.claim("quantity")["ruling"]["review_state"] == "confirmed"
    assert window.rule("quantity", ruled_by="another editor").json()["said"] == "confirmed"
    assert read_text_rulings(built, "ferry2020").rulings[0].paragraph == known[0].paragraph


def test_a_ruling_on_another_version_of_the_text_renews_all_places_first(window, built):
    text = window.client.get("/api/text/ferry2020").json()["text"]
    path = built.ruling_file("ferry2020")
    window.rule("quote")
    written = path.read_text("utf-8")
    [sha256] = re.findall("^text: (.*)$", written, re.MULTILINE)
    by_hand = re.sub("  paragraph: .*\n", "", written).replace(sha256, "0f" * 32)
    path.write_text(re.sub(r"at: \[.*\]", "at: [3, 21]", by_hand), "utf-8")
    window.look()
    assert window.claim("quote")["outdated"]
    window.rule("quantity")
    _, quote = read_text_rulings(built, "ferry2020").rulings
    assert quote.span.cut(text) == quote.words and quote.paragraph == "unknown"
    assert f"text: {sha256}" in path.read_text("utf-8")
    window.look()
    assert window.claim("quote")["outdated"] and not window.claim("quantity")["outdated"]


# For each project that it is told, forks a process that rules over and over, and tells its number and then each ruling
# that the page was told is written; tells when it is killed.
RULING = """
import os, sys
from pathlib import Path
from tracebrief.project.paths import Project
from tracebrief.review.requests import RulingRequest
from tracebrief.review.sessions import ReviewSession

def rule(root):
    session, number = ReviewSession(Project(Path(root))), os.getpid()
    print(number, flush=True)
    while True:
        claim = next(c for c in session.describe()["texts"][0]["claims"] if c["kind"] == "quantity")
        number += 1
        session.rule(RulingRequest(doc="ferry2020", action="rule", key=claim["key"], version=claim["version"],
            at=claim["at"], fields=claim["fields"] | {"low": float(number), "high": 1e9, "bound": "range"},
            ruled_by="an editor"))
        print(number, flush=True)

for line in sys.stdin:
    if (process := os.fork()) == 0:
        rule(line.strip())
    os.waitpid(process, 0)
    print("killed", flush=True)
"""


@pytest.fixture(scope="module")
def forking() -> Iterator[subprocess.Popen[str]]:
    """The process that forks those which rule."""
    command = [sys.executable, "-c", RULING]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.stdin.close()


@pytest.mark.parametrize("after", [1, 2, 5, 9])
def test_a_process_killed_while_it_writes_leaves_the_last_ruling_whole(built, window, forking, after):
    window.rule("quote")
    print(built.root, file=forking.stdin, flush=True)
    said = [forking.stdout.readline() for _ in range(after + 1)]
    os.kill(int(said[0]), signal.SIGKILL)
    said += iter(forking.stdout.readline, "killed\n")
    written = int([line for line in said if line.endswith("\n")][-1])
    [quantity] = [r for r in read_text_rulings(built, "ferry2020").rulings if r.kind == "quantity"]
    assert quantity.truth["low"] in (written, written + 1)
    assert states(built)["quote"] == "confirmed"
    window.look()
    assert window.rule("quantity", low=7.0).status_code == 200
    assert [path.name for path in built.ruling_file("").parent.iterdir()] == ["ferry2020.yml"]

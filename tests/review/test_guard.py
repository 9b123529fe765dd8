"""Only the page itself is answered: every other request is refused, and nothing is written."""

import pytest

from tracebrief.review.guard import HEADERS, LARGEST, TOKEN_HEADER

HOST, TOKEN = "127.0.0.1:8000", "a-token-of-this-test"
KNOWN = {"Cookie": f"tracebrief-8000={TOKEN}", TOKEN_HEADER: TOKEN}
ADDRESSES = ["/", "/static/review.js", "/report/brief.css", "/api/state", "/api/text/ferry2020", "/nothing"]
NO_TOKENS = {
    "no token": ({}, {}),
    "another token": ({"Cookie": "tracebrief-8000=a-guess"}, {}),
    "a token with more behind it": ({"Cookie": f"tracebrief-8000={TOKEN}x"}, {}),
    "the cookie of another port": ({"Cookie": f"tracebrief-8001={TOKEN}"}, {}),
    "the header alone": ({TOKEN_HEADER: TOKEN}, {}),
    "a guess in the address": ({}, {"token": "a-guess"}),
    "no ASCII in the address": ({}, {"token": "é"}),
}
OTHERS = {
    "a name that leads to this machine": ({"Host": "evil.example:8000"}, 421),
    "the machine by its name": ({"Host": "localhost:8000"}, 421),
    "another port": ({"Host": "127.0.0.1:8001"}, 421),
    "another origin": ({"Origin": "https://evil.example"}, 403),
    "a sandboxed page": ({"Origin": "null"}, 403),
    "another port's page": ({"Origin": "http://127.0.0.1:8001"}, 403),
    "a page of another site": ({"Sec-Fetch-Site": "cross-site"}, 403),
    "a page of another port": ({"Sec-Fetch-Site": "same-site"}, 403),
}
WRITES = {
    "a form": ({"Content-Type": "application/x-www-form-urlencoded"}, b"{}", 415),
    "plain text, which any page may send": ({"Content-Type": "text/plain"}, b"{}", 415),
    "no kind of content": ({}, b"{}", 415),
    "the cookie alone": ({TOKEN_HEADER: "", "Content-Type": "application/json"}, b"{}", 403),
    "more than a claim": ({"Content-Type": "application/json"}, b" " * (LARGEST + 1), 413),
    "no JSON": ({"Content-Type": "application/json"}, b"{", 422),
    "JSON that is no ruling": ({"Content-Type": "application/json"}, b"[1]", 422),
}


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("case", NO_TOKENS)
def test_without_the_token_nothing_is_answered(stranger, case, address):
    headers, query = NO_TOKENS[case]
    refused = stranger.get(address, headers=headers, params=query)
    assert refused.status_code == 403 and list(refused.json()) == ["problem"]
    assert "Set-Cookie" not in refused.headers


def test_the_token_in_the_address_opens_the_page_alone(stranger):
    assert stranger.get("/api/state", params={"token": TOKEN}).status_code == 403
    opened = stranger.get("/", params={"token": TOKEN})
    assert opened.status_code == 200 and "<title>Review" in opened.text
    cookie = opened.headers["Set-Cookie"]
    assert cookie == f"tracebrief-8000={TOKEN}; Path=/; HttpOnly; SameSite=Strict"
    assert stranger.get("/api/state").status_code == 200  # the client keeps the cookie, as a browser does


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("case", OTHERS)
def test_nobody_else_is_answered_even_with_the_token(stranger, case, method):
    headers, status = OTHERS[case]
    address = "/api/undo" if method == "POST" else "/api/state"
    refused = stranger.request(method, address, headers=KNOWN | headers, json={} if method == "POST" else None)
    assert refused.status_code == status and "Access-Control-Allow-Origin" not in refused.headers


@pytest.mark.parametrize("case", WRITES)
def test_a_write_has_its_form(stranger, built, case):
    headers, content, status = WRITES[case]
    refused = stranger.post("/api/rule", headers=KNOWN | headers, content=content)
    assert refused.status_code == status and len(refused.json()["problem"].splitlines()) == 1
    assert not built.ruling_file("ferry2020").exists()


def test_a_write_of_unknown_length_is_refused(stranger):
    headers = KNOWN | {"Content-Type": "application/json"}
    assert stranger.post("/api/rule", headers=headers, content=iter([b"{}"])).status_code == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_another_method_is_refused(stranger, method):
    headers = KNOWN | {"Content-Type": "application/json"}
    assert stranger.request(method, "/api/rule", headers=headers, content=b"{}").status_code == 405
    assert stranger.get("/api/rule", headers=KNOWN).status_code == 405
    assert stranger.post("/api/state", headers=headers, content=b"{}").status_code == 405


@pytest.mark.parametrize(
    "name", ["page.py", "..%2Fguard.py", "%2e%2e/guard.py", "....//guard.py", "SourceSerifPro-Black.otf"]
)
@pytest.mark.parametrize("folder", ["static", "build/assets/fonts"])
def test_no_other_file_is_served(stranger, folder, name):
    assert stranger.get(f"/{folder}/{name}", headers=KNOWN).status_code == 404


@pytest.mark.parametrize("address", [*ADDRESSES, "/build/assets/fonts/SourceSerifPro-It.otf", "/static/icon.svg"])
@pytest.mark.parametrize("headers", [KNOWN, {}], ids=["answered", "refused"])
def test_every_answer_is_sealed(stranger, address, headers):
    answer = stranger.get(address, headers=headers)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy


def test_the_page_asks_for_nothing_inline_and_nothing_from_elsewhere(stranger):
    page = stranger.get("/", headers=KNOWN).text
    assert "<style" not in page and "style=" not in page and "onclick" not in page and "//" not in page
    assert page.count("<script") == page.count('<script type="module" src="/static/')

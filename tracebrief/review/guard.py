"""Who may talk to the page: only a browser of this machine that was given the token, from the page itself.

A page of another site can make a browser send requests here, and a name of its own can lead to this machine. So every
request needs the token and the right host, and a write also what no other site can send without asking first.
"""

from secrets import compare_digest

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_HEADER = "x-tracebrief-token"
# The largest write, in bytes: a claim of many pages.
LARGEST = 256_000
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
# Where a browser says a request comes from: the page itself, or its address bar.
OWN = ("same-origin", "none")


class Guard:
    """Hands on the requests that may be answered, refuses the others in one line, and seals every response."""

    def __init__(self, app: ASGIApp, *, host: str, token: str) -> None:
        self.app, self.host, self.token = app, host, token

    @property
    def cookie(self) -> str:
        """The cookie's name: browsers give one machine's cookies to all its ports, so each port has its own."""
        return f"tracebrief-{self.host.rpartition(':')[2]}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        request = Request(scope)
        opens = request.url.path == "/" and self._is_token(request.query_params.get("token", ""))

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if opens and message["status"] == 200:
                    headers.append("Set-Cookie", f"{self.cookie}={self.token}; Path=/; HttpOnly; SameSite=Strict")
            await send(message)

        refusal = self._refuse(request, opens=opens)
        answer = JSONResponse({"problem": refusal[1]}, refusal[0]) if refusal else self.app
        await answer(scope, receive, sealed)

    def _refuse(self, request: Request, *, opens: bool) -> tuple[int, str] | None:
        """Return the status and the reason of a request that is not answered."""
        headers = request.headers
        if headers.get("host") != self.host:
            return 421, f"this is {self.host} and nothing else"
        if headers.get("origin", f"http://{self.host}") != f"http://{self.host}":
            return 403, "another page must not ask"
        if not opens and not self._is_token(self._cookie_of(headers)):
            return 403, "open the address that `tracebrief review` printed"
        if request.url.path != "/" and headers.get("sec-fetch-site", "none") not in OWN:
            return 403, "another page must not ask"
        return None if request.method in ("GET", "HEAD") else self._refuse_write(headers)

    def _refuse_write(self, headers: Headers) -> tuple[int, str] | None:
        if not self._is_token(headers.get(TOKEN_HEADER, "")):
            return 403, "a ruling comes from the page itself: reload it"
        if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return 415, "a ruling is sent as JSON"
        length = headers.get("content-length", "")
        if not length.isascii() or not length.isdigit() or int(length) > LARGEST:
            return 413, f"a ruling has a length, of at most {LARGEST:,} bytes"
        return None

    def _cookie_of(self, headers: Headers) -> str:
        """Return the token that a browser was given; other servers on this machine may have set any cookies."""
        given = headers.get("cookie", "").split(";")
        named = (pair.strip().partition("=") for pair in given)
        return next((value for name, _, value in named if name == self.cookie), "")

    def _is_token(self, given: str) -> bool:
        return compare_digest(given.encode(), self.token.encode())

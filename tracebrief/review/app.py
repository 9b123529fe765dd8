"""The page's addresses: the page and its files, what it shows, and the two ways to write."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from tracebrief.model.wording import days_in_words
from tracebrief.project.authored import tell_mistake
from tracebrief.project.errors import RulingChangedError, TracebriefError
from tracebrief.render import find_fonts
from tracebrief.review.guard import Guard
from tracebrief.review.requests import RulingRequest, UndoRequest
from tracebrief.review.sessions import Described, ReviewSession
from tracebrief.rulings import read_days

Asked = TypeVar("Asked", RulingRequest, UndoRequest)
STATIC = Path(__file__).with_name("static")
# What a browser is told of each kind of file of the page.
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".otf": "font/otf",
    ".html": "text/html",
    ".svg": "image/svg+xml",
}


def make_app(session: ReviewSession, *, host: str, token: str) -> ASGIApp:
    """Return the page of a session, for requests to `host` ("127.0.0.1:8000") that know the token."""
    page = _Page(session, token)
    routes = [
        Route("/", page.show),
        Route("/static/{name}", page.send_static),
        Route("/report/brief.css", page.send_sheet),
        Route("/build/assets/fonts/{name}", page.send_font),
        Route("/api/state", page.describe),
        Route("/api/text/{doc_id}", page.describe_text),
        Route("/api/days", page.describe_days),
        Route("/api/rule", page.rule, methods=["POST"]),
        Route("/api/undo", page.undo, methods=["POST"]),
    ]
    handlers: dict[Any, Callable[..., Any]] = {TracebriefError: _tell_mistake, HTTPException: _tell_status}
    return Guard(Starlette(routes=routes, exception_handlers=handlers), host=host, token=token)


class _Page:
    """Answers requests; each method is one address."""

    def __init__(self, session: ReviewSession, token: str) -> None:
        self.session, self.token = session, token
        self.fonts = {path.name: path for path in find_fonts()}
        self.static = {path.name: path for path in STATIC.iterdir()}

    def show(self, _: Request) -> Response:
        return _send(self.static["page.html"])

    def send_static(self, request: Request) -> Response:
        return _send(self.static.get(request.path_params["name"]))

    def send_sheet(self, _: Request) -> Response:
        return _send(self.session.project.report / "brief.css")

    def send_font(self, request: Request) -> Response:
        return _send(self.fonts.get(request.path_params["name"]))

    def describe(self, request: Request) -> Response:
        return JSONResponse({"token": self.token, **self.session.describe(request.query_params.get("window", ""))})

    def describe_text(self, request: Request) -> Response:
        text = self.session.text(request.path_params["doc_id"])
        return JSONResponse({"text": text.text, "passages": text.passages})

    def describe_days(self, request: Request) -> Response:
        """Say in words what an EDTF date stands for, or why it is none."""
        try:
            first, last = read_days(request.query_params.get("edtf", ""))
        except ValueError as problem:
            return JSONResponse({"problem": str(problem).partition("; ")[0]})
        return JSONResponse({"words": days_in_words(first, last) or "open at both ends"})

    async def rule(self, request: Request) -> Response:
        return await self._write(request, RulingRequest, self.session.rule)

    async def undo(self, request: Request) -> Response:
        return await self._write(request, UndoRequest, self.session.undo)

    async def _write(self, request: Request, kind: type[Asked], write: Callable[[Asked], Described]) -> Response:
        try:
            asked = kind.model_validate_json(await request.body(), strict=True)
        except ValidationError as problem:
            first = problem.errors()[0]
            field = ".".join(map(str, first["loc"])) or "request"
            return JSONResponse({"problem": "{}: {}; {}".format(field, *tell_mistake(first)), "field": field}, 422)
        return JSONResponse(await run_in_threadpool(write, asked))


def _send(path: Path | None) -> Response:
    if path is None or not path.is_file():
        raise HTTPException(404, "there is no such file")
    return FileResponse(path, media_type=TYPES[path.suffix])


def _tell_mistake(_: Request, problem: TracebriefError) -> Response:
    """Answer a mistake that a person can fix with its line, and with the field that it is in."""
    status = 409 if isinstance(problem, RulingChangedError) else 422
    return JSONResponse({"problem": str(problem), "field": problem.where}, status)


def _tell_status(_: Request, problem: HTTPException) -> Response:
    return JSONResponse({"problem": problem.detail}, problem.status_code)

"""The server of the page: this machine's address only, a new token each time, the browser opened on it."""

import os
import secrets
import socket
import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from html import escape
from pathlib import Path
from threading import Thread

import uvicorn

from tracebrief.project.errors import BuildError
from tracebrief.project.paths import Project
from tracebrief.review.app import make_app
from tracebrief.review.sessions import ReviewSession

ADDRESS = "127.0.0.1"
# Leads on to the page; a file only its owner may read, for a browser's arguments are seen by everyone on the machine.
LEAD = '<!doctype html><title>tracebrief review</title><meta http-equiv="refresh" content="0; url={}">\n'


def serve_review(project: Project, *, port: int = 0, browser: bool = True) -> int:
    """Serve the page until it is interrupted, and return how many rulings were written.

    Args:
        port: the port; any free one for 0.
        browser: whether to open the page.

    Raises:
        BuildError: there is no build to rule on, or the port is taken.
    """
    session = ReviewSession(project)
    session.describe()
    with _listen(port) as listening:
        host, token = f"{ADDRESS}:{listening.getsockname()[1]}", secrets.token_urlsafe(32)
        app = make_app(session, host=host, token=token)
        config = uvicorn.Config(
            app, http="h11", ws="none", lifespan="off", log_level="warning", access_log=False, server_header=False,
            timeout_graceful_shutdown=2,
        )  # fmt: skip
        url = f"http://{host}/?token={token}"
        print(f"{url}\nRule in the browser; end with Ctrl-C.", flush=True)
        with _opened(url) if browser else nullcontext(), suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
    return session.written


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((ADDRESS, port))
    except (OSError, OverflowError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "no such port"
        raise BuildError(
            f"port {port}", str(reason).lower(), "choose another with --port, or leave it out"
        ) from problem


@contextmanager
def _opened(url: str) -> Iterator[None]:
    """Open a page in the browser; the socket listens already, so the page waits for its server."""
    handle, name = tempfile.mkstemp(prefix="tracebrief-review-", suffix=".html")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(LEAD.format(escape(url)))
        Thread(target=webbrowser.open, args=[Path(name).as_uri()], daemon=True).start()
        yield
    finally:
        Path(name).unlink(missing_ok=True)

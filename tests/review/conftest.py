"""The two invented texts as built, and a client that has the token of their page."""

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tracebrief.link import MENTIONS
from tracebrief.model.tables import rows, to_table, write_table
from tracebrief.project.paths import Project
from tracebrief.read import find_passages, read_documents
from tracebrief.review.app import make_app
from tracebrief.review.guard import TOKEN_HEADER
from tracebrief.review.sessions import ReviewSession

ROOT = Path(__file__).parents[2]
HOST, TOKEN = "127.0.0.1:8000", "a-token-of-this-test"

# What a request says besides the fields of the claim.
SAID = ("why", "ruled_by", "at", "version", "key", "replaces", "window")


@pytest.fixture(scope="session")
def built_once(make_project, four_claims, tmp_path_factory) -> Project:
    """The project with the tables, the codebook and the sheet that the page needs; a test must not change it."""
    project = make_project(tmp_path_factory.mktemp("review"))
    documents = write_table(project, "documents", read_documents(project))
    passages = [
        {"doc_id": row["doc_id"], **vars(passage)} for row in rows(documents) for passage in find_passages(row["text"])
    ]
    for name in MENTIONS:
        write_table(project, name, to_table(name, []))
    write_table(project, "passages", to_table("passages", passages))
    write_table(project, "claims", four_claims.replace({"event": {"storm": "storm_hit"}}))
    write_table(project, "ruled_fields", to_table("ruled_fields", []))
    shutil.copy(ROOT / "tests" / "link" / "harbour.yml", project.codebook)
    shutil.copy(ROOT / "report" / "brief.css", project.report)
    return project


@pytest.fixture
def built(built_once: Project, tmp_path: Path) -> Project:
    """A copy of the project with its tables."""
    return Project(shutil.copytree(built_once.root, tmp_path, dirs_exist_ok=True))


@pytest.fixture
def stranger(built: Project) -> TestClient:
    """A client of a page that was never opened with its token."""
    return TestClient(make_app(ReviewSession(built), host=HOST, token=TOKEN), base_url=f"http://{HOST}")


@pytest.fixture
def open_window(built: Project):
    """Return a function that opens the page in a process of its own, with its own session."""

    def open_window() -> "Window":
        app = make_app(ReviewSession(built), host=HOST, token=TOKEN)
        return Window(TestClient(app, base_url=f"http://{HOST}"))

    return open_window


@pytest.fixture
def window(open_window) -> "Window":
    """The page, opened."""
    return open_window()


class Window:
    """What the page does, without a browser: it sends what its script would."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        assert client.get("/", params={"token": TOKEN}).status_code == 200
        client.headers[TOKEN_HEADER] = TOKEN
        self.look()

    def look(self) -> dict:
        """Read everything anew, as a reload does."""
        self.state = self.client.get("/api/state").json()
        return self.state

    def claim(self, kind: str, doc: str = "ferry2020") -> dict:
        """Return the only claim of a kind in a text, as this window shows it."""
        claims = next(text["claims"] for text in self.state["texts"] if text["doc"] == doc)
        [claim] = [claim for claim in claims if claim["kind"] == kind]
        return claim

    def rule(self, kind: str, action: str = "rule", doc: str = "ferry2020", **changes):
        """Rule on the only claim of a kind; `changes` are fields, `why`, `ruled_by` or `at`."""
        claim = self.claim(kind, doc)
        said = {name: changes.pop(name) for name in SAID if name in changes}
        request = {"doc": doc, "action": action, "key": claim["key"], "version": claim["version"], "at": claim["at"]}
        return self.send({**request, "fields": claim["fields"] | changes, "ruled_by": "an editor", **said})

    def send(self, request: dict):
        """Send what the page would."""
        return self.client.post("/api/rule", json=request)

"""A page is made once: another version, folder or hour makes none anew, and whatever it shows does."""

import shutil

import pytest

from tracebrief.project.paths import Project
from tracebrief.render import embedded_engine as embedded
from tracebrief.render.website import render_site

TEXTS = {"report/evidence/flood2020.qmd", "report/evidence/dam2020.qmd"}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that pandoc made."""
    pandoc, pages = embedded._pandoc, []
    monkeypatch.setattr(embedded, "_pandoc", lambda job, edition: pages.append(job.page) or pandoc(job, edition))
    return pages


def render(project: Project, *, version: str = "v1", date: str = "2020-03-04") -> dict[str, bytes]:
    """Render a project; return its pages."""
    target = project.build / "staged"
    shutil.rmtree(target, ignore_errors=True)
    render_site(project, engine="embedded", target=target, version=version, date=date)
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*.html")}


def test_the_second_time_no_page_is_made(brief: Project, made: list[str]) -> None:
    first = render(brief)
    made.clear()
    assert render(brief) == first
    assert made == []


def test_another_version_makes_only_the_brief_anew_and_is_on_every_page(brief: Project, made: list[str]) -> None:
    render(brief)
    made.clear()
    pages = render(brief, version="v2<&>", date="2021-05-06")
    assert set(made) == {"report/index.qmd"}
    for page in ("report/index.html", "report/evidence/flood2020.html"):
        text = pages[page].decode()
        assert "v2&lt;&amp;&gt;" in text and "6 May 2021" in text and 'datetime="2021-05-06"' in text, page
        assert "v1" not in text and "version-" not in text.replace("version-select", "")


def test_an_edition_without_a_date_has_none(brief: Project, made: list[str]) -> None:
    render(brief)
    assert "<time" not in render(brief, date="")["report/evidence/flood2020.html"].decode()


CHANGES = {
    "a comma of the prose": ("report/index.qmd", b"Only on", b"Only, on", {"report/index.qmd"}),
    "the sheet of another page": ("report/brief.css", b"", b"p {}", set()),
    "a value": ("build/tables/values.json", b"}", b"} ", {"report/index.qmd"}),
    "a filter": ("report/filters/common.lua", b"", b"-- more\n", None),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_page_shows_makes_it_anew(brief: Project, made: list[str], change: str) -> None:
    name, old, new, expected = CHANGES[change]
    render(brief)
    made.clear()
    path = brief.root / name
    content = path.read_bytes()
    path.write_bytes(
        content + new if not old else content[: content.rindex(old)] + new + content[content.rindex(old) + len(old) :]
    )
    render(brief)
    assert set(made) >= TEXTS if expected is None else set(made) == expected


@pytest.mark.parametrize("damage", [b"", b"<html>", b"0" * 64 + b"\n<html>another"])
def test_a_damaged_page_is_made_anew(brief: Project, made: list[str], damage: bytes) -> None:
    first = render(brief)
    kept = [path for path in (brief.cache / "pages").rglob("*") if path.is_file()]
    for path in kept:
        path.write_bytes(damage)
    made.clear()
    assert render(brief) == first
    assert len(made) == len(kept)

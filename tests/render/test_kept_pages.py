"""A page is made once: another version, folder or hour makes none anew, and whatever it shows does."""

from itertools import cycle
from pathlib import Path

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


def render(project: Project, *, version: str = "v1.2", date: str = "2020-03-09") -> dict[str, bytes]:
    """Render a project, at first as it was rendered; return its pages."""
    target = project.build / "staged"
    render_site(project, engine="embedded", target=target, version=version, date=date)
    return read_pages(target)


def read_pages(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.html")}


def test_the_second_time_no_page_is_made(rendered_copy: Project, made: list[str]) -> None:
    assert render(rendered_copy) == read_pages(rendered_copy.site)
    assert made == []


def test_another_version_makes_only_the_brief_anew_and_is_on_every_page(
    rendered_copy: Project, made: list[str]
) -> None:
    pages = render(rendered_copy, version="v2<&>", date="2021-05-06")
    assert set(made) == {"report/index.qmd"}
    for page in ("report/index.html", "report/evidence/flood2020.html"):
        text = pages[page].decode()
        assert "v2&lt;&amp;&gt;" in text and "6 May 2021" in text and 'datetime="2021-05-06"' in text, page
        assert "v1" not in text and "version-" not in text.replace("version-select", "")


def test_an_edition_without_a_date_has_none(rendered_copy: Project) -> None:
    assert "<time" not in render(rendered_copy, date="")["report/evidence/flood2020.html"].decode()


CHANGES = {
    "a comma of the prose": ("report/index.qmd", b"Only on", b"Only, on", {"report/index.qmd"}),
    "the sheet of another page": ("report/brief.css", b"", b"p {}", set()),
    "a value": ("build/tables/values.json", b"}", b"} ", {"report/index.qmd"}),
    "a filter": ("report/filters/common.lua", b"", b"-- more\n", None),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_page_shows_makes_it_anew(rendered_copy: Project, made: list[str], change: str) -> None:
    name, old, new, expected = CHANGES[change]
    path = rendered_copy.root / name
    before, found, after = path.read_bytes().rpartition(old) if old else (path.read_bytes(), b"", b"")
    path.write_bytes(before + new + after)
    assert found == old
    render(rendered_copy)
    assert set(made) >= TEXTS if expected is None else set(made) == expected


DAMAGES = (b"", b"<html>", b"0" * 64 + b"\n<html>another")


def test_damaged_pages_are_made_anew(rendered_copy: Project, made: list[str]) -> None:
    kept = [path for path in sorted((rendered_copy.cache / "pages").rglob("*")) if path.is_file()]
    assert len(kept) > len(DAMAGES)
    for path, damage in zip(kept, cycle(DAMAGES), strict=False):
        path.write_bytes(damage)
    assert render(rendered_copy) == read_pages(rendered_copy.site)
    assert len(made) == len(kept)

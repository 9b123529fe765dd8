"""The Quarto engine: how it is called, and what its failures become. A script stands in for Quarto."""

from pathlib import Path

import pytest

from tracebrief.project.errors import BuildError, ReportError
from tracebrief.project.paths import Project
from tracebrief.render.website import render_site

WRITES = """#!/bin/sh
printf '%s\\n' "$PWD" "$SOURCE_DATE_EPOCH" "$@" > called.txt
while [ "$1" != --output-dir ]; do shift; done
mkdir -p "$2/report" && touch "$2/index.html" "$2/report/index.html"
"""
FAILS = """#!/bin/sh
echo 'Preparing to render' >&2
echo 'ERROR: Error running filter claims.lua: report/index.qmd:9: no value is called x' >&2
exit 1
"""
WRITES_NOTHING = "#!/bin/sh\nexit 0\n"


def install(script: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "quarto").write_text(script, "utf-8")
    (folder / "quarto").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def render(project: Project, engine: str) -> str:
    return render_site(project, engine=engine, target=project.build / ".staging", version="v1.2", date="2020-03-09")


@pytest.mark.parametrize("engine", ["auto", "quarto"])
def test_quarto_is_called_with_the_place_and_the_version(
    brief: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    install(WRITES, tmp_path, monkeypatch)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1583712000")
    assert render(brief, engine) == "quarto"
    folder, epoch, *arguments = (brief.root / "called.txt").read_text("utf-8").splitlines()
    assert (Path(folder), epoch) == (brief.root, "1583712000")
    assert arguments == [
        "render",
        "--output-dir",
        "build/.staging",
        "--metadata",
        "version:v1.2",
        "--metadata",
        "date:2020-03-09",
    ]


def test_without_quarto_auto_is_embedded_and_quarto_is_refused(
    rendered_copy: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(BuildError, match="Quarto is not on the PATH"):
        render(rendered_copy, "quarto")
    assert render(rendered_copy, "auto") == "embedded"


@pytest.mark.parametrize(
    ("script", "said"),
    [
        pytest.param(FAILS, "report/index.qmd:9: no value is called x", id="a filter stops it"),
        pytest.param(WRITES_NOTHING, "it wrote no index.html", id="it writes nothing"),
    ],
)
def test_a_failure_is_one_line(
    brief: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    install(script, tmp_path, monkeypatch)
    with pytest.raises(ReportError, match=said) as problem:
        render(brief, "quarto")
    assert "\n" not in str(problem.value)

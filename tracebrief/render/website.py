"""The whole site: evidence pages, assets and inserts first, then one of the two engines, then the records."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tracebrief.project.errors import BuildError
from tracebrief.project.paths import Project
from tracebrief.read import write_references
from tracebrief.records import write_page_inserts, write_site_records
from tracebrief.render.assets import write_assets
from tracebrief.render.embedded_engine import render_embedded
from tracebrief.render.evidence import read_evidence, write_evidence_insert
from tracebrief.render.evidence_pages import write_evidence_pages
from tracebrief.render.prose_checks import check_or_raise
from tracebrief.render.quarto_engine import find_quarto, render_quarto

ENGINES = ("auto", "quarto", "embedded")


def render_site(project: Project, *, engine: str = "auto", target: Path, version: str, date: str) -> str:
    """Render the brief and its evidence into the folder `target`; return the engine that did.

    Args:
        engine: `auto` takes Quarto where it is on the PATH.
        version, date: printed on the first page; the date is an ISO day, or "" where none is known.

    Raises:
        ReportError: the sources hold something that one of the engines would not understand.
        BuildError: there is no such engine.
    """
    if engine not in ENGINES:
        raise BuildError("--engine", f"there is no engine {engine!r}", f"use one of {', '.join(ENGINES)}")
    with ThreadPoolExecutor(max_workers=2) as pool:
        assets = pool.submit(write_assets, project)
        inserts = pool.submit(write_page_inserts, project, version=version, date=date)
        write_references(project)
        texts = read_evidence(project)
        write_evidence_insert(project, texts)
        write_evidence_pages(project, texts)
        check_or_raise(project)
        assets.result()
        inserts.result()
    use_quarto = engine == "quarto" or (engine == "auto" and find_quarto() is not None)
    render = render_quarto if use_quarto else render_embedded
    render(project, target=target, version=version, date=date)
    write_site_records(project, target)
    return "quarto" if use_quarto else "embedded"

"""The embedded engine: pandoc and Typst from their wheels, on the sources that Quarto would read.

Pandoc runs once for each page and format, as many at a time as there are processors; a page is kept under all that it
was made from, and not made again until some of that changes.
"""

import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import date as Date  # noqa: N812
from pathlib import Path

import pypandoc
import typst
from markupsafe import escape

from tracebrief.project.cores import count_cores
from tracebrief.project.errors import ReportError
from tracebrief.project.paths import Project
from tracebrief.project.store import Store, digest
from tracebrief.render.assets import FONTS
from tracebrief.render.embedded_jobs import Job
from tracebrief.render.page_sources import render_template
from tracebrief.render.quarto_config import Site, find_pages, output_of, read_front_matter, read_site

# Depth of headings in the list of contents.
TOC_DEPTH = 2


def render_embedded(project: Project, *, target: Path, version: str, date: str) -> None:
    """Render every page of `_quarto.yml` into the folder `target`.

    Raises:
        ReportError: a page holds something that pandoc, a filter or Typst refuses.
    """
    site, jobs = read_site(project), []
    for page in find_pages(project, site):
        head = read_front_matter(project, page)
        forms = head.format.names or site.format.names or ["html"]
        jobs += [Job(project, site, page, head, form, target, version, date) for form in forms]
    _copy_resources(project, site, target)
    _write_redirect(target, site)
    with ThreadPoolExecutor(max_workers=count_cores()) as pool:
        list(pool.map(_render, jobs))


def _render(job: Job) -> None:
    """Write one page, kept from an earlier build or made now.

    Pages of the program are made with stand-ins for version and date, so that a new version makes none of them again.
    """
    store, source = Store(job.project.cache), job.source.read_bytes()
    edition = job.edition if job.is_authored else {name: f"{name}-{digest(source)[:16]}" for name in job.edition}
    key = job.key(source, edition)
    content = store.load("pages", key)
    if content is None:
        text = _pandoc(job, edition)
        content = text.encode() if job.form == "html" else _paper(job, text)
        store.save("pages", key, content)
    if not job.is_authored:
        for name, stand_in in edition.items():
            content = content.replace(stand_in.encode(), escape(job.edition[name]).encode())
    out = job.target / output_of(job.page, job.form)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(content)


def _pandoc(job: Job, edition: dict[str, str]) -> str:
    """Return a page as pandoc writes it, by the project's filters first and the engine's after them."""
    project = job.project
    command = [
        pypandoc.get_pandoc_path(),
        str(job.source),
        *("--from=markdown", f"--to={'html5' if job.form == 'html' else 'typst'}", "--standalone", "--wrap=preserve"),
        *(f"--lua-filter={path}" for path in job.filters),
        *("--section-divs", f"--template={job.template}"),
        # Reading the bibliography takes longer than the page: only for a page that may cite.
        *(["--citeproc"] if "@" in job.source.read_text("utf-8") else []),
        *(["--toc", f"--toc-depth={TOC_DEPTH}"] if job.has_toc else []),
        *(f"--metadata={name}={value}" for name, value in edition.items()),
        "--metadata-file=/dev/stdin",
    ]
    metadata = json.dumps(job.metadata).encode("utf-8")
    environment = {**os.environ, "TRACEBRIEF_ROOT": str(project.root)}
    done = subprocess.run(command, input=metadata, env=environment, capture_output=True, check=False)
    problems = done.stderr.decode("utf-8", "replace")
    if done.returncode or "[WARNING]" in problems:
        raise _mistake(job.page, problems)
    return done.stdout.decode("utf-8")


def _paper(job: Job, text: str) -> bytes:
    """Return Typst's source as PDF, tagged for assistive technology (PDF/UA-1)."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    midnight = (Date.fromisoformat(job.date) - Date(1970, 1, 1)).days * 86400 if job.date else 0
    try:
        pdf = typst.compile(  # type: ignore[type-var]  # typed as if source and root were of one type
            text.encode("utf-8"),
            root=str(job.project.root),
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in FONTS]),
            pdf_standards=["ua-1"],
            timestamp=int(seconds) if seconds else midnight,
        )
    except typst.TypstError as problem:
        raise ReportError(job.page, f"Typst: {problem}".splitlines()[0], "fix the page") from problem
    return pdf


def _mistake(page: str, problems: str) -> ReportError:
    """Return pandoc's or a filter's complaint as one line."""
    lines = [line.strip() for line in problems.splitlines() if line.strip()] or ["pandoc failed"]
    said = next((line for line in lines if page in line or "[WARNING]" in line or ";" in line), lines[0])
    where, colon, rest = said.partition(": ")
    what, semicolon, todo = (rest if colon and page in where else said).partition("; ")
    where = where[where.index(page) :] if page in where else page
    return ReportError(where, what.replace("[WARNING] ", ""), todo if semicolon else "fix the page")


def _copy_resources(project: Project, site: Site, target: Path) -> None:
    # In Quarto's globs a first `/` is the project, and a last `**` stands for files too, in Python's for folders only.
    patterns = [pattern.removeprefix("/") for pattern in [*site.project.resources, *site.sheets]]
    globs = [f"{pattern}/*" if pattern.endswith("**") else pattern for pattern in patterns]
    for path in sorted({path for pattern in globs for path in project.root.glob(pattern) if path.is_file()}):
        copy = target / path.relative_to(project.root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)


def _write_redirect(target: Path, site: Site) -> None:
    """Write the site's first page, which leads to the brief."""
    to = output_of(site.project.render[0], "html").as_posix()
    page = render_template("redirect.html", lang=site.lang or "en", title=site.website.title, to=to)
    target.mkdir(parents=True, exist_ok=True)
    (target / "index.html").write_text(page, "utf-8")

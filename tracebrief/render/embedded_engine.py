"""The embedded engine: pandoc and Typst from their wheels, on the sources that Quarto would read.

Pandoc runs once for each page and format, as many at a time as there are processors; a page is kept under all that it
was made from, and not made again until some of that changes.
"""

import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812
from html import escape
from pathlib import Path
from posixpath import relpath
from typing import Any

import pypandoc
import typst

from tracebrief.model.wording import days_in_words
from tracebrief.project.cores import count_cores
from tracebrief.project.errors import ReportError
from tracebrief.project.paths import Project
from tracebrief.project.store import Store, digest, digest_file, key_of
from tracebrief.render.assets import FONTS, TEMPLATES
from tracebrief.render.quarto_config import (
    Format,
    FrontMatter,
    Site,
    find_pages,
    output_of,
    read_front_matter,
    read_site,
)

FILTERS = Path(__file__).with_name("filters")
# Filters of this engine, after the project's: what Quarto does by itself.
OWN = ("callouts.lua", "crossrefs.lua", "links.lua", "paper.lua")
# Depth of headings in the list of contents.
TOC_DEPTH = 2


@dataclass(frozen=True)
class Job:
    """One page to be rendered to one format."""

    project: Project
    site: Site
    page: str
    head: FrontMatter
    form: Format
    target: Path
    version: str
    date: str

    @property
    def source(self) -> Path:
        """The page's source."""
        return self.project.root / self.page

    @property
    def filters(self) -> list[Path]:
        """The project's filters, then the engine's."""
        return [self.project.root / each.path for each in self.site.filters] + [FILTERS / name for name in OWN]

    @property
    def template(self) -> Path:
        """What the page is set into."""
        return TEMPLATES / ("page.html" if self.form == "html" else "brief.typ")

    @property
    def written(self) -> bool:
        """Whether people wrote the page; the program's own quote no value, figure or record."""
        return self.project.evidence not in self.source.parents

    @property
    def toc(self) -> bool:
        """Whether the page has a list of contents."""
        return bool(self.site.toc if self.head.toc is None else self.head.toc)

    @property
    def edition(self) -> dict[str, str]:
        """Version and date, as the page prints them; what is not known is not there."""
        words = days_in_words(self.date or None, self.date or None)
        known = {"version": self.version, "date": self.date, "date-words": words}
        return {name: value for name, value in known.items() if value}


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

    The program's own pages are made with stand-ins for version and date, so that a new version makes none of them anew.
    """
    store, source = Store(job.project.cache), job.source.read_bytes()
    edition = job.edition if job.written else {name: f"{name}-{digest(source)[:16]}" for name in job.edition}
    key = _key(job, source, edition)
    content = store.load("pages", key)
    if content is None:
        text = _pandoc(job, edition)
        content = text.encode() if job.form == "html" else _paper(job, text)
        store.save("pages", key, content)
    if not job.written:
        for name, stand_in in edition.items():
            content = content.replace(stand_in.encode(), escape(job.edition[name]).encode())
    out = job.target / output_of(job.page, job.form)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(content)


def _key(job: Job, source: bytes, edition: dict[str, str]) -> str:
    """Return the key of a page: all that pandoc, the filters and Typst read for it."""
    project, engine = job.project, Path(__file__)
    read = [engine, job.template, project.lock, *job.filters, *(path.with_name("common.lua") for path in job.filters)]
    if job.written:
        read += [project.root / (job.site.bibliography or "-"), project.tables / "values.json"]
        read += [*project.inserts.glob("*.json"), *project.figures.glob("*")]
    files = [(path.name, digest_file(path)) for path in sorted(read)]
    metadata = _metadata(job) | {"bibliography": job.site.bibliography}
    epoch = os.environ.get("SOURCE_DATE_EPOCH") if job.form == "typst" else None
    return key_of(job.page, digest(source), job.form, job.toc, edition, metadata, files, epoch)


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
        *(["--toc", f"--toc-depth={TOC_DEPTH}"] if job.toc else []),
        *(f"--metadata={name}={value}" for name, value in edition.items()),
        "--metadata-file=/dev/stdin",
    ]
    metadata = json.dumps(_metadata(job)).encode("utf-8")
    environment = {**os.environ, "TRACEBRIEF_ROOT": str(project.root)}
    done = subprocess.run(command, input=metadata, env=environment, capture_output=True, check=False)
    problems = done.stderr.decode("utf-8", "replace")
    if done.returncode or "[WARNING]" in problems:
        raise _mistake(job.page, problems)
    return done.stdout.decode("utf-8")


def _metadata(job: Job) -> dict[str, Any]:
    """Return what the template and citeproc need; where a page's front matter says otherwise, it has the last word."""
    site, folder = job.site, Path(job.page).parent.as_posix()

    def href(to: str) -> str:
        return relpath(Path(to).with_suffix(".html") if to.endswith(".qmd") else to, folder)

    bar = site.website.navbar
    sheets = (site.format.html.css if site.format.html else []) + ["build/assets/page.css"]
    return {
        "lang": site.lang or "en",
        "number-sections": bool(site.number_sections),
        "site-title": site.website.title,
        "publisher": site.publisher or site.website.title,
        "home": href(site.project.render[0]),
        "versions": href("versions.html"),
        "nav": [
            {"text": item.text, "href": href(item.href), "current": item.href == job.page}
            for item in [*bar.left, *bar.right]
        ],
        "stylesheets": [href(sheet) for sheet in sheets],
        "alternates": [{"href": Path(job.page).with_suffix(".pdf").name, "text": "PDF"}]
        if job.head.format.typst
        else [],
        "bibliography": str(job.project.root / site.bibliography) if site.bibliography else [],
        "link-citations": site.link_citations,
    }


def _paper(job: Job, text: str) -> bytes:
    """Return Typst's source as PDF, tagged for assistive technology (PDF/UA-1)."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    midnight = (Date.fromisoformat(job.date) - Date(1970, 1, 1)).days * 86400 if job.date else 0
    try:
        return typst.compile(
            text.encode("utf-8"),
            root=str(job.project.root),
            font_paths=[str(folder) for folder in FONTS],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=int(seconds) if seconds else midnight,
        )
    except typst.TypstError as problem:
        raise ReportError(job.page, f"Typst: {problem}".splitlines()[0], "mend the page") from problem


def _mistake(page: str, problems: str) -> ReportError:
    """Return pandoc's or a filter's complaint as one line."""
    lines = [line.strip() for line in problems.splitlines() if line.strip()]
    said = next(
        (line for line in lines if page in line or "[WARNING]" in line or ";" in line),
        lines[0] if lines else "pandoc failed",
    )
    where, colon, rest = said.partition(": ")
    what, semicolon, todo = (rest if colon and page in where else said).partition("; ")
    where = where[where.index(page) :] if page in where else page
    return ReportError(where, what.replace("[WARNING] ", ""), todo if semicolon else "mend the page")


def _copy_resources(project: Project, site: Site, target: Path) -> None:
    patterns = [*site.project.resources, *(site.format.html.css if site.format.html else [])]
    # In Quarto's globs a last `**` stands for files too, in Python's for folders only.
    globs = [f"{pattern}/*" if pattern.endswith("**") else pattern for pattern in patterns]
    for path in sorted({path for pattern in globs for path in project.root.glob(pattern) if path.is_file()}):
        copy = target / path.relative_to(project.root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)


def _write_redirect(target: Path, site: Site) -> None:
    """Write the site's first page, which leads to the brief."""
    to = output_of(site.project.render[0], "html").as_posix()
    title = escape(site.website.title)
    page = (
        f'<!DOCTYPE html>\n<html lang="{site.lang or "en"}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={to}">\n</head>\n<body>\n'
        f'<main><h1>{title}</h1><p><a href="{to}">Open the brief</a></p></main>\n</body>\n</html>\n'
    )
    target.mkdir(parents=True, exist_ok=True)
    (target / "index.html").write_text(page, "utf-8")

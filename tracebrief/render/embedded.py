"""The embedded engine: pandoc and Typst from their wheels, on the sources that Quarto would read.

Pandoc runs once for each page and format, as many at a time as there are processors.
"""

import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import date as Date  # noqa: N812
from functools import partial
from html import escape
from pathlib import Path
from posixpath import relpath
from typing import Any

import pypandoc
import typst

from tracebrief.errors import ReportError
from tracebrief.paths import Project
from tracebrief.read.references import days_in_words
from tracebrief.render.assets import FONTS, TEMPLATES
from tracebrief.render.pages import Format, FrontMatter, Site, find_pages, output_of, read_front_matter, read_site

FILTERS = Path(__file__).with_name("filters")
# Depth of headings in the list of contents.
TOC_DEPTH = 2


def render_embedded(project: Project, *, target: Path, version: str, date: str) -> None:
    """Render every page of `_quarto.yml` into the folder `target`.

    Raises:
        ReportError: a page holds something that pandoc, a filter or Typst refuses.
    """
    site = read_site(project)
    tasks = []
    for page in find_pages(project, site):
        head = read_front_matter(project, page)
        names = head.format.names or site.format.names or ["html"]
        tasks += [partial(_render, project, site, page, head, form, target, version, date) for form in names]
    _copy_resources(project, site, target)
    _write_redirect(target, site)
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        for task in [pool.submit(task) for task in tasks]:
            task.result()


def _render(
    project: Project, site: Site, page: str, head: FrontMatter, form: Format, target: Path, version: str, date: str
) -> None:
    """Render one page to one format."""
    metadata = _metadata(project, site, page, head, version, date)
    toc = site.toc if head.toc is None else head.toc
    out = target / output_of(page, form)
    out.parent.mkdir(parents=True, exist_ok=True)
    text = _pandoc(project, site, page, form, metadata, ["--toc", f"--toc-depth={TOC_DEPTH}"] if toc else [])
    if form == "html":
        out.write_text(text, "utf-8")
    else:
        out.write_bytes(_paper(project, page, text, date))


def _pandoc(project: Project, site: Site, page: str, form: Format, metadata: dict[str, Any], options: list[str]) -> str:
    """Return a page as pandoc writes it, by the project's filters first and the engine's after them."""
    own = ["callouts.lua", "crossrefs.lua", "links.lua", "paper.lua"]
    filters = [project.root / each.path for each in site.filters] + [FILTERS / name for name in own]
    template = TEMPLATES / ("page.html" if form == "html" else "brief.typ")
    command = [
        pypandoc.get_pandoc_path(),
        str(project.root / page),
        *("--from=markdown", f"--to={'html5' if form == 'html' else 'typst'}", "--standalone", "--wrap=preserve"),
        *(f"--lua-filter={path}" for path in filters),
        *("--section-divs", f"--template={template}"),
        # Reading the bibliography takes longer than the page: only for a page that may cite.
        *(["--citeproc"] if "@" in (project.root / page).read_text("utf-8") else []),
        *(f"--metadata={name}={value}" for name, value in metadata.pop("last").items() if value),
        *options,
    ]
    done = subprocess.run(
        [*command, "--metadata-file=/dev/stdin"],
        input=json.dumps(metadata).encode("utf-8"),
        env={**os.environ, "TRACEBRIEF_ROOT": str(project.root)},
        capture_output=True,
        check=False,
    )
    problems = done.stderr.decode("utf-8", "replace")
    if done.returncode or "[WARNING]" in problems:
        raise _mistake(page, problems)
    return done.stdout.decode("utf-8")


def _metadata(project: Project, site: Site, page: str, head: FrontMatter, version: str, date: str) -> dict[str, Any]:
    """Return what the template and citeproc need; `last` overrides the page, the rest gives way to it."""
    folder = str(Path(page).parent.as_posix())
    href = lambda to: relpath(Path(to).with_suffix(".html") if to.endswith(".qmd") else to, folder)  # noqa: E731
    bar = site.website.navbar
    sheets = (site.format.html.css if site.format.html else []) + ["build/assets/page.css"]
    return {
        "lang": site.lang or "en",
        "number-sections": bool(site.number_sections),
        "site-title": site.website.title,
        "publisher": site.publisher or site.website.title,
        "home": href(site.project.render[0]),
        "nav": [
            {"text": item.text, "href": href(item.href), "current": item.href == page}
            for item in [*bar.left, *bar.right]
        ],
        "stylesheets": [relpath(sheet, folder) for sheet in sheets],
        "alternates": [{"href": Path(page).with_suffix(".pdf").name, "text": "PDF"}] if head.format.typst else [],
        "bibliography": str(project.root / site.bibliography) if site.bibliography else [],
        "link-citations": site.link_citations,
        "last": {"version": version, "date": date, "date-words": days_in_words(date, date)},
    }


def _paper(project: Project, page: str, text: str, date: str) -> bytes:
    """Return Typst's source as PDF, tagged for assistive technology (PDF/UA-1)."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    midnight = (Date.fromisoformat(date) - Date(1970, 1, 1)).days * 86400
    try:
        return typst.compile(
            text.encode("utf-8"),
            root=str(project.root),
            font_paths=[str(folder) for folder in FONTS],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=int(seconds) if seconds else midnight,
        )
    except typst.TypstError as problem:
        raise ReportError(page, f"Typst: {problem}".splitlines()[0], "mend the page") from problem


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

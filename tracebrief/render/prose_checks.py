"""The brief's prose, checked before anything is rendered: what both engines read alike, and nothing unknown.

Quarto warns where it should stop (an unknown cross-reference) and stops where pandoc says nothing (a shortcode);
here every such thing is a mistake with its line.
"""

from collections.abc import Iterator

from tracebrief.project.errors import ReportError
from tracebrief.project.paths import Project
from tracebrief.render.bound_prose import check_bound_prose
from tracebrief.render.citation_checks import check_basis, check_references
from tracebrief.render.grounds import Grounds, read_grounds
from tracebrief.render.known_names import KnownNames, read_known_names
from tracebrief.render.markdown_pages import read_markdown_page
from tracebrief.render.markup_checks import check_elements, check_images, check_text
from tracebrief.render.quarto_config import Site, find_pages, read_front_matter, read_site


def check_report(project: Project) -> list[ReportError]:
    """Return every mistake in `_quarto.yml` and the pages that people write, by file and line.

    Raises:
        TracebriefError: the records of the texts, which citations come from, are broken themselves.
    """
    try:
        site = read_site(project)
        pages = find_pages(project, site)
    except ReportError as problem:
        return [problem]
    problems = list(_check_site(project, site))
    known, grounds = read_known_names(project), read_grounds(project)
    written = [page for page in pages if project.evidence not in (project.root / page).parents]
    for page in written:
        problems += _check_page(project, site, page, known, grounds if page == site.project.render[0] else None)
    return problems


def check_or_raise(project: Project) -> None:
    """Check the prose.

    Raises:
        ReportError: the first mistake, with how many more there are.
    """
    if problems := check_report(project):
        first, more = problems[0], len(problems) - 1
        todo = first.todo + (f" (and {more} more: `tracebrief check`)" if more else "")
        raise ReportError(first.where, first.what, todo)


def _check_site(project: Project, site: Site) -> Iterator[ReportError]:
    for path in [each.path for each in site.filters] + site.sheets:
        if not (project.root / path).is_file():
            yield ReportError("_quarto.yml", f"there is no {path}", "write it or take it out")
    for pattern in site.project.resources:
        if not pattern.startswith("/"):
            what = f"resources: Quarto would find {pattern} in any folder, the made site too"
            yield ReportError("_quarto.yml", what, f"write /{pattern}")
    if "typst" in site.format.names:
        what = "format: typst would make a PDF of every page of evidence"
        yield ReportError("_quarto.yml", what, "ask for typst in the front matter of the brief")


def _check_page(
    project: Project, site: Site, path: str, known: KnownNames, grounds: Grounds | None
) -> list[ReportError]:
    """Return the mistakes of one page in the order of its lines.

    Args:
        grounds: what its sentences must rest on, where they must.
    """
    try:
        head = read_front_matter(project, path)
        page = read_markdown_page(project, path)
    except ReportError as problem:
        return [problem]
    numbered = head.number_sections if head.number_sections is not None else bool(site.number_sections)
    problems = [
        *check_text(page),
        *check_elements(page, known),
        *check_images(project, page, known),
        *check_references(page, known, numbered=numbered),
        *(check_basis(page, known) if path == site.project.render[0] else ()),
    ]
    if grounds and not problems:  # what has no name yet rests on nothing
        problems = check_bound_prose(project, page, head, grounds)
    unique = {str(problem): problem for problem in problems}
    return sorted(unique.values(), key=lambda problem: (int(problem.where.rpartition(":")[2]), problem.what))

"""The website as `_quarto.yml` and the front matter of its pages describe it.

Both keep only what the two engines read alike: an unknown key is a mistake, named with its line.
"""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from tracebrief.project.authored import Entry, parse_authored, read_authored
from tracebrief.project.errors import ReportError
from tracebrief.project.paths import MARKER, Project

Format = Literal["html", "typst"]


class Folder(Entry):
    """`project:` the kind of project, where it goes, what is rendered and what is copied."""

    type: Literal["website"]
    output_dir: str = Field(alias="output-dir")
    render: list[str]
    resources: list[str] = Field(default=[])


class Item(Entry):
    """One entry of the navigation bar."""

    text: str
    href: str


class Navbar(Entry):
    """The navigation bar, left to right."""

    left: list[Item] = Field(default=[])
    right: list[Item] = Field(default=[])


class Website(Entry):
    """`website:` its title and its navigation bar."""

    title: str
    search: Literal[False] = False
    description: str | None = None
    navbar: Navbar = Navbar()


class Filter(Entry):
    """A Lua filter, and when Quarto runs it; the embedded engine runs all of them first."""

    path: str
    at: Literal["pre-ast"]


class Execute(Entry):
    """`execute:` off, since prose holds no code."""

    enabled: Literal[False]


class Html(Entry):
    """`format: html:`; the theme is Quarto's, the sheets are everybody's."""

    theme: str | None = None
    css: Annotated[list[str], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)] = Field(
        default=[]
    )


class Typst(Entry):
    """`format: typst:`; the embedded engine's paper is A4 whatever is asked."""

    papersize: Literal["a4"] | None = None


def _formats(value: Any) -> Any:
    """Return `format:` as a mapping of options; "default" is no option."""
    if isinstance(value, str):
        return {value: {}}
    if not isinstance(value, dict):
        return value
    return {key: {} if options == "default" else options for key, options in value.items()}


class Formats(Entry):
    """`format:` the formats of a page, with their options."""

    html: Html | None = None
    typst: Typst | None = None

    @property
    def names(self) -> list[Format]:
        """The formats that are asked for."""
        return [name for name in ("html", "typst") if getattr(self, name) is not None]


class Shared(Entry):
    """What both `_quarto.yml` and a page's front matter may say; the page has the last word."""

    lang: str | None = None
    toc: bool | None = None
    toc_title: str | None = Field(default=None, alias="toc-title")
    number_sections: bool | None = Field(default=None, alias="number-sections")
    publisher: str | None = None
    format: Annotated[Formats, BeforeValidator(_formats)] = Formats()


class Site(Shared):
    """`_quarto.yml`."""

    project: Folder
    website: Website
    bibliography: str | None = None
    citeproc: Literal[True]  # without it Quarto cites in Typst by number
    link_citations: bool = Field(default=False, alias="link-citations")
    filters: list[Filter] = Field(default=[])
    execute: Execute

    @property
    def sheets(self) -> list[str]:
        """The style sheets of every page."""
        return self.format.html.css if self.format.html else []


class FrontMatter(Shared):
    """What stands between the dashes at the head of a page."""

    title: str
    subtitle: str | None = None
    description: str | None = None


def read_site(project: Project) -> Site:
    """Return `_quarto.yml`.

    Raises:
        ReportError: it is not YAML, or has a key that one of the engines would not understand.
    """
    return read_authored(project.root / MARKER, Site, error=ReportError)


def find_pages(project: Project, site: Site) -> list[str]:
    """Return the sources of the site's pages, as paths below the root, in the order of the render list.

    Raises:
        ReportError: an entry of the list is no file.
    """
    pages: dict[str, None] = {}
    for pattern in site.project.render:
        found = sorted(path.relative_to(project.root).as_posix() for path in project.root.glob(pattern))
        if not found and "*" not in pattern:
            raise ReportError(MARKER, f"project: render: there is no {pattern}", "write it or take it off the list")
        pages.update(dict.fromkeys(found))
    return list(pages)


def read_front_matter(project: Project, page: str) -> FrontMatter:
    """Return the front matter of one page.

    Raises:
        ReportError: there is none, or it has a key that one of the engines would not understand.
    """
    head, *lines = read_page(project, page).splitlines() or [""]
    marks = [number for number, line in enumerate(lines) if line.strip() == "---"]
    if head.strip() != "---" or not marks:
        raise ReportError(f"{page}:1", "no front matter", "begin the page with --- and its title")
    return parse_authored(page, "\n".join([head, *lines[: marks[0]]]), FrontMatter, error=ReportError)


def read_page(project: Project, page: str) -> str:
    """Return the source of one page, line ends as stored.

    Raises:
        ReportError: it is not UTF-8.
    """
    try:
        return (project.root / page).read_bytes().decode("utf-8")
    except UnicodeDecodeError as problem:
        raise ReportError(page, f"not UTF-8 at byte {problem.start}", "save it as UTF-8") from problem


def output_of(page: str, form: Format) -> Path:
    """Return where a page's output goes, below the site."""
    return Path(page).with_suffix(".html" if form == "html" else ".pdf")

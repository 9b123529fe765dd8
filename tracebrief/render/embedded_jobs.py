"""One page to be rendered to one format by the embedded engine: its settings for pandoc, and all that it depends on."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import relpath
from typing import Any

from tracebrief.model.wording import days_in_words
from tracebrief.project.paths import Project, SiteFile
from tracebrief.project.store import digest, digest_file, key_of
from tracebrief.render.page_sources import TEMPLATES
from tracebrief.render.quarto_config import Format, FrontMatter, Site

FILTERS = Path(__file__).with_name("filters")
# Filters of this engine, after the project's: what Quarto does by itself.
OWN = ("callouts.lua", "crossrefs.lua", "links.lua", "typst.lua")


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
    def is_authored(self) -> bool:
        """Whether people wrote the page; the program's own quote no value, figure or record."""
        return self.project.evidence not in self.source.parents

    @property
    def has_toc(self) -> bool:
        """Whether the page has a list of contents."""
        return bool(self.site.toc if self.head.toc is None else self.head.toc)

    @property
    def edition(self) -> dict[str, str]:
        """Version and date, as the page prints them; what is not known is not there."""
        words = days_in_words(self.date or None, self.date or None)
        known = {"version": self.version, "date": self.date, "date-words": words}
        return {name: value for name, value in known.items() if value}

    @cached_property
    def metadata(self) -> dict[str, Any]:
        """What the template and citeproc need; where a page's front matter says otherwise, it has the last word."""
        site, bar = self.site, self.site.website.navbar
        items = [(item.text, item.href) for item in [*bar.left, *bar.right]]
        pdf = [{"href": Path(self.page).with_suffix(".pdf").name, "text": "PDF"}] if self.head.format.typst else []
        return {
            "lang": site.lang or "en",
            "number-sections": bool(site.number_sections),
            "site-title": site.website.title,
            "publisher": site.publisher or site.website.title,
            "home": self._href(site.project.render[0]),
            "versions": self._href(SiteFile.VERSIONS_PAGE),
            "nav": [{"text": text, "href": self._href(to), "current": to == self.page} for text, to in items],
            "stylesheets": [self._href(sheet) for sheet in [*site.sheets, "build/assets/page.css"]],
            "alternates": pdf,
            "bibliography": str(self.project.root / site.bibliography) if site.bibliography else [],
            "link-citations": site.link_citations,
        }

    def key(self, source: bytes, edition: dict[str, str]) -> str:
        """Return the key of the page as rendered: all that pandoc, the filters and Typst read for it."""
        project, engine = self.project, (Path(__file__), Path(__file__).with_name("embedded_engine.py"))
        read = [*engine, self.template, project.lock, *self.filters, *self._common_filters()]
        if self.is_authored:
            read += [project.root / (self.site.bibliography or "-"), project.values]
            read += [*project.inserts.glob("*.json"), *project.figures.glob("*")]
        files = [(path.name, digest_file(path)) for path in sorted(read)]
        metadata = self.metadata | {"bibliography": self.site.bibliography}
        epoch = os.environ.get("SOURCE_DATE_EPOCH") if self.form == "typst" else None
        return key_of(self.page, digest(source), self.form, self.has_toc, edition, metadata, files, epoch)

    def _common_filters(self) -> list[Path]:
        """Return what filters load: each folder's own."""
        return sorted({path.with_name("common.lua") for path in self.filters})

    def _href(self, to: str) -> str:
        """Return the link from this page to another page or file, given from the root."""
        page = Path(to).with_suffix(".html").as_posix() if to.endswith(".qmd") else to
        return relpath(page, Path(self.page).parent.as_posix())

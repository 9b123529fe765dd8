"""Whether two renderings of one brief are one brief: the same addresses, the same text, the same numbering.

What an engine puts around the text is its own business: only what stands in a page's `<main>` is compared, block by
block. Notes and references are compared without their order, for the engines place them differently.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from tracebrief.model.wording import in_one_line, shorten
from tracebrief.project.errors import BuildError

# An engine's own files, and what follows from the bytes of the pages.
OWN_FILES = re.compile(
    r"(site_libs|v|latest|shared|\.well-known)/|(search|listings|manifest|versions)\.json$|(sitemap|versions)\.\w+$"
    r"|(robots\.txt|run\.js|versions\.js|\.nojekyll)$"
)
BLOCK = re.compile(
    "article|aside|blockquote|caption|d[dlt]|details|div|fig(ure|caption)|h[1-6r]|li|main|[ou]l|p|pre|section|summary"
    "|t(able|[dhr])"
)
# Title block and menus, which each engine writes in its own way.
SKIPPED = frozenset(("header", "nav", "script", "style", "button", "template"))
# Said to screen readers only, or the way back from a note.
SKIPPED_CLASSES = frozenset(("footnote-back", "screen-reader-only", "sr-only", "visually-hidden"))
END_MATTER = frozenset(("footnotes", "quarto-appendix", "references", "refs", "doc-bibliography", "doc-endnotes"))
# Parts the text of blocks; no page has it.
EDGE = "\0"
END_HEADINGS = frozenset(("Footnotes", "Notes", "References"))


@dataclass
class Page:
    """What a page says, and what can be linked to and from it."""

    body: list[str] = field(default_factory=list)
    end: Counter[str] = field(default_factory=Counter)
    anchors: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)


def compare_sites(one: Path, other: Path) -> list[str]:
    """Return in words what two renderings do not have in common; nothing where they are one brief.

    Raises:
        BuildError: one of them is no rendering.
    """
    names = [_find_files(site) for site in (one, other)]
    problems = [f"{name}: only in {one}" for name in sorted(names[0] - names[1])]
    problems += [f"{name}: only in {other}" for name in sorted(names[1] - names[0])]
    shared = sorted(name for name in names[0] & names[1] if name.endswith(".html"))
    pages = [{name: read_page((site / name).read_text("utf-8")) for name in shared} for site in (one, other)]
    for name in shared:
        problems += [f"{name}: {problem}" for problem in _compare(pages[0][name], pages[1][name])]
    for site, found in zip((one, other), pages, strict=True):
        linked = {target for each in pages for name in shared for target in _targets(name, each[name])}
        for name, anchor in sorted(linked):
            if name in found and anchor not in found[name].anchors:
                problems.append(f"{name}#{anchor}: linked to, but not in {site}")
    return problems


def read_page(text: str) -> Page:
    """Return what stands in the `<main>` of a page."""
    main, page = BeautifulSoup(text, "html.parser", multi_valued_attributes=None).main, Page()
    if main is None:
        return page
    for tag in main.find_all(_is_skipped):
        tag.replace_with(EDGE if _is_block(tag) or tag.find(_is_block) else "")
    page.anchors.update(str(tag["id"]) for tag in (main, *main.find_all(id=True)) if tag.get("id"))
    page.links.update(str(tag["href"]) for tag in main.find_all("a", href=True))
    for tag in main.find_all("br"):
        tag.replace_with(" ")
    for tag in main.find_all(_is_block):
        tag.insert(0, EDGE)
        tag.append(EDGE)
    ends = main.find_all(_is_end_matter)
    for tag in ends:  # one may lie in another
        tag.insert_before(EDGE)
        tag.extract()
    page.end.update(block for tag in ends for block in _blocks(tag) if block not in END_HEADINGS)
    page.body.extend(_blocks(main))
    return page


def _find_files(site: Path) -> set[str]:
    if not (site / "index.html").is_file():
        raise BuildError(str(site), "this is no rendering: it has no index.html", "name a folder like build/site")
    names = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return {name for name in names if not OWN_FILES.match(name)}


def _compare(one: Page, other: Page) -> list[str]:
    for number, (a, b) in enumerate(zip_longest(one.body, other.body), 1):
        if a != b:
            return [f"block {number} is {_short(a)} against {_short(b)}"]
    only = [*(one.end - other.end), *(other.end - one.end)]
    return [f"a note or reference is only in one: {_short(only[0])}"] if only else []


def _targets(name: str, page: Page) -> set[tuple[str, str]]:
    """Return the pages and anchors that a page leads to within its site."""
    found = set()
    for link in page.links:
        parts = urlsplit(link)
        if parts.fragment and not parts.scheme and not parts.netloc:
            path = normpath(join(name, "..", unquote(parts.path))) if parts.path else name
            found.add((path, unquote(parts.fragment)))
    return found


def _short(text: str | None) -> str:
    return "nothing" if text is None else repr(shorten(text, 100))


def _blocks(tag: Tag) -> Iterator[str]:
    return filter(None, map(in_one_line, tag.get_text().split(EDGE)))


def _is_block(tag: Tag) -> bool:
    return BLOCK.fullmatch(tag.name) is not None


def _is_skipped(tag: Tag) -> bool:
    return tag.name in SKIPPED or not SKIPPED_CLASSES.isdisjoint(str(tag.get("class", "")).split())


def _is_end_matter(tag: Tag) -> bool:
    return not END_MATTER.isdisjoint((str(tag.get("id")), str(tag.get("role"))))

"""The sources of the brief, checked before anything is rendered: what both engines read alike, and nothing unknown.

Quarto warns where it should stop (an unknown cross-reference) and stops where pandoc says nothing (a shortcode);
here every such thing is a mistake with its line.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tracebrief.project.errors import ReportError
from tracebrief.project.paths import Project
from tracebrief.read.sources import read_sources
from tracebrief.render.markdown_pages import Element, Prose, find_start, read_prose, walk
from tracebrief.render.quarto_config import Site, find_pages, read_front_matter, read_site

CALLOUTS = {f"callout-{kind}": {"title"} for kind in ("note", "tip", "important", "warning", "caution")}
CONDITIONAL = {"content-visible": {"when-format", "unless-format"}}
# Classes that both engines know, each with the attributes that it may have.
DIVS = {**CALLOUTS, **CONDITIONAL, "uncited": set(), "cite-version": set()}
SPANS = {**CONDITIONAL, "claim": {"key"}, "smallcaps": set(), "nowrap": set()}
FORMATS = ("html", "typst")
HEADERS = {"unnumbered", "unlisted"}
IMAGE = {"width", "fig-alt"}
LABELS = ("fig", "tbl", "sec")
# Other kinds of label that Quarto would take for a cross-reference.
QUARTO_ONLY = re.compile(r"^(eq|lst|vid|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|nte|tip|wrn|imp|cau|alg|ref)-")
FIGURE = re.compile(r"^(?:\.\./)*build/figures/([\w-]+)\.svg$")


@dataclass(frozen=True)
class Known:
    """What a page may name: citations, values and figures."""

    citations: frozenset[str]
    values: frozenset[str]
    figures: frozenset[str]


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
    known = _read_known(project)
    written = [page for page in pages if project.evidence not in (project.root / page).parents]
    for page in written:
        problems += _check_page(project, site, page, known, cites=page == site.project.render[0])
    return problems


def _read_known(project: Project) -> Known:
    path = project.tables / "values.json"
    values = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    drawn = {figure.stem for figure in project.figures.glob("*.svg") if figure.with_suffix(".json").is_file()}
    return Known(frozenset(source.key for source in read_sources(project)), frozenset(values), frozenset(drawn))


def _check_site(project: Project, site: Site) -> Iterator[ReportError]:
    sheets = site.format.html.css if site.format.html else []
    for path in [each.path for each in site.filters] + sheets:
        if not (project.root / path).is_file():
            yield ReportError("_quarto.yml", f"there is no {path}", "write it or take it out")
    if "typst" in site.format.names:
        what = "format: typst would make a PDF of every page of evidence"
        yield ReportError("_quarto.yml", what, "ask for typst in the front matter of the brief")


def _check_page(project: Project, site: Site, page: str, known: Known, *, cites: bool) -> list[ReportError]:
    """Return the mistakes of one page in the order of its lines."""
    try:
        head = read_front_matter(project, page)
        prose = read_prose(project, page)
    except ReportError as problem:
        return [problem]
    numbered = head.number_sections if head.number_sections is not None else bool(site.number_sections)
    problems = [
        *_check_text(prose),
        *_check_elements(prose, known),
        *_check_images(project, prose, known),
        *_check_citations(prose, known, numbered=numbered),
        *(_check_basis(prose, known) if cites else ()),
    ]
    unique = {str(problem): problem for problem in problems}
    return sorted(unique.values(), key=lambda problem: (int(problem.where.rpartition(":")[2]), problem.what))


def _check_text(prose: Prose) -> Iterator[ReportError]:
    """Yield what pandoc takes for plain text or code, and Quarto does not."""
    for line in prose.lines_of(r"\{\{[<%]"):
        if re.search(r"\{\{[<%]", prose.source):
            yield prose.mistake(line, "a shortcode, which only Quarto knows", "write the content itself")
    for match in re.finditer(r"(?m)^[ \t]*(?:```+|~~~+)[ \t]*\{(\w+)[^}\n]*\}", prose.source):
        what = f"an executable cell ({match[1]})"
        yield prose.mistake(prose.line_at(match.start()), what, "compute it in a notebook and quote it by name")


def _check_elements(prose: Prose, known: Known) -> Iterator[ReportError]:
    for element in prose.elements():
        if element.type in ("Div", "Span"):
            yield from _check_container(prose, element)
        if element.type == "Span" and "claim" in element.classes:
            yield from _check_claim(prose, element, known)
        if element.type == "Header" and (surplus := set(element.classes) - HEADERS):
            line = prose.lines_of(re.escape(f".{min(surplus)}"))[0]
            yield prose.mistake(line, f"a heading with the class .{min(surplus)}", "keep to .unnumbered and .unlisted")
        if element.type in ("RawBlock", "RawInline") and not element.content[1].lstrip().startswith("<!--"):
            words = element.content[1].strip().partition("\n")[0]
            what = f"raw {element.content[0]}, which other formats leave out"
            yield prose.mistake(prose.lines_of(re.escape(words))[0], what, "write it in Markdown")


def _check_container(prose: Prose, element: Element) -> Iterator[ReportError]:
    """Yield unknown classes and attributes of a div or span, and formats that no page has."""
    allowed = DIVS if element.type == "Div" else SPANS
    for name in element.classes:
        if name not in allowed:
            what = f"an unknown class .{name} on a {element.type.lower()}"
            todo = f"use one of {', '.join(f'.{known}' for known in allowed)}"
            yield prose.mistake(prose.lines_of(rf"\.{re.escape(name)}\b")[0], what, todo)
    known = set().union(*(allowed.get(name, set()) for name in element.classes)) if element.classes else set()
    for name, value in element.attributes.items():
        line = prose.lines_of(rf"\b{re.escape(name)}\s*=\s*[\"']?{re.escape(value)}")[0]
        if name not in known and all(each in allowed for each in element.classes):
            yield prose.mistake(line, f"an attribute {name} that only Quarto knows", "leave it out")
        elif name in CONDITIONAL["content-visible"] and value not in FORMATS:
            yield prose.mistake(line, f"{name}={value!r}", f"use {' or '.join(FORMATS)}")


def _check_claim(prose: Prose, span: Element, known: Known) -> Iterator[ReportError]:
    key = span.attributes.get("key")
    if key is None:
        yield prose.mistake(prose.lines_of(r"\.claim(?![^}]*key)")[0], "a claim without a key", 'write key="…"')
    elif key not in known.values:
        todo = "publish it in data/values.yml or mend the key" if known.values else "run `tracebrief build` first"
        for line in prose.lines_of(rf"key\s*=\s*[\"']?{re.escape(key)}[\"'\s}}]"):
            yield prose.mistake(line, f"no value is called {key!r}", todo)
    if span.content[1]:
        line = prose.lines_of(rf"\[[^\[\]]+\]\{{[^}}]*{re.escape(key or '.claim')}")[0]
        yield prose.mistake(line, "words typed into a claim", "leave its brackets empty: the value brings the words")


def _check_images(project: Project, prose: Prose, known: Known) -> Iterator[ReportError]:
    folder = (project.root / prose.page).parent
    for element in prose.elements():
        if element.type != "Image":
            continue
        path = element.content[2][0]
        line, figure = prose.lines_of(re.escape(path))[0], FIGURE.match(path)
        if figure and figure[1] not in known.figures:
            yield prose.mistake(line, f"there is no figure called {figure[1]!r}", "draw it in a notebook")
        elif not figure and not (folder / path).is_file():
            yield prose.mistake(line, f"there is no image {path}", "mend the path; images stand in the project")
        elif not figure and "fig-alt" not in element.attributes:
            yield prose.mistake(line, f"{path} has no alternative text", 'write {fig-alt="…"}')
        for name in sorted(set(element.attributes) - IMAGE | set(element.classes)):
            yield prose.mistake(line, f"an image with {name}", "keep to width and fig-alt")


def _check_citations(prose: Prose, known: Known, *, numbered: bool) -> Iterator[ReportError]:
    labels, unnumbered = _find_labels(prose)
    for label in sorted(label for label in labels if labels.count(label) > 1):
        yield prose.mistake(prose.lines_of(rf"#{re.escape(label)}\b")[-1], f"#{label} twice", "rename one")
    for element in prose.elements():
        if element.type != "Cite":
            continue
        names = [citation["citationId"] for citation in element.content[0]]
        for name in names:
            for what, todo in _name_problems(name, labels, unnumbered, known, numbered):
                for line in prose.lines_of(rf"@{re.escape(name)}(?![\w-])"):
                    yield prose.mistake(line, what, todo)


def _name_problems(
    name: str, labels: list[str], unnumbered: set[str], known: Known, numbered: bool
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with one `@name`, and what to do."""
    kind, label = _label_kind(name), name[:1].lower() + name[1:]
    if QUARTO_ONLY.match(name):
        yield f"@{name} is a kind of reference that only Quarto knows", f"use one of {', '.join(LABELS)}"
    elif kind is None and name not in known.citations:
        yield f"no text has the citation key @{name}", f"use one of {', '.join(sorted(known.citations))}"
    elif kind is not None and label not in labels:
        yield f"nothing is labelled @{name}", f"write {{#{label}}} where it belongs, or mend the reference"
    elif kind == "sec" and not numbered:
        yield f"@{name}, but sections have no numbers here", "set number-sections: true"
    elif label in unnumbered:
        yield f"@{name} is a section without a number", "take .unnumbered off it"


def _label_kind(name: str) -> str | None:
    kind = name.partition("-")[0].lower()
    return kind if "-" in name and kind in LABELS else None


def _find_labels(prose: Prose) -> tuple[list[str], set[str]]:
    """Return the labels of figures, tables and headings, and those of headings without a number."""
    labelled = [
        element for element in prose.elements() if element.type in ("Figure", "Table", "Header", "Div") and element.id
    ]
    fit = {"Figure": "fig", "Table": "tbl", "Header": "sec"}
    labels = [element.id for element in labelled if _label_kind(element.id) == fit.get(element.type, "none")]
    bare = {element.id for element in labelled if element.type == "Header" and "unnumbered" in element.classes}
    return labels, bare


def _check_basis(prose: Prose, known: Known) -> Iterator[ReportError]:
    """Yield the paragraphs of the brief that cite no text."""
    at = 0
    for inlines, whole in _paragraphs(prose.blocks):
        found = find_start(prose, inlines, at)
        at = at if found is None else found
        cited = {citation["citationId"] for each in walk(whole) if each.type == "Cite" for citation in each.content[0]}
        if not cited & known.citations:
            todo = "cite the texts it rests on, or put it in ::: {.uncited}"
            yield prose.mistake(prose.line_at(at), "a paragraph without a source", todo)


def _paragraphs(blocks: list[Any]) -> Iterator[tuple[list[Any], Any]]:
    """Yield paragraphs as their first inlines and everything that counts as theirs: a list's item is one."""
    for number, block in enumerate(blocks):
        kind, content = block["t"], block.get("c")
        following = blocks[number + 1]["t"] if number + 1 < len(blocks) else ""
        if kind in ("Para", "Plain"):
            announces = following.endswith("List") and _last_words(content).endswith(":")
            if not announces:
                yield content, block
        elif kind in ("BulletList", "OrderedList"):
            for item in content if kind == "BulletList" else content[1]:
                if item and item[0]["t"] in ("Para", "Plain"):
                    yield item[0]["c"], item
        elif kind == "BlockQuote":
            yield from _paragraphs(content)
        elif kind == "Div" and "uncited" not in content[0][1]:
            yield from _paragraphs(content[1])


def _last_words(inlines: list[Any]) -> str:
    return next((element.content for element in reversed(list(walk(inlines))) if element.type == "Str"), "")


def check_or_raise(project: Project) -> None:
    """Check the report's sources.

    Raises:
        ReportError: the first mistake, with how many more there are.
    """
    problems: list[ReportError] = check_report(project)
    if problems:
        first, more = problems[0], len(problems) - 1
        todo = first.todo + (f" (and {more} more: `tracebrief check`)" if more else "")
        raise ReportError(first.where, first.what, todo)

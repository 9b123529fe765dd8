"""Markdown that only one engine reads, values and images that there are not: each a mistake with its line."""

import re
from collections.abc import Iterator

from tracebrief.project.errors import ReportError
from tracebrief.project.paths import Project
from tracebrief.render.known_names import KnownNames
from tracebrief.render.markdown_pages import Element, MarkdownPage, walk
from tracebrief.render.own_words import Basis, basis_of

CALLOUTS = {f"callout-{kind}": {"title"} for kind in ("note", "tip", "important", "warning", "caution")}
CONDITIONAL = {"content-visible": {"when-format", "unless-format"}}
# Classes that both engines know, each with the attributes that it may have.
MADE: dict[str, set[str]] = {"cite-version": set(), "outside-facts": set(), "withdrawals": set()}
DIVS = {**CALLOUTS, **CONDITIONAL, **MADE, "uncited": set()}
BOUND = {"claim": {"key"}, "comparison": {"key"}, "outside": {"key"}, "own": {"reason"}}
SPANS = {**CONDITIONAL, **BOUND, "smallcaps": set(), "nowrap": set()}
FORMATS = ("html", "typst")
HEADERS = {"unnumbered", "unlisted"}
IMAGE = {"width", "fig-alt"}
FIGURE = re.compile(r"^(?:\.\./)*build/figures/([\w-]+)\.svg$")
# What has a link of its own, which none may stand within.
NOT_WITHIN = ("Cite", "Link", "Note", "Span")
WHERE = {
    "value": "publish it in data/values.yml",
    "claim": "see the text's page of evidence",
    "comparison": "write it into data/comparisons.yml",
    "fact from outside": "declare it in data/sources.yml",
}
SHORTCODE = r"\{\{[<%]"
EXECUTABLE = re.compile(r"(?m)^[ \t]*(?:```+|~~~+)[ \t]*\{(\w+)[^}\n]*\}")


def check_text(page: MarkdownPage) -> Iterator[ReportError]:
    """Yield what pandoc takes for plain text or code, and Quarto does not."""
    for line in page.lines_of(SHORTCODE) if re.search(SHORTCODE, page.source) else ():
        yield page.mistake(line, "a shortcode, which only Quarto knows", "write the content itself")
    for match in EXECUTABLE.finditer(page.source):
        what = f"an executable cell ({match[1]})"
        yield page.mistake(page.line_at(match.start()), what, "compute it in a notebook and quote it by name")


def check_elements(page: MarkdownPage, known: KnownNames) -> Iterator[ReportError]:
    """Yield classes, attributes and raw content that only one engine reads, and claims that name no value."""
    for element in page.elements("Div", "Span"):
        yield from _check_container(page, element)
    for kind in BOUND:
        for line, span in page.spans_with_lines(kind):
            yield from _check_bound(page, kind, line, span, known)
    listed = any("outside-facts" in div.classes for div in page.elements("Div"))
    for line, _ in page.spans_with_lines("outside") if not listed else ():
        yield page.mistake(line, "a fact from outside that nothing lists", "add ::: {.outside-facts} and ::: below it")
    for header in page.elements("Header"):
        if surplus := {*header.classes} - HEADERS:
            line = page.lines_of(re.escape(f".{min(surplus)}"))[0]
            yield page.mistake(line, f"a heading with the class .{min(surplus)}", "keep to .unnumbered and .unlisted")
    for raw in page.elements("RawBlock", "RawInline"):
        kind, words = raw.content[0], raw.content[1].strip().partition("\n")[0]
        if not words.startswith("<!--"):
            line = page.lines_of(re.escape(words))[0]
            yield page.mistake(line, f"raw {kind}, which other formats leave out", "write it in Markdown")


def check_images(project: Project, page: MarkdownPage, known: KnownNames) -> Iterator[ReportError]:
    """Yield images that are not there or not described, and what only one engine reads of them."""
    folder = (project.root / page.path).parent
    for image in page.elements("Image"):
        path = image.content[2][0]
        line, figure = page.lines_of(re.escape(path))[0], FIGURE.match(path)
        if figure and figure[1] not in known.figures:
            yield page.mistake(line, f"there is no figure called {figure[1]!r}", "draw it in a notebook")
        elif not figure and not (folder / path).is_file():
            yield page.mistake(line, f"there is no image {path}", "fix the path; images stand in the project")
        elif not figure and "fig-alt" not in image.attributes:
            yield page.mistake(line, f"{path} has no alternative text", 'write {fig-alt="…"}')
        for name in sorted({*image.attributes} - IMAGE | {*image.classes}):
            yield page.mistake(line, f"an image with {name}", "keep to width and fig-alt")


def _check_container(page: MarkdownPage, element: Element) -> Iterator[ReportError]:
    """Yield unknown classes and attributes of a div or span, and formats that no page has."""
    allowed: dict[str, set[str]] = DIVS if element.type == "Div" else SPANS
    unknown = [name for name in element.classes if name not in allowed]
    for name in unknown:
        what = f"an unknown class .{name} on a {element.type.lower()}"
        todo = f"use one of {', '.join(f'.{known}' for known in allowed)}"
        yield page.mistake(page.lines_of(rf"\.{re.escape(name)}\b")[0], what, todo)
    known = {attribute for name in element.classes for attribute in allowed.get(name, ())}
    for name, value in element.attributes.items():
        line = page.lines_of(rf"\b{re.escape(name)}\s*=\s*[\"']?{re.escape(value)}")[0]
        if name not in known and not unknown:
            yield page.mistake(line, f"an attribute {name} that only Quarto knows", "leave it out")
        elif name in CONDITIONAL["content-visible"] and value not in FORMATS:
            yield page.mistake(line, f"{name}={value!r}", f"use {' or '.join(FORMATS)}")


def _check_bound(page: MarkdownPage, kind: str, line: int, span: Element, known: KnownNames) -> Iterator[ReportError]:
    """Yield what is wrong with a span that rests on values, claims or comparisons: its names, or its words."""
    basis, inner = basis_of(span), span.content[1]
    for what, todo in _problems(kind, basis, bool(inner)):
        yield page.mistake(line, what, todo)
    if any(element.type in NOT_WITHIN for element in walk(inner)):
        what = f"a claim, a citation or a link within words of .{kind}"
        yield page.mistake(line, what, "end the brackets before it, and go on in new ones behind it")
    names = [("value", name, known.values) for name in basis.keys]
    names += [("claim", name, known.claims) for name in basis.ids]
    names += [("comparison", name, known.comparisons) for name in basis.comparisons]
    names += [("fact from outside", name, known.outside) for name in basis.outside]
    made = bool(known.values or known.claims)
    for of, name, those in names:
        if name not in those:
            todo = f"{WHERE[of]} or fix the name" if made else "run `tracebrief build` first"
            yield page.mistake(line, f"no {of} is called {name!r}", todo)


def _problems(kind: str, basis: Basis, has_words: bool) -> Iterator[tuple[str, str]]:
    """Yield what a span lacks, and what to do."""
    names = basis.names + basis.comparisons + basis.outside
    if kind == "claim" and not names:
        yield "a claim without a key", 'write key="…" or id="c-…"'
    if kind in ("comparison", "outside") and not names:
        yield f"words of .{kind} without a key", 'write key="…", its name in the file that declares it'
    if not has_words and (kind != "claim" or basis.ids or len(names) > 1):
        yield f"a .{kind} without words", "write your own words into its brackets; only one value brings words"

"""Words of the authors' own, and what they rest on: values, claims by their ids, comparisons, facts from outside."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracebrief.project.paths import Project
from tracebrief.render.markdown_pages import Element, MarkdownPage, read_markdown_page, words_of


@dataclass(frozen=True)
class Basis:
    """What one span of the prose rests on."""

    keys: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    comparisons: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the values, then the ids of the claims."""
        return self.keys + self.ids

    @property
    def anchor(self) -> str:
        """Where the page of all values has it, as the filter of the prose knows too."""
        return f"r-{'+'.join(self.names)}"


def basis_of(span: Element) -> Basis:
    """Return what a span rests on; of nothing where it is of another kind."""
    keys = tuple(span.attributes.get("key", "").split())
    if "claim" in span.classes:
        return Basis(keys, tuple(span.id.split()))
    if "outside" in span.classes:
        return Basis(outside=keys)
    return Basis(comparisons=keys) if "comparison" in span.classes else Basis()


def find_own_words(page: MarkdownPage) -> Iterator[tuple[str, Basis]]:
    """Yield the words of each span that rests on values, claims or comparisons, in the order of the page."""
    for span in page.elements("Span"):
        basis = basis_of(span)
        if span.content[1] and basis != Basis():
            yield words_of(span.content[1]), basis


def read_own_words(project: Project) -> dict[Basis, list[str]]:
    """Return the authors' own words by what they rest on, in the order of the pages that people write."""
    found: dict[Basis, list[str]] = {}
    for path in sorted(project.report.glob("*.qmd")):
        for words, basis in find_own_words(read_markdown_page(project, project.relative(path))):
            found.setdefault(basis, []).append(words)
    return found


def list_own_words(project: Project) -> Iterator[str]:
    """Yield a line for each span of words that an author declares to rest on nothing, with the reason."""
    for path in sorted(project.report.glob("*.qmd")):
        page = read_markdown_page(project, project.relative(path))
        for line, span in page.spans_with_lines("own"):
            reason = span.attributes.get("reason") or "no reason given"
            yield f"{page.path}:{line}: “{words_of(span.content[1])}” rests on nothing: {reason}"

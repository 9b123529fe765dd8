"""Citations and cross-references that lead nowhere, paragraphs that rest on nothing: each a mistake with its line."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tracebrief.project.errors import ReportError
from tracebrief.render.known_names import KnownNames
from tracebrief.render.markdown_pages import MarkdownPage, find_start, walk

# What each kind of label stands on; a label elsewhere labels nothing.
LABELS = {"Figure": "fig", "Table": "tbl", "Header": "sec"}
KINDS = tuple(LABELS.values())
# Other kinds of label that Quarto would take for a cross-reference.
QUARTO_ONLY = re.compile(r"^(eq|lst|vid|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|nte|tip|wrn|imp|cau|alg|ref)-")


Problem = tuple[str, str]


@dataclass(frozen=True)
class Labels:
    """The labels of a page, each as often as it is given, and which sections have a number."""

    given: Counter[str]
    unnumbered: frozenset[str]
    numbered: bool


def check_references(page: MarkdownPage, known: KnownNames, *, numbered: bool) -> Iterator[ReportError]:
    """Yield labels given twice, and every `@name` that is no citation or cross-reference."""
    labels = _find_labels(page, numbered=numbered)
    for label in sorted(label for label, number in labels.given.items() if number > 1):
        yield page.mistake(page.lines_of(rf"#{re.escape(label)}\b")[-1], f"#{label} twice", "rename one")
    for name in (name for element in page.elements("Cite") for name in element.cited):
        if problem := _find_problem(name, labels, known):
            for line in page.lines_of(rf"@{re.escape(name)}(?![\w-])"):
                yield page.mistake(line, *problem)


def check_basis(page: MarkdownPage, known: KnownNames) -> Iterator[ReportError]:
    """Yield the paragraphs of the brief that neither cite a text nor rest on anything that is bound or declared.

    Claims that bound words rest on have their texts cited all the same, as the check of the prose sees to.
    """
    at = 0
    for inlines, whole in _paragraphs(page.blocks):
        found = find_start(page, inlines, at)
        at = at if found is None else found
        cited = {name for element in walk(whole) if element.type == "Cite" for name in element.cited}
        bound = any(
            element.type == "Span" and {"claim", "comparison", "own", "outside"} & set(element.classes)
            for element in walk(whole)
        )
        if not bound and not cited & known.citations:
            todo = "cite the texts it rests on, or put it in ::: {.uncited}"
            yield page.mistake(page.line_at(at), "a paragraph without a source", todo)


def _find_labels(page: MarkdownPage, *, numbered: bool) -> Labels:
    labelled = [element for element in page.elements(*LABELS, "Div") if element.id]
    given = Counter(each.id for each in labelled if _kind_of(each.id) == LABELS.get(each.type, "none"))
    bare = frozenset(each.id for each in labelled if each.type == "Header" and "unnumbered" in each.classes)
    return Labels(given, bare, numbered)


def _find_problem(name: str, labels: Labels, known: KnownNames) -> Problem | None:
    """Return what is wrong with one `@name`, and what to do."""
    kind, label = _kind_of(name), name[:1].lower() + name[1:]
    if QUARTO_ONLY.match(name):
        return f"@{name} is a kind of reference that only Quarto knows", f"use one of {', '.join(KINDS)}"
    if kind is None:
        todo = f"use one of {', '.join(sorted(known.citations))}"
        return None if name in known.citations else (f"no text has the citation key @{name}", todo)
    if label not in labels.given:
        return f"nothing is labelled @{name}", f"write {{#{label}}} where it belongs, or fix the reference"
    if kind == "sec" and not labels.numbered:
        return f"@{name}, but sections have no numbers here", "set number-sections: true"
    return (f"@{name} is a section without a number", "take .unnumbered off it") if label in labels.unnumbered else None


def _kind_of(name: str) -> str | None:
    kind = name.partition("-")[0].lower()
    return kind if "-" in name and kind in KINDS else None


def _paragraphs(blocks: list[Any]) -> Iterator[tuple[list[Any], Any]]:
    """Yield paragraphs as their first inlines and everything that counts as theirs: a list's item is one."""
    for block, following in zip(blocks, [*blocks[1:], {"t": ""}], strict=True):
        kind, content = block["t"], block.get("c")
        if kind in ("Para", "Plain"):
            announces = following["t"].endswith("List") and _last_words(content).endswith(":")
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
    return next((str(element.content) for element in reversed([*walk(inlines)]) if element.type == "Str"), "")

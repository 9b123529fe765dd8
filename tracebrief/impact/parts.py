"""The parts of a brief and what each rests on: sentences and key judgements of the prose, values and figures.

The key judgements are the items of the list in the section `sec-judgements`.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import groupby

from tracebrief.draw.values import PublishedValue, read_published_values
from tracebrief.impact.verdicts import Ground, Resting
from tracebrief.model.wording import in_one_line
from tracebrief.project.paths import Project
from tracebrief.render.comparisons import NamedComparison, read_named_comparisons
from tracebrief.render.grounds import read_grounds
from tracebrief.render.likelihoods import JUDGEMENTS
from tracebrief.render.markdown_pages import read_markdown_page
from tracebrief.render.prose_sentences import Sentence, read_sentences
from tracebrief.render.prose_text import Piece, read_prose


def find_parts(project: Project) -> list[Resting]:
    """Return every part of the brief that rests on something, judgements first."""
    values = read_published_values(project)
    sentences = list(_find_sentences(project, values))
    judged = [(sentence, part) for sentence, part in sentences if _is_judgement(sentence)]
    judgements = (list(item) for _, item in groupby(judged, key=lambda each: each[0].paragraph.item))
    return [
        *(_join([part for _, part in item]) for item in judgements),
        *(part for _, part in sentences if part.grounds),
        *_find_values(values),
        *_find_figures(project),
    ]


def name_text(doc_id: str) -> str:
    """Return what stands for a text as a whole among the claims that are gone: a citation rests on it."""
    return f"@{doc_id}"


def _is_judgement(sentence: Sentence) -> bool:
    return sentence.paragraph.section == JUDGEMENTS and sentence.paragraph.listed


def _find_sentences(project: Project, values: Mapping[str, PublishedValue]) -> Iterator[tuple[Sentence, Resting]]:
    """Yield every sentence of the brief's prose; one that binds nothing rests on the texts that it cites."""
    known, comparisons = read_grounds(project), read_named_comparisons(project)
    if known is None or not project.brief.is_file():
        return
    page = read_markdown_page(project, project.relative(project.brief))
    read = read_prose(page, {name: value.text for name, value in values.items()})
    prose = read_sentences(project, read, known)
    for sentence in prose.sentences:
        bound = [ground for piece in prose.resting(sentence) for ground in find_grounds(piece, values, comparisons)]
        cited = (name_text(name) for piece in read.pieces_in(sentence, "citation") for name in piece.cited)
        grounds = bound or [Ground(name, (name,)) for name in cited]
        where = f"{page.path}:{read.line_at(sentence.start)}"
        words = in_one_line(prose.words(sentence))
        yield sentence, Resting("sentence", where, words, tuple(dict.fromkeys(grounds)))


def find_grounds(
    piece: Piece, values: Mapping[str, PublishedValue], comparisons: Mapping[str, NamedComparison]
) -> Iterator[Ground]:
    """Yield what a piece of the prose rests on; names that there are not are left to the check of the prose."""
    basis = piece.basis
    yield from (Ground(key, tuple(values[key].claims)) for key in basis.keys if key in values)
    yield from (Ground(claim, (claim,)) for claim in basis.ids)
    for key in basis.comparisons:
        for pair in comparisons[key].pairs if key in comparisons else ():
            yield Ground(key, pair, needs_all=True)


def _join(sentences: list[Resting]) -> Resting:
    """Return the sentences of one item of a list as one judgement."""
    first, *_ = sentences
    grounds = dict.fromkeys(ground for each in sentences for ground in each.grounds)
    return Resting("judgement", first.where, first.words, tuple(grounds))


def _find_values(values: Mapping[str, PublishedValue]) -> Iterator[Resting]:
    for name, value in sorted(values.items()):
        if value.claims:
            yield Resting("value", f"data/values.yml: {name}", value.text, (Ground(name, tuple(value.claims)),))


def _find_figures(project: Project) -> Iterator[Resting]:
    for path in sorted(project.figures.glob("*.json")):
        about = json.loads(path.read_text("utf-8"))
        if "claims" in about:
            ground = Ground(path.stem, tuple(about["claims"]))
            yield Resting("figure", f"build/figures/{path.stem}.svg", about["title"], (ground,))

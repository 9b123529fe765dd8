"""Whether what the prose says rests on what the texts say: numbers, quotations, dates, speakers, hedges, citations.

The page's syntax tree is read sentence by sentence. What cannot be told without false alarms is left alone; what an
author must say all the same stands in `[…]{.own reason="…"}`, which is listed.
"""

from collections.abc import Iterator

from tracebrief.extract import find_numbers
from tracebrief.project.errors import ReportError
from tracebrief.project.paths import Project
from tracebrief.render.claim_fidelity import check_fidelity
from tracebrief.render.grounds import Grounds
from tracebrief.render.likelihoods import check_judgements, check_likelihood
from tracebrief.render.markdown_pages import MarkdownPage
from tracebrief.render.prose_sentences import Prose, read_sentences
from tracebrief.render.prose_text import read_prose
from tracebrief.render.quarto_config import FrontMatter
from tracebrief.render.unbound_words import check_dates, check_numbers, check_quotations, check_saying
from tracebrief.render.used_citations import check_citations
from tracebrief.render.whole_claims import check_wholes

# Of parts about the brief itself, of headings and of captions only these are checked.
EVERYWHERE = (check_numbers, check_quotations)
OUTSIDE_UNCITED = (*EVERYWHERE, check_dates)
IN_PROSE = (*OUTSIDE_UNCITED, check_saying, check_wholes, check_likelihood, check_fidelity)
CHECKS = {"uncited": EVERYWHERE, "heading": OUTSIDE_UNCITED, "caption": OUTSIDE_UNCITED, "prose": IN_PROSE}


def check_bound_prose(project: Project, page: MarkdownPage, head: FrontMatter, grounds: Grounds) -> list[ReportError]:
    """Return what of a page rests on nothing, or leaves out what it must not."""
    read = read_prose(page, {name: value.text for name, value in grounds.values.items()})
    prose = read_sentences(project, read, grounds)
    problems = [*_check_head(page, head), *_check_own(prose), *check_citations(prose), *check_judgements(prose)]
    for sentence in prose.sentences:
        problems += [problem for check in CHECKS[sentence.paragraph.zone] for problem in check(prose, sentence)]
    return problems


def _check_head(page: MarkdownPage, head: FrontMatter) -> Iterator[ReportError]:
    """Yield the numbers of the page's title and subtitle, which can rest on nothing."""
    for field in ("title", "subtitle"):
        words = getattr(head, field) or ""
        for number in find_numbers(words):
            what = f"the number “{words[number.start : number.end]}” in the {field}, where no value can stand"
            yield page.mistake(page.lines_of(rf"(?m)^{field}:")[0], what, "say it in the text")


def _check_own(prose: Prose) -> Iterator[ReportError]:
    for line, span in prose.read.page.spans_with_lines("own"):
        if not any(map(str.isalpha, span.attributes.get("reason", ""))):
            todo = 'write […]{.own reason="…"}'
            yield prose.read.page.mistake(line, "words of the author's own without a reason", todo)

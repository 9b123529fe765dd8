"""Words of likelihood: the bands of ICD 203, in key judgements only, each judgement with its basis.

Key judgements are the items of the lists in the section `{#sec-judgements}`. What a text or a speaker holds likely
rests on a claim; only the author's own words are checked.
"""

from collections.abc import Iterator

from tracebrief.model.spans import Span
from tracebrief.project.errors import ReportError
from tracebrief.render.prose_lexicons import find_words
from tracebrief.render.prose_sentences import Prose, Sentence
from tracebrief.render.prose_text import BOUND, FREE

JUDGEMENTS = "sec-judgements"
NO_BAND = ("other", "confidence", "unjudged")
BANDS = (
    "write one of ICD 203's: almost no chance, very unlikely, unlikely, roughly even chance, likely, very likely,"
    " almost certain"
)


def check_likelihood(prose: Prose, sentence: Sentence) -> Iterator[ReportError]:
    """Yield the words of likelihood that a sentence may not have where it stands."""
    own = [(key, span) for key, span in find_words("likelihood", prose.text, sentence) if _is_own(prose, span)]
    bands = [span for key, span in own if key not in NO_BAND]
    judges = sentence.paragraph.section == JUDGEMENTS
    for span in bands if not judges else ():
        what = f"“{prose.words(span)}” is a likelihood outside the key judgements"
        yield prose.mistake(span.start, what, f"say it in {{#{JUDGEMENTS}}}, or whose words it is")
    for key, span in own:
        if judges and key == "other":
            yield prose.mistake(span.start, f"“{prose.words(span)}” is no likelihood of a key judgement", BANDS)
        elif key == "confidence" and bands:
            what = f"“{prose.words(span)}” stands in one sentence with “{prose.words(bands[0])}”"
            yield prose.mistake(span.start, what, "give likelihood and confidence a sentence each")


def check_judgements(prose: Prose) -> Iterator[ReportError]:
    """Yield the key judgements without a basis, and those without a band where nothing says that none is given."""
    section = [each for each in prose.read.paragraphs if each.section == JUDGEMENTS]
    said = any(_keys(prose, each) & {"unjudged"} for each in section if not each.listed and each.zone == "prose")
    for item in dict.fromkeys(each.item for each in section if each.listed):
        parts = [each for each in section if each.item == item]
        if not any("Basis:" in prose.words(each) for each in parts):
            yield prose.mistake(parts[0].start, "a key judgement without its basis", "add *Basis:* and on what")
        keys = set().union(*(_keys(prose, each) for each in parts))
        if not said and not keys - {"other", "confidence"}:
            todo = "give a band, or say in the section that no likelihood is given"
            yield prose.mistake(parts[0].start, "a key judgement without a likelihood", todo)


def _keys(prose: Prose, span: Span) -> set[str]:
    return {key for key, found in find_words("likelihood", prose.text, span) if _is_own(prose, found)}


def _is_own(prose: Prose, span: Span) -> bool:
    return prose.read.piece_at(span.start, *FREE, *BOUND) is None

"""Reported speech in the form that benchmarks of attribution expect."""

from collections.abc import Iterable
from dataclasses import replace

from tracebrief.benchmarks.formats import BenchmarkDocument, Prediction
from tracebrief.benchmarks.names import parse_whole
from tracebrief.extract.statements import ReportedSpeech, find_reported_speech
from tracebrief.model.spans import Span

# Frames whose content is a clause.
CLAUSAL = {"quote", "clause", "that", "noun", "according", "post"}


def attrib(document: BenchmarkDocument) -> list[Prediction]:
    """Return the reports of a benchmark document."""
    return [_prediction(one) for one in find_reported_speech(parse_whole(document))]


def gum_attrib(document: BenchmarkDocument) -> list[Prediction]:
    """Return reports as GUM marks them: of clauses only, and each quotation by its first part."""
    clausal = [one for one in find_reported_speech(parse_whole(document)) if one.frame.split(".")[0] in CLAUSAL]
    return [_prediction(replace(one, content=one.content[:1]) if one.quoted else one) for one in clausal]


def _prediction(one: ReportedSpeech) -> Prediction:
    speakers = [one.speaker] if one.speaker else []
    if one.pronoun and one.pronoun != one.speaker:
        speakers.append(one.pronoun)
    return {"content": _spans(one.content), "cue": _spans([one.cue]), "source": _spans(speakers)}


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans if len(span)]

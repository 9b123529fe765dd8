"""Raw texts and their records as stored, and the passages of each; the bibliography is for rendering and records."""

from tracebrief.read.passages import Passage, find_passages
from tracebrief.read.raw_texts import read_documents, read_text
from tracebrief.read.sources import Basis, Intermediary, Source, read_sources

__all__ = [
    "Basis",
    "Intermediary",
    "Passage",
    "Source",
    "find_passages",
    "read_documents",
    "read_sources",
    "read_text",
]

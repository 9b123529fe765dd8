"""Raw texts and their records as stored, the passages of each, and how they are cited."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.read.bibliography import credited as credited
    from tracebrief.read.bibliography import write_references as write_references
    from tracebrief.read.passages import find_passages as find_passages
    from tracebrief.read.raw_texts import read_documents as read_documents
    from tracebrief.read.raw_texts import read_text as read_text
    from tracebrief.read.sources import Basis as Basis
    from tracebrief.read.sources import Intermediary as Intermediary
    from tracebrief.read.sources import Source as Source
    from tracebrief.read.sources import read_sources as read_sources
else:
    __getattr__ = export_lazily(__name__)

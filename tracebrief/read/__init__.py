"""Raw texts and their records as stored, the passages of each, and how they are cited."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.read.bibliography import credited, write_references
    from tracebrief.read.passages import find_passages
    from tracebrief.read.raw_texts import read_documents, read_text
    from tracebrief.read.sources import (
        Basis,
        Intermediary,
        OutsideFact,
        Source,
        altered_texts,
        read_outside_facts,
        read_sources,
    )
else:
    __getattr__ = export_lazily(__name__)

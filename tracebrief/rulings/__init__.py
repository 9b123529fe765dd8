"""Rulings on claims: what was found, what is right, who says so; one file per text, written by hand or by a program."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.rulings.records import FIELDS as FIELDS
    from tracebrief.rulings.records import ONLY as ONLY
    from tracebrief.rulings.records import ClaimFields as ClaimFields
    from tracebrief.rulings.records import Ruling as Ruling
    from tracebrief.rulings.records import TextRulings as TextRulings
    from tracebrief.rulings.ruling_files import read_rulings as read_rulings
    from tracebrief.rulings.ruling_files import read_text_rulings as read_text_rulings
    from tracebrief.rulings.ruling_files import write_ruling as write_ruling
else:
    __getattr__ = export_lazily(__name__)

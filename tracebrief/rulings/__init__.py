"""Rulings on claims: what was found, what is right, who says so; one file per text, written by hand or by a program."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.rulings.progress import find_progress as find_progress
    from tracebrief.rulings.progress import list_moved as list_moved
    from tracebrief.rulings.progress import list_strays as list_strays
    from tracebrief.rulings.records import FIELDS as FIELDS
    from tracebrief.rulings.records import ONLY as ONLY
    from tracebrief.rulings.records import ClaimFields as ClaimFields
    from tracebrief.rulings.records import Ruling as Ruling
    from tracebrief.rulings.records import TextRulings as TextRulings
    from tracebrief.rulings.records import Value as Value
    from tracebrief.rulings.ruling_files import Written as Written
    from tracebrief.rulings.ruling_files import read_rulings as read_rulings
    from tracebrief.rulings.ruling_files import read_text_rulings as read_text_rulings
    from tracebrief.rulings.ruling_files import restore_file as restore_file
    from tracebrief.rulings.ruling_files import write_ruling as write_ruling
    from tracebrief.rulings.standing_rulings import StandingRuling as StandingRuling
    from tracebrief.rulings.standing_rulings import find_standing as find_standing
    from tracebrief.rulings.standing_rulings import match_rulings as match_rulings
else:
    __getattr__ = export_lazily(__name__)

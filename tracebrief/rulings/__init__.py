"""Rulings on claims: what was found, what is right, who says so; one file per text, written by hand or by a program."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.rulings.claim_fields import DAYS, FIELDS, ONLY, ClaimFields, Value, read_days
    from tracebrief.rulings.progress import count_added, find_progress, list_moved, list_outdated, list_strays
    from tracebrief.rulings.records import Ruling, TextRulings
    from tracebrief.rulings.ruling_files import (
        Written,
        read_rulings,
        read_text_rulings,
        renew_rulings,
        restore_file,
        write_ruling,
    )
    from tracebrief.rulings.standing_rulings import (
        StandingRuling,
        find_fault,
        find_standing,
        hash_paragraph,
        match_rulings,
    )
else:
    __getattr__ = export_lazily(__name__)

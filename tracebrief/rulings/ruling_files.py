"""The files of rulings: read whole, written one record at a time.

A person may edit the file at any moment, and two programs may write it. So each write reads the file anew, changes
the lines of one record only, and puts the file in place in one step.
"""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tracebrief.project.authored import parse_authored, read_authored
from tracebrief.project.errors import RulingChangedError, RulingError
from tracebrief.project.paths import Project
from tracebrief.project.store import BEGUN, replace_file
from tracebrief.rulings.claim_fields import At
from tracebrief.rulings.records import Ruling, TextRulings
from tracebrief.rulings.ruling_lines import insert_record, remove_record, replace_record
from tracebrief.rulings.standing_rulings import find_standing, renew

NEW = """\
# Rulings on the claims of one text. Each record says what was found at which words, and what is right.
# words, at: the right words, and their span in the text in code points. paragraph: the hash of the lines they stand in.
# kind: quantity, quote, statement, event.
# review_state: confirmed, corrected, rejected, or added where nothing was found; what has no record is only found.
# found: what the library read. right: the fields that differ; null empties one. why: the reason.
# ruled_by, ruled_on: who, and when. ruled_as: reader, or program where nobody looked.
text: {sha256}
rulings:
"""


class Written(NamedTuple):
    """The bytes of a file before and after one record was written; None where there was no file."""

    before: bytes | None
    after: bytes


def read_rulings(project: Project) -> dict[str, TextRulings]:
    """Return all rulings by text; a text without a file has none.

    Raises:
        RulingError: a file is not valid, or the folder has one that would not be read.
    """
    _refuse_others(project)
    paths = sorted(project.rulings.glob("*.yml"))
    return {path.stem: read_authored(path, TextRulings, error=RulingError) for path in paths}


def read_text_rulings(project: Project, doc_id: str) -> TextRulings | None:
    """Return the rulings on one text, None where nobody ruled on it.

    Raises:
        RulingError: the file is not valid, or the folder has one that would not be read.
    """
    _refuse_others(project)
    path = project.ruling_file(doc_id)
    return read_authored(path, TextRulings, error=RulingError) if path.is_file() else None


def write_ruling(project: Project, doc_id: str, *, sha256: str, before: Ruling | None, after: Ruling | None) -> Written:
    """Write one record to the rulings on a text, and return what `restore_file` takes; all other lines stay.

    Args:
        sha256: of the text that was read.
        before: the record that is replaced, as it was read; None where there is none yet.
        after: the record in its place; None to remove it.

    Raises:
        RulingChangedError: the file no longer has `before`, or has another record of this kind at these words.
        RulingError: the file is not valid, or is about another version of the text.
    """
    path, where = project.ruling_file(doc_id), f"data/rulings/{doc_id}.yml"
    with _locked(path.parent):
        stored = _stored(path)
        text = NEW.format(sha256=sha256) if stored is None else stored.decode("utf-8")
        there = parse_authored(where, text, TextRulings, error=RulingError)
        if there.text != sha256:
            raise RulingError(where, "its rulings are on another version of the text", "renew them first")
        records = list(there.rulings)
        text = _change(where, text, records, before, after)
        if parse_authored(where, text, TextRulings, error=RulingError).rulings != tuple(records):
            raise RulingError(where, "its lines are not as `tracebrief` writes them", "give each record its own lines")
        # An editor knows no lock: what a person saved in this very moment must not be lost.
        if _stored(path) != stored:
            raise RulingChangedError(where, "the file was edited in this moment", "look at it, and rule again")
        replace_file(path, text.encode(), durable=True)
        return Written(stored, text.encode())


def renew_rulings(project: Project, doc_id: str, *, text: str, sha256: str) -> None:
    """Write where each ruling stands in the present version of a text; whose paragraph changed still says so.

    Raises:
        RulingError: the file is not valid, or words do not stand in the text any more.
    """
    path, where = project.ruling_file(doc_id), f"data/rulings/{doc_id}.yml"
    with _locked(path.parent):
        stored = path.read_bytes().decode("utf-8")
        there = parse_authored(where, stored, TextRulings, error=RulingError)
        content = re.sub(rf"^(text:\s*['\"]?){there.text}", rf"\g<1>{sha256}", stored, count=1, flags=re.MULTILINE)
        for number, each in enumerate(find_standing(doc_id, there, text=text, sha256=sha256)):
            content = replace_record(where, content, number, renew(each, text))
        replace_file(path, content.encode(), durable=True)


def restore_file(project: Project, doc_id: str, written: Written) -> bool:
    """Put a file back as it was before a record was written, comments and all; say whether nothing came after."""
    path = project.ruling_file(doc_id)
    with _locked(path.parent):
        if _stored(path) != written.after:
            return False
        if written.before is None:
            path.unlink()
        else:
            replace_file(path, written.before, durable=True)
        return True


def _refuse_others(project: Project) -> None:
    """Refuse what lies among the rulings and would be passed over; what editors keep there meanwhile may stay."""
    for path in sorted(project.rulings.glob("*")):
        kept = path.name.startswith((".", "#")) or path.name.endswith("~")
        if not kept and (path.suffix != ".yml" or not path.is_file()):
            where = f"data/rulings/{path.name}"
            raise RulingError(where, "only files that end in .yml are read here", f"name it {path.stem}.yml")


def _stored(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _change(where: str, text: str, records: list[Ruling], before: Ruling | None, after: Ruling | None) -> str:
    """Return the text of a file with one record changed, which changes in `records` too."""
    at = _find(before, records, where) if before else None
    if after and any(_selector(each) == _selector(after) for each in records if before is None or each != before):
        raise RulingChangedError(where, f"there is a ruling on {after.words!r} already", "look at it first")
    if at is not None and after and _selector(records[at]) == _selector(after):
        text, records[at] = replace_record(where, text, at, after), after
        return text
    if at is not None:
        text = remove_record(where, text, at)
        del records[at]
    if after:
        at = sum(each.at <= after.at for each in records)
        text = insert_record(where, text, at, after)
        records.insert(at, after)
    return text


def _find(before: Ruling, records: list[Ruling], where: str) -> int:
    """Return which record is still as it was read."""
    if before not in records:
        raise RulingChangedError(where, f"the ruling on {before.words!r} is another one now", "look at it again")
    return records.index(before)


def _selector(ruling: Ruling) -> tuple[str, At]:
    return ruling.kind, ruling.at


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other writers out of a folder, and clear what a killed one left; the lock ends with its process."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        for path in folder.glob(f"{BEGUN}*"):
            path.unlink()
        yield
    finally:
        os.close(handle)

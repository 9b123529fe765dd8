"""What the page asks for, and the record that it becomes: the one that a person would have written."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field, ValidationError

from tracebrief.link import Codebook, has_number
from tracebrief.model.columns import KIND, READER
from tracebrief.model.spans import Span
from tracebrief.project.authored import Entry, tell_mistake
from tracebrief.project.errors import RulingError
from tracebrief.review.built_texts import BuiltText
from tracebrief.review.reviewed_claims import Reading, ReviewedClaim, fields_of
from tracebrief.rulings import DAYS, FIELDS, Ruling, find_fault, hash_paragraph, read_days

Fields = Mapping[str, Any]
NUMBER = "write digits alone, like 11000, 11,000 or 2.5"


class UndoRequest(Entry):
    """A wish to take back the last ruling of a window."""

    window: str = ""


class RulingRequest(Entry):
    """A ruling as the page sends it.

    Attributes:
        key: the claim; None where words are to become one.
        version: of the ruling on it that the page shows.
        kind: of the new claim.
        at, fields: the claim as it is right.
        replaces: who ruled before, where a person was asked whether to replace it.
        window: where it was ruled.
    """

    doc: str
    action: Literal["rule", "reject", "withdraw"]
    key: str | None = None
    version: str = ""
    kind: KIND | None = None
    at: tuple[int, int] | None = None
    fields: Mapping[str, str | float | None] = Field(default_factory=dict)
    why: str = ""
    ruled_by: str = ""
    replaces: str = ""
    window: str = ""


def make_ruling(
    request: RulingRequest, claim: ReviewedClaim | None, text: BuiltText, codebook: Codebook, *, on: date
) -> Ruling | None:
    """Return the record of a ruling; None where the claim is to have none.

    Raises:
        RulingError: no claim could be so, or nobody is named who ruled.
    """
    found = claim.found if claim else None
    if request.action == "withdraw" or (request.action == "reject" and found is None):
        return None
    rejects = request.action == "reject" and found is not None
    kind = claim.kind if claim else request.kind
    span = found.span if rejects and found else _span(request, text, found)
    record: dict[str, Any] = {"words": span.cut(text.text), "at": (span.start, span.end)}
    record |= {"paragraph": hash_paragraph(text.text, span), "kind": kind}
    record |= {"review_state": "rejected"} if rejects else _right(_given(request, kind or "", codebook), span, found)
    if found:
        record["found"] = _found(found, span, text.text)
    record |= {"why": request.why.strip() or None, "ruled_by": request.ruled_by.strip()}
    record |= {"ruled_as": READER, "ruled_on": on}
    if not record["ruled_by"]:
        raise RulingError("ruled_by", "nobody is named who rules", "write your name, or your group's, at the top")
    try:
        ruling = Ruling(**record)
    except ValidationError as problem:
        raise _say(problem) from problem
    if ruling.is_unexplained_value and not has_number(ruling.words):
        raise RulingError("why", "a value is given, and no number stands in the words", "select others, or say why")
    return ruling


def _span(request: RulingRequest, text: BuiltText, found: Reading | None) -> Span:
    """Return the span of the right words, which are whole words of the text."""
    start, end = request.at or (0, 0)
    if not 0 <= start < end <= len(text.text):
        raise RulingError("words", "they begin or end outside the words of the text", "select them again")
    span = Span(start, end)
    if span != (found and found.span):
        inside = {each["passage"] for each in text.passages if each["start"] < end and start < each["end"]}
        fault = "they run over several paragraphs" if len(inside) > 1 else find_fault(text.text, span)
        if fault:
            raise RulingError("words", fault, "select them again")
    return span


def _given(request: RulingRequest, kind: str, codebook: Codebook) -> Fields:
    """Return the fields of a claim as the page has them, each of which can be."""
    known = fields_of(kind)
    if unknown := next((name for name in request.fields if name not in known), None):
        raise RulingError(unknown, f"a claim of kind {kind or 'none'} has no such field", "reload the page")
    given = {name: _value(request.fields.get(name)) for name in known}
    for name, value in given.items():
        if value is not None and (keys := codebook.keys_of(name)) and value not in keys:
            raise RulingError(name, f"the codebook has no {name} {value!r}", "choose another, or add the entry first")
    for name in ("low", "high"):
        if isinstance(given.get(name), str):
            raise RulingError(name, f"{given[name]!r:.60} is no plain number", NUMBER)
    _check_days(given["as_of"])
    measure = codebook.measure(str(given["measure"])) if given.get("measure") else None
    if measure and measure.unit != given["unit"]:
        what = f"{measure.key} counts in {measure.unit or 'no unit'}, not in {given['unit'] or 'no unit'}"
        raise RulingError("unit", what, "correct measure or unit")
    return given


def _right(given: Fields, span: Span, found: Reading | None) -> dict[str, Any]:
    """Return the state of a ruling, and the fields that are right instead of those found."""
    if found is None:
        return {"review_state": "added", "right": {name: value for name, value in given.items() if value is not None}}
    right = {name: value for name, value in given.items() if found.differs(name, value)}
    if not right:
        return {"review_state": "confirmed" if span == found.span else "corrected"}
    return {"review_state": "corrected", "right": right}


def _found(found: Reading, span: Span, text: str) -> dict[str, Any]:
    moved = {"words": found.span.cut(text), "at": (found.span.start, found.span.end)} if found.span != span else {}
    return moved | {name: value for name, value in found.fields.items() if value is not None}


def _value(value: str | float | None) -> str | float | None:
    return value.strip() or None if isinstance(value, str) else value


def _check_days(edtf: str | float | None) -> None:
    try:
        read_days(str(edtf or "../.."))
    except ValueError as problem:
        what, _, todo = str(problem).partition("; ")
        raise RulingError("as_of", what, todo or DAYS) from problem


def _say(problem: ValidationError) -> RulingError:
    """Return the first mistake of a record as one line that begins with its field."""
    first = problem.errors()[0]
    what, todo = tell_mistake(first)
    named = first["loc"][-1] if first["loc"] else what.split()[0]
    field = "why" if todo == "say why" else str(named) if named in FIELDS else "ruling"
    return RulingError(field, what, todo.replace("fix this entry", "correct it"))

"""What the page asks for, and the record that it becomes: the one that a person would have written."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field, ValidationError

from tracebrief.model.columns import KIND, READER
from tracebrief.model.spans import Span
from tracebrief.project.authored import Entry, tell_mistake
from tracebrief.project.errors import RulingError
from tracebrief.review.built_texts import BuiltText
from tracebrief.review.reviewed_claims import Reading, ReviewedClaim, fields_of
from tracebrief.rulings import FIELDS, Ruling, hash_paragraph

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


def make_ruling(request: RulingRequest, claim: ReviewedClaim | None, text: BuiltText, *, on: date) -> Ruling | None:
    """Return the record of a ruling; None where the claim is to have none.

    Raises:
        RulingError: no record could say so, or nobody is named who ruled.
    """
    found = claim.found if claim else None
    if request.action == "withdraw" or (request.action == "reject" and found is None):
        return None
    rejects = request.action == "reject" and found is not None
    kind = claim.kind if claim else request.kind
    span = found.span if rejects and found else _span(request, text)
    record: dict[str, Any] = {"words": span.cut(text.text), "at": (span.start, span.end)}
    record |= {"paragraph": hash_paragraph(text.text, span), "kind": kind}
    record |= {"review_state": "rejected"} if rejects else _right(_given(request, kind or ""), span, found)
    if found:
        record["found"] = _found(found, span, text.text)
    record |= {"why": request.why.strip() or None, "ruled_by": request.ruled_by.strip()}
    record |= {"ruled_as": READER, "ruled_on": on}
    if not record["ruled_by"]:
        raise RulingError("ruled_by", "nobody is named who rules", "write your name, or your group's, at the top")
    try:
        return Ruling(**record)
    except ValidationError as problem:
        raise _say(problem) from problem


def _span(request: RulingRequest, text: BuiltText) -> Span:
    """Return the span of the right words."""
    start, end = request.at or (0, 0)
    if not 0 <= start < end <= len(text.text):
        raise RulingError("words", "they begin or end outside the words of the text", "select them again")
    return Span(start, end)


def _given(request: RulingRequest, kind: str) -> Fields:
    """Return the fields of a claim as the page has them."""
    known = fields_of(kind)
    if unknown := next((name for name in request.fields if name not in known), None):
        raise RulingError(unknown, f"a claim of kind {kind or 'none'} has no such field", "reload the page")
    given = {name: _value(request.fields.get(name)) for name in known}
    for name in ("low", "high"):
        if isinstance(given.get(name), str):
            raise RulingError(name, f"{given[name]!r:.60} is no plain number", NUMBER)
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


def _say(problem: ValidationError) -> RulingError:
    """Return the first mistake of a record as one line that begins with its field."""
    first = problem.errors()[0]
    what, todo = tell_mistake(first)
    named = first["loc"][-1] if first["loc"] else what.split()[0]
    field = "why" if todo == "say why" else str(named) if named in FIELDS else "ruling"
    return RulingError(field, what, todo.replace("fix this entry", "correct it"))

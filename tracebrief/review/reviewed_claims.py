"""Each claim as the page shows it: what the library reads, what was ruled, and whether the two still meet.

The rulings are those on the disk at this moment; the readings are the last build's. A ruling that no build has seen
yet is shown all the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tracebrief.model.columns import Row
from tracebrief.model.days import interval, to_edtf
from tracebrief.model.spans import Span
from tracebrief.project.store import key_of
from tracebrief.review.built_texts import BuiltText
from tracebrief.rulings import FIELDS, ONLY, Ruling, StandingRuling, match_rulings

Fields = dict[str, Any]
NUMBERS = ("low", "high")


@dataclass(frozen=True)
class Reading:
    """What the library reads: where, and each field that a claim of its kind has."""

    span: Span
    fields: Fields

    def differs(self, name: str, value: Any) -> bool:
        """Say whether a field is read as something else; days are compared as days, however they are written."""
        return bool(_as_days(name, self.fields[name]) != _as_days(name, value))

    def as_json(self) -> dict[str, Any]:
        """Return it for the page."""
        return {"at": [self.span.start, self.span.end], "fields": self.fields}


@dataclass(frozen=True)
class ReviewedClaim:
    """A claim of the last build, or words that were ruled on."""

    key: str
    kind: str
    read: Reading | None
    standing: StandingRuling | None
    span: Span

    @property
    def ruling(self) -> Ruling | None:
        """The ruling on it, None where nobody ruled."""
        return self.standing.ruling if self.standing else None

    @property
    def is_outdated(self) -> bool:
        """Whether its paragraph changed since it was ruled on, so that nobody has looked at it as it is."""
        return self.standing is not None and self.standing.outdated

    @property
    def found(self) -> Reading | None:
        """What a ruling on it compares with: the present reading, else what was read when it was ruled on."""
        return self.read or self._read_then

    @property
    def fields(self) -> Fields:
        """Its fields as they are right; of a rejected one, as they were read."""
        truth = self.ruling.truth if self.ruling else None
        if truth:
            truth |= self.ruling.left_out(self.read.fields) if self.ruling and self.read else {}
            return {name: truth[name] for name in fields_of(self.kind)}
        return self.found.fields if self.found else {}

    @property
    def changed(self) -> list[str]:
        """What the library reads otherwise than it did when it was ruled on, where the ruling let that stand.

        Nothing of a claim that was rejected, nor of one that the library had missed then: it was added.
        """
        then = self._read_then
        if not (self.ruling and self.ruling.truth and self.read and then) or self.is_outdated:
            return []
        unruled, right = self.ruling.left_out(self.read.fields), self.fields
        let_stand = [name for name in right if not then.differs(name, right[name])]
        moved = then.span == self.span != self.read.span
        otherwise = [name for name in let_stand if then.differs(name, self.read.fields[name])]
        others = [name for name in right if name in unruled or name in otherwise]
        return [*(["words"] if moved else []), *others]

    @property
    def version(self) -> str:
        """What tells this ruling from any other on the claim, empty where there is none."""
        if self.ruling is None:
            return ""
        places: dict[str, Any] = {"at": True, "paragraph": True, "found": {"at": True}}
        return key_of(self.ruling.model_dump(mode="json", exclude=places))[:16]

    @property
    def _read_then(self) -> Reading | None:
        """What was read when it was ruled on."""
        if not (self.standing and self.standing.ruling.found):
            return None
        fields = dict.fromkeys(fields_of(self.kind)) | self.standing.ruling.found.stated
        return Reading(self.standing.found_span or self.standing.span, fields)

    def as_json(self) -> dict[str, Any]:
        """Return all that the page shows of it."""
        said = {"review_state", "why", "ruled_by", "ruled_as", "ruled_on"}
        return {
            "key": self.key,
            "kind": self.kind,
            "review_state": self.ruling.review_state if self.ruling and not self.is_outdated else "found",
            "outdated": self.is_outdated,
            "at": [self.span.start, self.span.end],
            "fields": self.fields,
            "found": self.found.as_json() if self.found else None,
            "changed": self.changed,
            "stands": bool(self.read or (self.ruling and self.ruling.truth)),
            "version": self.version,
            "ruling": self.ruling.model_dump(mode="json", include=said) if self.ruling else None,
        }


def fields_of(kind: str) -> list[str]:
    """Return the fields that a claim of a kind has."""
    return [name for name in FIELDS if ONLY.get(name, kind) == kind]


def find_claims(text: BuiltText, standing: list[StandingRuling]) -> list[ReviewedClaim]:
    """Return the claims of a text, read or ruled on, in the order of their words."""
    return sorted(_pair(text, standing), key=lambda claim: (claim.span, claim.kind, claim.key))


def _pair(text: BuiltText, standing: list[StandingRuling]) -> Iterator[ReviewedClaim]:
    """Yield each claim of the build with the ruling on it, then the rulings on words where there is none."""
    readings = [_read(text, row) for row in text.claims]
    spans = [reading.span if reading else _span(row) for row, reading in zip(text.claims, readings, strict=True)]
    about = match_rulings(standing, [(row["kind"], span) for row, span in zip(text.claims, spans, strict=True)])
    ruled = {at: each for each, at in zip(standing, about, strict=True) if at is not None}
    for at, row in enumerate(text.claims):
        ruling = ruled.get(at)
        # What only a ruling had made is no claim any more once the ruling is withdrawn.
        if ruling or readings[at]:
            span = ruling.span if ruling else spans[at]
            yield ReviewedClaim(row["claim_id"], row["kind"], readings[at], ruling, span)
    for each, where in zip(standing, about, strict=True):
        if where is None:
            key = f"{each.ruling.kind}-{each.span.start}-{each.span.end}"
            yield ReviewedClaim(key, each.ruling.kind, None, each, each.span)


def _read(text: BuiltText, row: Row) -> Reading | None:
    """Return what the library reads by itself at a claim of the build, None where a ruling alone has made it."""
    names = fields_of(row["kind"])
    found = text.found_fields.get((row["start"], row["end"], row["kind"]))
    if found is not None and found["claim"] is None:
        return None
    if found is None or "words" not in found:
        return Reading(_span(row), {name: row[name] for name in names})
    fields = {name: float(found[name]) if name in NUMBERS and found[name] else found[name] for name in names}
    return Reading(_find_words(text.text, found["words"], near=row["start"]), fields)


def _find_words(text: str, words: str, *, near: int) -> Span:
    """Return where words that were read stand: the place nearest to those that are right."""
    after, before = text.find(words, near), text.rfind(words, 0, near + len(words))
    start = min((at for at in (after, before) if at >= 0), key=lambda at: abs(at - near))
    return Span(start, start + len(words))


def _span(row: Row) -> Span:
    return Span(row["start"], row["end"])


def _as_days(name: str, value: Any) -> Any:
    """Return days as they are compared; what is no date is itself, and refused elsewhere."""
    try:
        return to_edtf(*interval(value)) if name == "as_of" and value else value
    except ValueError:
        return value

"""Each claim as the page shows it: what the library reads, what was ruled, and whether the two still meet.

The rulings are those on the disk at this moment; the readings are the last build's. A ruling that no build has seen
yet is shown all the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tracebrief.model.spans import Span
from tracebrief.project.store import key_of
from tracebrief.review.built_texts import BuiltText, Row
from tracebrief.rulings import FIELDS, ONLY, ClaimFields, Ruling

Fields = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """What the library reads: where, and each field that a claim of its kind has."""

    span: Span
    fields: Fields

    def as_json(self) -> dict[str, Any]:
        """Return it for the page."""
        return {"at": [self.span.start, self.span.end], "fields": self.fields}


@dataclass(frozen=True)
class ReviewedClaim:
    """A claim of the last build, or words that were ruled to be one."""

    key: str
    kind: str
    read: Reading | None
    ruling: Ruling | None

    @property
    def span(self) -> Span:
        """Where its right words stand."""
        if self.ruling:
            return self.ruling.span
        assert self.read, "neither read nor ruled on"
        return self.read.span

    @property
    def found(self) -> Reading | None:
        """What a ruling on it compares with: the present reading, else what was read when it was ruled on."""
        return self.read or (_reading_then(self.ruling) if self.ruling else None)

    @property
    def fields(self) -> Fields:
        """Its fields as they are right; of a rejected one, as they were read."""
        if self.ruling and self.ruling.truth:
            return {name: self.ruling.truth[name] for name in fields_of(self.kind)}
        return self.found.fields if self.found else {}

    @property
    def changed(self) -> list[str]:
        """What the library reads now neither as it did when it was ruled on nor as it was ruled to be."""
        if not (self.ruling and self.read):
            return []
        then = _reading_then(self.ruling)
        right = Reading(self.ruling.span, self.fields) if self.ruling.truth else then
        known = [each for each in (then, right) if each]
        moved = all(each.span != self.read.span for each in known)
        others = [name for name, value in self.read.fields.items() if all(value != it.fields[name] for it in known)]
        return [*(["words"] if moved else []), *others]

    @property
    def version(self) -> str:
        """What tells this ruling from any other on the claim, empty where there is none."""
        return key_of(self.ruling.model_dump(mode="json"))[:16] if self.ruling else ""

    def as_json(self) -> dict[str, Any]:
        """Return all that the page shows of it."""
        said = {"why", "who", "by", "date"}
        return {
            "key": self.key,
            "kind": self.kind,
            "state": self.ruling.state if self.ruling else "found",
            "at": [self.span.start, self.span.end],
            "fields": self.fields,
            "found": self.found.as_json() if self.found else None,
            "changed": self.changed,
            "version": self.version,
            "ruling": self.ruling.model_dump(mode="json", include=said) if self.ruling else None,
        }


def fields_of(kind: str) -> list[str]:
    """Return the fields that a claim of a kind has."""
    return [name for name in FIELDS if ONLY.get(name, kind) == kind]


def find_claims(text: BuiltText, rulings: tuple[Ruling, ...]) -> list[ReviewedClaim]:
    """Return the claims of a text, read or ruled on, in the order of their words."""
    return sorted(_pair(text, list(rulings)), key=lambda claim: (claim.span, claim.kind, claim.key))


def _pair(text: BuiltText, rulings: list[Ruling]) -> Iterator[ReviewedClaim]:
    """Yield each claim of the build with the ruling on it, then the rulings on words where there is none."""
    for row in text.claims:
        span = span_of_row(row)
        on_it = [each for each in rulings if each.kind == row["kind"] and span in (each.span, each.found_span)]
        ruling = min(on_it, key=lambda each: each.span != span, default=None)
        if ruling:
            rulings.remove(ruling)
        yield ReviewedClaim(row["claim_id"], row["kind"], _reading_now(row, ruling), ruling)
    for ruling in rulings:
        yield ReviewedClaim(f"{ruling.kind}-{ruling.at[0]}-{ruling.at[1]}", ruling.kind, None, ruling)


def span_of_row(row: Row) -> Span:
    """Return where a claim of a table stands."""
    return Span(row["start"], row["end"])


def _reading_now(row: Row, ruling: Ruling | None) -> Reading | None:
    return Reading(span_of_row(row), {name: row[name] for name in fields_of(row["kind"])})


def _reading_then(ruling: Ruling) -> Reading | None:
    """Return what was read when it was ruled on."""
    if ruling.found is None or ruling.found_span is None:
        return None
    return Reading(ruling.found_span, _all_fields(ruling.kind, ruling.found))


def _all_fields(kind: str, stated: ClaimFields) -> Fields:
    return dict.fromkeys(fields_of(kind)) | stated.stated

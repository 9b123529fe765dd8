"""Each ruling compared with what the library reads by itself now, field by field: what the score is counted from."""

from collections.abc import Iterator

from tracebrief.link.rulings import RuledDraft, left_out
from tracebrief.model.claims import RuledField
from tracebrief.model.days import interval, to_edtf
from tracebrief.model.spans import Span
from tracebrief.model.wording import as_cell
from tracebrief.rulings import FIELDS, ONLY, Ruling, Value

# Whether there is a claim at all, and which words it has, beside the fields that it has.
CLAIM, WORDS = "claim", "words"


def compare_fields(ruled: RuledDraft, claim_id: str | None) -> Iterator[RuledField]:
    """Yield, for the ruling on a claim, what is read and what is right in each field that its kind has.

    Fields are compared where there is a claim and the library finds it; that it does, or rightly does not, is one too.
    """
    if ruled.standing is None:
        return
    standing, ruling = ruled.standing, ruled.standing.ruling
    unruled = left_out(standing, ruled.found)
    for field, now, right, was in _readings(ruled):
        agrees = now == right
        yield RuledField(
            claim_id=claim_id,
            doc_id=standing.doc_id,
            start=standing.span.start,
            end=standing.span.end,
            kind=ruling.kind,
            words=ruling.words,
            field=field,
            found=_words_then(ruling) if field == WORDS else _cell(was),
            read_now=ruled.found.quote.exact if ruled.found and field == WORDS else _cell(now),
            right=ruling.words if field == WORDS else _cell(right),
            agrees=agrees,
            strays=field in unruled or (not agrees and now != was and ruling.found is not None),
            ruled_as=None if standing.outdated else ruling.ruled_as,
        )


def _readings(ruled: RuledDraft) -> Iterator[tuple[str, Value | Span, Value | Span, Value | Span]]:
    """Yield each field with what the library reads in it now, what is right, and what was read when it was ruled on."""
    standing, now = ruled.standing, ruled.found
    if standing is None:
        return
    ruling = standing.ruling
    was, right = ruling.found, ruling.truth
    yield CLAIM, CLAIM if now else None, CLAIM if right else None, CLAIM if was else None
    if now is None or right is None:
        return
    yield WORDS, now.span, standing.span, standing.found_span
    before = was.stated if was else {}
    for name in FIELDS:
        if ONLY.get(name, ruling.kind) == ruling.kind:
            known = (each.get(name) for each in (right | left_out(standing, now), before))
            yield name, getattr(now, name), *(map(_days, known) if name == "as_of" else known)


def _words_then(ruling: Ruling) -> str | None:
    """Return the words that the library had read when it was ruled on."""
    return (ruling.found.words or ruling.words) if ruling.found else None


def _days(edtf: Value) -> Value:
    """Return an interval as claims have it, to the day."""
    return to_edtf(*interval(str(edtf))) if edtf else None


def _cell(value: Value | Span) -> str | None:
    return None if value is None else as_cell(value)

"""What is left to rule on, and which rulings a person should look at again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tracebrief.model.claims import KINDS, Claim, RuledField
from tracebrief.model.columns import READER
from tracebrief.model.documents import Document
from tracebrief.model.spans import span_of
from tracebrief.model.wording import in_one_line, shorten
from tracebrief.rulings.records import TextRulings
from tracebrief.rulings.standing_rulings import StandingRuling, find_standing, match_rulings

# Characters of a reading that a line quotes.
QUOTED = 60


@dataclass(frozen=True)
class Strays:
    """The rulings where the library by now reads neither what is right nor what it had read, a line each.

    Attributes:
        let_stand: those that let stand what is now read otherwise: somebody should look at them again.
        corrected: those that say what is right where a third thing is read by now, or nothing.
    """

    let_stand: list[str]
    corrected: list[str]


@dataclass(frozen=True)
class ReviewProgress:
    """How many claims of one kind there are in a text, and how many a reader or a program has ruled on."""

    doc_id: str
    kind: str
    claims: int
    by_reader: int
    by_program: int

    @property
    def left(self) -> int:
        """How many claims nobody has looked at."""
        return self.claims - self.by_reader - self.by_program


def find_progress(
    claims: Iterable[Claim], documents: Iterable[Document], rulings: Mapping[str, TextRulings]
) -> list[ReviewProgress]:
    """Return how far the review of each text is, kind by kind, by the rulings as they are now.

    Args:
        claims: of the last build, which may be older than the rulings.

    Raises:
        RulingError: the words of a ruling do not stand where they should.
    """
    there: Counter[tuple[str, str]] = Counter()
    ruled: Counter[tuple[str, str, str]] = Counter()
    listed = list(claims)
    for document in documents:
        of_text = [claim for claim in listed if claim.doc_id == document.doc_id]
        there.update((claim.doc_id, claim.kind) for claim in of_text)
        if document.doc_id in rulings:
            standing = find_standing(
                document.doc_id, rulings[document.doc_id], text=document.text, sha256=document.sha256
            )
            about = match_rulings(standing, [(claim.kind, span_of(claim)) for claim in of_text])
            for each, at in zip(standing, about, strict=True):
                # What was rejected and is no longer found is no claim; what was missed is one from now on.
                if at is not None or each.ruling.truth is not None:
                    ruled[each.doc_id, each.ruling.kind, each.ruling.ruled_as] += not each.outdated
                    there[each.doc_id, each.ruling.kind] += at is None
    order = sorted(there, key=lambda key: (key[0], KINDS.index(key[1])))
    return [ReviewProgress(*key, there[key], ruled[*key, READER], ruled[*key, "program"]) for key in order]


def count_added(claims: Iterable[Claim], fields: Iterable[RuledField]) -> tuple[int, int]:
    """Return how many claims were added because the library missed them, and how many of those it reads by now."""
    added = {claim.claim_id for claim in claims if claim.review_state == "added"}
    by_now = sum(each.claim_id in added for each in fields if each.field == "claim" and each.read_now is not None)
    return len(added), by_now


def find_strays(fields: Iterable[RuledField]) -> Strays:
    """Return the rulings where something else is read by now, each with what was, is and should be read."""
    strays: dict[tuple[str, int, int, str], list[RuledField]] = {}
    for field in fields:
        if field.strays and field.ruled_as:
            strays.setdefault((field.doc_id, field.start, field.end, field.kind), []).append(field)
    found = Strays([], [])
    for each in strays.values():
        lines = found.let_stand if any(_is_let_stand(field) for field in each) else found.corrected
        first, told = each[0], "; ".join(map(_tell, each))
        lines.append(f"{first.doc_id}: {first.kind} “{shorten(in_one_line(first.words), QUOTED)}”: {told}")
    return found


def list_moved(standing: Iterable[StandingRuling]) -> Iterator[str]:
    """Yield a line for each ruling whose words stand elsewhere in the text as it is now."""
    for each in standing:
        if each.moved:
            yield f"{each.where}: the text changed; renew at to [{each.span.start}, {each.span.end}]"


def list_outdated(standing: Iterable[StandingRuling]) -> Iterator[str]:
    """Yield a line for each ruling whose paragraph is not the one in which it was ruled on."""
    for each in standing:
        if each.outdated:
            yield f"{each.where}: its paragraph changed since it was ruled on; rule on it again: `tracebrief review`"


def _is_let_stand(field: RuledField) -> bool:
    """Whether a ruling left a field as it was read, or said nothing of it; that there is a claim, it always says."""
    return field.field != "claim" and (field.agrees or field.found == field.right)


def _tell(field: RuledField) -> str:
    """Return a field that is read otherwise in words: what is right, what was read then, and what is read now."""
    if field.field == "claim":
        return "the library finds it no longer"
    right, then, now = map(_in_words, (field.right, field.found, field.read_now))
    if field.agrees:
        return f"{field.field} not ruled on, now read {now}"
    return f"{field.field} {right}, {'as read then' if field.found == field.right else f'then read {then}'}, now {now}"


def _in_words(value: str | None) -> str:
    return "empty" if value is None else shorten(in_one_line(value), QUOTED)

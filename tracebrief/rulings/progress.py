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
from tracebrief.rulings.standing_rulings import StandingRuling, find_standing, match_rulings, name_words

# Characters of a reading that a line quotes.
QUOTED = 60
LOOK = "look at this ruling"


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


def list_strays(fields: Iterable[RuledField]) -> list[str]:
    """Return a line for each ruling where the library by now reads neither what is right nor what it had read."""
    strays: dict[tuple[str, int, int, str], list[RuledField]] = {}
    for field in fields:
        if field.strays and field.ruled_as:
            strays.setdefault((field.doc_id, field.start, field.end, field.kind), []).append(field)
    return [
        f"{name_words(each[0].doc_id, each[0].kind, each[0].words)}: {_reading(each)}; {LOOK}"
        for each in strays.values()
    ]


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


def _reading(fields: list[RuledField]) -> str:
    if fields[0].field == "claim":
        return "the library finds no such claim any more"
    read = (
        f"{each.field} {'empty' if each.read_now is None else shorten(in_one_line(each.read_now), QUOTED)}"
        for each in fields
    )
    return f"the library now reads {', '.join(read)}"

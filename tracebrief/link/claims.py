"""Mentions become claims: linked to the codebook, dated, placed, and traced back to who said them.

One finding at one place is one claim. What fits no entry of the codebook keeps its words and has no key; an event
that fits none is no claim, for nearly every verb is an event.
"""

from collections.abc import Iterable, Iterator

import pandas as pd

from tracebrief.link.annotated_documents import AnnotatedDocument, Row
from tracebrief.link.as_of import as_of, as_of_event
from tracebrief.link.claim_places import place_of
from tracebrief.link.codebook import Codebook, Measure
from tracebrief.link.codebook_fits import clause_of, measures_of, stretch, types_of
from tracebrief.link.codebook_names import actor_of, find_named
from tracebrief.link.containing_statements import hull_of, parts_of, quoted_in, said_at, unquoted
from tracebrief.link.provenance import chain_of, via
from tracebrief.link.rulings import Ruling, correct
from tracebrief.link.word_tests import plain
from tracebrief.model.claims import claim_id, quantity_value
from tracebrief.model.days import to_edtf
from tracebrief.model.spans import Span, quote
from tracebrief.model.tables import to_table

# Of this room's rules: raise it when the same mention would become another claim.
VERSION = "1"
# A statement that is another one, or a quotation, but for a few words adds no finding of its own.
SAME = 0.6


def link_claims(
    corpus: list[AnnotatedDocument], codebook: Codebook, corrections: Iterable[Ruling] = ()
) -> pd.DataFrame:
    """Return the claims of all texts as the table `claims`, rulings applied.

    Raises:
        CodebookError: a ruling no longer meets its finding.
    """
    found = [row for annotated in corpus for row in find_claims(annotated, codebook)]
    corrected = correct(found, corpus, corrections)
    hashes = {annotated.doc_id: annotated.document["sha256"] for annotated in corpus}
    claims = {row["claim_id"]: row for row in (_named(row, hashes[row["doc_id"]]) for row in corrected)}
    return to_table("claims", claims.values())


def find_claims(annotated: AnnotatedDocument, codebook: Codebook) -> Iterator[Row]:
    """Yield the claims of one text as rows without an id."""
    yield from _quantities(annotated, codebook)
    yield from _statements(annotated, codebook)
    yield from _events(annotated, codebook)


def id_of(row: Row, sha256: str) -> str:
    """Return the id that a claim's content gives it in the text with this SHA-256.

    The normalised value of a quantity is its interval; of words, the words in plain typography and lower case,
    after the type where the claim is an event.
    """
    if row["kind"] == "quantity":
        value = quantity_value(row["low"], row["high"], row["unit"], row["bound"])
    else:
        value = " ".join(plain(row["exact"]).lower().split())
        value = f"{row['event'] or ''}|{value}" if row["kind"] == "event" else value
    return claim_id(sha256, row["start"], row["end"], row["kind"], value)


def _quantities(annotated: AnnotatedDocument, codebook: Codebook) -> Iterator[Row]:
    for row in annotated.found("quantities"):
        fit = measures_of(annotated, row, codebook)
        measure = codebook.measure(fit[0]) if len(fit) == 1 else None
        yield _claim(annotated, codebook, row, (row["start"], row["end"]), "quantity", measure) | {
            "measure": measure and measure.key,
            "actor": _only_actor(annotated, codebook, row["start"], row["end"]),
            "low": row["low"],
            "high": row["high"],
            "unit": measure.unit if measure else row["unit"],
            "bound": row["bound"],
            **_refused("measures", fit),
        }


def _statements(annotated: AnnotatedDocument, codebook: Codebook) -> Iterator[Row]:
    found = list(annotated.found("statements"))
    for row in found:
        if any(_repeats(row, other) for other in found if other is not row):
            continue
        parts = parts_of(row)
        whole = hull_of(row)
        if row["kind"] == "quote":
            quoted = [unquoted(annotated.text, part) for part in parts]
        else:
            quoted = [place for part in parts for place in quoted_in(annotated.text, part)]
        places = [("quote", place) for place in quoted]
        if row["kind"] != "quote" and not any(_mostly(place, whole) for place in quoted):
            places.append(("statement", whole))
        for kind, (start, end) in places:
            if start < end and annotated.passage(start, end):
                yield _claim(annotated, codebook, row, (start, end), kind)


def _events(annotated: AnnotatedDocument, codebook: Codebook) -> Iterator[Row]:
    for fit, row in _distinct([(types_of(annotated, row, codebook), row) for row in annotated.found("events")]):
        yield _claim(annotated, codebook, row, (row["start"], row["end"]), "event") | {
            "event": fit[0] if len(fit) == 1 else None,
            "actor": actor_of(row["agent"], codebook),
            **_refused("event types", fit),
        }


def _distinct(typed: list[tuple[list[str], Row]]) -> Iterator[tuple[list[str], Row]]:
    """Yield typed events without those that only name again what a longer clause of the text tells.

    That is a noun inside the clause, or a noun without day or place of its own ("the offensive") anywhere else.
    """
    longest = sorted((pair for pair in typed if pair[0]), key=lambda pair: pair[1]["start"] - pair[1]["end"])
    kept: list[tuple[str, Span]] = []
    for fit, row in longest:
        span = Span(row["start"], row["end"])
        bare = row["tense"] is None and row["date_start"] is None and row["place_start"] is None
        if any(kind == fit[0] and (bare or span.overlaps(other)) for kind, other in kept):
            continue
        kept.append((fit[0], span))
        yield fit, row


def _claim(
    annotated: AnnotatedDocument,
    codebook: Codebook,
    mention: Row,
    place: tuple[int, int],
    kind: str,
    measure: Measure | None = None,
) -> Row:
    """Return what claims of every kind have; the kinds fill in their own."""
    start, end = place
    said = said_at(annotated, *((mention["trigger_start"], mention["trigger_end"]) if kind == "event" else place))
    passage = annotated.passage(*place)
    inside = parts_of(said[0]) if said else []
    if kind == "event":
        when = as_of_event(annotated, mention, inside=inside)
    else:
        happened = measure is not None and measure.happened
        when = as_of(annotated, mention, inside=inside, said=kind != "quantity", happened=happened)
    sentence = mention["sentence_start"], mention["sentence_end"]
    near = [clause_of(annotated, place), stretch(annotated, mention), sentence] if kind == "quantity" else []
    topic = near[1:] or [place, sentence]
    return {
        "doc_id": annotated.doc_id,
        "start": start,
        "end": end,
        "kind": kind,
        **dict.fromkeys(("measure", "actor", "event", "low", "high", "unit", "bound")),
        "place": place_of(annotated, codebook, [place, *near], passage=(passage["start"], passage["end"])),
        "topic": _topic(codebook, [annotated.cut(*words) for words in topic]),
        "speaker": said[0]["speaker"] if said else None,
        "speaker_actor": actor_of(said[0]["speaker"], codebook) if said else None,
        "cue": said[0]["cue"] if said else None,
        "via": via(chain_of(annotated, codebook, place, said)),
        "modality": mention["modality"],
        "as_of": to_edtf(when.first, when.last),
        "as_of_words": when.words,
        "first": when.first,
        "last": when.last,
        **vars(quote(annotated.text, Span(start, end))),
        "passage": passage["passage"],
        "rule": mention["rule"],
        "rule_version": VERSION,
        "status": "accepted",
        "note": when.basis,
    }


def _named(row: Row, sha256: str) -> Row:
    """Return a claim under the id that its content has after all rulings."""
    return {"claim_id": id_of(row, sha256)} | row


def _refused(what: str, fit: list[str]) -> Row:
    """Return the note on a finding that fits several entries: none is chosen."""
    return {"note": f"fits the {what} {' and '.join(fit)}: none chosen"} if len(fit) > 1 else {}


def _only_actor(annotated: AnnotatedDocument, codebook: Codebook, start: int, end: int) -> str | None:
    named = {found.key for found in find_named(annotated.cut(start, end), codebook.actor_names)}
    return named.pop() if len(named) == 1 else None


def _topic(codebook: Codebook, texts: list[str]) -> str | None:
    """Return the first topic whose words stand in the claim, else in its sentence."""
    fits = (topic.key for text in texts for topic in codebook.topics if topic.test.fit(text))
    return next(fits, None)


def _repeats(outer: Row, inner: Row) -> bool:
    """Say whether `outer` says little more than that `inner` was said."""
    return hull_of(outer) != hull_of(inner) and _mostly(hull_of(inner), hull_of(outer))


def _mostly(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    """Say whether `inner` lies in `outer` and is most of it."""
    inside = outer[0] <= inner[0] and inner[1] <= outer[1]
    return inside and inner[1] - inner[0] >= SAME * (outer[1] - outer[0])

"""Mentions become claims: linked to the codebook, dated, placed, and traced back to who said them.

One finding at one place is one claim. What fits no entry of the codebook keeps its words and has no key; an event
that fits none is no claim, for nearly every verb is an event.
"""

from collections.abc import Iterable, Iterator

import pandas as pd

from tracebrief.claims import claim_id, quantity_value
from tracebrief.days import to_edtf
from tracebrief.link.chains import chain_of, via
from tracebrief.link.codebook import Codebook, Measure
from tracebrief.link.corrections import Correction, correct
from tracebrief.link.dossiers import Dossier, Row
from tracebrief.link.locations import place_of
from tracebrief.link.measures import clause_of, measures_of, stretch, types_of
from tracebrief.link.names import actor_of, find_named
from tracebrief.link.said import hull_of, parts_of, quoted_in, said_at, unquoted
from tracebrief.link.times import as_of, as_of_event
from tracebrief.link.words import plain
from tracebrief.spans import Span, quote
from tracebrief.tables import to_table

# Of this room's rules: raise it when the same mention would become another claim.
VERSION = "1"
# A statement that is another one, or a quotation, but for a few words adds no finding of its own.
SAME = 0.6


def link_claims(dossiers: list[Dossier], codebook: Codebook, corrections: Iterable[Correction] = ()) -> pd.DataFrame:
    """Return the claims of all texts as the table `claims`, rulings applied.

    Raises:
        CodebookError: a ruling no longer meets its finding.
    """
    found = [row for dossier in dossiers for row in find_claims(dossier, codebook)]
    corrected = correct(found, dossiers, corrections)
    hashes = {dossier.doc_id: dossier.document["sha256"] for dossier in dossiers}
    claims = {row["claim_id"]: row for row in (_named(row, hashes[row["doc_id"]]) for row in corrected)}
    return to_table("claims", claims.values())


def find_claims(dossier: Dossier, codebook: Codebook) -> Iterator[Row]:
    """Yield the claims of one text as rows without an id."""
    yield from _quantities(dossier, codebook)
    yield from _statements(dossier, codebook)
    yield from _events(dossier, codebook)


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


def _quantities(dossier: Dossier, codebook: Codebook) -> Iterator[Row]:
    for row in dossier.found("quantities"):
        fit = measures_of(dossier, row, codebook)
        measure = codebook.measure(fit[0]) if len(fit) == 1 else None
        yield _claim(dossier, codebook, row, (row["start"], row["end"]), "quantity", measure) | {
            "measure": measure and measure.key,
            "actor": _only_actor(dossier, codebook, row["start"], row["end"]),
            "low": row["low"],
            "high": row["high"],
            "unit": measure.unit if measure else row["unit"],
            "bound": row["bound"],
            **_refused("measures", fit),
        }


def _statements(dossier: Dossier, codebook: Codebook) -> Iterator[Row]:
    found = list(dossier.found("statements"))
    for row in found:
        if any(_repeats(row, other) for other in found if other is not row):
            continue
        parts = parts_of(row)
        whole = hull_of(row)
        if row["kind"] == "quote":
            quoted = [unquoted(dossier.text, part) for part in parts]
        else:
            quoted = [place for part in parts for place in quoted_in(dossier.text, part)]
        places = [("quote", place) for place in quoted]
        if row["kind"] != "quote" and not any(_mostly(place, whole) for place in quoted):
            places.append(("statement", whole))
        for kind, (start, end) in places:
            if start < end and dossier.passage(start, end):
                yield _claim(dossier, codebook, row, (start, end), kind)


def _events(dossier: Dossier, codebook: Codebook) -> Iterator[Row]:
    for fit, row in _distinct([(types_of(dossier, row, codebook), row) for row in dossier.found("events")]):
        yield _claim(dossier, codebook, row, (row["start"], row["end"]), "event") | {
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
    dossier: Dossier,
    codebook: Codebook,
    mention: Row,
    place: tuple[int, int],
    kind: str,
    measure: Measure | None = None,
) -> Row:
    """Return what claims of every kind have; the kinds fill in their own."""
    start, end = place
    said = said_at(dossier, *((mention["trigger_start"], mention["trigger_end"]) if kind == "event" else place))
    passage = dossier.passage(*place)
    inside = parts_of(said[0]) if said else []
    if kind == "event":
        when = as_of_event(dossier, mention, inside=inside)
    else:
        happened = measure is not None and measure.happened
        when = as_of(dossier, mention, inside=inside, said=kind != "quantity", happened=happened)
    sentence = mention["sentence_start"], mention["sentence_end"]
    near = [clause_of(dossier, place), stretch(dossier, mention), sentence] if kind == "quantity" else []
    topic = near[1:] or [place, sentence]
    return {
        "doc_id": dossier.doc_id,
        "start": start,
        "end": end,
        "kind": kind,
        **dict.fromkeys(("measure", "actor", "event", "low", "high", "unit", "bound")),
        "place": place_of(dossier, codebook, [place, *near], passage=(passage["start"], passage["end"])),
        "topic": _topic(codebook, [dossier.cut(*words) for words in topic]),
        "speaker": said[0]["speaker"] if said else None,
        "speaker_actor": actor_of(said[0]["speaker"], codebook) if said else None,
        "cue": said[0]["cue"] if said else None,
        "via": via(chain_of(dossier, codebook, place, said)),
        "modality": mention["modality"],
        "as_of": to_edtf(when.first, when.last),
        "as_of_words": when.words,
        "first": when.first,
        "last": when.last,
        **vars(quote(dossier.text, Span(start, end))),
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


def _only_actor(dossier: Dossier, codebook: Codebook, start: int, end: int) -> str | None:
    named = {found.key for found in find_named(dossier.cut(start, end), codebook.actor_names)}
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

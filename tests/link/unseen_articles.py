"""How well claims of articles are read that no rule was written on; `python -m tests.link.unseen_articles` prints it.

With `--development` it prints the same of the articles that rules are tried on, which says nothing of a new text. The
marks were made by one who had not seen the rules (tests/data/unseen/README.md). Claims are made with an empty
codebook, so that only what the library knows by itself counts.
"""

import calendar
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tracebrief.extract.readings import read_article
from tracebrief.link import link_claims
from tracebrief.link.annotated_documents import AnnotatedDocument, annotate_document
from tracebrief.link.codebook import Codebook

DATA = Path(__file__).parents[1] / "data"
ARTICLES = sorted((DATA / "unseen").glob("*.txt"))
DEVELOPMENT = sorted((DATA / "development").glob("*.txt"))
# Kind of claim, its marks, and the share of characters in common from which a claim is the one marked.
KINDS = {"quantity": ("quantities", 0.3), "quote": ("quotations", 0.8), "statement": ("statements", 0.5)}
EMPTY = Codebook(measures=[], actors=[], places=[], event_types=[], topics=[])
NOT_YET = ("planned", "hypothetical", "asked")
UNNAMING = re.compile(r"\b(?:the|an?|mr|mrs|ms|dr|s)\b|\W+")
Row = dict[str, Any]


def score(paths: Iterable[Path]) -> Counter[str]:
    """Return counts over articles: of each kind marked, found and right, of each field compared and right."""
    counts: Counter[str] = Counter()
    for path in paths:
        marks = json.loads(path.with_suffix(".json").read_text("utf-8"))
        document = _read(path.read_text("utf-8"), marks["date"])
        claims = link_claims([document], EMPTY, {}).claims
        found = claims.astype(object).where(claims.notna(), None).to_dict("records")
        for kind, (name, least) in KINDS.items():
            own = [each for each in found if each["kind"] == kind]
            _count(counts, kind, marks[name], own, lambda mark, claim, least=least: _overlap(mark, claim, least))
        happened = _events(document, found, marks["events"])
        _count(counts, "event", marks["events"], happened, _names_trigger)
    return counts


def measures(counts: Counter[str]) -> dict[str, float]:
    """Return F1 of each kind, and the share right of each field among what was found."""
    f1 = {
        kind: 2 * counts[f"{kind} right"] / (counts[f"{kind} marked"] + counts[f"{kind} found"])
        for kind in (*KINDS, "event")
    }
    return f1 | {
        field: counts[f"{field} right"] / counts[f"{field} compared"] for field in ("speaker", "modality", "days")
    }


def is_same_time(mark: str, claim: str | None, modality: str) -> bool:
    """Say whether two EDTF dates are the same days; what is to come may stay open or stand at the day it was told."""
    marked, read = _days(mark), _days(claim)
    return marked == read or (modality in NOT_YET and marked[1] is None and read[0] == marked[0] is not None)


def is_same_name(mark: str | None, claim: str | None) -> bool:
    """Say whether two names have most of their words in common, or are both missing."""
    one, other = (set(UNNAMING.sub(" ", (name or "").lower()).split()) for name in (mark, claim))
    if not one or not other:
        return not one and not other
    return one <= other or other <= one or 2 * len(one & other) >= len(one | other)


def is_same_value(mark: Row, claim: Row) -> bool:
    """Say whether bound and both ends agree; shares are compared in per cent, and vague words have no ends."""
    # A mark says in its dimension what a claim says in its bound: that an exact number is a share of a whole.
    bound = "exact" if claim["bound"] == "share" else claim["bound"]
    if mark["bound"] != bound or mark["bound"] == "vague":
        return mark["bound"] == bound
    share = "%" in mark["words"] or "per" in mark["words"].split() or "percent" in mark["words"]
    ends = ([_percent(row[end]) if share else row[end] for end in ("low", "high")] for row in (mark, claim))
    return all(
        (a is None) == (b is None) and (a is None or abs(a - b) <= 1e-6 * max(1, abs(a)))
        for a, b in zip(*ends, strict=True)
    )


def _read(text: str, day: str) -> AnnotatedDocument:
    read = read_article(text, doc_id="x", first=day, last=day, passages=None)
    return annotate_document(
        doc_id="x", sha256="0" * 64, text=text, first=day, last=day, passages=read.passages, mentions=read.mentions
    )


def _events(document: AnnotatedDocument, claims: list[Row], marks: list[Row]) -> list[Row]:
    """Return the claims of events with their triggers, without those that tell a marked one again."""
    triggers = {(event.start, event.end): (event.trigger_start, event.trigger_end) for event in document.events}
    again = [tuple(span) for mark in marks for span in mark.get("again") or []]
    events = [
        each | {"trigger": triggers.get((each["start"], each["end"]), (each["start"], each["end"]))}
        for each in claims
        if each["kind"] == "event"
    ]
    return [each for each in events if not any(_meets(each["trigger"], span) for span in again)]


def _count(
    counts: Counter[str], kind: str, marks: list[Row], found: list[Row], fit: Callable[[Row, Row], float]
) -> None:
    pairs = list(_pair(marks, found, fit))
    right = sum(is_same_value(mark, claim) for mark, claim in pairs) if kind == "quantity" else len(pairs)
    counts.update({f"{kind} marked": len(marks), f"{kind} found": len(found), f"{kind} right": right})
    for mark, claim in pairs:
        when = mark.get("day" if kind == "event" else "said")
        if "speaker" in mark:
            _compare(counts, "speaker", is_same_name(mark["speaker"], claim["speaker"]))
        if mark.get("modality"):
            _compare(counts, "modality", mark["modality"] == claim["modality"])
        if when:
            _compare(counts, "days", is_same_time(when, claim["as_of"], mark["modality"]))


def _compare(counts: Counter[str], field: str, right: bool) -> None:
    counts.update({f"{field} compared": 1, f"{field} right": int(right)})


def _pair(marks: list[Row], found: list[Row], fit: Callable[[Row, Row], float]) -> Iterator[tuple[Row, Row]]:
    """Yield marks with the claims that fit them best, one to one."""
    fits = [(fit(mark, claim), i, j) for i, mark in enumerate(marks) for j, claim in enumerate(found)]
    used: tuple[set[int], set[int]] = (set(), set())
    for good, i, j in sorted(fits, key=lambda each: -each[0]):
        if good > 0 and i not in used[0] and j not in used[1]:
            used[0].add(i), used[1].add(j)
            yield marks[i], found[j]


def _overlap(mark: Row, claim: Row, least: float) -> float:
    both = min(mark["end"], claim["end"]) - max(mark["start"], claim["start"])
    share = both / (mark["end"] - mark["start"] + claim["end"] - claim["start"] - both) if both > 0 else 0
    return share if share >= least else 0


def _names_trigger(mark: Row, claim: Row) -> float:
    return float(_meets(claim["trigger"], (mark["start"], mark["end"])))


def _meets(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])


def _percent(value: float | None) -> float | None:
    return value * 100 if value is not None and value <= 1 else value


def _days(edtf: str | None) -> tuple[str | None, str | None]:
    """Return the first and the last day of an EDTF date or interval, None where it is open."""
    first, _, last = (edtf or "..").partition("/")
    return _day(first, last=False), _day(last or first, last=True)


def _day(edtf: str, *, last: bool) -> str | None:
    if edtf == "..":
        return None
    year, month, day = (*map(int, edtf.split("-")), 0, 0)[:3]
    month = month or (12 if last else 1)
    return f"{year}-{month:02}-{day or (calendar.monthrange(year, month)[1] if last else 1):02}"


if __name__ == "__main__":
    articles = DEVELOPMENT if "--development" in sys.argv else ARTICLES
    for name, value in measures(score(articles)).items():
        print(f"{name:10} {value:.3f}")

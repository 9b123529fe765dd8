"""The words behind the scores: what a reader marked and nothing found, and what was found that no reader marked."""

from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd

from tracebrief.audit.gold import Gold
from tracebrief.audit.scores import DAYS, Match, compare_fields
from tracebrief.model.spans import Span
from tracebrief.model.wording import in_one_line

Days = tuple[str | None, str | None]


def list_misses(matches: Iterable[Match], texts: Mapping[str, str]) -> pd.DataFrame:
    """Return the marks that nothing matched and the found mentions without a mark, in words.

    Shape:
        unmatched × doc_id, kind, what ("missed" or "not marked"), words.
    """
    records = []
    for match in matches:
        if match.gold is None or match.found is None:
            known, what = match.known, "missed" if match.found is None else "not marked"
            records.append((known.doc_id, known.kind, what, _words(texts, match)))
    return pd.DataFrame(records, columns=["doc_id", "kind", "what", "words"])


def list_disagreements(matches: Iterable[Match], texts: Mapping[str, str]) -> pd.DataFrame:
    """Return what matched mentions say otherwise than the reader.

    Shape:
        disagreements × doc_id, task, words, reader, found.
    """
    records = []
    for match in matches:
        for field, wanted, answer in compare_fields(match):
            if not field.agree(wanted, answer):
                records.append((match.known.doc_id, field.task, _words(texts, match), _shown(wanted), _shown(answer)))
    return pd.DataFrame(records, columns=["doc_id", "task", "words", "reader", "found"])


def compare_days(matches: Iterable[Match]) -> pd.DataFrame:
    """Return how many found mentions give the reader's days, how many a wider or narrower time, how many another one.

    A wider time is a cautious answer, a narrower one says more than the reader knew, and one apart is wrong.

    Shape:
        tasks × same, wider, narrower, overlapping, apart.
    """
    kinds = ["same", "wider", "narrower", "overlapping", "apart"]
    counts = Counter(
        (field.task, _compare(wanted, answer))
        for match in matches
        for field, wanted, answer in compare_fields(match)
        if field.columns == DAYS
    )
    tasks = sorted({task for task, _ in counts})
    return pd.DataFrame([[counts[task, kind] for kind in kinds] for task in tasks], index=tasks, columns=kinds)


def _compare(reader: Days, found: Days) -> str:
    """Return how one interval of days lies to another; an open end is beyond every day."""
    (first, last), (found_first, found_last) = ((one[0] or "", one[1] or "9999") for one in (reader, found))
    if (first, last) == (found_first, found_last):
        return "same"
    if found_last < first or last < found_first:
        return "apart"
    if found_first <= first and last <= found_last:
        return "wider"
    return "narrower" if first <= found_first and found_last <= last else "overlapping"


def count_marks(coverage: pd.DataFrame, gold: Iterable[Gold], *, kinds: Iterable[str]) -> "pd.Series[int]":
    """Return, for each sentence of `coverage`, how many marks of these kinds it holds."""
    marked: dict[str, list[Span]] = {}
    wanted = {*kinds}
    for one in gold:
        if one.kind in wanted:
            marked.setdefault(one.doc_id, []).append(one.span)
    sentences = zip(coverage["doc_id"], coverage["start"], coverage["end"], strict=True)
    counts = [
        sum(Span(start, end).overlaps(span) for span in marked.get(doc_id, ())) for doc_id, start, end in sentences
    ]
    return pd.Series(counts, index=coverage.index, dtype="int64")


def _words(texts: Mapping[str, str], match: Match) -> str:
    return in_one_line(match.known.span.cut(texts[match.known.doc_id]))


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return " to ".join("…" if part is None else f"{part:g}" if isinstance(part, float) else part for part in value)
    return "–" if value is None else str(value)

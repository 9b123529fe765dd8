"""Which claim of one snapshot is which of another: by its name, else by its position, else by its words.

A claim's name is made of its text, position and value, so that a claim read anew is named anew. It is still the same
claim where one claim of the earlier snapshot fits it, and it fits no other; where two fit, it is none of them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from tracebrief.history.snapshots import Row, Rows
from tracebrief.model.spans import CONTEXT

# Characters around a claim that tell its position without its words: as many as a quotation's context on one side.
KNOWN = CONTEXT
Key = Callable[[Row], tuple[str, ...] | None]


def pair_claims(before: Rows, after: Rows) -> dict[str, str]:
    """Return the name that each claim of `after` had in `before`, where it was there."""
    pairs = {name: name for name in after if name in before}
    unchanged = {after[name]["doc_id"] for name in pairs}
    gone = {name: row for name, row in before.items() if name not in pairs}
    new = {name: row for name, row in after.items() if name not in pairs}

    def moved(rows: Rows) -> Rows:
        # Every name holds its text's hash: where one name stayed, the text is the same, and its words stand still.
        return {name: row for name, row in rows.items() if row["doc_id"] not in unchanged}

    def take(found: Iterable[tuple[str, str]]) -> None:
        for old, name in list(found):
            pairs[name] = old
            del gone[old], new[name]

    take((old, name) for old, name in _alike(gone, new, _position) if _share_words(gone[old], new[name]))
    for key in (_context, _words, _around):
        take(_alike(moved(gone), moved(new), key))
    take(_overlapping(gone, new))
    return pairs


def _position(row: Row) -> tuple[str, ...]:
    return row["doc_id"], row["kind"], row["start"], row["end"]


def _context(row: Row) -> tuple[str, ...]:
    return *_words(row), *_edges(row)


def _words(row: Row) -> tuple[str, ...]:
    return row["doc_id"], row["kind"], row["exact"]


def _around(row: Row) -> tuple[str, ...] | None:
    """Return what stands around a claim's words; None where that is too little to know the position by."""
    return (row["doc_id"], row["kind"], *_edges(row)) if len("".join(_edges(row))) >= KNOWN else None


def _edges(row: Row) -> tuple[str, str]:
    return row.get("prefix", ""), row.get("suffix", "")


def _alike(gone: Rows, new: Rows, key: Key) -> Iterator[tuple[str, str]]:
    """Yield the two names of each claim that alone has its key, in both snapshots."""
    olds, news = _grouped(gone, key), _grouped(new, key)
    for shared, names in news.items():
        if len(names) == len(olds.get(shared, ())) == 1:
            yield olds[shared][0], names[0]


def _grouped(rows: Rows, key: Key) -> dict[tuple[str, ...], list[str]]:
    groups: dict[tuple[str, ...], list[str]] = {}
    for name, row in rows.items():
        if (value := key(row)) is not None:
            groups.setdefault(value, []).append(name)
    return groups


def _overlapping(gone: Rows, new: Rows) -> Iterator[tuple[str, str]]:
    """Yield the two names of claims of one kind that share words of one text, each with that one other only."""
    olds = _grouped(gone, lambda row: (row["doc_id"], row["kind"]))
    fits = {
        name: [old for old in olds.get((row["doc_id"], row["kind"]), ()) if _share_words(gone[old], row)]
        for name, row in new.items()
    }
    taken = Counter(old for found in fits.values() for old in found)
    yield from ((found[0], name) for name, found in fits.items() if len(found) == 1 == taken[found[0]])


def _share_words(old: Row, new: Row) -> bool:
    """Say whether two claims overlap in what is, as far as their contexts show, the same text."""
    a, b = (int(row["start"]) for row in (old, new))
    if a >= int(new["end"]) or b >= int(old["end"]):
        return False
    texts = [row.get("prefix", "") + row["exact"] + row.get("suffix", "") for row in (old, new)]
    first, second = (at - len(row.get("prefix", "")) for at, row in ((a, old), (b, new)))
    start, end = max(first, second), min(first + len(texts[0]), second + len(texts[1]))
    return texts[0][start - first : end - first] == texts[1][start - second : end - second]

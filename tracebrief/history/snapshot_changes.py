"""What changed from one snapshot of a brief to another: its texts, its claims, and the conflicts between them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tracebrief.history.claim_pairs import pair_claims
from tracebrief.history.snapshots import Row, Rows, Snapshot

VALUE = ("low", "high", "unit", "bound")
WORDING = ("exact",)
ATTRIBUTION = ("speaker", "speaker_actor", "cue", "via")
# Where a claim stands and what found it: a difference in these alone changes nothing that the claim says.
POSITION = ("doc_id", "start", "end", "prefix", "suffix", "passage")
RULE = ("rule", "rule_version")


@dataclass(frozen=True)
class ColumnDifference:
    """One column of a row that was otherwise before."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """A text, claim or conflict that is not as it was.

    Attributes:
        kind: added and withdrawn; of claims also value, wording, attribution, reading (another column), carried (the
            same words in a text that was changed around them) and reread (the same, but for the rule that found it);
            of texts also changed, renamed and described; of conflicts opened, settled and restated.
        name: the claim's id, the conflict's id or the text's key.
        was: its name before, where that was another.
        row: as it is now; as it was, where it is gone.
    """

    kind: str
    name: str
    row: Row
    was: str | None = None
    differences: tuple[ColumnDifference, ...] = ()


@dataclass(frozen=True)
class Changes:
    """What changed between two snapshots, in the order of the later one's files; `notices` say what is not compared."""

    before: str
    after: str
    sources: tuple[Change, ...]
    claims: tuple[Change, ...]
    conflicts: tuple[Change, ...]
    notices: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return not (self.sources or self.claims or self.conflicts)


def compare_snapshots(before: Snapshot, after: Snapshot) -> Changes:
    """Return what changed from one snapshot to another."""
    sources = tuple(_compare_sources(before.sources, after.sources))
    renamed = {change.was: change.name for change in sources if change.was}
    old = {
        name: row | {"doc_id": renamed.get(row["doc_id"], row["doc_id"])} for name, row in (before.claims or {}).items()
    }
    new = after.claims or {}
    pairs = pair_claims(old, new)
    claims = sorted(_compare_claims(old, new, pairs), key=lambda change: _position(change.row))
    conflicts = tuple(_compare_conflicts(before, after, pairs))
    return Changes(before.name, after.name, sources, tuple(claims), conflicts, tuple(_notices(before, after)))


def _compare_claims(before: Rows, after: Rows, pairs: dict[str, str]) -> Iterator[Change]:
    kept = set(pairs.values())
    for name, row in after.items():
        if name not in pairs:
            yield Change("added", name, row)
        elif pairs[name] != name or row != before[name]:
            was = pairs[name] if pairs[name] != name else None
            found = _differences(before[pairs[name]], row, "claim_id")
            if found or was:
                yield Change(_kind(found), name, row, was, found)
    yield from (Change("withdrawn", name, row) for name, row in before.items() if name not in kept)


def _differences(before: Row, after: Row, key: str) -> tuple[ColumnDifference, ...]:
    """Return what differs in the columns that both rows have, but for their names."""
    shared = (column for column in after if column in before and column != key)
    return tuple(ColumnDifference(at, before[at], after[at]) for at in shared if before[at] != after[at])


def _kind(differences: tuple[ColumnDifference, ...]) -> str:
    """Return the kind of the most important difference."""
    columns = {difference.column for difference in differences}
    for kind, of_kind in (("value", VALUE), ("wording", WORDING), ("attribution", ATTRIBUTION)):
        if columns & set(of_kind):
            return kind
    if columns - set(POSITION) - set(RULE):
        return "reading"
    return "reread" if columns & set(RULE) and not columns & set(POSITION) else "carried"


def _compare_sources(before: Rows | None, after: Rows | None) -> Iterator[Change]:
    if before is None or after is None:
        return
    renamed = _renamed(before, after)
    for key, row in after.items():
        was = renamed.get(key)
        old = before.get(was or key)
        if old is None:
            yield Change("added", key, row)
        elif was or old != row:
            kind = "renamed" if was else "changed" if old["sha256"] != row["sha256"] else "described"
            yield Change(kind, key, row, was, _differences(old, row, "key"))
    gone = before.keys() - after.keys() - set(renamed.values())
    yield from (Change("withdrawn", key, row) for key, row in before.items() if key in gone)


def _renamed(before: Rows, after: Rows) -> dict[str, str]:
    """Return the key that a text had before, where the same bytes stand under another."""
    gone = {row["sha256"]: key for key, row in before.items() if key not in after}
    new = {key: row["sha256"] for key, row in after.items() if key not in before}
    copies = Counter(new.values()) + Counter(row["sha256"] for key, row in before.items() if key not in after)
    return {key: gone[sha256] for key, sha256 in new.items() if sha256 in gone and copies[sha256] == 2}


def _compare_conflicts(before: Snapshot, after: Snapshot, pairs: dict[str, str]) -> Iterator[Change]:
    """Yield conflicts opened and settled; one between the same two claims is the same, whatever they are named now."""
    if before.conflicts is None or after.conflicts is None:
        return
    now = {old: new for new, old in pairs.items()}
    olds = {
        frozenset(now.get(row[side], row[side]) for side in ("claim_a", "claim_b")): row
        for row in before.conflicts.values()
    }
    for name, row in after.conflicts.items():
        old = olds.pop(frozenset((row["claim_a"], row["claim_b"])), None)
        found = _differences(old, row, "comparison_id") if old else ()
        if old is None:
            yield Change("opened", name, _with_words(row, after.claims))
        elif restated := tuple(each for each in found if each.column not in ("claim_a", "claim_b")):
            was = old["comparison_id"] if old["comparison_id"] != name else None
            yield Change("restated", name, _with_words(row, after.claims), was, restated)
    yield from (Change("settled", row["comparison_id"], _with_words(row, before.claims)) for row in olds.values())


def _with_words(conflict: Row, claims: Rows | None) -> Row:
    """Return a conflict with the words of its two claims."""
    words = {f"exact_{side}": (claims or {}).get(conflict[f"claim_{side}"], {}).get("exact", "") for side in "ab"}
    return conflict | words


def _position(row: Row) -> tuple[str, int, int, str, str]:
    return row["doc_id"], int(row["start"]), int(row["end"]), row["kind"], row["claim_id"]


def _notices(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """Yield what could not be compared, or was compared with nothing."""
    if before.claims is None and after.claims is None:
        yield "neither has a ledger, report/claims.csv: claims are not compared"
    for snapshot in (before, after):
        if snapshot.claims is None and (before.claims or after.claims):
            yield f"{snapshot.name} has no ledger, report/claims.csv: every claim of the other counts as a change"
        if snapshot.conflicts is None and (before.conflicts or after.conflicts):
            yield f"{snapshot.name} records no conflicts: they are not compared"
        if snapshot.sources is None and (before.sources or after.sources):
            yield f"{snapshot.name} records no texts: they are not compared"
    old, new = (next(iter((snapshot.claims or {}).values()), {}) for snapshot in (before, after))
    if old and new and old.keys() != new.keys():
        sides = ((before, old, new), (after, new, old))
        more = {snapshot.name: [each for each in one if each not in other] for snapshot, one, other in sides}
        only = "; ".join(f"{name} alone has {', '.join(columns)}" for name, columns in more.items() if columns)
        yield f"the ledgers have other columns: {only}; the others are compared"

"""What changed, in words: the same in the terminal, in the comment on a pull request and on the page of changes."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tracebrief.history.snapshot_changes import POSITION, RULE, VALUE, Change, Changes, ColumnDifference
from tracebrief.model.wording import counted, in_one_line, quantity_in_full, shorten

NOTHING = "No text, claim or conflict changed."
MARKS = {"added": "+", "opened": "+", "withdrawn": "−", "settled": "−"}
# Kinds of changed claim, the most important first: the heading, then how one and many of them are counted.
CHANGED = {
    "value": ("Value changed", "value changed", "values changed"),
    "wording": ("Wording changed", "wording changed", "wordings changed"),
    "attribution": ("Attribution changed", "attribution changed", "attributions changed"),
    "reading": ("Read otherwise", "claim read otherwise", "claims read otherwise"),
}
WHOLE = {
    "added": ("Claims added", "claim added", "claims added"),
    "withdrawn": ("Claims withdrawn", "claim withdrawn", "claims withdrawn"),
}
QUIET = {
    "carried": ("The same words in a changed text", "claim carried over", "claims carried over"),
    "reread": ("The same, found by another rule", "claim found by another rule", "claims found by another rule"),
}
SOURCES = ("added", "withdrawn", "changed", "renamed", "described")
CONFLICTS = ("opened", "settled", "restated")
# What a record says of a text beside its words, by the name that its change goes by.
RECORDED = {"described": "described otherwise"}
# Columns that follow from another: shown only where that other stayed.
FOLLOWING = {"as_of": ("first", "last")}
# Words shown on each side of those that differ.
AROUND = 4
# Characters of the words of each claim of a conflict.
CONFLICTING = 80
# Digits of a text's SHA-256.
DIGITS = 10
# Controls and directions of writing, which would act on the terminal or page that shows them.
ACTING = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Edit(NamedTuple):
    """What differs, as it was and as it is."""

    label: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.label} {quote_cell(self.before)} → {quote_cell(self.after)}"


@dataclass(frozen=True)
class Item:
    """One change in words: what it is of, where, each thing that differs, and why."""

    mark: str  # + − ~
    name: str
    text: str  # the key of the text that a claim stands in; "" of texts and conflicts
    where: str  # where in it, and what kind of claim; of texts and conflicts what became of them
    words: str
    changes: tuple[Edit, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Section:
    """Changes of one kind; a quiet one is for whoever asks."""

    title: str
    items: tuple[Item, ...]
    quiet: bool = False


def describe_headline(changes: Changes) -> str:
    """Return all changes counted, in one sentence."""
    return f"{', '.join(_counts(changes))}." if not changes.same else NOTHING


def describe_change(change: Change) -> str:
    """Return a changed claim or conflict in one line."""
    item = _conflict(change) if "claim_a" in change.row else _claim(change)
    kind = "changed" if item.mark == "~" else change.kind
    where = f"{item.text} {item.where}" if item.text else "conflict:"
    edits = ", ".join(map(str, item.changes))
    return ": ".join(filter(None, (f"{kind} {item.name} {where} {item.words}", item.note, edits)))


def group_changes(changes: Changes) -> Iterator[Section]:
    """Yield the changes by kind, the most important first; the claims that came or went with a text go last."""
    with_text, claims = _with_text(changes), changes.claims
    if changes.sources:
        yield Section("Texts", tuple(_source(change, with_text) for change in changes.sources))
    if changes.conflicts:
        yield Section("Conflicts", tuple(map(_conflict, changes.conflicts)))
    for kind, (title, *_) in {**CHANGED, **WHOLE}.items():
        alone = (each for each in claims if each.kind == kind and _text_of(each) not in with_text)
        yield from _claim_section(title, alone)
    by_text: dict[tuple[str, str], list[Change]] = {}
    for change in claims:
        by_text.setdefault(_text_of(change), []).append(change)
    for kind, text in with_text:
        yield from _claim_section(f"Claims {kind} with {printable(text)}", by_text.get((kind, text), ()), quiet=True)
    for kind, (title, *_) in QUIET.items():
        yield from _claim_section(title, (each for each in claims if each.kind == kind), quiet=True)


def quote_cell(value: str) -> str:
    """Return a cell as a reader sees it: words in quotation marks, numbers and days bare, nothing as a dash."""
    return "–" if not value else value if re.match(r"[\d-]|…–", value) else f"“{value}”"


def printable(words: str) -> str:
    """Return words of a text in one line, without what would act on a terminal or a page."""
    return ACTING.sub("\ufffd", in_one_line(words))


def _claim_section(title: str, changes: Iterable[Change], *, quiet: bool = False) -> Iterator[Section]:
    """Yield a section of changed claims, if there are any."""
    if items := tuple(map(_claim, changes)):
        yield Section(title, items, quiet)


def _counts(changes: Changes) -> Iterator[str]:
    with_text = _with_text(changes)
    for kind in SOURCES:
        if number := sum(change.kind == kind for change in changes.sources):
            claims = sum(count for (with_kind, _), count in with_text.items() if with_kind == kind)
            texts = f"{counted(number, 'text')} {RECORDED.get(kind, kind)}"
            yield texts + (f" with {counted(claims, 'claim')}" if claims else "")
    for kind in CONFLICTS:
        if number := sum(change.kind == kind for change in changes.conflicts):
            yield f"{counted(number, 'conflict')} {kind}"
    alone = Counter(each.kind for each in changes.claims if _text_of(each) not in with_text)
    for kind, (_, one, many) in {**CHANGED, **WHOLE, **QUIET}.items():
        if alone[kind]:
            yield counted(alone[kind], one, many)


def _with_text(changes: Changes) -> dict[tuple[str, str], int]:
    """Return how many claims came or went with each text that did."""
    counts = Counter(map(_text_of, changes.claims))
    texts = [(change.kind, change.name) for change in changes.sources if change.kind in WHOLE]
    return {text: counts[text] for text in texts}


def _text_of(change: Change) -> tuple[str, str]:
    return change.kind, change.row["doc_id"]


def _claim(change: Change) -> Item:
    row = change.row
    value = f" = {printable(quantity_in_full(row))}" if row["kind"] == "quantity" and row.get("bound") else ""
    paragraph = f"¶{printable(row['passage'])} " if row.get("passage") else ""
    renamed = change.was if change.kind == "carried" else None
    return Item(
        MARKS.get(change.kind, "~"),
        printable(change.name),
        printable(row["doc_id"]),
        paragraph + printable(row["kind"]),
        f"“{printable(row['exact'])}”{value}",
        (*([Edit("name", renamed, change.name)] if renamed else []), *_claim_edits(change)),
    )


def _claim_edits(change: Change) -> Iterator[Edit]:
    """Yield what differs and matters: a value whole, and its position and rule only where nothing else differs."""
    columns = {difference.column for difference in change.differences}
    silent = {*POSITION, *(RULE if change.kind != "reread" else ()), *VALUE}
    silent.update(name for cause, names in FOLLOWING.items() if cause in columns for name in names)
    if change.kind == "value":
        before = change.row | {each.column: each.before for each in change.differences}
        yield Edit("value", printable(quantity_in_full(before)), printable(quantity_in_full(change.row)))
    yield from (_edit(each) for each in change.differences if each.column not in silent)


def _edit(each: ColumnDifference) -> Edit:
    before, after = printable(each.before), printable(each.after)
    if each.column == "exact":
        return Edit("words", *_without_shared_words(before, after))
    return Edit(printable(each.column.replace("_", " ")), before, after)


def _without_shared_words(before: str, after: str) -> tuple[str, str]:
    """Return two wordings without the words that both begin and end with, but for a few beside those that differ."""
    old, new = before.split(" "), after.split(" ")
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    tail = next((at for at in range(shorter - head) if old[-1 - at] != new[-1 - at]), shorter - head)
    first, last = max(0, head - AROUND), max(0, tail - AROUND)
    return _cut(old, first, last), _cut(new, first, last)


def _cut(words: list[str], first: int, last: int) -> str:
    return " ".join(["…"] * (first > 0) + words[first : len(words) - last] + ["…"] * (last > 0))


def _source(change: Change, with_text: dict[tuple[str, str], int]) -> Item:
    row, count = change.row, with_text.get((change.kind, change.name))
    title = f"“{printable(row['title'])}”" if row["title"] else ""
    words = ", ".join(filter(None, (printable(row["outlet"]), title, printable(row["published"]))))
    if count:
        words = f"{words}: {counted(count, 'claim')}"
    kind = RECORDED.get(change.kind, change.kind)
    return Item(MARKS.get(change.kind, "~"), printable(change.name), "", kind, words, tuple(_source_edits(change)))


def _source_edits(change: Change) -> Iterator[Edit]:
    if change.was:
        yield Edit("key", printable(change.was), printable(change.name))
    for each in change.differences:
        if each.column != "sha256":
            yield _edit(each)
        elif change.kind == "changed":
            yield Edit("SHA-256", each.before[:DIGITS], each.after[:DIGITS])


def _conflict(change: Change) -> Item:
    row = change.row
    words = (f"“{shorten(printable(row[f'exact_{side}']), CONFLICTING)}”" for side in "ab")
    claims = (f"{quoted} ({printable(row[f'claim_{side}'])})" for quoted, side in zip(words, "ab", strict=True))
    return Item(
        MARKS.get(change.kind, "~"),
        printable(change.name),
        "",
        change.kind,
        " against ".join(claims),
        tuple(map(_edit, change.differences)),
        printable(row.get("reason", "")),
    )

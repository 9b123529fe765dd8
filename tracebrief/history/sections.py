"""What changed, in words: the same in the terminal, in the comment on a pull request and on the page of changes."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tracebrief.history.differences import PLACE, RULE, VALUE, Change, Comparison, Difference
from tracebrief.model.wording import counted, in_one_line, quantity_in_full, shorten

NOTHING = "No text, claim or conflict changed."
MARKS = {"added": "+", "opened": "+", "withdrawn": "−", "settled": "−"}
# Kinds of changed claim, the most telling first: the heading, then how one and many of them are counted.
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
# Columns that follow from another: told only where that other stayed.
FOLLOWING = {"as_of": ("first", "last")}
# Words shown on each side of those that differ.
AROUND = 4
# Controls and directions of writing, which would act on the terminal or page that shows them.
ACTING = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Item:
    """One change in words: what it is of, where, each thing that differs, as it was and as it is, and why."""

    mark: str  # + − ~
    name: str
    text: str  # the key of the text that a claim stands in; "" of texts and conflicts
    place: str  # where in it, and what kind of claim; of texts and conflicts what became of them
    words: str
    changes: tuple[tuple[str, str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Section:
    """Changes of one kind; a quiet one is for whoever asks."""

    title: str
    items: tuple[Item, ...]
    quiet: bool = False


def tell_headline(comparison: Comparison) -> str:
    """Return all changes counted, in one sentence."""
    return f"{', '.join(_counts(comparison))}." if not comparison.same else NOTHING


def find_sections(comparison: Comparison) -> Iterator[Section]:
    """Yield the changes by kind, the most telling first; the claims that came or went with a text go last."""
    with_text, claims = _with_text(comparison), comparison.claims
    came: dict[tuple[str, str], list[Change]] = {}
    for change in claims:
        came.setdefault(_text_of(change), []).append(change)
    if comparison.sources:
        yield Section("Texts", tuple(_source(change, with_text) for change in comparison.sources))
    if comparison.conflicts:
        yield Section("Conflicts", tuple(map(_conflict, comparison.conflicts)))
    for kind, (title, *_) in {**CHANGED, **WHOLE}.items():
        if found := [each for each in claims if each.kind == kind and _text_of(each) not in with_text]:
            yield Section(title, tuple(map(_claim, found)))
    for kind, text in with_text:
        if found := came.get((kind, text)):
            yield Section(f"Claims {kind} with {plain(text)}", tuple(map(_claim, found)), quiet=True)
    for kind, (title, *_) in QUIET.items():
        if found := [each for each in claims if each.kind == kind]:
            yield Section(title, tuple(map(_claim, found)), quiet=True)


def tell_change(change: Change) -> str:
    """Return a changed claim or conflict in one line."""
    item = _conflict(change) if "claim_a" in change.row else _claim(change)
    kind = "changed" if item.mark == "~" else change.kind
    told = ", ".join(map(tell_difference, item.changes))
    where = f"{item.text} {item.place}" if item.text else "conflict:"
    return ": ".join(filter(None, (f"{kind} {item.name} {where} {item.words}", item.note, told)))


def tell_difference(change: tuple[str, str, str]) -> str:
    """Return what differs as `column “before” → “after”`."""
    label, before, after = change
    return f"{label} {shown(before)} → {shown(after)}"


def shown(value: str) -> str:
    """Return a cell as a reader sees it: words in quotation marks, numbers and days bare, nothing as a dash."""
    return "–" if not value else value if re.match(r"[\d-]|…–", value) else f"“{value}”"


def plain(words: str) -> str:
    """Return words of a text in one line, without what would act on a terminal or a page."""
    return ACTING.sub("\ufffd", in_one_line(words))


def _counts(comparison: Comparison) -> Iterator[str]:
    with_text = _with_text(comparison)
    for kind in SOURCES:
        if number := sum(change.kind == kind for change in comparison.sources):
            claims = sum(count for (with_kind, _), count in with_text.items() if with_kind == kind)
            told = f"{counted(number, 'text')} {RECORDED.get(kind, kind)}"
            yield told + (f" with {counted(claims, 'claim')}" if claims else "")
    for kind in CONFLICTS:
        if number := sum(change.kind == kind for change in comparison.conflicts):
            yield f"{counted(number, 'conflict')} {kind}"
    alone = Counter(each.kind for each in comparison.claims if _text_of(each) not in with_text)
    for kind, (_, one, many) in {**CHANGED, **WHOLE, **QUIET}.items():
        if alone[kind]:
            yield counted(alone[kind], one, many)


def _with_text(comparison: Comparison) -> dict[tuple[str, str], int]:
    """Return how many claims came or went with each text that did."""
    counts = Counter(map(_text_of, comparison.claims))
    texts = [(change.kind, change.name) for change in comparison.sources if change.kind in WHOLE]
    return {text: counts[text] for text in texts}


def _text_of(change: Change) -> tuple[str, str]:
    return change.kind, change.row["doc_id"]


def _claim(change: Change) -> Item:
    row = change.row
    value = f" = {plain(quantity_in_full(row))}" if row["kind"] == "quantity" and row.get("bound") else ""
    paragraph = f" ¶{plain(row['passage'])}" if row.get("passage") else ""
    place = f"{paragraph} {plain(row['kind'])}".strip()
    named = (("name", change.was, change.name),) if change.was and change.kind == "carried" else ()
    return Item(
        MARKS.get(change.kind, "~"),
        plain(change.name),
        plain(row["doc_id"]),
        place,
        f"“{plain(row['exact'])}”{value}",
        (*named, *_told(change)),
    )


def _told(change: Change) -> Iterator[tuple[str, str, str]]:
    """Yield what differs and says something: a value whole, and its place and rule only where nothing else differs."""
    columns = {difference.column for difference in change.differences}
    silent = {*PLACE, *(RULE if change.kind != "reread" else ()), *VALUE}
    silent.update(name for cause, names in FOLLOWING.items() if cause in columns for name in names)
    if change.kind == "value":
        before = change.row | {each.column: each.before for each in change.differences}
        yield "value", plain(quantity_in_full(before)), plain(quantity_in_full(change.row))
    yield from (_difference(each) for each in change.differences if each.column not in silent)


def _difference(each: Difference) -> tuple[str, str, str]:
    before, after = plain(each.before), plain(each.after)
    if each.column == "exact":
        return "words", *_narrowed(before, after)
    return plain(each.column.replace("_", " ")), before, after


def _narrowed(before: str, after: str) -> tuple[str, str]:
    """Return two wordings without the words that both begin and end with, but for a few that show the place."""
    old, new = before.split(" "), after.split(" ")
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    tail = next((at for at in range(shorter - head) if old[-1 - at] != new[-1 - at]), shorter - head)
    first, last = max(0, head - AROUND), max(0, tail - AROUND)
    cut = lambda words: " ".join(["…"] * (first > 0) + words[first : len(words) - last] + ["…"] * (last > 0))  # noqa: E731
    return cut(old), cut(new)


def _source(change: Change, with_text: dict[tuple[str, str], int]) -> Item:
    row, count = change.row, with_text.get((change.kind, change.name))
    title = f"“{plain(row['title'])}”" if row["title"] else ""
    words = ", ".join(filter(None, (plain(row["outlet"]), title, plain(row["published"]))))
    if count:
        words = f"{words}: {counted(count, 'claim')}"
    told = [_difference(each) for each in change.differences if each.column != "sha256"]
    if change.kind == "changed":
        hashes = next((each.before[:10], each.after[:10]) for each in change.differences if each.column == "sha256")
        told.insert(0, ("SHA-256", *hashes))
    named = (("key", plain(change.was), plain(change.name)),) if change.was else ()
    kind = RECORDED.get(change.kind, change.kind)
    return Item(MARKS.get(change.kind, "~"), plain(change.name), "", kind, words, (*named, *told))


def _conflict(change: Change) -> Item:
    row = change.row
    sides = [f"“{shorten(plain(row[f'exact_{side}']), 80)}” ({plain(row[f'claim_{side}'])})" for side in "ab"]
    told, mark = tuple(map(_difference, change.differences)), MARKS.get(change.kind, "~")
    note = plain(row.get("reason", ""))
    return Item(mark, plain(change.name), "", change.kind, " against ".join(sides), told, note)

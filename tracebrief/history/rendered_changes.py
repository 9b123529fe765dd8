"""What changed between two snapshots, for the terminal and for programs."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tracebrief.history.described_changes import Item, Section, describe_headline, group_changes, quote_cell
from tracebrief.history.snapshot_changes import Changes
from tracebrief.model.wording import shorten

# Changes of one kind that a screen shows before a reader asks for all; of the quiet kinds only some.
OPEN, QUIET = 40, 4
# Characters of a claim's words on a screen: about three lines of it.
WORDS = 200
COLOURS = {"+": "green", "−": "red", "~": "yellow"}


def render_table(changes: Changes, *, whole: bool = False) -> RenderableType:
    """Return what changed as tables, a kind of change each; `whole` leaves nothing out."""
    head = Text.assemble((changes.before, "bold"), " → ", (changes.after, "bold"))
    notices = [Text(f"Note: {notice}.", "yellow") for notice in changes.notices]
    sections = [part for section in group_changes(changes) for part in _section(section, whole=whole)]
    return Group(head, Text(describe_headline(changes)), *notices, *sections)


def render_json(changes: Changes) -> str:
    """Return what changed as JSON: every row whole, with each column that was otherwise."""
    content = {"headline": describe_headline(changes), "same": changes.same, **asdict(changes)}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _section(section: Section, *, whole: bool) -> Iterator[RenderableType]:
    limit = len(section.items) if whole else QUIET if section.quiet else OPEN
    yield Text()
    yield Text.assemble((section.title, "bold"), (f"  {len(section.items):,}", "dim"))
    table = Table.grid(padding=(0, 1))
    table.add_column(width=1)
    table.add_column(no_wrap=True, min_width=12)
    table.add_column(overflow="fold")
    for item in section.items[:limit]:
        table.add_row(Text(item.mark, COLOURS[item.mark]), Text(item.name), _words(item))
    yield table
    if (left := len(section.items) - limit) > 0:
        yield Text(f"  … and {left:,} more; --all shows them", "dim")


def _words(item: Item) -> Text:
    """Return the words of an item, where they stand, and a line for each thing that differs."""
    words = shorten(item.words, WORDS)
    lines = [Text(words), Text(f"{item.text} {item.where}", "dim")] if item.text else [Text(f"{item.where}: {words}")]
    if item.note:
        lines.append(Text(item.note))
    for label, before, after in item.changes:
        ends = (quote_cell(shorten(before, WORDS)), quote_cell(shorten(after, WORDS)))
        lines.append(Text.assemble((f"{label} ", "dim"), ends[0], (" → ", "dim"), (ends[1], "bold")))
    return Text("\n").join(lines)

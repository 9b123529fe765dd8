"""What changed between two states, for the terminal and for programs."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tracebrief.history.differences import Comparison
from tracebrief.history.sections import Item, Section, find_sections, shown, tell_headline
from tracebrief.model.wording import shorten

# Changes of one kind that a screen shows before a reader asks for all; of the quiet kinds a taste.
OPEN, TASTE = 40, 4
# Characters of a claim's words on a screen: about three lines of it.
WORDS = 200
COLOURS = {"+": "green", "−": "red", "~": "yellow"}


def show_comparison(comparison: Comparison, *, whole: bool = False) -> RenderableType:
    """Return what changed as tables, a kind of change each; `whole` leaves nothing out."""
    head = Text.assemble((comparison.before, "bold"), " → ", (comparison.after, "bold"))
    notices = [Text(f"Note: {notice}.", "yellow") for notice in comparison.notices]
    sections = [part for section in find_sections(comparison) for part in _section(section, whole=whole)]
    return Group(head, Text(tell_headline(comparison)), *notices, *sections)


def write_json(comparison: Comparison) -> str:
    """Return what changed as JSON: every row whole, with each column that was otherwise."""
    content = {"headline": tell_headline(comparison), "same": comparison.same, **asdict(comparison)}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _section(section: Section, *, whole: bool) -> Iterator[RenderableType]:
    limit = len(section.items) if whole else TASTE if section.quiet else OPEN
    yield Text()
    yield Text.assemble((section.title, "bold"), (f"  {len(section.items):,}", "dim"))
    table = Table.grid(padding=(0, 1))
    table.add_column(width=1)
    table.add_column(no_wrap=True, min_width=12)
    table.add_column(overflow="fold")
    for item in section.items[:limit]:
        table.add_row(Text(item.mark, COLOURS[item.mark]), Text(item.name), _told(item))
    yield table
    if (left := len(section.items) - limit) > 0:
        yield Text(f"  … and {left:,} more; --all shows them", "dim")


def _told(item: Item) -> Text:
    """Return the words of an item, where they stand, and a line for each thing that differs."""
    words = shorten(item.words, WORDS)
    lines = [Text(words), Text(f"{item.text} {item.place}", "dim")] if item.text else [Text(f"{item.place}: {words}")]
    if item.note:
        lines.append(Text(item.note))
    for label, before, after in item.changes:
        ends = (shown(shorten(before, WORDS)), shown(shorten(after, WORDS)))
        lines.append(Text.assemble((f"{label} ", "dim"), ends[0], (" → ", "dim"), (ends[1], "bold")))
    return Text("\n").join(lines)

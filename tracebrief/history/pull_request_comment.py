"""What changed between two snapshots, as a comment on a pull request: counts first, then each kind folded.

The words are strangers' words: nothing in them may become Markdown, HTML, a link, or a call of somebody's name.
"""

import re
from html import escape

from tracebrief.history.described_changes import Item, Section, describe_headline, group_changes, quote_cell
from tracebrief.history.snapshot_changes import Changes
from tracebrief.model.wording import shorten

# By this line a later comment finds and replaces the one before.
MARKER = "<!-- tracebrief diff -->"
# Characters that GitHub takes in a comment are 65,536; the rest of it is for what closes the comment.
LIMIT = 65_000
# Characters of a claim's words in a comment.
WORDS = 300
# What Markdown would read as its own, at the beginning of an item or within it.
MARKDOWN = re.compile(r"[\\`*_{}\[\]()#!|~$=+]")
# What GitHub makes a link or a notice of, wherever it stands: a space without width after its first sign parts it.
CALLS = re.compile(r"@|#(?=\w)|(?<=://)|(?<=www\.)|(?<=GH-)(?=\d)", re.IGNORECASE)


def render_comment(changes: Changes) -> str:
    """Return what changed as GitHub Markdown, cut to the length of a comment with a count of what is left out."""
    names = [f"<code>{_safe(name)}</code>" for name in (changes.before, changes.after)]
    lines = [MARKER, "### What changed", "", f"{' → '.join(names)}: **{_safe(describe_headline(changes))}**", ""]
    lines += [f"> {_safe(notice)}.\n" for notice in changes.notices]
    room, left_out = LIMIT - sum(len(line) + 1 for line in lines), 0
    for section in group_changes(changes):
        written, left = _section(section, room)
        lines, room, left_out = lines + written, room - sum(len(line) + 1 for line in written), left_out + left
    if left_out:
        lines.append(f"{left_out:,} changes are left out: a comment has no room for them. `tracebrief diff` shows all.")
    return "\n".join(lines).rstrip() + "\n"


def _section(section: Section, room: int) -> tuple[list[str], int]:
    """Return a kind of change as far as there is room, and how many changes are left out."""
    summary = f"<summary>{_safe(section.title)}: {len(section.items):,}</summary>"
    opening, closing = ["<details>" + summary, ""], ["", "</details>", ""]
    room -= sum(len(line) + 1 for line in opening + closing)
    items: list[str] = []
    for item in section.items:
        line = _item(item)
        room -= len(line) + 1
        if room < 0:
            break
        items.append(line)
    return (opening + items + closing if items else []), len(section.items) - len(items)


def _item(item: Item) -> str:
    where = _safe(f"{item.text} {item.where}".strip())
    parts = [f"- {_safe(item.mark)} <code>{_safe(item.name)}</code> {where}: {_safe(shorten(item.words, WORDS))}"]
    if item.note:
        parts.append(_safe(shorten(item.note, WORDS)))
    for label, *ends in item.changes:
        before, after = (_safe(quote_cell(shorten(end, WORDS))) for end in ends)
        parts.append(f"{_safe(label)} {before} → <b>{after}</b>")
    # Not by the end of a line: a comment breaks there, a file does not.
    return "<br>".join(parts)


def _safe(words: str) -> str:
    """Return words that GitHub shows as they are."""
    parted = CALLS.sub(lambda call: f"{call[0]}\u200b", words)
    return MARKDOWN.sub(lambda sign: f"&#{ord(sign[0])};", escape(parted, quote=False))

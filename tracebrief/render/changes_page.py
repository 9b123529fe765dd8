"""The page of changes: what each of the last commits did to the claims, and what nobody has accepted yet."""

import json
from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import Any

from tracebrief.history.described_changes import quote_cell
from tracebrief.model.wording import days_in_words
from tracebrief.project.paths import Project
from tracebrief.render.page_sources import page_source, raw_block

Told = dict[str, Any]
# Changes of one kind listed openly, and listed at all: more are counted by text, and the ledger has each.
OPEN, LISTED = 8, 100
LEAD = (
    "Which texts, claims and conflicts the last commits added, withdrew or changed, the newest first. "
    "Words that still carry a claim open it in their text."
)
BEGINNING = "Nothing has changed the claims yet"


def read_changes(project: Project) -> Told:
    """Return what the page of changes is made of; nothing before it is found."""
    path = project.inserts / "changes.json"
    return json.loads(path.read_text("utf-8")) if path.is_file() else {"commits": [], "claims": {}}


def changes_page(content: Told) -> str:
    """Return the source of the page of changes."""
    return page_source(
        "What changed",
        LEAD,
        raw_block("\n".join(_parts(content))),
        "[All texts](index.qmd) · [All values](values.qmd) · [The brief](../index.qmd)",
    )


def _parts(content: Told) -> Iterator[str]:
    claims = content["claims"]
    if pending := content.get("pending"):
        lead = "This build finds what the ledger does not hold; nobody has read and accepted it."
        yield _change("<h2>Not yet accepted</h2>", f"<p>{lead}</p>", pending, claims)
    for commit in content["commits"]:
        head = f"<h2>{escape(commit['subject'])}</h2>"
        day = f'<p class="name">{days_in_words(commit["date"], commit["date"])} · commit {commit["commit"]}</p>'
        yield _change(head, day, commit, claims)
    if missing := content.get("missing") or (BEGINNING if not (content["commits"] or pending) else ""):
        yield f'<p class="legend">{escape(missing[:1].upper() + missing[1:])}.</p>'


def _change(head: str, day: str, told: Told, claims: dict[str, str]) -> str:
    notices = "".join(f'<p class="legend">{escape(notice)}.</p>' for notice in told["notices"])
    sections = "\n".join(_section(section, claims) for section in told["sections"])
    return f'<section class="value">{head}\n{day}\n<p>{escape(told["headline"])}</p>{notices}\n{sections}</section>'


def _section(section: Told, claims: dict[str, str]) -> str:
    items = section["items"]
    summary = f'<summary>{escape(section["title"])} <span class="quiet">{len(items):,}</span></summary>'
    if len(items) > LISTED:
        counts = Counter(item["text"] for item in items)
        listed = "\n".join(f"<li>{escape(text)}: {count:,}</li>" for text, count in sorted(counts.items()))
        listed += '\n<li class="quiet">Each is in report/claims.csv.</li>'
    else:
        listed = "\n".join(_item(item, claims) for item in items)
    opened = " open" if len(items) <= OPEN and not section["quiet"] else ""
    return f'<details class="changes"{opened}>{summary}\n<ul>\n{listed}\n</ul></details>'


def _item(item: Told, claims: dict[str, str]) -> str:
    name, words = item["name"], escape(item["words"])
    if name in claims:
        words = f'<a href="{escape(claims[name])}.html#{escape(name)}">{words}</a>'
    words = words if item["text"] else f"{escape(item['where'])}: {words}"
    where = f"{escape(item['text'])} {escape(item['where'])}, " if item["text"] else ""
    changes = f"<li>{escape(item['note'])}</li>" if item["note"] else ""
    changes += "".join(_difference(*change) for change in item["changes"])
    listed = f"<ul>{changes}</ul>" if changes else ""
    identity = f'<span class="id">{escape(name)}</span>'
    return f'<li data-mark="{item["mark"]}">{words} <span class="quiet">— {where}{identity}</span>{listed}</li>'


def _difference(label: str, before: str, after: str) -> str:
    ends = (f"<{tag}>{escape(quote_cell(end))}</{tag}>" for tag, end in (("del", before), ("ins", after)))
    return f'<li><span class="quiet">{escape(label)}</span> {" → ".join(ends)}</li>'

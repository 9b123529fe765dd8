"""The page of changes: what each of the last commits did to the claims, and what nobody has accepted yet."""

import json
from collections import Counter

from tracebrief.history import RecentChanges, quote_cell
from tracebrief.model.wording import days_in_words
from tracebrief.project.paths import Project
from tracebrief.render.page_sources import html_block, page_source

# Changes of one kind listed openly, and listed at all: more are counted by text, and the ledger has each.
OPEN, LISTED = 8, 100
LEAD = (
    "Which texts, claims and conflicts the last commits added, withdrew or changed, the newest first. "
    "Words that still carry a claim are linked to it."
)
NOTHING = "nothing has changed the claims yet"


def read_changes(project: Project) -> RecentChanges:
    """Return what the page is made of; nothing before it is found."""
    path = project.changes_insert
    nothing: RecentChanges = {"pending": None, "missing": None, "commits": [], "claims": {}}
    return json.loads(path.read_text("utf-8")) if path.is_file() else nothing


def changes_page(changes: RecentChanges) -> str:
    """Return the source of the page."""
    anything = changes["commits"] or changes["pending"]
    block = html_block(
        "changes.html",
        changes=changes,
        missing=changes["missing"] or ("" if anything else NOTHING),
        by_text=lambda items: sorted(Counter(item["text"] for item in items).items()),
        in_words=lambda day: days_in_words(day, day),
        quote_cell=quote_cell,
        OPEN=OPEN,
        LISTED=LISTED,
    )
    return page_source("What changed", LEAD, block)

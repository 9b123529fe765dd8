"""One claim in the terminal: its sentence with the words marked, where it comes from, and how well it is verified."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

import pandas as pd
from rich.console import Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from tracebrief.model.tables import read_table, rows
from tracebrief.model.wording import modality_in_words, quantity_in_full, review_in_words
from tracebrief.project.errors import LedgerError
from tracebrief.project.paths import Project

# Facts of a claim that a reader asks for, in this order; others are in report/claims.csv.
FACTS = ("measure", "event", "actor", "place", "speaker", "cue", "modality", "as_of", "as_of_words", "note")


def show_claim(project: Project, claim_id: str) -> Panel:
    """Return a claim as a panel.

    Raises:
        LedgerError: the last build has no such claim; the message names those that are spelt alike.
        TableError: there is no build yet.
    """
    claims = {row["claim_id"]: row for row in rows(read_table(project, "claims"))}
    if claim_id not in claims:
        near = get_close_matches(claim_id, claims, n=3, cutoff=0.7)
        todo = f"did you mean {' or '.join(near)}?" if near else "take an id from report/claims.csv"
        raise LedgerError(claim_id, "the build has no such claim", todo)
    claim = claims[claim_id]
    document = _row(read_table(project, "documents"), doc_id=claim["doc_id"])
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim")
    facts.add_column()
    for name, value in _facts(project, claim, document):
        facts.add_row(name, value)
    return Panel(Group(_passage(project, claim, document["text"]), "", facts), title=claim_id, title_align="left")


def _passage(project: Project, claim: dict[str, Any], text: str) -> Text:
    """Return the claim's paragraph, its words marked."""
    passages = read_table(project, "passages")
    around = passages[(passages.doc_id == claim["doc_id"]) & (passages.start <= claim["start"])]
    around = around[around.end >= claim["end"]].iloc[-1:]
    start, end = (int(around.start.iloc[0]), int(around.end.iloc[0])) if len(around) else (claim["start"], claim["end"])
    words = Text(text[start:end])
    words.stylize("bold reverse", claim["start"] - start, claim["end"] - start)
    return words


def _facts(project: Project, claim: dict[str, Any], document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "kind", claim["kind"] + (f", {quantity_in_full(claim)}" if claim["kind"] == "quantity" else "")
    told = claim | {"modality": modality_in_words(claim["modality"])}
    yield from ((name.replace("_", " "), told[name]) for name in FACTS if told[name])
    ruled = f" ({claim['ruled_by']}, {claim['ruled_on']})" if claim["ruled_as"] else ""
    yield "review", review_in_words(claim["review_state"], claim["ruled_as"]) + ruled
    who = document["outlet"] or "an outlet it does not name"
    yield "source", f"{who}, “{document['title'] or document['file']}”, published {document['published']}"
    yield "file", f"data/raw/{document['file']}, characters {claim['start']} to {claim['end']}"
    chain = read_table(project, "provenance")
    steps = [f"{row['who']} ({row['role']})" for row in rows(chain[chain.claim_id == claim["claim_id"]])]
    yield "provenance chain", " ← ".join(steps) or "–"
    verification = _row(read_table(project, "verifications"), claim_id=claim["claim_id"])
    if verification:
        yield "verification status", f"{verification['verification_status']}: {verification['reason']}"
    yield "read by", f"{claim['rule']} {claim['rule_version']}"


def _row(table: pd.DataFrame, **key: str) -> dict[str, Any]:
    """Return the row of a table that has this key, or nothing."""
    (column, value), *_ = key.items()
    return next(rows(table[table[column] == value]), {})

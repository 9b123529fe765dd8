"""Claims that authored files name by their text, their kind and their words: exactly one, or a mistake."""

import re

import pandas as pd
from pydantic import Field

from tracebrief.model.columns import KIND
from tracebrief.model.wording import QUOTATION_MARKS
from tracebrief.project.authored import Entry
from tracebrief.project.errors import CodebookError

# Claims that a mistake names, and their letters.
NAMED, SHOWN = 3, 60


class ClaimWords(Entry):
    """What chooses one claim: its text, its kind, a part of its words, and its paragraph where several have them."""

    doc: str
    words: str = Field(min_length=1)
    kind: KIND = "quantity"
    paragraph: int | None = None


def choose_claim(wanted: ClaimWords, claims: pd.DataFrame, *, where: str) -> pd.Series:
    """Return the one claim that is meant: of claims nested in each other, the innermost.

    Args:
        where: the file and the entry, as a mistake names them.

    Raises:
        CodebookError: the words are of no claim, or of several; a rejected one is none.
    """
    near = claims[(claims["doc_id"] == wanted.doc) & (claims["kind"] == wanted.kind) & (claims["status"] != "rejected")]
    near = near if wanted.paragraph is None else near[near["passage"] == wanted.paragraph]
    found = near[near["exact"].map(lambda exact: wanted.words in exact)]
    if found.empty:
        first = (wanted.words.strip(QUOTATION_MARKS).split() or [""])[0]
        there = near[near["exact"].str.contains(re.escape(first))]["exact"].str.slice(0, SHOWN).tolist()[:NAMED]
        todo = "fix the words, or add the claim: `tracebrief review`" + (f"; near it are {there}" if there else "")
        raise CodebookError(where, f"no {wanted.kind} of {wanted.doc} has “{wanted.words}”", todo)
    shortest = found[found["exact"].str.len() == found["exact"].str.len().min()]
    if len(shortest) > 1:
        what = f"{len(shortest)} claims of {wanted.doc} have “{wanted.words}”"
        raise CodebookError(where, what, "quote more of the words, or give the paragraph, so that one is left")
    return shortest.iloc[0]

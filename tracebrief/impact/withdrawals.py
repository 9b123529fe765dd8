"""What is withdrawn: a text, a claim, an origin or a speaker, by any of its names, with the claims that go with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import pandas as pd

from tracebrief.impact.verdicts import WITHDRAWN
from tracebrief.link import Codebook
from tracebrief.model.tables import rows
from tracebrief.project.errors import LedgerError

# Names that a message proposes instead of one that there is not.
NEAR = 3


@dataclass(frozen=True)
class Withdrawal:
    """What is withdrawn, and the claims that are then gone."""

    kind: WITHDRAWN
    name: str
    claims: frozenset[str]

    @property
    def texts(self) -> frozenset[str]:
        """The texts that are gone as a whole."""
        return frozenset([self.name] if self.kind == "text" else [])

    def left_of(self, tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
        """Return the tables without all that is of the claims or texts that are gone."""
        claims = tables["claims"]
        ids = {*self.claims, *claims[claims["doc_id"].isin(self.texts)]["claim_id"]}
        left = {}
        for name, table in tables.items():
            kept = pd.Series(True, index=table.index)
            for column, gone in (("claim_id", ids), ("doc_id", self.texts), ("source_doc_id", self.texts)):
                if column in table:
                    kept &= ~table[column].isin(gone)
            left[name] = table[kept].reset_index(drop=True)
        return left


def list_withdrawals(tables: Mapping[str, pd.DataFrame], codebook: Codebook) -> list[Withdrawal]:
    """Return everything that may be withdrawn, by the names by which it is shown, claims aside.

    Args:
        tables: `claims`, `documents` and `origins`.
    """
    claims = [row for row in rows(tables["claims"]) if row["status"] != "rejected"]
    origins = {row["claim_id"]: row["origin"] for row in rows(tables["origins"])}
    found: dict[tuple[WITHDRAWN, str], set[str]] = {("text", key): set() for key in tables["documents"]["doc_id"]}
    for row in claims:
        found["text", row["doc_id"]].add(row["claim_id"])
        found.setdefault(("origin", origins[row["claim_id"]]), set()).add(row["claim_id"])
        if row["speaker"]:
            found.setdefault(("speaker", _speaker(row, codebook)), set()).add(row["claim_id"])
    return [Withdrawal(kind, name, frozenset(ids)) for (kind, name), ids in sorted(found.items())]


def find_withdrawal(
    asked: str, tables: Mapping[str, pd.DataFrame], codebook: Codebook, *, kind: WITHDRAWN | None = None
) -> Withdrawal:
    """Return what a name means.

    Raises:
        LedgerError: nothing has this name, or two things with different claims have it.
    """
    known = list_withdrawals(tables, codebook)
    own = tables["claims"][tables["claims"]["status"] != "rejected"]["claim_id"]
    known += [Withdrawal("claim", name, frozenset([name])) for name in own]
    known = [each for each in known if kind in (None, each.kind)]
    ids = {row["origin_id"]: row["origin"] for row in rows(tables["origins"])}
    wanted = {ids.get(asked, asked).casefold()}
    keys = {actor.key for actor in codebook.actors if asked == actor.key or asked in actor.names}
    wanted |= {codebook.actor(key).name.casefold() for key in keys}
    fit = [each for each in known if each.name.casefold() in wanted]
    if not fit:
        raise LedgerError(asked, "no text, claim, origin or speaker is called so", _propose(asked, known))
    if len({each.claims for each in fit}) > 1:
        what = " and ".join(f"{each.kind} of {len(each.claims)} claims" for each in fit)
        raise LedgerError(asked, f"it is {what}", f"say which: --as {' or --as '.join(each.kind for each in fit)}")
    return fit[0]


def _speaker(row: Mapping[str, Any], codebook: Codebook) -> str:
    """Return the name by which a claim's speaker is shown: the codebook's where it has one."""
    actor = row["speaker_actor"]
    return codebook.actor(actor).name if actor in codebook.keys_of("actor") else row["speaker"]


def _propose(asked: str, known: Iterable[Withdrawal]) -> str:
    names = {each.name.casefold(): each.name for each in known}
    near = [names[name] for name in get_close_matches(asked.casefold(), names, n=NEAR)]
    near += [name for low, name in names.items() if asked.casefold() in low and name not in near]
    return f"did you mean {' or '.join(near[:NEAR])}?" if near else "take a name from the pages of evidence"

"""Quotations that may not be the speaker's words, or not all of them, and the signs of it.

An ellipsis and square brackets say so themselves. That a text put in other words is known by an intact twin, the same
quotation in another text; of two wordings neither is the speaker's for certain, unless the one text copied the other.
Who or what reworded a text is never known: that it was reworded is an inference, and is told with its signs.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

import networkx as nx
import pandas as pd
from spacy.lang.en.stop_words import STOP_WORDS

from tracebrief.extract.lexicons import read_forms
from tracebrief.model.claims import Claim
from tracebrief.model.mentions import SharedPassage
from tracebrief.model.tables import accepted, rows_of, to_table
from tracebrief.model.weighed import DAMAGE, QuotationDamage
from tracebrief.model.wording import counted, in_one_line
from tracebrief.weigh.word_twins import MARKS, Difference, find_difference, find_twins

SIGNS: tuple[DAMAGE, ...] = get_args(DAMAGE)
# Signs by which the words may not be the speaker's; the others show what they are.
DOUBTFUL: frozenset[DAMAGE] = frozenset(["small words differ", "words replaced", "broken grammar", "altered text"])
# Differing words that a reason names.
NAMED = 3


@dataclass(frozen=True)
class _Sign:
    """One sign of damage, in words, with the twin that shows it."""

    sign: DAMAGE
    reason: str
    twin: str | None = None


def weigh_damage(claims: pd.DataFrame, reuse: pd.DataFrame, *, altered: Collection[str] = ()) -> pd.DataFrame:
    """Return the quotations that show signs of damage, as the table `quotation_damage`.

    Args:
        altered: texts that their records hold to be reworded as a whole.
    """
    quotes = [claim for claim in accepted(claims) if claim.kind == "quote"]
    copied = _copied_from(rows_of(reuse, SharedPassage), quotes)
    twins: dict[str, list[Claim]] = {claim.claim_id: [] for claim in quotes}
    for own, twin in find_twins(quotes, copied):
        twins[own.claim_id].append(twin)
    signs = {claim.claim_id: list(_find_signs(claim, twins[claim.claim_id], copied, altered)) for claim in quotes}
    return to_table("quotation_damage", (_damage(name, found) for name, found in signs.items() if found))


def _copied_from(shared: Iterable[SharedPassage], quotes: Iterable[Claim]) -> dict[str, set[str]]:
    """Return the texts that each text copied from, also through others; to quote the same words is not to copy."""
    quoted: dict[str, list[Claim]] = {}
    for claim in quotes:
        quoted.setdefault(claim.doc_id, []).append(claim)
    copies = (each for each in shared if _is_more_than_quoted(each, quoted.get(each.doc_id, ())))
    graph = nx.DiGraph((each.doc_id, each.source_doc_id) for each in copies)
    return {text: nx.descendants(graph, text) for text in graph}


def _is_more_than_quoted(passage: SharedPassage, quotes: Iterable[Claim]) -> bool:
    """Say whether at least half of a shared passage lies outside quotations."""
    inside = sum(max(0, min(each.end, passage.end) - max(each.start, passage.start)) for each in quotes)
    return 2 * inside <= passage.end - passage.start


def _find_signs(
    claim: Claim, twins: Sequence[Claim], copied: Mapping[str, Collection[str]], altered: Collection[str]
) -> Iterator[_Sign]:
    """Yield the signs of a quotation: its own, and those beside the text that it was copied from, else beside any.

    A text that others copied is not put in doubt by how they put it.
    """
    yield from _own_signs(claim, altered)
    sources = [twin for twin in twins if twin.doc_id in copied.get(claim.doc_id, ())]
    for twin in sources or [twin for twin in twins if claim.doc_id not in copied.get(twin.doc_id, ())]:
        yield from _signs_beside(claim, twin)


def _own_signs(claim: Claim, altered: Collection[str]) -> Iterator[_Sign]:
    """Yield the signs that a quotation, or its text, shows by itself."""
    forms = read_forms("quotation_damage")
    if forms["part left out"].search(claim.exact):
        yield _Sign("part left out", "an ellipsis stands for what was left out, or for a pause")
    if put_in := forms["words put in"].findall(claim.exact):
        yield _Sign("words put in", f"{_quoted(put_in)} was put in")
    if claim.doc_id in altered:
        yield _Sign("altered text", "we infer that its whole text was reworded")


def _signs_beside(own: Claim, twin: Claim) -> Iterator[_Sign]:
    """Yield the signs that a quotation shows beside the same saying in another text."""
    difference = find_difference(own, twin)
    if difference.changes:
        words = {word for change in difference.changes for side in change for word in side.split()}
        sign: DAMAGE = "small words differ" if words <= STOP_WORDS else "words replaced"
        yield _Sign(sign, _told(difference, twin.doc_id), twin.claim_id)
        if broken := _find_broken(own) - _find_broken(twin):
            what = f"{_quoted(sorted(broken))} is broken grammar, and {twin.doc_id} has the sentence whole"
            yield _Sign("broken grammar", what, twin.claim_id)
    elif marks := list(_own_signs(own, ())):
        yield from (replace(each, twin=twin.claim_id) for each in marks)
    elif difference.is_cut:
        yield _Sign("cut short", f"the sentence goes on in {twin.doc_id}", twin.claim_id)


def _find_broken(claim: Claim) -> set[str]:
    forms = (form for key, form in read_forms("quotation_damage").items() if key not in MARKS)
    return {in_one_line(match[0]) for form in forms for match in form.finditer(claim.exact)}


def _told(difference: Difference, twin: str) -> str:
    """Return how the words differ from those of a twin, the first few of many."""
    told = [
        f"“{here}” stands here for “{there}” of {twin}"
        if here and there
        else f"“{here}” stands here and not in {twin}"
        if here
        else f"“{there}” stands in {twin} and not here"
        for here, there in difference.changes[:NAMED]
    ]
    more = len(difference.changes) - NAMED
    return "; ".join([*told, *([f"and {counted(more, 'other change')}"] if more > 0 else [])])


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"“{each.strip()}”" for each in words)


def _damage(claim_id: str, found: list[_Sign]) -> QuotationDamage:
    """Return one row of a quotation's signs; of several twins the first that shows a sign speaks for it."""
    first: dict[str, _Sign] = {}
    for each in found:
        first.setdefault(each.sign, each)
    doubtful = not DOUBTFUL.isdisjoint(first)
    signs = sorted(first.values(), key=lambda each: SIGNS.index(each.sign))
    twins = [each.twin for each in found if each.twin and (each.sign in DOUBTFUL) == doubtful]
    reasons = "; ".join(each.reason for each in signs)
    return QuotationDamage(claim_id, "; ".join(each.sign for each in signs), doubtful, next(iter(twins), None), reasons)

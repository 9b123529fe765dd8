"""Estimates of one family of measures: every value as the interval that its words leave open, hedged unlike firm."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from tracebrief.draw.figures import Figure, to_frame
from tracebrief.draw.source_lines import name_texts
from tracebrief.draw.theme import wrap
from tracebrief.link import Codebook
from tracebrief.model.tables import rows
from tracebrief.model.wording import in_one_line
from tracebrief.project.errors import TableError

# Pixels that the words of a value take at most.
LABEL = 292
# Pixels that a value and the heading of a group take.
STEP, HEADING = 42, 30
# Bounds whose ends are not to be taken by the digit.
LOOSE = ("about", "vague")
# Values drawn at most: a sheet of more is no picture. The newest are kept.
MOST = 60


@dataclass(frozen=True)
class Estimate:
    """One value of a measure, a row of the chart."""

    row: int  # from the top, from 0
    y: float  # pixels from the top, of its middle
    measure: str  # the measure's label, the heading of its values
    label: str  # the claim's words, cut to one line
    words: str  # all of the claim's words
    source: str  # outlet and day, and what a word like "thousands" is read as
    bound: str  # as the table `claims` has it
    # "number" is a plain one, "about" hedged, "range" has two ends, "vague" two ends that words like "thousands" leave.
    form: Literal["number", "about", "range", "vague", "at least", "at most"]
    low: float  # the lowest value, of "at most" the highest
    high: float  # the highest value, of "at least" the lowest


@dataclass(frozen=True)
class Estimates(Figure):
    """The figure of estimates."""

    rows: pd.DataFrame  # of `Estimate`
    headings: pd.DataFrame  # the measures' labels, each above its values: `measure` and `y`
    height: float  # of the chart, in pixels


def lay_out_estimates(
    claims: pd.DataFrame, documents: pd.DataFrame, codebook: Codebook, *, measures: Iterable[str], most: int = MOST
) -> Estimates:
    """Return every accepted value of `measures`, one row each, grouped by measure, in order of publication.

    Args:
        most: values drawn at most, those of the newest texts.

    Raises:
        TableError: no claim has one of the measures.
    """
    measures, texts = list(measures), name_texts(documents)
    order = {doc_id: number for number, doc_id in enumerate(texts)}
    kept = claims[claims["measure"].isin(measures) & (claims["status"] != "rejected")]
    if kept.empty:
        raise TableError("claims", f"no value of {', '.join(measures)}", "choose other measures")
    newest = kept.assign(order=kept["doc_id"].map(order)).sort_values(["order", "start"], kind="stable").tail(most)
    older, kept = len(kept) - len(newest), kept.loc[kept.index.isin(newest.index)]
    found = sorted(rows(kept), key=lambda c: (measures.index(c["measure"]), order[c["doc_id"]], c["start"]))
    labels = {measure.key: measure.label[:1].upper() + measure.label[1:] for measure in codebook.measures}
    groups = [measures.index(claim["measure"]) for claim in found]
    above = [sorted(set(groups)).index(group) + 1 for group in groups]  # headings, its own too
    tops = [row * STEP + number * HEADING for row, number in enumerate(above)]
    estimates = [
        _estimate(row, top + STEP / 2, claim, labels, texts)
        for row, (top, claim) in enumerate(zip(tops, found, strict=True))
    ]
    frame = to_frame(estimates, Estimate)
    headings = frame.groupby("measure", sort=False)["y"].min() - STEP / 2 - HEADING / 2
    columns = ["measure", "doc_id", "exact", "low", "high", "unit", "bound", "as_of", "claim_id"]
    return Estimates(
        kept[columns].sort_values(["measure", "doc_id", "claim_id"]),
        _describe(estimates),
        _count(len(kept), int((claims["kind"] == "quantity").sum()), older),
        tuple(sorted(set(kept["doc_id"]))),
        frame,
        headings.reset_index(),
        tops[-1] + STEP,
        claims=tuple(kept["claim_id"]),
    )


def _count(drawn: int, quantities: int, older: int) -> str:
    """Return how many of all quantities are drawn, and how many of their measures are left out."""
    left = f"; {older:,} of these measures, in older texts, are left out" if older else ""
    return f"{drawn} of {quantities} quantities{left}"


def _estimate(row: int, y: float, claim: dict[str, Any], labels: dict[str, str], texts: dict[str, str]) -> Estimate:
    low, high, bound = claim["low"], claim["high"], claim["bound"]
    form: Literal["number", "about", "range", "vague", "at least", "at most"]
    if low is None or high is None:
        form = "at least" if high is None else "at most"
    elif low < high:
        form = "vague" if bound in LOOSE else "range"
    else:
        form = "about" if bound in LOOSE else "number"
    words = in_one_line(claim["exact"])
    first, *rest = wrap(words, LABEL)
    return Estimate(
        row,
        y,
        labels[claim["measure"]],
        f"{first} …" if rest else first,
        words,
        texts[claim["doc_id"]] + _read_as(low, high, bound),
        bound,
        form,
        high if low is None else low,
        low if high is None else high,
    )


def _read_as(low: float | None, high: float | None, bound: str) -> str:
    """Return what a word without a number is read as, of others nothing."""
    if bound != "vague" or low is None:
        return ""
    return f" · read as {low:,.15g} or more" if high is None else f" · read as {low:,.15g} to {high:,.15g}"


def _describe(estimates: list[Estimate]) -> str:
    """Return the alternative text: every value with its hedge and its source."""
    groups: dict[str, list[str]] = {}
    for value in estimates:
        groups.setdefault(value.measure, []).append(f"“{value.words}” ({value.source})")
    return ". ".join(f"{label}: {'; '.join(said)}" for label, said in groups.items()) + "."

"""The named values that the prose quotes: words of one claim, a count over a table, or a search that finds nothing.

What is quoted is cut from a claim, hedge and all: a selector that would leave the hedge of a number behind is refused.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import pandas as pd
from pandas.api.types import is_numeric_dtype
from pydantic import TypeAdapter, model_validator

from tracebrief.draw.absences import Absence, search_absence
from tracebrief.extract import has_whole_words
from tracebrief.link import ClaimWords, choose_claim
from tracebrief.model.columns import KIND
from tracebrief.model.tables import TABLES, read_table, rows, to_table, write_table
from tracebrief.model.weighed import RESTS_ON
from tracebrief.model.wording import QUOTATION_MARKS, SAID_BOUNDS, in_one_line
from tracebrief.project.authored import Entry, read_authored
from tracebrief.project.errors import CodebookError
from tracebrief.project.json_files import write_json
from tracebrief.project.paths import Project

WHERE = "data/values.yml"
# Running text spells numbers out below this.
DIGITS_FROM = 10
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True)
class PublishedValue:
    """A value as the prose quotes it: the claims it rests on, how it was arrived at, its number and its words."""

    claims: list[str]
    how: str
    number: float | None
    text: str
    rests_on: RESTS_ON = "claim"


class Value(Entry):
    """A named value: `doc`, `kind` and `words` choose a claim, `count` and `sum` reckon over a table, or `absence`."""

    doc: str | None = None
    kind: KIND = "quantity"
    words: str = ""
    # Quoted words get “…” around them; a number may be lower-cased or stand without the thing counted.
    quoted: bool = False
    lower: bool = False
    count: str | None = None
    sum: str | None = None
    # A column whose different words are listed, not their rows counted.
    each: str | None = None
    where: Mapping[str, str | list[str]] = {}
    # Two columns that must hold the same: `[first, last]` keeps what is known to the day.
    same: tuple[str, str] | None = None
    # A search of the texts that must find nothing.
    absence: Absence | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Value":
        chosen = [self.doc is not None and self.words != "", self.count is not None, self.absence is not None]
        if sum(chosen) != 1:
            raise ValueError("give either doc and words, or count, or absence")
        return self


def compute_values(project: Project, claims: pd.DataFrame) -> pd.DataFrame:
    """Return the table `values` for every entry of `data/values.yml`.

    Raises:
        CodebookError: an entry names no claim, or several, or leaves a hedge out.
    """
    entries = read_authored(project.root / WHERE, dict[str, Value], error=CodebookError)
    return to_table("values", (_row(project, name, value, claims) for name, value in entries.items()))


def write_values(project: Project, values: pd.DataFrame) -> pd.DataFrame:
    """Write the table, and `build/tables/values.json` for the filters of the prose; return the table."""
    values = write_table(project, "values", values)
    published = {
        row["name"]: PublishedValue(
            (row["claims"] or "").split(), row["how"], row["number"], row["text"], row["rests_on"]
        )
        for row in rows(values)
    }
    write_json(project.values, {name: asdict(published[name]) for name in sorted(published)})
    return values


def read_published_values(project: Project) -> dict[str, PublishedValue]:
    """Return what the prose may quote, by name; nothing before it is made."""
    path = project.values
    return TypeAdapter(dict[str, PublishedValue]).validate_json(path.read_bytes()) if path.is_file() else {}


def _row(project: Project, name: str, value: Value, claims: pd.DataFrame) -> dict[str, object]:
    if value.absence:
        return _searched(project, name, value, value.absence)
    return _counted(project, name, value, value.count) if value.count else _cited(name, value, claims)


def _searched(project: Project, name: str, value: Value, absence: Absence) -> dict[str, object]:
    """Return the row of a search that finds nothing."""
    how = search_absence(project, name, absence)
    return _made(name, value, text=WORDS[0], number=0, claims=None, how=how, rests_on="search")


def _made(name: str, value: Value, *, how: str, **columns: object) -> dict[str, object]:
    return {"name": name, "how": f"{value.note}: {how}" if value.note else how} | columns


def _cited(name: str, value: Value, claims: pd.DataFrame) -> dict[str, object]:
    """Return the row of words cut from one claim."""
    chosen = ClaimWords(doc=value.doc or "", words=value.words, kind=value.kind)
    claim = choose_claim(chosen, claims, where=f"{WHERE}: {name}")
    _keep_hedge(name, value, claim)
    _keep_whole(name, value, claim)
    text = in_one_line(value.words)
    if value.lower:
        text = text[:1].lower() + text[1:]
    if value.quoted:
        text = f"“{text.strip(QUOTATION_MARKS)}”"
    number = claim["low"] if pd.notna(claim["low"]) else claim["high"]
    return {
        "name": name,
        "text": text,
        "number": number if claim["kind"] == "quantity" else None,
        "claims": claim["claim_id"],
        "how": value.note or f"the words of {claim['doc_id']}, paragraph {claim['passage']}",
        "rests_on": "claim",
    }


def _keep_hedge(name: str, value: Value, claim: pd.Series) -> None:
    """Refuse words that begin after the hedge of a quantity."""
    if claim["kind"] == "quantity" and claim["bound"] in SAID_BOUNDS and not claim["exact"].startswith(value.words):
        what = f"“{value.words}” leaves out the hedge of “{claim['exact']}”"
        raise CodebookError(f"{WHERE}: {name}", what, "begin the words where the claim begins")


def _keep_whole(name: str, value: Value, claim: pd.Series) -> None:
    """Refuse words that begin or end within a word or a number of their claim."""
    if not has_whole_words(claim["exact"], value.words):
        what = f"“{value.words}” cuts into “{claim['exact']}”"
        raise CodebookError(f"{WHERE}: {name}", what, "take whole words and numbers")


def _counted(project: Project, name: str, value: Value, counted: str) -> dict[str, object]:
    """Return the row of a count, or of a sum over a column, of the rows that a filter leaves."""
    kept = _read_counted(project, name, value, counted)
    for column, wanted in value.where.items():
        kept = kept[kept[column].isin([wanted] if isinstance(wanted, str) else wanted)]
    if value.same:
        kept = kept[(kept[value.same[0]] == kept[value.same[1]]).fillna(False)]
    number = int(kept[value.sum].sum()) if value.sum else len(kept)
    ids = {name: None for column in TABLES[counted].claim_columns for name in kept[column].dropna()}
    conditions = [f"{column} is {_any_of(wanted)}" for column, wanted in value.where.items()]
    conditions += [" is ".join(value.same)] if value.same else []
    of = f"each {value.each} of" if value.each else f"the sum of {value.sum} over" if value.sum else "the number of"
    how = f"{of} rows of the table {counted}" + (f" where {' and '.join(conditions)}" if conditions else "")
    text = WORDS[number] if number < DIGITS_FROM else f"{number:,}"
    if value.each:
        words = sorted(kept[value.each].dropna().unique())
        number, text = len(words), " and ".join(words) or "nobody"
    rests_on = "reading" if TABLES[counted].is_reading else "count"
    return _made(name, value, text=text, number=number, claims=" ".join(ids) or None, how=how, rests_on=rests_on)


def _read_counted(project: Project, name: str, value: Value, counted: str) -> pd.DataFrame:
    """Return a table that has every column by which it is counted."""
    where = f"{WHERE}: {name}"
    if counted not in TABLES:
        raise CodebookError(where, f"there is no table {counted!r}", f"use {', '.join(sorted(TABLES))}")
    table = read_table(project, counted)
    for column in filter(None, (*value.where, value.sum, value.each, *(value.same or ()))):
        if column not in table:
            raise CodebookError(where, f"{counted} has no column {column!r}", f"use {list(table)}")
    if value.sum and not is_numeric_dtype(table[value.sum]):
        raise CodebookError(where, f"“{value.sum}” holds no numbers", "sum a column of numbers")
    return table


def _any_of(wanted: str | list[str]) -> str:
    return wanted if isinstance(wanted, str) else " or ".join(wanted)

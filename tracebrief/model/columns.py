"""Columns that several tables have: the type, the meaning, the unit and the target of each stand here once.

A column is an annotated type: `Annotated[int, Column("…")]`. Tables, the data package and the README's lists of columns
are generated from these annotations.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

KIND = Literal["quantity", "quote", "statement", "event"]
BOUND = Literal["exact", "about", "at least", "more than", "at most", "less than", "range", "vague", "share"]
MODALITY = Literal["asserted", "alleged", "hypothetical", "planned", "denied", "unverified", "asked"]


@dataclass(frozen=True)
class Column:
    """What a column means, for people who meet its table without this repository.

    Attributes:
        meaning: one sentence.
        unit: what its numbers count.
        refers_to: the table and column that its values name, as `table.column`.
        iso_day: its texts are ISO days.
        may_be_empty: its empty text is a value, not a missing one.
    """

    meaning: str
    unit: str = ""
    refers_to: str = ""
    iso_day: bool = False
    may_be_empty: bool = False


CODE_POINT = "code point"

DocId = Annotated[str, Column("The text, by its citation key.", refers_to="documents.doc_id")]
Start = Annotated[
    int, Column("Where the words begin in the text as stored, counted in Unicode code points from 0.", unit=CODE_POINT)
]
End = Annotated[int, Column("Where the words end, the first code point that is no more part of them.", unit=CODE_POINT)]
SentenceStart = Annotated[int, Column("Where its sentence begins.", unit=CODE_POINT)]
SentenceEnd = Annotated[int, Column("Where its sentence ends.", unit=CODE_POINT)]
First = Annotated[str | None, Column("First day of the interval; empty where it is open.", iso_day=True)]
Last = Annotated[str | None, Column("Last day of the interval, included; empty where it is open.", iso_day=True)]
Low = Annotated[float | None, Column("Lower end of the value; empty where it is open.")]
High = Annotated[float | None, Column("Upper end of the value; empty where it is open.")]
Unit = Annotated[str | None, Column("What the value counts or measures.")]
Bound = Annotated[BOUND, Column("How the words bound the value.")]
Modality = Annotated[MODALITY, Column("How far the words commit themselves to it.")]
Speaker = Annotated[str | None, Column("Who says it, where anyone is named.")]
Cue = Annotated[str | None, Column("The word that shows it, in its dictionary form.")]
Rule = Annotated[str, Column("The rule that found it.")]
PassageNumber = Annotated[int, Column("Number of the paragraph in its text, from 1.")]
ClaimId = Annotated[
    str,
    Column("The claim's name, made of the text's hash, the span, the kind and the value.", refers_to="claims.claim_id"),
]
Actor = Annotated[str | None, Column("The actor, by key of the codebook.")]
How = Annotated[str, Column("How this is known.")]
Group = Annotated[str, Column("The group of claims about one thing.")]
Reason = Annotated[str, Column("Why.")]

"""Columns that several tables have: the type, the meaning, the unit and the target of each stand here once.

A column is an annotated type: `Annotated[int, Column("…")]`. Tables, the data package and the README's lists of columns
are generated from these annotations.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

KIND = Literal["quantity", "quote", "statement", "event"]
BOUND = Literal["exact", "about", "at least", "more than", "at most", "less than", "range", "vague", "share"]
INTERMEDIARY_ROLE = Literal["republisher", "outlet", "agency", "adapted from", "reports from"]
MODALITY = Literal["asserted", "alleged", "hypothetical", "planned", "denied", "unverified", "asked"]
# Modalities that are one in some respect.
# What is told as having happened, and not vouched for.
DOUBTED = ("alleged", "unverified")
# What is told as having happened, vouched for or not: a report; the rest is a plan, a fear, a wish or a denial.
HAPPENED = ("asserted", *DOUBTED)
# What is told of what happened, be it that it did not: only that has a number by now.
FACTUAL = (*HAPPENED, "denied")
# What is said to be so or not to be so: only that can be borne out.
FIRM = ("asserted", "denied")

# A row of a table, by the names of its columns.
Row = dict[str, Any]
REVIEW_STATE = Literal["found", "confirmed", "corrected", "rejected", "added"]
RULED_AS = Literal["reader", "program"]
READER: Final = "reader"


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
End = Annotated[int, Column("Where the words end: the first code point after them.", unit=CODE_POINT)]
SentenceStart = Annotated[int, Column("Where its sentence begins.", unit=CODE_POINT)]
SentenceEnd = Annotated[int, Column("Where its sentence ends.", unit=CODE_POINT)]
First = Annotated[str | None, Column("First day of the interval; empty where it is open.", iso_day=True)]
Last = Annotated[str | None, Column("Last day of the interval, included; empty where it is open.", iso_day=True)]
Low = Annotated[float | None, Column("Lower end of the value; empty where it is open.")]
High = Annotated[float | None, Column("Upper end of the value; empty where it is open.")]
Unit = Annotated[str | None, Column("What the value counts or measures.")]
HOW_BOUND = Column("How the words bound the value.")
Bound = Annotated[BOUND, HOW_BOUND]
Modality = Annotated[
    MODALITY, Column("How far the words commit themselves to it; denied: they say that it is not so, disputed or not.")
]
Speaker = Annotated[str | None, Column("Who says it, where anyone is named.")]
SpeakerActor = Annotated[str | None, Column("The speaker, by key of the codebook.")]
SpeakerStart = Annotated[int | None, Column("Where the words for the speaker begin.", unit=CODE_POINT)]
SpeakerEnd = Annotated[int | None, Column("Where the words for the speaker end.", unit=CODE_POINT)]
Cue = Annotated[str | None, Column("The word that shows it, in its dictionary form.")]
CueStart = Annotated[int | None, Column("Where the word of saying begins.", unit=CODE_POINT)]
CueEnd = Annotated[int | None, Column("Where the word of saying ends.", unit=CODE_POINT)]
Recipient = Annotated[str | None, Column("To whom it was said, or in what: “reporters”, “a statement”.")]
RecipientStart = Annotated[
    int | None, Column("Where the words for whom it was said to, or in what, begin.", unit=CODE_POINT)
]
RecipientEnd = Annotated[
    int | None, Column("Where the words for whom it was said to, or in what, end.", unit=CODE_POINT)
]
Rule = Annotated[str, Column("The rule that found it.")]
PassageKind = Annotated[
    Literal["heading", "body", "boilerplate"],
    Column("Whether it is a heading, a part of the story, or boilerplate of the page."),
]
Boilerplate = Annotated[str | None, Column("What kind of boilerplate it is, where it is no heading and no story.")]
PassageNumber = Annotated[int, Column("Number of the paragraph in its text, from 1.")]
ClaimId = Annotated[
    str,
    Column("The claim's name, made of the text's hash, the span, the kind and the value.", refers_to="claims.claim_id"),
]
ReviewState = Annotated[REVIEW_STATE, Column("Its review state: found where nobody ruled on it, else what was ruled.")]
RuledAs = Annotated[RULED_AS | None, Column("Whether a reader ruled, or a program.")]
VIA = "Through whom it came, beginning nearest to its origin: `X, then Y`."
BY_KEY = Column("The actor, by key of the codebook.")
Actor = Annotated[str | None, BY_KEY]
How = Annotated[str, Column("How this is known.")]
Group = Annotated[str, Column("The group of claims that tell one fact; of two that disagree, that of the first.")]

"""What the library reads rightly by itself: its claims and their fields against what readers ruled.

Claims that nobody ruled on, or only a program did, say nothing of it and are left out. A field is compared where the
library finds the claim; whether it finds it is scored by itself.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

import pandas as pd

from tracebrief.audit.scores import ALL, score_of
from tracebrief.model.claims import Claim, RuledField
from tracebrief.model.columns import READER
from tracebrief.model.tables import rows, to_table
from tracebrief.model.weighed import ReviewCount, Score

# The field that says whether there is a claim, and the name of all other fields of a claim together.
CLAIM, WHOLE = "claim", "every field"


def score_rulings(fields: Iterable[RuledField]) -> pd.DataFrame:
    """Return how far the library agrees with readers: kinds by their name, fields as `kind: field`.

    Shape:
        tasks × texts, and `all` texts together; columns of `scores`; key `task, doc_id`.
    """
    return to_table("ruling_scores", count_ruled(fields))


def count_ruled(fields: Iterable[RuledField]) -> Iterator[Score]:
    """Yield the scores of each task, text by text; `kind: every field` counts claims that are right throughout."""
    gold: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    matched: Counter[tuple[str, str]] = Counter()
    whole: dict[tuple[str, int, int, str], bool] = {}
    for field in fields:
        if field.ruled_as != READER:
            continue
        claim = field.doc_id, field.start, field.end, field.kind
        if field.field != CLAIM:
            whole[claim] = whole.get(claim, True) and field.agrees
        for doc_id in (field.doc_id, ALL):
            key = (field.kind if field.field == CLAIM else f"{field.kind}: {field.field}"), doc_id
            if field.field == CLAIM:
                gold[key] += field.right is not None
                found[key] += field.read_now is not None
                matched[key] += field.right is not None and field.read_now is not None
            else:
                gold[key] += 1
                found[key] += 1
                matched[key] += field.agrees
    for (doc_id, _, _, kind), right in whole.items():
        for key in ((f"{kind}: {WHOLE}", doc_id), (f"{kind}: {WHOLE}", ALL)):
            gold[key] += 1
            found[key] += 1
            matched[key] += right
    for task, doc_id in sorted(gold):
        yield score_of(task, doc_id, gold[task, doc_id], found[task, doc_id], matched[task, doc_id])


def list_field_scores(scores: pd.DataFrame) -> pd.DataFrame:
    """Return the share of each field, by kind, that is read rightly over all texts.

    Shape:
        kinds × fields; columns kind, field, right, matched, gold.
    """
    found = [
        (*row["task"].split(": ", 1), row["recall"], row["matched"], row["gold"])
        for row in rows(scores[scores["doc_id"] == ALL])
        if ": " in row["task"]
    ]
    return pd.DataFrame(found, columns=["kind", "field", "right", "matched", "gold"]).astype({"right": float})


def count_reviews(claims: Iterable[Claim]) -> pd.DataFrame:
    """Return how many claims have each review state, by text, kind and who ruled.

    Shape:
        one row each that there is; columns of `review_states`.
    """
    counts = Counter((one.doc_id, one.kind, one.review_state, one.ruled_as, one.ruled_by) for one in claims)
    return to_table("review_states", (ReviewCount(*key, number) for key, number in counts.items()))

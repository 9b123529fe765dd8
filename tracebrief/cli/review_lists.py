"""What is left to rule on in the terminal: in each text, and the rulings to look at again."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from tracebrief.model.claims import Claim, RuledField
from tracebrief.model.documents import Document
from tracebrief.model.tables import read_table, rows_of
from tracebrief.model.wording import counted
from tracebrief.project.paths import Project
from tracebrief.review import read_linked
from tracebrief.rulings import (
    ReviewProgress,
    count_added,
    find_progress,
    find_standing,
    find_strays,
    list_outdated,
    read_rulings,
)


def list_review(project: Project) -> Iterator[str]:
    """Yield a line for each text, one for all together, and one for each ruling to look at again.

    Raises:
        BuildError: there is no build yet.
        RulingError: a file of rulings is not valid, or does not fit its text.
    """
    linked, ruled = read_linked(project)
    claims, fields = rows_of(linked, Claim), rows_of(ruled, RuledField)
    documents = rows_of(read_table(project, "documents"), Document)
    rulings = read_rulings(project)
    progress = find_progress(claims, documents, rulings)
    for doc_id, kinds in groupby(progress, key=lambda each: each.doc_id):
        yield f"{doc_id}: {_tell_left(list(kinds))}"
    yield f"all texts: {_tell_left(progress)}"
    added, by_now = count_added(claims, fields)
    if added:
        yield f"{by_now:,} of {counted(added, 'added claim')} are by now read by the library itself"
    strays = find_strays(fields)
    for document in documents:
        if of_text := rulings.get(document.doc_id):
            sha256 = document.sha256
            yield from list_outdated(find_standing(document.doc_id, of_text, text=document.text, sha256=sha256))
    yield from strays.let_stand
    total = counted(sum(each.field == "claim" for each in fields), "ruling")
    yield f"{len(strays.let_stand):,} of {total} to look at again: they let stand what is now read otherwise"
    yield f"{len(strays.corrected):,} of {total} say what is right where a third thing is read by now, or nothing"


def _tell_left(progress: Sequence[ReviewProgress]) -> str:
    """Return how many claims are left, of which kinds."""
    left, total = sum(each.left for each in progress), sum(each.claims for each in progress)
    kinds = Counter({each.kind: 0 for each in progress})
    for each in progress:
        kinds[each.kind] += each.left
    of = ", ".join(f"{kind} {number:,}" for kind, number in kinds.items() if number)
    program = sum(each.by_program for each in progress)
    told = f"{left:,} of {counted(total, 'claim')} left" + (f" ({of})" if of else "")
    return told + (f", {program:,} ruled on by a program alone" if program else "")
